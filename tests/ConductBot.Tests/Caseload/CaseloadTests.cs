using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ConductBot.Bot.CaseWork;
using ConductBot.Bot.Delivery;
using ConductBot.Languages;
using ConductBot.Storage;
using ConductBot.Testing;
using ConductBot.Tests.Bot;
using ConductBot.Tests.SetUp;

namespace ConductBot.Tests.Caseload;

/// <summary>The list behind the DSL's tab, asked for over HTTP as Teams' page does, with tokens that are really signed.</summary>
public sealed class CaseloadTests
{
    private static readonly SchoolCast Ogat = SchoolCast.Of("ogat");
    private static readonly SchoolCast Oak = SchoolCast.Of("oak");

    [Fact]
    public async Task The_DSL_sees_what_is_open_what_may_be_done_next_and_what_waits_for_them()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AProposalAsync(Ogat);
        bot.Time.Advance(TimeSpan.FromDays(3));

        var list = await bot.CaseloadAsync(Ogat.Dsl);

        var school = Assert.Single(list["schools"]!.AsArray())!;
        Assert.Equal("OGAT Test School", (string?)school["name"]);
        var only = Assert.Single(school["cases"]!.AsArray())!;
        Assert.Equal("CB-2026-0001", (string?)only["reference"]);
        Assert.Equal("Open", (string?)only["status"]);
        Assert.Equal("20 November 2026, 09:30", (string?)only["reported"]);
        Assert.Equal("3 days ago", (string?)only["age"]);
        Assert.Equal("Report it to the site", (string?)only["next"]);
        Assert.Equal("Section 5 (Further Action, Reporting offending material), paragraph 4", (string?)only["clause"]);
        Assert.Equal(["“Report it to the site”: waits for you."], Waits(only));
        Assert.False((bool)only["urgent"]!);
        Assert.Equal(
            $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(Ogat.ChannelId)}/{card.Id}?tenantId={SchoolCast.TenantId}&parentMessageId={card.Id}",
            (string?)only["cardLink"]);
        Assert.Equal(
            $"https://teams.microsoft.com/l/chat/0/0?users=28%3A{FakeWorld.AppId}&message=case%20CB-2026-0001", (string?)only["chatLink"]);
        Assert.Equal("09:30", (string?)list["at"]);
    }

    [Fact]
    public async Task What_waits_is_said_to_each_by_whose_turn_it_is()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AProposalAsync(Ogat);
        Assert.Equal("waits for you.", await WaitsForAsync(bot, Ogat.Deputy));
        Assert.Equal("waits for the DSL or a deputy.", await WaitsForAsync(bot, Ogat.Lead));
        await DoAsync("approve", "report-to-platform", Ogat.Dsl);
        Assert.Equal("approved, to be carried out.", await WaitsForAsync(bot, Ogat.Dsl));

        // To the first step that takes two people.
        await DoAsync("record", "report-to-platform", Ogat.Colleague);
        await DoAsync("propose", "seek-legal-advice", Ogat.Colleague);
        await DoAsync("approve", "seek-legal-advice", Ogat.Dsl);
        await DoAsync("record", "seek-legal-advice", Ogat.Colleague);
        await DoAsync("propose", "warn-of-legal-action", Ogat.Colleague);
        Assert.Equal("waits for the DSL or a deputy.", await WaitsForAsync(bot, Ogat.Lead));
        await DoAsync("approve", "warn-of-legal-action", Ogat.Dsl);

        Assert.Equal("approved once; waits for a second person, a lead.", await WaitsForAsync(bot, Ogat.Dsl));
        Assert.Equal("approved once; waits for you, as the second person.", await WaitsForAsync(bot, Ogat.Lead));

        Task DoAsync(string what, string action, Person by) => bot.At(by).DoesAsync(
            card,
            what,
            new Dictionary<string, string> { ["action"] = action, [what == "record" ? "outcome" : "reason"] = what == "record" ? "done" : "It is grave" });
    }

    [Fact]
    public async Task Urgent_cases_come_first_and_wait_until_somebody_has_seen_them()
    {
        await using var bot = await BotHost.StartAsync();
        await bot.At(Ogat.Teacher).SaysAsync("report");
        await bot.At(Ogat.Teacher).SaysAsync("yes");
        foreach (var minutes in new[] { 5, 10 })
        {
            bot.Time.MoveTo(BotHost.Start.AddMinutes(minutes));
            foreach (var words in new[] { "report", "no", "no", "Awful people", "send" })
            {
                await bot.At(Ogat.Colleague).SaysAsync(words);
            }
        }

        await bot.At(Ogat.Dsl).DoesAsync(bot.Connector.In(Ogat.Channel).Last(), "close", new Dictionary<string, string> { ["reason"] = "A joke among friends" });
        Assert.Equal(["CB-2026-0001", "CB-2026-0002", "CB-2026-0003"], (await bot.CasesAsync(Ogat.Dsl, "?closed=true")).Select(one => (string)one["reference"]!));
        await bot.At(Ogat.Dsl).DoesAsync(bot.Connector.In(Ogat.Channel).Last(), "reopen", new Dictionary<string, string> { ["reason"] = "It came back" });

        var cases = await bot.CasesAsync(Ogat.Dsl);
        Assert.Equal(["CB-2026-0001", "CB-2026-0003", "CB-2026-0002"], cases.Select(one => (string)one["reference"]!));
        Assert.Equal([true, false, false], cases.Select(one => (bool)one["urgent"]!));
        Assert.Equal("Awaiting reflection (not finished by the reporter yet)", (string?)cases[0]["status"]);
        Assert.Equal(["Urgent, and nobody has said that they have seen it: open it and say so."], Waits(cases[0]));

        await bot.At(Ogat.Dsl).PressesAsync("I have seen it");
        Assert.Empty(Waits((await bot.CasesAsync(Ogat.Deputy))[0]));
    }

    [Fact]
    public async Task Where_the_next_step_would_end_a_case_it_says_what_to_confirm_first()
    {
        await using var bot = await BotHost.StartAsync();
        foreach (var words in new[] { "report", "no", "no", "Awful people", "send" })
        {
            await bot.At(Ogat.Teacher).SaysAsync(words);
        }

        var only = Assert.Single(await bot.CasesAsync(Ogat.Dsl));

        Assert.Equal("Close, no breach found", (string?)only["next"]);
        Assert.Equal(["For the DSL to confirm first: what the reporter has not answered yet."], Waits(only));
    }

    [Fact]
    public async Task A_closed_case_is_shown_on_request_and_is_not_even_read()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AReportAsync(Ogat);
        await bot.At(Ogat.Dsl).DoesAsync(card, "close", new Dictionary<string, string> { ["reason"] = "A joke among friends" });

        // Without its key nothing of it can be opened: whoever reads it fails.
        await bot.Store.CommitAsync(new() { At = BotHost.Start, States = { new("key/case/CB-2026-0001", ExpectedVersion: null, Value: null) } }, CancellationToken.None);
        Assert.Empty(await bot.CasesAsync(Ogat.Dsl));
        var closed = Assert.Single(await bot.CasesAsync(Ogat.Dsl, "?closed=true"));

        Assert.Equal("Closed", (string?)closed["status"]);
        Assert.True((bool)closed["closed"]!);
        Assert.Equal("", (string?)closed["next"]);
        Assert.Empty(Waits(closed));
        Assert.NotNull(closed["cardLink"]);
    }

    [Fact]
    public async Task A_case_that_cannot_be_read_is_in_the_log_and_the_page_is_told_that_it_failed()
    {
        await using var bot = await BotHost.StartAsync();
        await bot.AReportAsync(Ogat);
        await bot.Store.CommitAsync(new() { At = BotHost.Start, States = { new("key/case/CB-2026-0001", ExpectedVersion: null, Value: null) } }, CancellationToken.None);

        using var response = await bot.AskAsync("/caseload/cases", bot.TabToken(Ogat.Dsl));

        Assert.Equal((HttpStatusCode.InternalServerError, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Contains(bot.Log.Errors, line => line.Contains("The list of the tab could not be made", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_has_a_conflict_on_a_case_sees_that_it_waits_and_that_it_is_not_for_them()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AProposalAsync(Ogat);
        await bot.At(Ogat.Dsl).DoesAsync(card, "conflict", new Dictionary<string, string> { ["reason"] = "My neighbour wrote it" });

        Assert.Equal(
            [
                "“Report it to the site”: waits for the DSL or a deputy.",
                "You have, or were declared to have, a conflict of interest on this case, so somebody else decides.",
            ],
            Waits(Assert.Single(await bot.CasesAsync(Ogat.Dsl))));
        Assert.Equal(["“Report it to the site”: waits for you."], Waits(Assert.Single(await bot.CasesAsync(Ogat.Deputy))));
    }

    [Fact]
    public async Task Nothing_of_anybody_is_in_it()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AProposalAsync(Ogat);
        await bot.At(Ogat.Dsl).DoesAsync(card, "note", new Dictionary<string, string> { ["text"] = "Spoke to the Wigglesworth family" });
        await bot.At(Ogat.Deputy).DoesAsync(card, "conflict", new Dictionary<string, string> { ["reason"] = "My neighbour Wigglesworth" });
        var second = await bot.AReportAsync(Ogat, words: "Wigglesworth is a thief");
        await bot.At(Ogat.Dsl).DoesAsync(second, "close", new Dictionary<string, string> { ["reason"] = "Wigglesworth took it down" });

        foreach (var person in new[] { Ogat.Dsl, Ogat.Deputy, Ogat.Lead })
        {
            using var response = await bot.AskAsync("/caseload/cases?closed=true", bot.TabToken(person));
            var text = await response.Content.ReadAsStringAsync();

            Assert.Contains("CB-2026-0002", text, StringComparison.Ordinal);
            Assert.All(
                bot.World.Secrets.Concat(["Wigglesworth", "neighbour", "Awful people", "It is still up", person.ObjectId, Ogat.Teacher.ObjectId]),
                secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Who_may_not_decide_anywhere_is_told_whom_the_list_is_for_and_nothing_else()
    {
        await using var bot = await BotHost.StartAsync();
        await bot.AReportAsync(Ogat);

        foreach (var person in new[] { Ogat.Teacher, Ogat.Colleague, SchoolCast.Stranger })
        {
            using var response = await bot.AskAsync("/caseload/cases", bot.TabToken(person));
            var text = await response.Content.ReadAsStringAsync();

            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.Equal("This list is for the DSL, deputies and leads. “my reports” in the chat lists your own.", (string?)JsonNode.Parse(text)!["problem"]);
            Assert.DoesNotContain("CB-2026", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_DSL_sees_the_cases_of_no_other_school()
    {
        await using var bot = await BotHost.StartAsync();
        await bot.AReportAsync(Ogat);

        var list = await bot.CaseloadAsync(Oak.Dsl);

        Assert.Equal("OAK Test School", (string?)Assert.Single(list["schools"]!.AsArray())!["name"]);
        Assert.Empty(await bot.CasesAsync(Oak.Dsl));
    }

    [Fact]
    public async Task Without_a_good_token_there_is_no_list_and_no_reason()
    {
        await using var bot = await BotHost.StartAsync();
        var now = bot.Time.GetUtcNow();
        const string Elsewhere = "9188040d-6c67-4c5b-b112-36a304b66dad";
        string?[] tokens =
        [
            null,
            "",
            "e30.e30.e30",
            SigningKey.Shared.Token(FakeWorld.AppId, bot.World.Service.AbsoluteUri, now),
            SigningKey.Shared.TabToken(FakeWorld.AppId, Elsewhere, Ogat.Dsl.ObjectId, now),
            SigningKey.Shared.TabToken(FakeWorld.AppId, SchoolCast.TenantId, Ogat.Dsl.ObjectId, now, claims => claims["scp"] = "User.Read"),
            SigningKey.Shared.TabToken(FakeWorld.AppId, SchoolCast.TenantId, Ogat.Dsl.ObjectId, now, claims => claims["aud"] = "00000003-0000-0000-c000-000000000000"),
            SigningKey.Shared.TabToken(FakeWorld.AppId, SchoolCast.TenantId, Ogat.Dsl.ObjectId, now.AddHours(-2)),
        ];

        foreach (var token in tokens)
        {
            using var response = await bot.AskAsync("/caseload/cases", token);

            Assert.Equal((HttpStatusCode.Unauthorized, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        }
    }

    [Fact]
    public async Task The_bots_own_endpoint_takes_no_token_of_the_tab()
    {
        await using var bot = await BotHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages")
        {
            Content = new StringContent(bot.Inbound.Message(Ogat.Dsl, Ogat.Dsl.Chat, "cases").ToJsonString(), new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Authorization = new("Bearer", bot.TabToken(Ogat.Dsl));

        using var response = await bot.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task It_speaks_the_language_that_the_person_chose_or_else_that_of_their_Teams()
    {
        await using var bot = await BotHost.StartAsync();

        Assert.Equal(Language.British, (string?)(await bot.CaseloadAsync(Ogat.Lead))["language"]);
        Assert.Equal(Language.Welsh, (string?)(await bot.CaseloadAsync(Ogat.Lead, "?locale=cy-gb"))["language"]);
        var pseudo = await bot.CaseloadAsync(Ogat.Lead, "?locale=qps-ploc");
        Assert.All(pseudo["words"]!.AsObject(), word => Assert.StartsWith("⟦", (string)word.Value!, StringComparison.Ordinal));

        var chosen = new PersonAddress(bot.World.Service.AbsoluteUri, Mri: null, ConversationId: null) { Chosen = Language.Welsh };
        await bot.Store.CommitAsync(new() { At = BotHost.Start, States = { chosen.Write(SchoolCast.TenantId, Ogat.Lead.ObjectId) } }, CancellationToken.None);
        Assert.Equal(Language.Welsh, (string?)(await bot.CaseloadAsync(Ogat.Lead, "?locale=en-gb"))["language"]);
    }

    [Fact]
    public async Task Anybody_may_have_the_page_and_only_Teams_may_frame_it()
    {
        await using var bot = await BotHost.StartAsync();

        using var page = await bot.AskAsync("/caseload", token: null);
        using var words = await bot.AskAsync("/caseload/words?locale=qps-ploc", token: null);
        using var strange = await bot.AskAsync("/caseload/appsettings.json", token: null);

        // Where the build found no Node.js, the page says so.
        if (page.StatusCode == HttpStatusCode.OK)
        {
            Assert.Equal(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
                + "frame-ancestors https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft",
                page.Headers.GetValues("Content-Security-Policy").Single());
        }
        else
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
            Assert.Contains("no Node.js", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        var start = JsonNode.Parse(await words.Content.ReadAsStringAsync())!;
        Assert.Equal("⟦Caseload⟧", (string?)start["words"]!["title"]);
        Assert.Equal(3, start["hosts"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
    }

    [Fact]
    public async Task A_school_that_was_set_up_in_Teams_has_its_list_too()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        using var before = await bot.AskAsync("/caseload/cases", bot.TabToken(NewTeam.Dsl));
        Assert.Equal(HttpStatusCode.Forbidden, before.StatusCode);

        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        await NewTeam.SetUpAsync(bot, NewTeam.Private);

        Assert.Single((await bot.CaseloadAsync(NewTeam.Dsl))["schools"]!.AsArray());
    }

    private static async Task<string> WaitsForAsync(BotHost bot, Person person)
    {
        var sentence = Assert.Single(Waits(Assert.Single(await bot.CasesAsync(person))));
        return sentence[(sentence.IndexOf("”: ", StringComparison.Ordinal) + 3)..];
    }

    private static List<string> Waits(JsonNode one) => [.. one["waits"]!.AsArray().Select(sentence => (string)sentence!)];
}
