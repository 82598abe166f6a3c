using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConductBot.Testing;
using ConductBot.Tests.Bot;

namespace ConductBot.Tests.Edge;

/// <summary>The words of a post come from outside: they are shown to those who may act, and do nothing there; elsewhere they are not shown.</summary>
public sealed class InertTextTests
{
    private const string Hostile =
        "<at>everyone</at> **bold** _it_ [click](https://evil.example/x) <b>html</b> <script>alert(1)</script> ![i](https://evil.example/i.png)"
        + " # heading &lt;at&gt; {{DATE(2026-01-01T00:00:00Z)}} ${$root} \u202Egnp.exe \u0007\u0000 javascript://x \\[a](b)";

    private static readonly SchoolCast Ogat = SchoolCast.Of("ogat");
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Formatting_tags_links_and_mentions_in_a_post_are_inert_for_the_DSL_and_the_reporter_and_nowhere_else()
    {
        await using var bot = await BotHost.StartAsync();
        bot.World.Secrets.AddRange(["everyone", "evil.example", "gnp.exe"]);
        var card = await bot.AReportAsync(Ogat, Hostile);

        var dsl = await bot.At(Ogat.Dsl).LooksAtAsync(card);
        var shown = new[] { dsl.Card }
            .Concat(bot.Connector.In(Ogat.Teacher.Chat).SelectMany(message => message.Versions).Select(PostedMessage.CardOf).OfType<JsonObject>())
            .Select(found => found.ToJsonString(Readable))
            .Where(json => json.Contains("everyone", StringComparison.Ordinal))
            .ToList();

        Assert.True(shown.Count >= 3, "the DSL's view, the answered question, the check");
        foreach (var json in shown)
        {
            foreach (var alive in new[] { "<at>", "</at>", " **bold", "](https", "<b>", "<script", "![i](", "&lt;", "{{DATE", "://evil", "javascript://", "\\u202e", "\u202E", "\\u0007", "\\u0000", "\"mention\"" })
            {
                Assert.DoesNotContain(alive, json, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public async Task A_name_that_is_markup_does_nothing_either()
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Add(Ogat.Teacher.Chat);
        foreach (var words in new[] { "report", "no", "no", "Awful people", "send" })
        {
            var activity = bot.Inbound.Message(Ogat.Teacher, Ogat.Teacher.Chat, words);
            activity["from"]!["name"] = "<at>Head</at> **Teacher**";
            await bot.Client.PostAsync(activity);
        }

        await bot.DeliverEverythingAsync();
        var view = await bot.At(Ogat.Dsl).LooksAtAsync(bot.Connector.In(Ogat.Channel).Single());

        Assert.DoesNotContain("<at>", view.Card.ToJsonString(Readable), StringComparison.Ordinal);
        Assert.DoesNotContain("**Teacher", view.Card.ToJsonString(Readable), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\U0001F600", 10_000)]
    [InlineData("\U0001F469\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466", 1_800)]
    [InlineData("字", 20_000)]
    [InlineData("a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309", 1_800)]
    [InlineData("\u0001", 5_000)]
    [InlineData("\\u0022<", 9_000)]
    public async Task However_much_is_written_everywhere_the_report_arrives_and_the_DSL_can_open_it(string piece, int times)
    {
        await using var bot = await BotHost.StartAsync();
        var words = "x" + string.Concat(Enumerable.Repeat(piece, times));
        var teacher = bot.At(Ogat.Teacher);
        foreach (var answer in new[] { "report", "no", "no", words, "facebook, no, no, " + words, "parent", "colleague" })
        {
            Assert.Equal(200, (await teacher.SaysAsync(answer)).Status);
        }

        for (var i = 1; i <= 5; i++)
        {
            await teacher.ForgesAsync(Ogat.Teacher.Chat, "report/answer", new()
            {
                ["dialog"] = "report",
                ["step"] = "reflect",
                ["reflect-1"] = words,
                [$"reflect-{i}"] = words,
            });
        }

        foreach (var answer in new[] { "abuse", "no", "send" })
        {
            await teacher.SaysAsync(answer);
        }

        Assert.Contains("Sent:", teacher.Messages[^1].Words, StringComparison.Ordinal);
        var view = await bot.At(Ogat.Dsl).LooksAtAsync(bot.Connector.In(Ogat.Channel).Single());
        Assert.Contains("The words of the post", view.Text, StringComparison.Ordinal);
        Assert.True(FakeConnector.SizeOf(view.Card) <= FakeConnector.LargestBody, "too large for Teams");
    }

    [Fact]
    public async Task A_case_with_many_long_notes_can_still_be_opened_and_worked_on()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AReportAsync(Ogat);
        var dsl = bot.At(Ogat.Dsl);
        for (var version = 2; version <= 31; version++)
        {
            var answer = await dsl.ForgesAsync(card.Place, "case/note", new()
            {
                ["case"] = "CB-2026-0001",
                ["version"] = version,
                ["text"] = $"Note {version}: {new string('n', 4_000)}",
            });
            Assert.StartsWith("Recorded", (string?)answer.Card?["body"]?[1]?["items"]?[0]?["text"], StringComparison.Ordinal);
        }

        var view = await dsl.LooksAtAsync(card);

        Assert.Contains("Note 31:", view.Text, StringComparison.Ordinal);
        Assert.Contains("Awful people", view.Text, StringComparison.Ordinal);
        Assert.True(FakeConnector.SizeOf(view.Card) <= FakeConnector.LargestBody);
    }

    [Fact]
    public async Task A_case_with_a_very_long_history_can_still_be_opened()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AReportAsync(Ogat);
        for (var version = 2; version < 180; version++)
        {
            await bot.At(Ogat.Dsl).ForgesAsync(
                card.Place, "case/note", new() { ["case"] = "CB-2026-0001", ["version"] = version, ["text"] = $"Note {version}" }, deliver: false);
        }

        await bot.DeliverEverythingAsync();
        var view = await bot.At(Ogat.Dsl).LooksAtAsync(card);

        Assert.Contains("Note 179", view.Text, StringComparison.Ordinal);
        Assert.Contains("Awful people", view.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_to_the_policy_comes_back_nowhere()
    {
        await using var bot = await BotHost.StartAsync();
        bot.World.Secrets.Add("evil.example");

        await bot.At(Ogat.Teacher).MentionsAsync(Ogat.Group, Hostile);
        await bot.At(Ogat.Teacher).SaysAsync("ask " + new string('?', 20_000));

        Assert.DoesNotContain("evil", bot.Connector.In(Ogat.Group).Single().Current.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_character_is_mended_and_not_refused()
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Add(Ogat.Teacher.Chat);
        foreach (var words in new[] { "report", "no", "no", "half \\ud83d an emoji \\udc00", "send" })
        {
            var body = bot.Inbound.Message(Ogat.Teacher, Ogat.Teacher.Chat, "WORDS").ToJsonString().Replace("WORDS", words, StringComparison.Ordinal);
            Assert.Equal(200, (await bot.Client.PostAsync(Encoding.UTF8.GetBytes(body), bot.World.Service.AbsoluteUri)).Status);
        }

        await bot.DeliverEverythingAsync();
        var view = await bot.At(Ogat.Dsl).LooksAtAsync(bot.Connector.In(Ogat.Channel).Single());
        Assert.Contains("half \uFFFD an emoji \uFFFD", view.Text, StringComparison.Ordinal);
    }
}
