using System.Text.Json.Nodes;
using ConductBot.Testing;
using ConductBot.Tests.Bot;

namespace ConductBot.Tests.Edge;

/// <summary>"Report this post" on a message, or from the compose box: the report goes on in private, the message's words go nowhere.</summary>
public sealed class ReportActionTests
{
    private const string Quoted = "Foul words about a member of staff";
    private static readonly SchoolCast Oak = SchoolCast.Of("oak");

    [Theory]
    [InlineData("message")]
    [InlineData("compose")]
    [InlineData(null)]
    public async Task The_report_starts_in_private_and_nothing_is_said_where_the_message_stands(string? context)
    {
        await using var bot = await BotHost.StartAsync();
        bot.World.Secrets.Add("Foul words");
        var elsewhere = new Place("19:a-chat-without-the-bot@thread.v2", "groupChat");

        var answer = await bot.Client.PostAsync(bot.Inbound.Invoke(Oak.Teacher, elsewhere, "composeExtension/fetchTask", Action("reportPost", context)));
        await bot.DeliverAsync();

        Assert.Equal(200, answer.Status);
        Assert.Contains("999", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Foul words", answer.Text, StringComparison.Ordinal);
        Assert.Null(answer.Body!["composeExtension"]);
        Assert.All(bot.Connector.Messages, message => Assert.Equal(Oak.Teacher.Chat, message.Place));
        var teacher = bot.At(Oak.Teacher);
        await teacher.PressesAsync("Start the report");
        Assert.Equal("danger", new CardReader(teacher.Messages[^1].Card!).Step);
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
                ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = $"<div><b>{Quoted}</b><img src=\"https://x.example/1\"></div>" },
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
