using System.Text.Json.Nodes;

namespace ConductBot.Teams;

/// <summary>The bodies as Teams wants them, letter for letter.</summary>
public class InvokeResponseTests
{
    private static JsonObject Card => new() { ["type"] = "AdaptiveCard", ["version"] = "1.5" };

    [Fact]
    public void A_dialog_with_a_card() => Body(
        """{"task":{"type":"continue","value":{"title":"Report a post","height":"medium","width":"medium","card":{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5"}}}}}""",
        TaskModuleResponse.Continue(TaskModuleTaskInfo.ForCard("Report a post", Card)).ToInvokeResponse());

    [Fact]
    public void A_dialog_with_a_page_of_a_size_in_pixels() => Body(
        """{"task":{"type":"continue","value":{"title":"Policy","height":600,"width":800,"url":"https://hillschool.example/policy"}}}""",
        TaskModuleResponse.Continue(new() { Title = "Policy", Height = 600, Width = 800, Url = "https://hillschool.example/policy" }).ToInvokeResponse());

    [Fact]
    public void A_dialogs_last_word() => Body(
        """{"task":{"type":"message","value":"Thank you. Your report is HP-0007."}}""",
        TaskModuleResponse.Message("Thank you. Your report is HP-0007.").ToInvokeResponse());

    [Fact]
    public void A_message_extensions_dialog_and_last_word()
    {
        Body(
            """{"task":{"type":"continue","value":{"title":"Report","height":"large","width":"large","card":{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5"}}}}}""",
            MessagingExtensionActionResponse.Continue(TaskModuleTaskInfo.ForCard("Report", Card, "large")).ToInvokeResponse());
        Body("""{"task":{"type":"message","value":"Reported."}}""", MessagingExtensionActionResponse.Message("Reported.").ToInvokeResponse());
    }

    [Fact]
    public void A_message_extensions_result_with_a_preview() => Body(
        """{"composeExtension":{"type":"result","attachmentLayout":"list","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5"},"preview":{"contentType":"application/vnd.microsoft.card.thumbnail","content":{"title":"5.1"}}}]}}""",
        new MessagingExtensionActionResponse
        {
            ComposeExtension = new()
            {
                Type = "result",
                AttachmentLayout = "list",
                Attachments =
                [
                    new()
                    {
                        ContentType = ContentTypes.AdaptiveCard,
                        Content = Card,
                        Preview = new() { ContentType = "application/vnd.microsoft.card.thumbnail", Content = new JsonObject { ["title"] = "5.1" } },
                    },
                ],
            },
        }.ToInvokeResponse());

    [Fact]
    public void A_card_actions_answers()
    {
        Body("""{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard","version":"1.5"}}""", InvokeResponse.From(AdaptiveCardInvokeResponse.Card(Card)));
        Body("""{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"Approved."}""", InvokeResponse.From(AdaptiveCardInvokeResponse.Message("Approved.")));
        Body("""{"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"BadRequest","message":"A reason is needed."}}""", InvokeResponse.From(AdaptiveCardInvokeResponse.Error(400, "BadRequest", "A reason is needed.")));
    }

    [Fact]
    public void The_bare_statuses()
    {
        Assert.Equal((200, null), (InvokeResponse.Accepted.Status, InvokeResponse.Accepted.Body));
        Assert.Equal((400, null), (InvokeResponse.BadRequest.Status, InvokeResponse.BadRequest.Body));
        Assert.Equal((501, null), (InvokeResponse.NotImplemented.Status, InvokeResponse.NotImplemented.Body));
    }

    private static void Body(string expected, InvokeResponse response)
    {
        Assert.Equal(200, response.Status);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), response.Body), response.Body?.ToJsonString());
    }
}
