using System.Text.Json.Nodes;
using ConductBot.Testing;
using ConductBot.Tests.Bot;

namespace ConductBot.Tests.Edge;

/// <summary>"Report a post" on a message, or from the compose box: a task module, and the message's words go nowhere but into the report.</summary>
public sealed class ReportActionTests
{
    private const string Quoted = "Foul words about a member of staff";
    private static readonly SchoolCast Oak = SchoolCast.Of("oak");
    private static readonly Place Elsewhere = new("19:a-chat-without-the-bot@thread.v2", "groupChat");

    [Theory]
    [InlineData("message")]
    [InlineData(null)]
    public async Task A_message_is_reported_from_its_own_words_to_the_end_without_a_word_where_it_stands(string? context)
    {
        await using var bot = await BotHost.StartAsync();
        bot.World.Secrets.Add("Foul words");
        var module = await Module.OpenAsync(bot, Oak.Teacher, Elsewhere, Action("reportPost", context));

        await module.PressAsync("No");
        await module.PressAsync("No");
        Assert.Equal("content", module.Card.Step);
        Assert.Equal(Quoted, module.ValueOf("text"));
        Assert.Equal("https://www.facebook.com/posts/1", module.ValueOf("link"));
        await module.PressAsync("Next", ("text", Quoted), ("link", "https://www.facebook.com/posts/1"));
        Assert.Equal("In a Teams message by Somebody, 20 November 2026, 09:00. It holds a picture or file.", module.ValueOf("seenHow"));
        await module.PressAsync("Next", ("platform", "facebook"), ("seenHow", module.ValueOf("seenHow")!));
        await module.PressAsync("Next", ("author", "parent"));
        await module.PressAsync("Back");
        Assert.Equal("author", module.Card.Step);
        await module.PressAsync("Send now");

        Assert.StartsWith("Sent: CB-2026-0001.", module.Said, StringComparison.Ordinal);
        var file = await bot.OnlyCaseAsync();
        Assert.Equal((Quoted, "facebook", "parent"), (file.Report.Text, file.Report.Platform, file.Report.Author));
        Assert.Single(bot.Connector.In(Oak.Channel));
        Assert.Empty(bot.Connector.In(Elsewhere));
        Assert.StartsWith("Sent: CB-2026-0001", bot.At(Oak.Teacher).Messages.Single().Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_the_compose_box_nothing_is_filled_in_and_nothing_is_put_there()
    {
        await using var bot = await BotHost.StartAsync();
        var module = await Module.OpenAsync(bot, Oak.Teacher, Elsewhere, Action("reportPost", "compose"));

        await module.PressAsync("No");
        await module.PressAsync("No");
        Assert.Null(module.ValueOf("text"));
        await module.PressAsync("Cancel");

        Assert.Equal("Dropped. Nothing was sent to anybody.", module.Said);
        Assert.Empty(bot.Connector.Messages);
    }

    [Fact]
    public async Task Danger_shows_999_in_the_module_and_tells_the_channel_and_the_DSL_before_the_next_question()
    {
        await using var bot = await BotHost.StartAsync();
        var module = await Module.OpenAsync(bot, Oak.Teacher, Elsewhere, Action("reportPost", "message"));

        await module.PressAsync("Yes");

        Assert.Equal("Call 999 now", module.Card.Words[0]);
        Assert.Equal("intimate", module.Card.Step);
        Assert.Single(bot.Connector.In(Oak.Channel));
        Assert.Single(bot.Connector.In(Oak.Dsl.Chat));
        await module.PressAsync("Yes");
        Assert.Equal("Do not look again, copy or send it", module.Card.Words[0]);
        Assert.Equal("where", module.Card.Step);
        Assert.Null((await bot.OnlyCaseAsync()).Report.Text);
    }

    [Fact]
    public async Task A_module_that_is_closed_half_way_is_finished_in_the_chat_and_the_other_way_round()
    {
        await using var bot = await BotHost.StartAsync();
        var module = await Module.OpenAsync(bot, Oak.Teacher, Elsewhere, Action("reportPost", "message"));
        await module.PressAsync("No");
        await bot.RestartAsync();
        var teacher = bot.At(Oak.Teacher);

        await teacher.SaysAsync("report");
        Assert.Equal("intimate", new CardReader(teacher.Messages[^1].Card!).Step);
        await teacher.SaysAsync("no");
        Assert.Contains(Quoted, teacher.Messages[^1].Card!.ToJsonString(), StringComparison.Ordinal);
        var again = await Module.OpenAsync(bot, Oak.Teacher, Elsewhere, Action("reportPost", "message"));
        Assert.Contains("send or cancel it first", again.Card.Text, StringComparison.Ordinal);
        Assert.Equal("content", again.Card.Step);
        await again.PressAsync("Next", ("text", Quoted));

        Assert.Contains("Answered", teacher.Messages.Select(message => message.Summary));
        await teacher.SaysAsync("send");
        Assert.Equal(Quoted, (await bot.OnlyCaseAsync()).Report.Text);
        await again.PressAsync("Next", ("platform", "facebook"));
        Assert.StartsWith("This report was sent, cancelled or deleted.", again.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_asks_again_in_the_module()
    {
        await using var bot = await BotHost.StartAsync();
        var module = await Module.OpenAsync(bot, Oak.Teacher, Elsewhere, Action("reportPost", "compose"));
        await module.PressAsync("No");
        await module.PressAsync("No");

        await module.PressAsync("Next");

        Assert.Equal("content", module.Card.Step);
        Assert.Contains("Write or paste what was posted", module.Card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_of_an_app_that_was_deleted_meanwhile_can_be_reported_too()
    {
        await using var bot = await BotHost.StartAsync();
        var action = Action("reportPost", null);
        action["messagePayload"] = JsonNode.Parse("""
            {"id":"1","deleted":true,"linkToMessage":"https://teams.microsoft.com/l/message/1/2","body":{"contentType":"text","content":""},
             "from":{"user":null,"application":{"applicationIdentityType":"bot","displayName":"News feed"}},"attachments":[{"contentType":"reference","name":"post.png"}]}
            """);
        var module = await Module.OpenAsync(bot, Oak.Teacher, Elsewhere, action);

        await module.PressAsync("No");
        await module.PressAsync("No");

        Assert.Null(module.ValueOf("text"));
        Assert.Equal("https://teams.microsoft.com/l/message/1/2", module.ValueOf("link"));
        await module.PressAsync("Skip");
        Assert.Equal("In a Teams message by News feed. It has been deleted since. It holds a picture or file.", module.ValueOf("seenHow"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("""{"body":{"contentType":"html","content":"<div><div><script>alert(1)</script><table><tr><td>"}}""")]
    [InlineData("""{"body":{"contentType":7},"from":[],"createdDateTime":"yesterday","linkToMessage":"javascript:alert(1)"}""")]
    public async Task A_message_that_makes_no_sense_still_opens_the_report(string message)
    {
        await using var bot = await BotHost.StartAsync();
        var action = Action("reportPost", "message");
        action["messagePayload"] = JsonNode.Parse(message);

        var module = await Module.OpenAsync(bot, Oak.Teacher, Elsewhere, action);

        Assert.Equal("danger", module.Card.Step);
        await module.PressAsync("No");
        await module.PressAsync("No");
        Assert.Null(module.ValueOf("link"));
        Assert.Null(module.ValueOf("text"));
    }

    [Fact]
    public async Task A_card_s_button_can_open_the_report_as_a_form()
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Add(Oak.Teacher.Chat);

        var module = await Module.OpenAsync(
            bot, Oak.Teacher, Oak.Teacher.Chat, JsonNode.Parse("""{"data":{"dialog":"report","msteams":{"type":"task/fetch"}}}""")!.AsObject(), "task/fetch");
        await module.PressAsync("No");

        Assert.Equal("intimate", module.Card.Step);
    }

    [Fact]
    public async Task A_stranger_is_told_where_to_go()
    {
        await using var bot = await BotHost.StartAsync();

        var answer = await bot.Client.PostAsync(bot.Inbound.Invoke(SchoolCast.Stranger, Oak.Group, "composeExtension/fetchTask", Action("reportPost", "message")));
        await bot.DeliverAsync();

        Assert.Equal(200, answer.Status);
        Assert.Contains("I am not set up for your school", bot.Connector.In(SchoolCast.Stranger.Chat).Single().Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_nobody_knows_is_refused()
    {
        await using var bot = await BotHost.StartAsync();

        var answer = await bot.Client.PostAsync(bot.Inbound.Invoke(Oak.Teacher, Oak.Group, "composeExtension/fetchTask", Action("burnPost", "message")));

        Assert.Equal(400, answer.Status);
    }

    [Fact]
    public async Task Somebody_of_two_schools_says_which_one_and_may_change()
    {
        var ogat = SchoolCast.Of("ogat");
        await using var bot = await BotHost.StartAsync(settings => settings["Schools:0:Staff:2"] = Oak.Teacher.ObjectId);
        var teacher = bot.At(Oak.Teacher);

        await teacher.SaysAsync("report");
        Assert.Contains("Which school do you mean?", teacher.Messages[^1].Words, StringComparison.Ordinal);
        await teacher.PressesAsync(ogat.Name);
        await teacher.SaysAsync("report");
        Assert.Contains(ogat.Name, teacher.Messages[^1].Words, StringComparison.Ordinal);
        await teacher.SaysAsync("cancel");
        await teacher.SaysAsync("school");
        await teacher.PressesAsync(Oak.Name);
        await teacher.SaysAsync("report");
        Assert.Contains(Oak.Name, teacher.Messages[^1].Words, StringComparison.Ordinal);
        foreach (var words in new[] { "no", "no", "Awful people", "send" })
        {
            await teacher.SaysAsync(words);
        }

        Assert.Empty(bot.Connector.In(ogat.Channel));
        Assert.Single(bot.Connector.In(Oak.Channel));
    }

    private static JsonObject Action(string command, string? context)
    {
        var action = new JsonObject
        {
            ["commandId"] = command,
            ["requestId"] = "1",
            ["context"] = new JsonObject { ["theme"] = "dark" },
            ["messagePayload"] = new JsonObject
            {
                ["id"] = "1795000000002",
                ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = $"<div><b>{Quoted}</b><a href=\"https://www.facebook.com/posts/1\"><img src=\"https://x.example/1\"></a></div>" },
                ["createdDateTime"] = "2026-11-20T09:00:00.000Z",
                ["linkToMessage"] = "https://teams.microsoft.com/l/message/19%3Aabc/1795000000002",
                ["from"] = new JsonObject { ["user"] = new JsonObject { ["userIdentityType"] = "aadUser", ["id"] = Oak.Dsl.ObjectId, ["displayName"] = "Somebody" } },
            },
        };
        if (context is not null)
        {
            action["commandContext"] = context;
        }

        return action;
    }
}
