using System.Text.Json.Nodes;
using ConductBot.Host.Playground;

namespace ConductBot.Tests.Playground;

public sealed class ConnectorMessagesTests : PlaygroundTest
{
    [Theory]
    [InlineData("POST", "v3/conversations")]
    [InlineData("POST", "v3/conversations/c/activities")]
    [InlineData("POST", "v3/conversations/c/activities/a")]
    [InlineData("PUT", "v3/conversations/c/activities/a")]
    [InlineData("DELETE", "v3/conversations/c/activities/a")]
    [InlineData("GET", "v3/conversations/c/activities/a/members")]
    [InlineData("GET", "v3/conversations/c/members")]
    [InlineData("GET", "v3/conversations/c/pagedmembers")]
    [InlineData("GET", "v3/conversations/c/members/m")]
    [InlineData("GET", "v3/teams/t")]
    [InlineData("GET", "v3/teams/t/conversations")]
    public async Task Every_route_wants_a_bearer_token(string method, string path)
    {
        var (status, body) = await Server.AnonymousAsync(method, path);

        Assert.Equal(401, status);
        Assert.Equal("Authorization has been denied for this request.", (string?)body!["message"]);
    }

    [Fact]
    public async Task A_chat_is_the_same_however_often_it_is_created()
    {
        var first = await Server.ConnectorAsync("POST", "v3/conversations", Server.ChatParameters(Server.School.Dsl));
        var again = await Server.ConnectorAsync("POST", "v3/conversations", Server.ChatParameters(Server.School.Dsl));

        Assert.Equal(201, first.Status);
        Assert.StartsWith("a:1", (string)first.Body!["id"]!, StringComparison.Ordinal);
        Assert.False(first.Body.AsObject().ContainsKey("activityId"));
        Assert.Equal((201, (string)first.Body["id"]!), (again.Status, (string)again.Body!["id"]!));
        Assert.NotEqual((string)first.Body["id"]!, await Server.ChatAsync(Server.School.Teacher));
    }

    [Fact]
    public async Task A_chat_is_with_one_member_by_their_MRI_in_the_tenant()
    {
        var noTenant = Server.ChatParameters(Server.School.Dsl);
        noTenant.Remove("tenantId");
        var otherTenant = Server.ChatParameters(Server.School.Dsl);
        otherTenant["tenantId"] = "11111111-2222-4333-8444-555555555555";
        var two = Server.ChatParameters(Server.School.Dsl);
        two["members"]!.AsArray().Add(new JsonObject { ["id"] = Server.School.Deputy.Mri });
        var byObjectId = Server.ChatParameters(Server.School.Dsl);
        byObjectId["members"]![0]!["id"] = Server.School.Dsl.AadObjectId;

        Assert.Equal((400, "BadSyntax"), await RefusalAsync("POST", "v3/conversations", noTenant));
        Assert.Equal((400, "BadSyntax"), await RefusalAsync("POST", "v3/conversations", otherTenant));
        Assert.Equal((400, "BadSyntax"), await RefusalAsync("POST", "v3/conversations", two));
        Assert.Equal((403, "ForbiddenOperationException"), await RefusalAsync("POST", "v3/conversations", byObjectId));
    }

    [Fact]
    public async Task Each_creation_in_the_channel_starts_a_thread_of_its_own()
    {
        var first = await Server.PostThreadAsync(Card("One"));
        var second = await Server.PostThreadAsync(Card("Two"));

        Assert.Equal("1795166104123", first.Id);
        Assert.Equal("1795166104124", second.Id);
        Assert.Equal($"{Server.School.ChannelId};messageid=1795166104124", second.Conversation);
        var message = await Server.MessageAsync(second.Id);
        Assert.Equal(("channel", second.Id, "Two"), ((string?)message["place"], (string?)message["thread"], Heading(message)));
    }

    [Fact]
    public async Task A_thread_needs_a_known_channel_and_something_to_post_and_a_group_chat_cannot_be_had()
    {
        var empty = Server.ThreadParameters(Words("x"));
        empty.Remove("activity");
        var elsewhere = Server.ThreadParameters(Words("x"));
        elsewhere["channelData"]!["channel"]!["id"] = "19:nowhere@thread.tacv2";
        var group = Server.ChatParameters(Server.School.Dsl);
        group["isGroup"] = true;
        var odd = Server.ThreadParameters(Words("x"));
        odd["channelData"] = "odd";

        Assert.Equal((400, "BadSyntax"), await RefusalAsync("POST", "v3/conversations", empty));
        Assert.Equal((404, "ConversationNotFound"), await RefusalAsync("POST", "v3/conversations", elsewhere));
        Assert.Equal((400, "BadSyntax"), await RefusalAsync("POST", "v3/conversations", group));
        Assert.Equal((400, "BadSyntax"), await RefusalAsync("POST", "v3/conversations", odd));
        Assert.Empty(await Server.MessagesAsync());
    }

