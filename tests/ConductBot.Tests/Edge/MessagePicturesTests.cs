using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ConductBot.Bot.CaseWork;
using ConductBot.Testing;
using ConductBot.Tests.Bot;
using Microsoft.Extensions.DependencyInjection;

namespace ConductBot.Tests.Edge;

/// <summary>Pictures pasted into the message that is reported: fetched once nobody can be naked on them, and never before.</summary>
public sealed class MessagePicturesTests
{
    private const string MessageId = "1795000000002";
    private const string Group = "77aa55cc-dddd-4eee-8fff-00000000b002";
    private static readonly SchoolCast Oak = SchoolCast.Of("oak");
    private static readonly Place Chat = new("19:a-chat-without-the-bot@thread.v2", "groupChat");
    private static readonly string InChat = $"chats/{Chat.Id}/messages/{MessageId}";

    [Fact]
    public async Task The_pictures_of_a_chat_s_message_are_kept_with_the_case_after_the_question_about_intimate_images()
    {
        await using var bot = await StartAsync("Chat.Read.All");
        bot.World.Graph.AddPicture(InChat, "aWQ9MQ==", Png(1));
        bot.World.Graph.AddPicture(InChat, "aWQ9Mg==", Png(2));
        var module = await Module.OpenAsync(bot, Oak.Teacher, Chat, OnMessage(pictures: 2));
        await module.PressAsync("No");
        Assert.Empty(bot.World.Graph.Asked);

        await module.PressAsync("No");

        Assert.Equal("content", module.Card.Step);
        Assert.Contains("Kept with your report: picture (PNG, 2 KB), picture (PNG, 2 KB).", module.Card.Text, StringComparison.Ordinal);
        await module.PressAsync("Next", ("text", "Foul words"));
        Assert.Equal("In a Teams message. It holds 2 pictures or files.", module.ValueOf("seenHow"));
        await module.PressAsync("Send now");
        var file = await bot.OnlyCaseAsync();
        var kept = await bot.Services.GetRequiredService<CaseStore>().ReadEvidenceAsync(file, CancellationToken.None);
        Assert.Equal([Png(1), Png(2)], kept.Select(found => found.Content!).OrderBy(content => content[^1]));
        Assert.Empty(await bot.Store.ListStatesAsync("draft-evidence/", CancellationToken.None));
        Assert.Equal(3, bot.World.Graph.Asked.Count);
    }

