using System.Text;
using System.Text.Json.Nodes;
using ConductBot.Cases;
using ConductBot.Testing;
using ConductBot.Tests.Bot;

namespace ConductBot.Tests.Edge;

/// <summary>A button's data comes from the client, and a client may send anything.</summary>
public sealed class CardDataTests
{
    private static readonly SchoolCast Ogat = SchoolCast.Of("ogat");
    private static readonly SchoolCast Oak = SchoolCast.Of("oak");

    /// <summary>Every verb with everything it reads, right.</summary>
    private static readonly (string Verb, string Data)[] Right =
    [
        ("case/view", """{"show":"record","action":"request-removal"}"""),
        ("case/why", """{"action":"request-removal"}"""),
        ("case/propose", """{"action":"report-to-platform","reason":"So"}"""),
        ("case/approve", """{"action":"report-to-platform","reason":"So"}"""),
        ("case/decline", """{"action":"report-to-platform","reason":"So"}"""),
        ("case/record", """{"action":"request-removal","outcome":"refused","note":"So"}"""),
        ("case/depart", """{"action":"report-to-platform","reason":"So"}"""),
        ("case/correct", """{"fact":"abuse","value":"yes","reason":"So"}"""),
        ("case/conflict", """{"person":"somebody","reason":"So"}"""),
        ("case/note", """{"text":"So"}"""),
        ("case/link", """{"to":"CB-2026-0001"}"""),
        ("case/close", """{"reason":"So"}"""),
        ("case/reopen", """{"reason":"So"}"""),
        ("report/answer", """{"dialog":"report","step":"danger","immediateRisk":"no","go":"back"}"""),
        ("report/start", """{"school":"oak"}"""),
        ("school/choose", """{"school":"oak-school"}"""),
        ("policy/feedback", """{"helped":"no","next":"ogat/5.p1 ogat/5.p5"}"""),
        ("set-up/start", """{"dialog":"set-up"}"""),
        ("set-up/answer", """{"dialog":"set-up","draft":"0","step":"name","go":"find","name":"A school","policy":"ogat","people":"somebody","find":"Dana","channel":"yes","change":"name","school":"another"}"""),
    ];

    private static readonly string[] Wrong =
    [
        "null", "true", "-1", "1e300", "\"\"", "\"\\u0000\\u0007\"", "\"LONE-SURROGATE\"", "\"../../x\"",
        "\"<at>everyone</at>\"", "[\"report-to-platform\"]", "{\"a\":{\"b\":[1]}}", $"\"{new string('x', 30_000)}\"",
    ];

