using System.Text.Json.Nodes;
using ConductBot.Bot.Delivery;
using ConductBot.Cases;
using ConductBot.Languages;
using ConductBot.Testing;
using ConductBot.Tests.Bot;

namespace ConductBot.Tests.Delivery;

/// <summary>The connector refuses, stumbles and falls silent; what was said still arrives, in order, or the DSL learns that it did not.</summary>
public sealed class DeliveryTests
{
    private static readonly SchoolCast Ogat = SchoolCast.Of("ogat");

    [Fact]
    public async Task A_throttled_message_waits_as_long_as_it_is_told_and_those_behind_it_wait_too()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Ogat.Teacher);
        bot.Connector.Fail(call => call.IsSend, new Trouble.Status(429, "Throttled", RetryAfter: 90));

        await teacher.SaysAsync("report");
        await teacher.SaysAsync("help");
        Assert.Empty(teacher.Messages);

        bot.Time.Advance(TimeSpan.FromSeconds(89));
        Assert.NotNull(await bot.DeliverAsync());
        Assert.Empty(teacher.Messages);

        bot.Time.Advance(TimeSpan.FromSeconds(2));
        await bot.DeliverEverythingAsync();
        Assert.Equal("danger", new CardReader(teacher.Messages[0].Card!).Step);
        Assert.Equal(3, teacher.Messages.Count);
    }

    [Theory]
    [InlineData(412, "PreconditionFailed")]
    [InlineData(429, "Throttled")]
    [InlineData(502, "BadGateway")]
    [InlineData(503, "ServiceUnavailable")]
    [InlineData(504, "GatewayTimeout")]
    public async Task What_is_refused_for_now_is_sent_again_once_each(int status, string code)
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Fail(call => call.IsCreateThread, new Trouble.Status(status, code));
        bot.Connector.Fail(call => call.IsUpdate, new Trouble.Status(status, code));

        await bot.At(Ogat.Teacher).SaysAsync("report");
        await bot.At(Ogat.Teacher).SaysAsync("yes");
        await bot.DeliverEverythingAsync();
        await bot.At(Ogat.Colleague).DoesAsync(
            bot.Connector.In(Ogat.Channel).Single(), "record", new Dictionary<string, string> { ["action"] = "call-999", ["outcome"] = "done" });
        await bot.DeliverEverythingAsync();

        var card = Assert.Single(bot.Connector.In(Ogat.Channel));
        Assert.Equal(2, card.Versions.Count);
        Assert.Single(bot.Connector.In(Ogat.Dsl.Chat));
    }

    [Fact]
    public async Task Danger_reaches_the_DSL_while_the_channel_is_down()
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Fail(call => call.IsCreateThread, new Trouble.Status(503, "ServiceUnavailable"), times: 3);

        await bot.At(Ogat.Teacher).SaysAsync("report");
        await bot.At(Ogat.Teacher).SaysAsync("yes");

        Assert.Empty(bot.Connector.In(Ogat.Channel));
        Assert.Single(bot.Connector.In(Ogat.Dsl.Chat));
        Assert.Contains("Call 999 now", bot.Connector.In(Ogat.Teacher.Chat).Select(message => new CardReader(message.Card!).Words[0]));
        await bot.DeliverEverythingAsync();
        Assert.Single(bot.Connector.In(Ogat.Channel));
    }

    [Theory]
    [InlineData(502)]
    [InlineData(504)]
    public async Task A_card_whose_receipt_was_lost_may_come_twice_and_not_a_third_time(int status)
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Fail(call => call.IsCreateThread, new Trouble.Status(status, "BadGateway", AfterAccepting: true), times: 5);

        await bot.AReportAsync(Ogat);
        await bot.DeliverEverythingAsync();

        Assert.Equal(2, bot.Connector.In(Ogat.Channel).Count());
        var undelivered = Assert.IsType<MessageUndeliverable>((await bot.OnlyCaseAsync()).Timeline[^1].Event);
        Assert.Contains("safeguarding channel", undelivered.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_copy_of_a_card_goes_when_somebody_looks_at_it()
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Fail(call => call.IsCreateThread, new Trouble.Dropped(AfterAccepting: true));
        var copy = await bot.AReportAsync(Ogat);
        await bot.DeliverEverythingAsync();
        var kept = bot.Connector.In(Ogat.Channel).Last();

        await bot.At(Ogat.Colleague).LooksAtAsync(kept);
        Assert.DoesNotContain(bot.Connector.In(Ogat.Channel), card => card.IsDeleted);
        await bot.At(Ogat.Colleague).LooksAtAsync(copy);
        await bot.At(Ogat.Deputy).LooksAtAsync(copy);

        Assert.NotSame(kept, copy);
        Assert.True(copy.IsDeleted);
        Assert.False(kept.IsDeleted);
        Assert.DoesNotContain((await bot.OnlyCaseAsync()).Timeline, recorded => recorded.Event is MessageUndeliverable);
    }

    [Fact]
    public async Task A_press_on_the_second_copy_counts_and_the_copy_goes()
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Fail(call => call.IsCreateThread, new Trouble.Status(504, "GatewayTimeout", AfterAccepting: true));
        var copy = await bot.AReportAsync(Ogat);
        await bot.DeliverEverythingAsync();
        var kept = bot.Connector.In(Ogat.Channel).Last();

        await bot.At(Ogat.Colleague).ForgesAsync(
            copy.Place, "case/record", new() { ["case"] = "CB-2026-0001", ["version"] = 2, ["action"] = "request-removal", ["outcome"] = "refused" }, copy.Id);

        Assert.True(copy.IsDeleted);
        Assert.Equal(2, kept.Versions.Count);
    }

    [Fact]
    public async Task A_card_that_was_posted_once_stays_whatever_message_a_press_claims_to_come_from()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AReportAsync(Ogat);

        await bot.At(Ogat.Colleague).ForgesAsync(card.Place, "case/view", new() { ["case"] = "CB-2026-0001" }, "1790000000000");

        Assert.DoesNotContain(bot.Connector.Calls, call => call.Method == "DELETE");
    }

    [Fact]
    public async Task A_connector_that_falls_silent_is_given_up_after_a_while_and_asked_again()
    {
        await using var bot = await BotHost.StartAsync();
        await bot.At(Ogat.Teacher).SaysAsync("report");
        bot.Connector.Fail(call => call.IsUpdate, new Trouble.Silence());
        var asked = bot.Connector.Saw(call => call.IsUpdate);

        var answering = bot.At(Ogat.Teacher).SaysAsync("no");
        await asked;
        bot.Time.Advance(TimeSpan.FromSeconds(16));
        await answering;
        await bot.DeliverEverythingAsync();

        Assert.Equal(2, bot.Connector.In(Ogat.Teacher.Chat).Count());
        Assert.Equal(2, bot.Connector.In(Ogat.Teacher.Chat).First().Versions.Count);
    }

    [Fact]
    public async Task A_chat_that_hangs_holds_up_no_other_chat()
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Fail(call => call.IsSend, new Trouble.Silence());
        var asked = bot.Connector.Saw(call => call.IsSend);
        await bot.At(Ogat.Teacher).SaysAsync("help", deliver: false);
        var delivering = bot.DeliverAsync();
        await asked;

        await bot.At(Ogat.Colleague).SaysAsync("help", deliver: false);
        await bot.Connector.Shows(messages => messages.Any(message => message.Place.BaseId == Ogat.Colleague.Chat.BaseId));

        Assert.Empty(bot.At(Ogat.Teacher).Messages);
        bot.Time.Advance(TimeSpan.FromSeconds(22));
        await delivering;
        await bot.DeliverEverythingAsync();
        Assert.Single(bot.At(Ogat.Teacher).Messages);
        Assert.Single(bot.At(Ogat.Colleague).Messages);
    }

    [Fact]
    public async Task A_lost_answer_leaves_nothing_behind_once_the_message_is_there()
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Fail(call => call.IsSend, new Trouble.Status(502, "BadGateway"));

        await bot.At(Ogat.Teacher).SaysAsync("help");
        Assert.Single(await bot.Store.ListStatesAsync("lost-answer/", CancellationToken.None));
        await bot.DeliverEverythingAsync();

        Assert.Single(bot.At(Ogat.Teacher).Messages);
        Assert.Empty(await bot.Store.ListStatesAsync("lost-answer/", CancellationToken.None));
    }

    [Fact]
    public async Task A_connector_that_is_away_for_hours_gets_everything_in_order_when_it_is_back()
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.RefusedConnections = 12;
        var teacher = bot.At(Ogat.Teacher);

        foreach (var words in new[] { "report", "no", "no", "Awful people" })
        {
            await teacher.SaysAsync(words);
        }

        Assert.Empty(teacher.Messages);
        await bot.DeliverEverythingAsync();

        Assert.Equal(["In danger right now", "Naked or sexual image", "What was posted", "where"], teacher.Messages.Select(message =>
            new CardReader(message.Card!) is { Step: { } step } ? step : new CardReader(message.Card!).Words[0]));
    }

    [Fact]
    public async Task A_case_card_that_somebody_deleted_is_posted_anew()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AReportAsync(Ogat);
        bot.Connector.Fail(call => call.IsUpdate, new Trouble.Status(404, "ActivityNotFoundInConversation"));

        await bot.At(Ogat.Colleague).DoesAsync(card, "record", new Dictionary<string, string> { ["action"] = "request-removal", ["outcome"] = "done" });

        Assert.Equal(2, bot.Connector.In(Ogat.Channel).Count());
        Assert.True(card.IsDeleted, "The connector may be wrong about a card that is gone; two of them must not stand there.");
        var anew = bot.Connector.In(Ogat.Channel).Last();
        await bot.At(Ogat.Colleague).DoesAsync(anew, "record", new Dictionary<string, string> { ["action"] = "request-removal", ["outcome"] = "refused" });
        Assert.Equal(2, anew.Versions.Count);
        Assert.Single(card.Versions);
    }

    [Fact]
    public async Task A_question_that_somebody_deleted_stops_nothing()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Ogat.Teacher);
        await teacher.SaysAsync("report");
        bot.Connector.Fail(call => call.IsUpdate, new Trouble.Status(404, "ActivityNotFoundInConversation"));

        await teacher.SaysAsync("no");

        Assert.Equal("intimate", new CardReader(teacher.Messages[^1].Card!).Step);
        Assert.Null(await bot.DeliverAsync());
    }

    [Fact]
    public async Task What_cannot_be_delivered_at_all_stands_on_the_case_for_the_DSL_to_see()
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Fail(call => call.IsCreateThread, new Trouble.Status(403, "BotNotInConversationRoster"));
        bot.Connector.Fail(call => call.IsCreatePersonal, new Trouble.Status(403, "ForbiddenOperationException"));
        await bot.At(Ogat.Teacher).SaysAsync("report");
        await bot.At(Ogat.Teacher).SaysAsync("yes");

        var file = await bot.OnlyCaseAsync();
        Assert.Equal(
            ["BotNotInConversationRoster", "ForbiddenOperationException"],
            file.Timeline.Select(recorded => recorded.Event).OfType<MessageUndeliverable>().Select(undelivered => undelivered.Code));

        await bot.At(Ogat.Dsl).SaysAsync("cases");
        await bot.At(Ogat.Dsl).PressesAsync(file.Reference);
        var view = bot.At(Ogat.Dsl);
        await view.PressesAsync(file.Reference);
        Assert.Contains("The case card to the safeguarding channel could not be delivered (BotNotInConversationRoster)", view.Answered!.Words, StringComparison.Ordinal);
        Assert.Contains("The notice to the DSL could not be delivered (ForbiddenOperationException)", view.Answered.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_delivered_is_kept_in_English_and_told_in_the_reader_s_language()
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Fail(call => call.IsCreateThread, new Trouble.Status(403, "BotNotInConversationRoster"));
        await bot.At(Ogat.Teacher).SaysAsync("report");
        await bot.At(Ogat.Teacher).SaysAsync("yes");
        bot.Inbound.Locale = Language.Pseudo;

        var file = await bot.OnlyCaseAsync();
        await bot.At(Ogat.Dsl).SaysAsync("cases");
        var view = bot.At(Ogat.Dsl);
        await view.PressesAsync(file.Reference);

        Assert.Equal(OutgoingWhat.CaseCard, Assert.Single(file.Timeline.Select(recorded => recorded.Event).OfType<MessageUndeliverable>()).What);
        Assert.Contains(
            "⟦⟦The case card to the safeguarding channel⟧ could not be delivered (BotNotInConversationRoster)⟧", view.Answered!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Danger_is_told_in_this_order_999_the_channel_the_DSL_the_next_question()
    {
        await using var bot = await BotHost.StartAsync();
        await bot.At(Ogat.Teacher).SaysAsync("report");

        await bot.At(Ogat.Teacher).SaysAsync("yes");

        Assert.Equal(
            [Ogat.Teacher.Chat.Id, Ogat.ChannelId, Ogat.Dsl.Chat.Id, Ogat.Teacher.Chat.Id],
            bot.Connector.Messages.Skip(1).Select(message => message.Place.BaseId));
        Assert.StartsWith("Call 999 now", bot.Connector.Messages[1].Words, StringComparison.Ordinal);
        Assert.Equal("intimate", new CardReader(bot.Connector.Messages[^1].Card!).Step);
    }

    [Fact]
    public async Task Two_messages_about_one_case_that_fail_at_the_same_moment_are_both_told()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AReportAsync(Ogat);
        bot.Connector.Fail(call => call.IsCreatePersonal, new Trouble.Status(403, "ForbiddenOperationException"));
        bot.Connector.Fail(
            call => call.IsUpdate && call.Body!.ToJsonString().Contains("Pointed to the complaints", StringComparison.Ordinal),
            new Trouble.Status(403, "MessageWritesBlocked"));

        await bot.At(Ogat.Deputy).ForgesAsync(
            card.Place, "case/correct", new() { ["case"] = "CB-2026-0001", ["version"] = 2, ["fact"] = "immediateRisk", ["value"] = "yes", ["reason"] = "So" }, deliver: false);
        await bot.At(Ogat.Colleague).ForgesAsync(
            card.Place, "case/record", new() { ["case"] = "CB-2026-0001", ["version"] = 3, ["action"] = "signpost-complaints", ["outcome"] = "done" }, deliver: false);
        await bot.DeliverEverythingAsync();

        Assert.Equal(
            ["ForbiddenOperationException", "MessageWritesBlocked"],
            (await bot.OnlyCaseAsync()).Timeline.Select(recorded => recorded.Event).OfType<MessageUndeliverable>().Select(lost => lost.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_channel_that_is_closed_for_good_does_not_keep_the_bot_busy_for_ever()
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Fail(call => call.IsCreateThread || call.IsUpdate, new Trouble.Status(403, "BotNotInConversationRoster"), times: 1_000);

        foreach (var words in new[] { "report", "no", "no", "Awful people", "send" })
        {
            await bot.At(Ogat.Teacher).SaysAsync(words);
        }

        await bot.DeliverEverythingAsync();

        var file = await bot.OnlyCaseAsync();
        Assert.InRange(file.Timeline.Count(recorded => recorded.Event is MessageUndeliverable), 1, 2);
        var dsl = bot.At(Ogat.Dsl);
        await dsl.SaysAsync("cases");
        await dsl.PressesAsync("CB-2026-0001");
        Assert.Contains("could not be delivered", dsl.Answered!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_no_longer_believed_is_replaced_at_once()
    {
        await using var bot = await BotHost.StartAsync();
        await bot.At(Ogat.Teacher).SaysAsync("help");
        bot.Connector.Fail(call => call.IsSend, new Trouble.Status(401, "Unauthorized"));

        await bot.At(Ogat.Teacher).SaysAsync("help");

        Assert.Equal(2, bot.Connector.In(Ogat.Teacher.Chat).Count());
    }

    [Fact]
    public async Task A_DSL_who_never_wrote_to_the_bot_is_found_through_the_team()
    {
        await using var bot = await BotHost.StartAsync();
        await bot.At(Ogat.Teacher).SaysAsync("report");
        await bot.At(Ogat.Teacher).SaysAsync("yes");

        Assert.Equal(
            ["thread", "roster", "chat", "notice"],
            bot.Connector.Calls.Where(call => call.ConversationId != Ogat.Teacher.Chat.Id).Select(call =>
                call.IsCreateThread ? "thread" : call.IsMember ? "roster" : call.IsCreatePersonal ? "chat" : "notice"));
    }

    [Fact]
    public async Task A_school_without_a_channel_tells_its_DSL_of_every_case()
    {
        await using var bot = await BotHost.StartAsync(settings => settings["Schools:0:ChannelId"] = null);
        var teacher = bot.At(Ogat.Teacher);
        foreach (var words in new[] { "report", "no", "no", "Awful people", "send" })
        {
            await teacher.SaysAsync(words);
        }

        Assert.Empty(bot.Connector.In(Ogat.Channel));
        var notice = Assert.Single(bot.Connector.In(Ogat.Dsl.Chat));
        Assert.Contains("No safeguarding channel is set up, so this is sent to people in person.", notice.Words, StringComparison.Ordinal);
        Assert.Contains("The designated safeguarding lead has been told.", teacher.Messages[^1].Words, StringComparison.Ordinal);
        var dsl = bot.At(Ogat.Dsl);
        await dsl.PressesAsync("Open the case");
        Assert.Contains("Awful people", dsl.Answered!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_card_has_a_notification_of_its_reference_and_no_more()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AReportAsync(Ogat);

        Assert.Equal("Case CB-2026-0001", card.Summary);
        Assert.Equal(true, (bool?)card.Current["channelData"]?["notification"]?["alert"]);
    }

    [Fact]
    public async Task A_secret_in_the_channel_is_found_by_these_tests()
    {
        await using var bot = await BotHost.StartAsync();
        await bot.AReportAsync(Ogat);
        Assert.Empty(bot.World.Breaches());

        bot.World.Secrets.Add("CB-2026-0001");

        Assert.Contains("'CB-2026-0001' in a message of a channel", bot.World.Breaches());
        Assert.Contains("'CB-2026-0001' in the summary of a personal message", bot.World.Breaches());
        bot.World.Secrets.Remove("CB-2026-0001");
    }

    [Fact]
    public async Task A_strange_request_is_found_by_these_tests()
    {
        var world = new FakeWorld();
        using var http = new HttpClient(world);

        foreach (var url in new[] { "https://elsewhere.test/", $"{world.Service}v3/conversations/x/activities", $"{world.Service}other" })
        {
            using var body = new StringContent(new JsonObject().ToJsonString());
            using var answer = await http.PostAsync(new Uri(url), body);
            Assert.False(answer.IsSuccessStatusCode);
        }

        Assert.Equal(3, world.Breaches().Count);
    }
}