    [Fact]
    public async Task A_message_to_a_thread_stays_in_it_and_one_to_the_channel_starts_another()
    {
        var thread = await Server.PostThreadAsync(Card("Case"));

        var reply = await Server.PostAsync(thread.Conversation, Words("More"));
        var post = await Server.PostAsync(Server.School.ChannelId, Words("News"));
        var (status, answer) = await Server.ConnectorAsync("POST", Activities(thread.Conversation, "f:some-invoke"), Words("Answer"));

        Assert.Equal(thread.Id, (string?)(await Server.MessageAsync(reply))["thread"]);
        Assert.Equal(post, (string?)(await Server.MessageAsync(post))["thread"]);
        Assert.Equal(201, status);
        Assert.Equal(thread.Id, (string?)(await Server.MessageAsync((string)answer!["id"]!))["thread"]);
    }

    [Theory]
    [InlineData("a:1nobody")]
    [InlineData("19:06917c93f225312ea6f2383bcf6cfeaf@thread.tacv2;messageid=1795166104000")]
    [InlineData("19:9d9e701aafd16d178011bc8475140b1e@thread.tacv2")]
    public async Task There_is_no_posting_where_there_is_no_conversation(string conversation) =>
        Assert.Equal((404, "ConversationNotFound"), await RefusalAsync("POST", Activities(conversation), Words("x")));

    [Fact]
    public async Task An_update_replaces_the_message_for_everybody_and_may_be_repeated()
    {
        var (conversation, id) = await Server.PostThreadAsync(Card("Before"));
        Server.Bot = _ => Answers.Card("Only for Dana");
        await Server.PageAsync("POST", $"{PlaygroundServer.Oak}/invoke", Presses.Execute("dsl", id));
        Assert.Equal("Only for Dana", (string?)(await Server.MessageAsync(id))["views"]!["dsl"]!["body"]![0]!["text"]);

        var put = await Server.ConnectorAsync("PUT", Activities(conversation, id), Card("After"));
        var again = await Server.ConnectorAsync("PUT", Activities(Server.School.ChannelId, id), Card("After"));

        Assert.Equal((200, id), (put.Status, (string?)put.Body!["id"]));
        Assert.Equal(200, again.Status);
        var message = Assert.Single(await Server.MessagesAsync());
        Assert.Equal(("After", 3, id), (Heading(message), (int)message["version"]!, (string?)message["thread"]));
        Assert.Empty(message["views"]!.AsObject());
    }

    [Fact]
    public async Task Only_the_bots_own_living_messages_can_be_changed_and_only_where_they_stand()
    {
        var chat = await Server.ChatAsync(Server.School.Teacher);
        await Server.PageAsync("POST", $"{PlaygroundServer.Oak}/send", Presses.Say("teacher", "chat", "hello"));
        var said = (string)Assert.Single(await Server.MessagesAsync())["id"]!;
        var deleted = await Server.PostAsync(chat, Words("gone"));
        await Server.ConnectorAsync("DELETE", Activities(chat, deleted));
        var elsewhere = await Server.PostAsync(await Server.ChatAsync(Server.School.Dsl), Words("for Dana"));
        var (thread, _) = await Server.PostThreadAsync(Card("One"));
        var (_, other) = await Server.PostThreadAsync(Card("Two"));

        Assert.Equal((403, "NotEnoughPermissions"), await RefusalAsync("PUT", Activities(chat, said), Words("x")));
        Assert.Equal((403, "NotEnoughPermissions"), await RefusalAsync("DELETE", Activities(chat, said)));
        Assert.Equal((404, "ActivityNotFoundInConversation"), await RefusalAsync("PUT", Activities(chat, deleted), Words("x")));
        Assert.Equal((404, "ActivityNotFoundInConversation"), await RefusalAsync("PUT", Activities(chat, elsewhere), Words("x")));
        Assert.Equal((404, "ActivityNotFoundInConversation"), await RefusalAsync("PUT", Activities(thread, other), Words("x")));
        Assert.Equal((404, "ActivityNotFoundInConversation"), await RefusalAsync("DELETE", Activities(chat, "1795166100000")));
        Assert.Equal((404, "ConversationNotFound"), await RefusalAsync("PUT", Activities("a:1nobody", said), Words("x")));
    }