    public static TheoryData<string> Verbs => [.. Right.Select(right => right.Verb)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task A_wrong_value_in_any_field_of_a_button_gets_an_answer_and_breaks_nothing(string verb)
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AProposalAsync(Ogat);
        var before = await bot.OnlyCaseAsync();
        var right = JsonNode.Parse(Right.Single(right => right.Verb == verb).Data)!.AsObject();
        var place = verb.StartsWith("case/", StringComparison.Ordinal) ? card.Place : Ogat.Dsl.Chat;
        bot.Connector.Add(Ogat.Dsl.Chat);

        foreach (var field in right.Select(member => member.Key).Concat(["case", "version", "verb", "extra"]).Distinct().ToList())
        {
            foreach (var wrong in Wrong)
            {
                var data = Data(before, right);
                data[field] = JsonNode.Parse(wrong);
                await PressAsync(bot, place, verb, data, card.Id, $"{field}={wrong}");
            }

            var without = Data(before, right);
            without.Remove(field);
            await PressAsync(bot, place, verb, without, card.Id, $"without {field}");
        }

        foreach (var whole in Wrong)
        {
            await PressAsync(bot, place, verb, JsonNode.Parse(whole), card.Id, $"data={whole}");
        }

        await bot.DeliverEverythingAsync();
        var after = await bot.CaseAsync(before.Reference);
        Assert.Equal(before.Timeline.Select(recorded => recorded.Event.GetType()), after.Timeline.Take((int)before.Version).Select(recorded => recorded.Event.GetType()));
        var view = await bot.At(Ogat.Lead).LooksAtAsync(bot.Connector.In(Ogat.Channel).First());
        Assert.Contains("Awful people", view.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("4.5")]
    [InlineData("1e300")]
    [InlineData("99999999999999999999")]
    [InlineData("\"-4\"")]
    [InlineData("\" 4\"")]
    [InlineData("\"4.0\"")]
    [InlineData("\"four\"")]
    [InlineData("\"0x4\"")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[4]")]
    [InlineData("{}")]
    [InlineData("5")]
    public async Task Nothing_is_done_at_a_version_that_is_not_the_case_s_own(string version)
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AProposalAsync(Ogat);
        var file = await bot.OnlyCaseAsync();
        Assert.Equal(4, file.Version);

        var answer = await bot.At(Ogat.Dsl).ForgesAsync(card.Place, "case/approve", new()
        {
            ["case"] = file.Reference,
            ["version"] = JsonNode.Parse(version),
            ["action"] = "report-to-platform",
            ["reason"] = "So",
        });

        Assert.Contains(answer.CardStatus, new int?[] { 200, 400 });
        Assert.Equal(4, (await bot.OnlyCaseAsync()).Version);
    }

    [Fact]
    public async Task A_card_of_an_earlier_report_does_not_answer_this_one()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Ogat.Teacher);
        await teacher.SaysAsync("report");
        var earlier = new CardReader(teacher.Messages[^1].Card!).Buttons.Single(button => button.Title == "Yes").Data;
        await teacher.SaysAsync("cancel");
        await teacher.SaysAsync("report");
        await teacher.SaysAsync("no");

        var answer = await teacher.ForgesAsync(Ogat.Teacher.Chat, "report/answer", earlier.DeepClone().AsObject());

        Assert.Contains("belongs to an earlier report", answer.Body!.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(await bot.ReferencesAsync());
        Assert.Equal("intimate", new CardReader(teacher.Messages[^1].Card!).Step);
    }

    [Fact]
    public async Task Some_clients_send_the_version_as_text()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AProposalAsync(Ogat);

        await bot.At(Ogat.Dsl).ForgesAsync(card.Place, "case/approve", new()
        {
            ["case"] = "cb-2026-0001 ",
            ["version"] = "4",
            ["action"] = "report-to-platform",
            ["reason"] = "So",
        });

