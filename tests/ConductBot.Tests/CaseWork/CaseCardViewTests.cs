using System.Text.Json.Nodes;
using ConductBot.Policies;
using ConductBot.Testing;
using ConductBot.Tests.Bot;

namespace ConductBot.Tests.CaseWork;

/// <summary>What a case card offers to whom, and where it puts it.</summary>
public sealed class CaseCardViewTests
{
    private static readonly SchoolCast Ogat = SchoolCast.Of("ogat");

    [Fact]
    public async Task Only_those_who_may_decide_are_asked_to_and_the_card_for_all_says_whose_it_is()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AProposalAsync(Ogat);

        foreach (var person in new[] { Ogat.Colleague, Ogat.Teacher, Ogat.Lead })
        {
            var view = await bot.At(person).LooksAtAsync(card);
            Assert.DoesNotContain(view.Buttons, button => button.Verb is "case/approve" or "case/decline" || button["show"] == "tools");
            Assert.DoesNotContain(view.Fields, field => field.Id == "reason");
            Assert.Contains(view.Buttons, button => button["show"] == "conflict");
        }

        var dsl = await bot.At(Ogat.Dsl).LooksAtAsync(card);
        Assert.Equal(["Approve", "Decline", "Record what was done", "Ask for an approval", "Why?", "More (DSL)"], dsl.Buttons.Select(button => button.Title));
        var shared = new CardReader(bot.Connector.In(Ogat.Channel).Last(message => message.Card is not null).Card!);
        Assert.Contains(shared.Buttons, button => button.Verb == "case/approve");
        Assert.Contains("Only the DSL or a deputy can decide this.", shared.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_opens_what_is_the_DSLs_is_told_so_and_finds_the_way_back()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AReportAsync(Ogat);

        foreach (var show in new[] { "tools", "close", "correct", "depart", "reopen" })
        {
            var view = await ShowAsync(bot, Ogat.Colleague, card, show);
            Assert.Contains("Only the DSL or a deputy can do this.", view.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(view.Buttons, button => button.Verb is not "case/view");
            Assert.Contains(view.Buttons, button => button.Title == "Back");
        }

        var tools = await ShowAsync(bot, Ogat.Dsl, card, "tools");
        Assert.Contains(tools.Buttons, button => button is { Title: "Back", Verb: "case/view" });
        Assert.Contains("Departure: something was done outside what the policy allows.", tools.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_stands_right_below_the_next_action_with_its_buttons_and_one_button_stands_out()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AReportAsync(Ogat);

        foreach (var show in new[] { "record", "propose", "why", "depart", "correct", "conflict", "note", "link", "close" })
        {
            var view = await ShowAsync(bot, Ogat.Dsl, card, show);
            var body = view.Card["body"]!.AsArray().Select(part => part!.AsObject()).ToList();
            var next = body.FindIndex(part => part.ToJsonString().Contains("Next allowed action", StringComparison.Ordinal));
            var buttons = body.FindIndex(part => (string?)part["type"] == "ActionSet");

            Assert.Equal("form", (string?)body[next + 1]["id"]);
            Assert.All(body[(next + 2)..buttons], part => Assert.DoesNotContain("FactSet", part.ToJsonString(), StringComparison.Ordinal));
            Assert.InRange(buttons - next, 2, 6);
            Assert.Equal(1, Positive(view.Card));
            Assert.Equal("Back", view.Buttons.Last().Title);
            Assert.DoesNotContain("Also open now", view.Text, StringComparison.Ordinal);
        }

        Assert.Equal(1, Positive((await bot.At(Ogat.Dsl).LooksAtAsync(card)).Card));
    }

    [Theory]
    [InlineData("request-removal", "done,removed,refused,no-response,impossible,reposted,failed")]
    [InlineData("retain-evidence", "done,failed")]
    [InlineData("request-meeting", "done,removed,refused,no-response,impossible,reposted,failed")]
    public async Task What_came_of_a_step_is_asked_with_what_can_come_of_it(string action, string outcomes)
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AReportAsync(Ogat);

        var first = await ShowAsync(bot, Ogat.Colleague, card, "record");
        Assert.DoesNotContain(first.Fields, field => field.Id == "outcome");
        var view = await ShowAsync(bot, Ogat.Colleague, card, "record", ("action", action));

        Assert.Equal(outcomes.Split(','), view.Fields.Single(field => field.Id == "outcome").Choices);
        Assert.Equal(action, view.Buttons.Single(button => button.Verb == "case/record")["action"]);
    }

    [Fact]
    public async Task A_fact_is_corrected_in_words_with_the_values_it_can_have()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AReportAsync(Ogat);

        var facts = await ShowAsync(bot, Ogat.Dsl, card, "correct");
        Assert.Contains("Who posted it", facts.Words);
        Assert.DoesNotContain("author", facts.Words);
        var author = await ShowAsync(bot, Ogat.Dsl, card, "correct", ("fact", "author"));
        Assert.Equal(Authors.All, author.Fields.Single(field => field.Id == "value").Choices);
        Assert.Contains("As the case stands: parent.", author.Words);
        var abuse = await ShowAsync(bot, Ogat.Dsl, card, "correct", ("fact", "abuse"));
        Assert.Equal(["yes", "no"], abuse.Fields.Single(field => field.Id == "value").Choices);
        Assert.Contains("As the case stands: yes.", abuse.Words);
        Assert.Contains("Choose a fact or category first.", (await ShowAsync(bot, Ogat.Dsl, card, "correct", ("choose", "fact"))).Words);

        var dsl = bot.At(Ogat.Dsl);
        await dsl.DoesAsync(card, "correct", new Dictionary<string, string> { ["fact"] = "author", ["value"] = "community", ["reason"] = "Known" });
        Assert.Contains("Who posted it: someone else in the community, said by the DSL", dsl.Answered!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_long_history_the_last_is_shown_and_how_much_came_before()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AReportAsync(Ogat);
        var dsl = bot.At(Ogat.Dsl);
        for (var i = 1; i <= 7; i++)
        {
            await dsl.DoesAsync(card, "note", new Dictionary<string, string> { ["text"] = $"Note {i}" });
        }

        var words = (await dsl.LooksAtAsync(card)).Words.ToList();
        var happened = words.IndexOf("What has happened");

        Assert.Equal("… and 3 earlier", words[happened + 1]);
        Assert.All(words[(happened + 2)..(happened + 8)], line => Assert.EndsWith("note added by the DSL", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ticks_beside_none_of_these_are_kept_for_the_second_try()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Ogat.Teacher);
        foreach (var words in new[] { "report", "no", "no", "I know where you live", "facebook", "parent", "colleague", "skip" })
        {
            await teacher.SaysAsync(words);
        }

        await teacher.AnswersAsync("categories", go: null, new Dictionary<string, string> { ["categories"] = "threat,abuse,none" });

        var asked = teacher.OnScreen!;
        Assert.Contains("not both", asked.Text, StringComparison.Ordinal);
        Assert.Contains("\"value\":\"threat,abuse\"", asked.Card.ToJsonString(), StringComparison.Ordinal);
    }

    private static async Task<CardReader> ShowAsync(
        BotHost bot, Person person, PostedMessage card, string show, params (string Name, string Value)[] more)
    {
        var data = new CardReader(card.Card!).RefreshData!.DeepClone().AsObject();
        data["show"] = show;
        foreach (var (name, value) in more)
        {
            data[name] = value;
        }

        var someone = bot.At(person);
        await someone.ForgesAsync(card.Place, "case/view", data, card.Id);
        return someone.OnScreen!;
    }

    private static int Positive(JsonNode? node) => node switch
    {
        JsonArray list => list.Sum(Positive),
        JsonObject element => (((string?)element["type"])?.StartsWith("Action.", StringComparison.Ordinal) == true && (string?)element["style"] == "positive" ? 1 : 0)
            + element.Where(member => member.Key != "fallback").Sum(member => member.Value is JsonArray or JsonObject ? Positive(member.Value) : 0),
        _ => 0,
    };
}