    [Theory]
    [InlineData(Group, null, null, "1795000000001")]
    [InlineData(null, $"?groupId={Group}&parentMessageId=1795000000001", null, null)]
    [InlineData(Group, null, ";messageid=1795000000001", null)]
    public async Task A_reply_in_a_channel_is_found_by_what_Teams_says_of_it(string? teamGroup, string? way, string? thread, string? replyToId)
    {
        await using var bot = await StartAsync("ChannelMessage.Read.All");
        var channel = new Place($"19:staff@thread.tacv2{thread}", "channel", "19:staff0team@thread.tacv2");
        bot.World.Graph.AddPicture($"teams/{Group}/channels/19:staff@thread.tacv2/messages/1795000000001/replies/{MessageId}", "aWQ9MQ==", Png(1));
        var action = OnMessage(pictures: 1);
        action["messagePayload"]!["replyToId"] = replyToId;
        action["messagePayload"]!["linkToMessage"] = $"https://teams.microsoft.com/l/message/19%3Astaff%40thread.tacv2/{MessageId}{way}";

        var module = await NothingIntimateAsync(bot, channel, action, teamGroup);

        Assert.Contains("Kept with your report: picture (PNG, 2 KB).", module.Card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_message_of_a_channel_s_thread_is_no_reply()
    {
        await using var bot = await StartAsync("ChannelMessage.Read.All");
        var channel = new Place($"19:staff@thread.tacv2;messageid={MessageId}", "channel", "19:staff0team@thread.tacv2");
        bot.World.Graph.AddPicture($"teams/{Group}/channels/19:staff@thread.tacv2/messages/{MessageId}", "aWQ9MQ==", Png(1));

        var module = await NothingIntimateAsync(bot, channel, OnMessage(pictures: 1), Group);

        Assert.Contains("Kept with your report", module.Card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_Teams_does_not_say_which_team_it_is_the_reporter_sends_the_pictures()
    {
        await using var bot = await StartAsync("ChannelMessage.Read.All");

        var module = await NothingIntimateAsync(bot, new("19:staff@thread.tacv2", "channel", "19:staff0team@thread.tacv2"), OnMessage(pictures: 1));

        Assert.Contains("Teams does not say where that message stands): send them as pictures in our own chat", module.Card.Text, StringComparison.Ordinal);
        Assert.Empty(bot.World.Graph.Asked);
    }

    [Theory]
    [InlineData("Yes")]
    [InlineData("Not sure")]
    public async Task An_image_that_may_be_intimate_is_never_fetched_whatever_is_answered_later(string answer)
    {
        await using var bot = await StartAsync("Chat.Read.All");
        bot.World.Graph.AddPicture(InChat, "aWQ9MQ==", Png(1));
        var module = await Module.OpenAsync(bot, Oak.Teacher, Chat, OnMessage(pictures: 1));
        await module.PressAsync("No");

        await module.PressAsync(answer);
        Assert.Equal("where", module.Card.Step);
        await module.PressAsync("Back");
        Assert.Equal("intimate", module.Card.Step);
        await module.PressAsync("No");

        Assert.Equal("content", module.Card.Step);
        Assert.Empty(bot.World.Graph.Asked);
        Assert.DoesNotContain("could not fetch", module.Card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_of_somebody_in_danger_has_the_pictures_at_once()
    {
        await using var bot = await StartAsync("Chat.Read.All");
        bot.World.Graph.AddPicture(InChat, "aWQ9MQ==", Png(1));
        var module = await Module.OpenAsync(bot, Oak.Teacher, Chat, OnMessage(pictures: 1));

        await module.PressAsync("Yes");
        await module.PressAsync("No");

        Assert.Single((await bot.OnlyCaseAsync()).Report.Evidence);
    }

    [Fact]
    public async Task A_report_that_goes_on_in_the_chat_after_a_restart_still_knows_the_message_and_tells_nobody()
    {
        await using var bot = await StartAsync("Chat.Read.All");
        bot.World.Graph.AddPicture(InChat, "aWQ9MQ==", Png(1));
        var module = await Module.OpenAsync(bot, Oak.Teacher, Chat, OnMessage(pictures: 1));
        await module.PressAsync("No");
        var draft = Assert.Single(await bot.Store.ListStatesAsync("draft/", CancellationToken.None));
        Assert.Equal(-1, draft.Value.AsSpan().IndexOf(Encoding.UTF8.GetBytes(MessageId)));

        await bot.RestartAsync();
        await bot.At(Oak.Teacher).SaysAsync("report");
        await bot.At(Oak.Teacher).SaysAsync("no");

        Assert.Contains(bot.At(Oak.Teacher).Messages, message => message.Words.StartsWith("Kept with your report: picture (PNG, 2 KB).", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_without_pictures_is_not_asked_for()
    {
        await using var bot = await StartAsync("Chat.Read.All");

        await NothingIntimateAsync(bot, Chat, OnMessage(pictures: 0));

        Assert.Empty(bot.World.Graph.Asked);
    }

    [Fact]
    public async Task Without_the_permission_the_words_name_it_and_the_report_goes_on()
    {
        await using var bot = await StartAsync();

        var module = await NothingIntimateAsync(bot, Chat, OnMessage(pictures: 1));

        Assert.Contains(
            "I could not fetch the pictures of the message (the Microsoft Graph permission Chat.Read.All has not been granted): send them as pictures in our own chat",
            module.Card.Text, StringComparison.Ordinal);
        await SentAsync(bot, module, evidence: 0);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, 30, 1)]
    [InlineData(HttpStatusCode.TooManyRequests, null, 3)]
    [InlineData(HttpStatusCode.ServiceUnavailable, null, 3)]
    [InlineData(HttpStatusCode.InternalServerError, null, 3)]
    public async Task Graph_that_is_busy_or_broken_costs_the_pictures_and_not_the_report(HttpStatusCode status, int? retryAfter, int times)
    {
        await using var bot = await StartAsync("Chat.Read.All");
        bot.World.Graph.AddPicture(InChat, "aWQ9MQ==", Png(1));
        bot.World.Graph.Fail(status, retryAfter, times);

        var module = await NothingIntimateAsync(bot, Chat, OnMessage(pictures: 1));

        Assert.Contains("Microsoft Graph is busy, or does not answer just now", module.Card.Text, StringComparison.Ordinal);
        await SentAsync(bot, module, evidence: 0);
    }

    [Fact]
    public async Task Graph_that_hangs_is_waited_for_three_seconds()
    {
        await using var bot = await StartAsync("Chat.Read.All");
        bot.World.Graph.Hangs = () => bot.Time.Advance(TimeSpan.FromSeconds(3));

        var module = await NothingIntimateAsync(bot, Chat, OnMessage(pictures: 1));

        Assert.Equal(BotHost.Start + TimeSpan.FromSeconds(3), bot.Time.GetUtcNow());
        Assert.Contains("could not fetch", module.Card.Text, StringComparison.Ordinal);
        await SentAsync(bot, module, evidence: 0);
    }

    [Fact]
    public async Task What_is_no_picture_is_left_out_and_what_is_one_is_kept()
    {
        await using var bot = await StartAsync("Chat.Read.All");
        bot.World.Graph.AddPicture(InChat, "aWQ9MQ==", Png(1));
        bot.World.Graph.AddPicture(InChat, "aWQ9Mg==", [.. "MZ a program"u8]);

        var module = await NothingIntimateAsync(bot, Chat, OnMessage(pictures: 2));

        Assert.Contains("Kept with your report: picture (PNG, 2 KB). I could not fetch 1 more of the message (it is no picture that I take)", module.Card.Text, StringComparison.Ordinal);
        await SentAsync(bot, module, evidence: 1);
    }

    [Fact]
    public async Task No_more_than_ten_are_kept()
    {
        await using var bot = await StartAsync("Chat.Read.All");
        for (var number = 0; number < 12; number++)
        {
            bot.World.Graph.AddPicture(InChat, $"picture-{number}", Png((byte)number));
        }

        var module = await NothingIntimateAsync(bot, Chat, OnMessage(pictures: 12));

        Assert.Contains("10 pictures and files are the most that one report takes; the rest was not kept.", module.Card.Text, StringComparison.Ordinal);
        await SentAsync(bot, module, evidence: 10);
    }

    private static Task<BotHost> StartAsync(params string[] granted) => BotHost.StartAsync(before: host =>
    {
        host.Time.Skipped = TimeSpan.FromSeconds(1);
        host.World.Graph.Granted.UnionWith(granted);
    });

    private static async Task<Module> NothingIntimateAsync(BotHost bot, Place where, JsonObject action, string? teamGroup = null)
    {
        var module = await Module.OpenAsync(bot, Oak.Teacher, where, action, teamGroup: teamGroup);
        await module.PressAsync("No");
        await module.PressAsync("No");
        Assert.Equal("content", module.Card.Step);
        return module;
    }

    private static async Task SentAsync(BotHost bot, Module module, int evidence)
    {
        await module.PressAsync("Next", ("text", "Foul words"));
        await module.PressAsync("Send now");
        Assert.StartsWith("Sent: CB-2026-0001.", module.Said, StringComparison.Ordinal);
        Assert.Equal(evidence, (await bot.OnlyCaseAsync()).Report.Evidence.Count);
    }

    private static JsonObject OnMessage(int pictures) => new()
    {
        ["commandId"] = "reportPost",
        ["commandContext"] = "message",
        ["messagePayload"] = new JsonObject
        {
            ["id"] = MessageId,
            ["body"] = new JsonObject
            {
                ["contentType"] = "html",
                ["content"] = $"<p>Look at this</p>{string.Concat(Enumerable.Repeat("<img src=\"https://graph.microsoft.com/hostedContents/1/$value\">", pictures))}",
            },
        },
    };

    private static byte[] Png(byte number) => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Enumerable.Repeat((byte)7, 2_100), number];
}