        Assert.IsType<EscalationApproved>((await bot.OnlyCaseAsync()).Timeline[^1].Event);
    }

    [Fact]
    public async Task Nobody_of_another_school_learns_whether_a_case_exists()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AProposalAsync(Ogat);
        await bot.AReportAsync(Oak);
        var answers = new List<string>();

        foreach (var reference in new[] { "CB-2026-0001", "CB-2026-9999" })
        {
            foreach (var (verb, _) in Right.Where(right => right.Verb.StartsWith("case/", StringComparison.Ordinal)))
            {
                var data = new JsonObject
                {
                    ["case"] = reference,
                    ["version"] = 4,
                    ["action"] = "report-to-platform",
                    ["reason"] = "So",
                    ["actorRole"] = "dsl",
                    ["actor"] = Ogat.Dsl.ObjectId,
                    ["aadObjectId"] = Ogat.Dsl.ObjectId,
                    ["school"] = Ogat.Id,
                };
                var answer = await bot.At(Oak.Dsl).ForgesAsync(card.Place, verb, data, card.Id);
                Assert.Equal(403, answer.CardStatus);
                answers.Add(answer.Text);
            }
        }

        Assert.Single(answers.Distinct());
        Assert.Equal(4, (await bot.CaseAsync("CB-2026-0001")).Version);
    }

    [Fact]
    public async Task A_link_does_not_tell_whether_another_school_has_a_case()
    {
        await using var bot = await BotHost.StartAsync();
        await bot.AReportAsync(Oak);
        var card = await bot.AReportAsync(Ogat);
        var answers = new List<string>();
        foreach (var other in new[] { "CB-2026-0001", "CB-2026-0999" })
        {
            var answer = await bot.At(Ogat.Dsl).ForgesAsync(card.Place, "case/link", new() { ["case"] = "CB-2026-0002", ["version"] = 2, ["to"] = other });
            answers.Add(answer.Words.Replace(other, "REF", StringComparison.Ordinal));
        }

        Assert.Single(answers.Distinct());
        Assert.Equal(2, (await bot.CaseAsync("CB-2026-0002")).Version);
    }

    [Fact]
    public async Task A_role_or_a_name_in_a_button_makes_nobody_a_DSL()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AProposalAsync(Ogat);

        var answer = await bot.At(Ogat.Colleague).ForgesAsync(card.Place, "case/approve", new()
        {
            ["case"] = "CB-2026-0001",
            ["version"] = 4,
            ["action"] = "report-to-platform",
            ["reason"] = "So",
            ["actorRole"] = "dsl",
            ["role"] = "Dsl",
            ["by"] = Ogat.Dsl.ObjectId,
            ["from"] = new JsonObject { ["aadObjectId"] = Ogat.Dsl.ObjectId },
        });

        Assert.Contains("Only the DSL or a deputy can approve this.", answer.Words, StringComparison.Ordinal);
        Assert.Equal(4, (await bot.OnlyCaseAsync()).Version);
    }

    [Fact]
    public async Task A_button_that_nobody_knows_says_so()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AReportAsync(Ogat);

        foreach (var verb in new[] { "case/burn", "", "CASE/VIEW", "x", "report/answer" })
        {
            var answer = await bot.At(Ogat.Dsl).ForgesAsync(card.Place, verb, new() { ["case"] = "CB-2026-0001" }, card.Id);
            Assert.Equal(501, answer.CardStatus);
            Assert.Contains("not one that this version knows", answer.Words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_old_Send_button_ends_no_report_whose_first_question_is_open()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Ogat.Teacher);
        await teacher.SaysAsync("report");

        var answer = await teacher.ForgesAsync(Ogat.Teacher.Chat, "report/answer", new() { ["dialog"] = "report", ["step"] = "check" });

        Assert.Empty(await bot.ReferencesAsync());
        Assert.Contains("danger", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_Send_button_sends_what_there_is_as_unfinished()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Ogat.Teacher);
        foreach (var words in new[] { "report", "no", "no", "Awful people" })
        {
            await teacher.SaysAsync(words);
        }

        await teacher.ForgesAsync(Ogat.Teacher.Chat, "report/answer", new() { ["dialog"] = "report", ["step"] = "check" });

        Assert.Equal(CaseStatus.AwaitingReflection, (await bot.OnlyCaseAsync()).Status);
    }

    private static JsonObject Data(CaseFile file, JsonObject right)
    {
        var data = right.DeepClone().AsObject();
        data["case"] = file.Reference;
        data["version"] = file.Version;
        return data;
    }

    private static async Task PressAsync(BotHost bot, Place place, string verb, JsonNode? data, string replyTo, string what)
    {
        var body = bot.Inbound.Press(Ogat.Dsl, place, verb, data, replyTo).ToJsonString().Replace("LONE-SURROGATE", "\\ud800", StringComparison.Ordinal);
        var answer = await bot.Client.PostAsync(Encoding.UTF8.GetBytes(body), bot.World.Service.AbsoluteUri);
        Assert.True(answer.Status == 200 && answer.CardStatus is 200 or 400 or 403 or 501, $"{verb} with {what}: {answer.Status} {answer.Text} {bot.Log.Errors.LastOrDefault()}");
        Assert.True(answer.Words.Length > 0, $"{verb} with {what} says nothing");
        Assert.True(answer.Card is null || FakeConnector.SizeOf(answer.Card) < FakeConnector.LargestBody, $"{verb} with {what} answers with too large a card");
    }
}