    [Fact]
    public async Task A_deleted_message_leaves_no_words_and_may_be_deleted_again()
    {
        var (conversation, id) = await Server.PostThreadAsync(Card("Secret"));

        var first = await Server.ConnectorAsync("DELETE", Activities(conversation, id));
        var again = await Server.ConnectorAsync("DELETE", Activities(conversation, id));

        Assert.Equal((200, 200), (first.Status, again.Status));
        var message = await Server.MessageAsync(id);
        Assert.True((bool)message["deleted"]!);
        Assert.DoesNotContain("Secret", message.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_with_a_card_become_two_messages_without_an_id()
    {
        var chat = await Server.ChatAsync(Server.School.Teacher);
        var both = Card("A card");
        both["text"] = "Words";

        var (status, body) = await Server.ConnectorAsync("POST", Activities(chat), both);

        Assert.Equal((202, null), (status, body));
        Assert.Collection(
            await Server.MessagesAsync(),
            words => Assert.Equal(("Words", 0), ((string?)words["text"], words["attachments"]!.AsArray().Count)),
            card => Assert.Equal((null, "A card"), ((string?)card["text"], Heading(card))));
        var id = await Server.PostAsync(chat, Card("Alone"));
        Assert.Equal((400, "BadSyntax"), await RefusalAsync("PUT", Activities(chat, id), both.DeepClone()));
    }

    [Fact]
    public async Task Typing_is_shown_and_not_kept()
    {
        var chat = await Server.ChatAsync(Server.School.Teacher);
        await using var watch = Server.WatchAsync().GetAsyncEnumerator();
        await watch.MoveNextAsync();

        var (status, body) = await Server.ConnectorAsync("POST", Activities(chat), new JsonObject { ["type"] = "typing" });

        Assert.Equal((202, null), (status, body));
        await watch.MoveNextAsync();
        Assert.Equal(("typing", "chat/teacher"), (watch.Current.What, (string?)watch.Current.Data["place"]));
        Assert.Empty(await Server.MessagesAsync());
    }

    [Theory]
    [InlineData("""{"text":"no type"}""")]
    [InlineData("""{"type":"message"}""")]
    [InlineData("""{"type":"message","text":""}""")]
    [InlineData("""{"type":"trace","text":"x"}""")]
    [InlineData("""{"type":"message","attachments":[{"content":{}}]}""")]
    [InlineData("""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard"}}]}""")]
    [InlineData("""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":"{}"}]}""")]
    [InlineData("""["message"]""")]
    public async Task What_Teams_would_refuse_is_refused(string activity)
    {
        var chat = await Server.ChatAsync(Server.School.Teacher);

        Assert.Equal((400, "BadSyntax"), await RefusalAsync("POST", Activities(chat), JsonNode.Parse(activity)));
        Assert.Empty(await Server.MessagesAsync());
    }

    [Fact]
    public async Task A_message_for_one_pair_of_eyes_is_not_shown_to_all()
    {
        var (thread, id) = await Server.PostThreadAsync(Card("Case"));

        Assert.Equal((400, "BadSyntax"), await RefusalAsync("POST", Activities(thread, id) + "?isTargetedActivity=true", Words("for Dana")));
        Assert.Single(await Server.MessagesAsync());
    }

    [Fact]
    public async Task A_message_of_more_than_100_KB_is_too_big()
    {
        var chat = await Server.ChatAsync(Server.School.Teacher);

        Assert.Equal((413, "MessageSizeTooBig"), await RefusalAsync("POST", Activities(chat), Words(new string('x', 51_200))));
        await Server.PostAsync(chat, Words(new string('x', 51_000)));
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Server.Address, "/playground/connector/v3/conversations"))
        {
            Content = new StringContent("{", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", "t");

        using var response = await Server.RawAsync(request);

        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task An_alert_reaches_the_page_with_its_summary()
    {
        var chat = await Server.ChatAsync(Server.School.Dsl);
        var activity = Words("A pupil’s name");
        activity["summary"] = "A report waits";
        activity["channelData"] = new JsonObject { ["notification"] = new JsonObject { ["alert"] = true } };

        var message = await Server.MessageAsync(await Server.PostAsync(chat, activity));

        Assert.Equal((true, "A report waits", "chat/dsl"), ((bool)message["alert"]!, (string?)message["summary"], (string?)message["place"]));
    }

    private async Task<(int Status, string? Code)> RefusalAsync(string method, string path, JsonNode? body = null)
    {
        var (status, answer) = await Server.ConnectorAsync(method, path, body);

        return (status, (string?)answer?["error"]?["code"]);
    }
}
