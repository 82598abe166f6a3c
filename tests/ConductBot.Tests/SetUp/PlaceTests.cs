using System.Text.Json.Nodes;
using ConductBot.Bot.SetUp;
using ConductBot.Testing;
using ConductBot.Tests.Bot;

namespace ConductBot.Tests.SetUp;

/// <summary>Teams and channels are renamed, archived, deleted; the bot is taken out and added again. Cases find their way.</summary>
public sealed class PlaceTests
{
    private static readonly SchoolCast Ogat = SchoolCast.Of("ogat");

    [Fact]
    public async Task The_bot_asks_once_to_be_set_up_whichever_event_comes_first_and_says_nothing_at_an_upgrade()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);

        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        await bot.Client.PostAsync(bot.Inbound.Installation(NewTeam.Owner, NewTeam.Private, "remove-upgrade"));
        await bot.Client.PostAsync(bot.Inbound.Installation(NewTeam.Owner, NewTeam.Private, "add-upgrade"));
        await bot.Client.PostAsync(bot.Inbound.Installation(NewTeam.Owner, NewTeam.General, "add"));
        await bot.DeliverEverythingAsync();

        Assert.Single(bot.Connector.Messages);
    }

    [Fact]
    public async Task An_upgrade_in_a_private_chat_greets_nobody_either()
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Add(Ogat.Teacher.Chat);

        await bot.Client.PostAsync(bot.Inbound.Installation(Ogat.Teacher, Ogat.Teacher.Chat, "add-upgrade"));
        await bot.DeliverEverythingAsync();
        Assert.Empty(bot.Connector.Messages);

        await bot.Client.PostAsync(bot.Inbound.Installation(Ogat.Teacher, Ogat.Teacher.Chat, "add"));
        await bot.Client.PostAsync(bot.Inbound.Installation(Ogat.Teacher, Ogat.Teacher.Chat, "remove"));
        await bot.Client.PostAsync(bot.Inbound.Installation(Ogat.Teacher, Ogat.Teacher.Chat, "add"));
        await bot.DeliverEverythingAsync();
        Assert.Equal(2, bot.Connector.Messages.Count);
    }

    [Fact]
    public async Task A_channel_that_is_renamed_is_the_same_channel()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot);
        var before = bot.Connector.Messages.Count;

        await EventAsync(bot, "channelRenamed", "Something else");
        await EventAsync(bot, "teamRenamed");

        Assert.Equal(before, bot.Connector.Messages.Count);
        Assert.Single(await NewTeam.EventsAsync(bot));
        await NewTeam.ReportAsync(bot);
        Assert.Contains("CB-2026-0001", bot.Connector.In(NewTeam.Private).Last().Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_channel_is_deleted_the_DSL_is_told_once_gets_the_cases_in_person_and_the_new_channel_gets_what_comes_later()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot);
        await NewTeam.ReportAsync(bot);
        var old = bot.Connector.In(NewTeam.Private).Last();
        var told = bot.Connector.In(NewTeam.Dsl.Chat).Count();

        bot.Connector.Remove(NewTeam.Private.Id);
        await EventAsync(bot, "channelDeleted");
        await EventAsync(bot, "channelDeleted");
        Assert.Equal(told + 1, bot.Connector.In(NewTeam.Dsl.Chat).Count());
        var notice = bot.Connector.In(NewTeam.Dsl.Chat).Last();
        Assert.Contains("The safeguarding channel was deleted.", notice.Words, StringComparison.Ordinal);
        Assert.Contains("Please choose a new channel", notice.Words, StringComparison.Ordinal);
        Assert.Equal("high", (string?)notice.Current["importance"]);

        await NewTeam.ReportAsync(bot);
        await bot.DeliverEverythingAsync();
        Assert.Contains("case CB-2026-0002", bot.Connector.In(NewTeam.Dsl.Chat).Last().Words, StringComparison.Ordinal);
        Assert.Contains("cannot be written to at present, so this is sent to people in person", bot.Connector.In(NewTeam.Dsl.Chat).Last().Words, StringComparison.Ordinal);
        var dsl = bot.At(NewTeam.Dsl);
        await dsl.PressesAsync("Open the case");
        await dsl.ForgesAsync(NewTeam.Dsl.Chat, "case/note", new() { ["case"] = "CB-2026-0001", ["version"] = 2, ["text"] = "Noted meanwhile" });
        await bot.DeliverEverythingAsync();
        Assert.Single(old.Versions);

        await NewTeam.SetUpMovedAsync(bot, NewTeam.Untold);
        await dsl.ForgesAsync(NewTeam.Dsl.Chat, "case/note", new() { ["case"] = "CB-2026-0001", ["version"] = 3, ["text"] = "Noted later" });
        await dsl.ForgesAsync(NewTeam.Dsl.Chat, "case/note", new() { ["case"] = "CB-2026-0002", ["version"] = 2, ["text"] = "Noted too" });
        await NewTeam.ReportAsync(bot);
        await bot.DeliverEverythingAsync();
        Assert.Equal(
            ["CB-2026-0001", "CB-2026-0002", "CB-2026-0003"],
            bot.Connector.In(NewTeam.Untold).Select(message => message.Summary!).Where(summary => summary.StartsWith("Case ", StringComparison.Ordinal)).Select(summary => summary["Case ".Length..]));
        Assert.Single(old.Versions);
        Assert.All(await bot.ReferencesAsync(), reference => Assert.StartsWith("CB-2026-", reference, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deleted_channel_that_is_restored_gets_the_cards_again_and_the_DSL_hears_of_it()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot);
        bot.Connector.Remove(NewTeam.Private.Id);
        await EventAsync(bot, "channelDeleted");

        bot.Connector.Restore(NewTeam.Private.Id);
        await EventAsync(bot, "channelRestored");

        Assert.Contains("Case cards reach your channel again", bot.Connector.In(NewTeam.Dsl.Chat).Last().Words, StringComparison.Ordinal);
        await NewTeam.ReportAsync(bot);
        Assert.Contains("CB-2026-0001", bot.Connector.In(NewTeam.Private).Last().Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_an_archived_team_nothing_is_posted_until_it_is_brought_back()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot);
        var posted = bot.Connector.In(NewTeam.Private).Count();

        bot.Connector.Remove(NewTeam.TeamId);
        await EventAsync(bot, "teamArchived", deliver: false);
        await NewTeam.ReportAsync(bot);
        await bot.DeliverEverythingAsync();
        Assert.Contains("case CB-2026-0001", bot.Connector.In(NewTeam.Dsl.Chat).Last().Words, StringComparison.Ordinal);
        Assert.Equal(posted, bot.Connector.In(NewTeam.Private).Count());

        bot.Connector.Restore(NewTeam.TeamId);
        await EventAsync(bot, "TEAMUNARCHIVED");
        await NewTeam.ReportAsync(bot);
        Assert.Contains("CB-2026-0002", bot.Connector.In(NewTeam.Private).Last().Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_troubles_are_told_once_and_mended_when_both_are()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot);
        var told = bot.Connector.In(NewTeam.Dsl.Chat).Count();

        await EventAsync(bot, "teamArchived");
        await EventAsync(bot, "channelDeleted");
        await EventAsync(bot, "teamUnarchived");
        Assert.Equal(told + 1, bot.Connector.In(NewTeam.Dsl.Chat).Count());
        Assert.Null((await NewTeam.SchoolAsync(bot)).ChannelId);

        await EventAsync(bot, "channelRestored");
        Assert.Equal(told + 2, bot.Connector.In(NewTeam.Dsl.Chat).Count());
        Assert.Equal(NewTeam.Private.Id, (await NewTeam.SchoolAsync(bot)).ChannelId);
        Assert.Equal(5, (await NewTeam.EventsAsync(bot)).Count);
    }

    [Fact]
    public async Task A_bot_that_was_removed_and_added_again_recovers_by_itself_and_greets_once()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot);
        var told = bot.Connector.In(NewTeam.Dsl.Chat).Count();
        var posted = bot.Connector.In(NewTeam.Private).Count();

        await NewTeam.RemoveBotAsync(bot, NewTeam.Private);
        Assert.Equal(told + 1, bot.Connector.In(NewTeam.Dsl.Chat).Count());
        Assert.Contains("I was removed from the team.", bot.Connector.In(NewTeam.Dsl.Chat).Last().Words, StringComparison.Ordinal);
        await NewTeam.ReportAsync(bot);
        await bot.DeliverEverythingAsync();
        Assert.Contains("case CB-2026-0001", bot.Connector.In(NewTeam.Dsl.Chat).Last().Words, StringComparison.Ordinal);

        bot.Connector.Restore(NewTeam.TeamId);
        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        await NewTeam.ReportAsync(bot);
        await bot.DeliverEverythingAsync();

        var since = bot.Connector.In(NewTeam.Private).Skip(posted).ToList();
        Assert.Equal(2, since.Count);
        Assert.Contains("I answer questions about the policy here", since[0].Words, StringComparison.Ordinal);
        Assert.Contains("CB-2026-0002", since[1].Words, StringComparison.Ordinal);
        Assert.Contains(bot.Connector.In(NewTeam.Dsl.Chat), message => message.Words.Contains("Case cards reach your channel again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_DSL_whose_chat_is_not_known_cannot_be_told_of_a_removal_and_nobody_is_bothered()
    {
        await using var bot = await BotHost.StartAsync();
        Assert.Equal(200, (await bot.Client.PostAsync(bot.Inbound.BotMember(Ogat.Teacher, Ogat.Channel, joined: false))).Status);

        await bot.DeliverEverythingAsync();

        Assert.Empty(bot.Connector.Messages);
        Assert.Contains(bot.Log.Lines, line => line.Contains("NoAddress", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_who_writes_in_the_channel_shows_that_the_bot_is_there_whatever_event_was_missed()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot);
        await NewTeam.RemoveBotAsync(bot, NewTeam.Private);

        bot.Connector.Restore(NewTeam.TeamId);
        await bot.At(NewTeam.Teacher).MentionsAsync(NewTeam.Private, "help");

        Assert.Equal(NewTeam.Private.Id, (await NewTeam.SchoolAsync(bot)).ChannelId);
    }

    [Fact]
    public async Task A_channel_that_is_shared_gets_no_more_cards_until_it_is_not()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot, NewTeam.Standard);
        await EventAsync(bot, "channelShared", place: NewTeam.Standard);
        await bot.At(NewTeam.Teacher).MentionsAsync(NewTeam.Standard, "help");

        Assert.Null((await NewTeam.SchoolAsync(bot)).ChannelId);
        Assert.Contains("Case cards never go to a shared channel.", bot.Connector.In(NewTeam.Dsl.Chat).Last().Words, StringComparison.Ordinal);
        var walk = await Walk.BegunAsync(bot, NewTeam.Owner, NewTeam.Standard);
        Assert.Contains("Case cards never go to a shared channel.", walk.Words, StringComparison.Ordinal);

        await EventAsync(bot, "channelUnshared", place: NewTeam.Standard);
        Assert.Equal(NewTeam.Standard.Id, (await NewTeam.SchoolAsync(bot)).ChannelId);
    }

    [Fact]
    public async Task A_channel_that_one_team_of_two_reads_no_more_is_still_read_by_the_other()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot, NewTeam.Standard);
        await SharingAsync(bot, "channelShared", "sharedWithTeams", "19:one@thread.tacv2", "19:two@thread.tacv2");
        await SharingAsync(bot, "channelShared", "sharedWithTeams", "19:two@thread.tacv2", "19:three@thread.tacv2");
        var told = bot.Connector.In(NewTeam.Dsl.Chat).Count();

        await SharingAsync(bot, "channelUnshared", "unsharedFromTeams", "19:one@thread.tacv2");
        await SharingAsync(bot, "channelUnshared", "unsharedFromTeams");
        await bot.RestartAsync();
        await SharingAsync(bot, "channelUnshared", "unsharedFromTeams", "19:three@thread.tacv2");
        Assert.Null((await NewTeam.SchoolAsync(bot)).ChannelId);
        Assert.Equal(told, bot.Connector.In(NewTeam.Dsl.Chat).Count());

        await SharingAsync(bot, "channelUnshared", "unsharedFromTeams", "19:two@thread.tacv2");
        Assert.Equal(NewTeam.Standard.Id, (await NewTeam.SchoolAsync(bot)).ChannelId);
        Assert.Equal(told + 1, bot.Connector.In(NewTeam.Dsl.Chat).Count());
        Assert.Empty(await bot.Store.ListStatesAsync("channel-shared/", CancellationToken.None));
    }

    [Fact]
    public async Task A_card_that_waited_while_the_channel_moved_goes_to_the_new_one_only()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot);
        bot.Connector.Fail(call => call.IsCreateThread, new Trouble.Status(429, "Throttled", RetryAfter: 90));
        await NewTeam.ReportAsync(bot);
        var posted = bot.Connector.In(NewTeam.Private).Count();

        await NewTeam.SetUpMovedAsync(bot, NewTeam.Untold);
        await bot.DeliverEverythingAsync();

        Assert.Equal(posted, bot.Connector.In(NewTeam.Private).Count());
        Assert.Equal("Case CB-2026-0001", Assert.Single(bot.Connector.In(NewTeam.Untold), message => message.Summary == "Case CB-2026-0001").Summary);
    }

    [Fact]
    public async Task A_card_that_waited_while_the_channel_was_shared_goes_to_nobody_there_and_the_DSL_hears_of_it()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot, NewTeam.Standard);
        bot.Connector.Fail(call => call.IsCreateThread, new Trouble.Status(429, "Throttled", RetryAfter: 90));
        await NewTeam.ReportAsync(bot);
        var posted = bot.Connector.In(NewTeam.Standard).Count();

        await EventAsync(bot, "channelShared", place: NewTeam.Standard);
        await bot.DeliverEverythingAsync();

        Assert.Equal(posted, bot.Connector.In(NewTeam.Standard).Count());
        Assert.Contains("could not be delivered (NoChannel)", bot.Connector.In(NewTeam.Dsl.Chat).Last().Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_whose_end_was_missed_is_found_gone_by_looking_and_back_the_same_way()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot);
        var told = bot.Connector.In(NewTeam.Dsl.Chat).Count();
        await bot.LookAtPlacesAsync();
        Assert.Single(await NewTeam.EventsAsync(bot));

        bot.Connector.AnybodyMayBeUnknown = true;
        bot.Connector.Remove(NewTeam.Private.Id);
        await bot.LookAtPlacesAsync();
        await bot.LookAtPlacesAsync();
        Assert.Contains("The safeguarding channel was deleted.", bot.Connector.In(NewTeam.Dsl.Chat).Last().Words, StringComparison.Ordinal);
        Assert.Equal(told + 1, bot.Connector.In(NewTeam.Dsl.Chat).Count());
        Assert.Null((await NewTeam.SchoolAsync(bot)).ChannelId);

        bot.Connector.Restore(NewTeam.Private.Id);
        await bot.LookAtPlacesAsync();
        Assert.Contains("Case cards reach your channel again", bot.Connector.In(NewTeam.Dsl.Chat).Last().Words, StringComparison.Ordinal);
        Assert.Equal(["", ""], (await NewTeam.EventsAsync(bot)).Skip(1).Select(happened => happened.By));
    }

    [Fact]
    public async Task A_team_that_is_gone_and_one_the_bot_was_taken_out_of_are_told_apart()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot);
        bot.Connector.Fail(IsOfTheTeam, new Trouble.Status(403, "BotNotInConversationRoster"), times: 2);
        await bot.LookAtPlacesAsync();
        Assert.Contains("I was removed from the team.", bot.Connector.In(NewTeam.Dsl.Chat).Last().Words, StringComparison.Ordinal);
        await bot.LookAtPlacesAsync();
        Assert.Equal(NewTeam.Private.Id, (await NewTeam.SchoolAsync(bot)).ChannelId);

        bot.Connector.AnybodyMayBeUnknown = true;
        bot.Connector.Remove(NewTeam.TeamId);
        await bot.LookAtPlacesAsync();
        Assert.Contains("The team was deleted.", bot.Connector.In(NewTeam.Dsl.Chat).Last().Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_that_is_said_to_be_gone_once_is_not_gone()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot);
        bot.Connector.Fail(IsOfTheTeam, new Trouble.Status(404, "NotFound"));

        Assert.True(await bot.LookOnceAtPlacesAsync());
        Assert.True(NewTeam.Private.Id == (await NewTeam.SchoolAsync(bot)).ChannelId, "One 404 took the channel away.");

        bot.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.False(await bot.LookOnceAtPlacesAsync());
        bot.Connector.Fail(IsOfTheTeam, new Trouble.Status(404, "NotFound"));
        Assert.True(await bot.LookOnceAtPlacesAsync());
        Assert.Single(await NewTeam.EventsAsync(bot));
    }

    [Theory]
    [InlineData(401, "Unauthorized")]
    [InlineData(403, "BotDisabledByAdmin")]
    [InlineData(429, "Throttled")]
    [InlineData(500, "ServiceError")]
    [InlineData(503, "ServiceUnavailable")]
    public async Task A_connector_that_fails_changes_nothing(int status, string code)
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot);
        await EventAsync(bot, "channelShared");
        var messages = bot.Connector.Messages.Count;
        bot.Connector.Fail(call => call.Method == "GET", new Trouble.Status(status, code), times: 20);

        await bot.LookAtPlacesAsync();

        Assert.Equal(2, (await NewTeam.EventsAsync(bot)).Count);
        Assert.Equal(messages, bot.Connector.Messages.Count);
    }

    [Fact]
    public async Task A_look_that_finds_the_channel_says_nothing_of_who_reads_it_or_whether_the_team_is_archived()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot);
        await EventAsync(bot, "channelShared");
        await EventAsync(bot, "teamArchived");

        await bot.LookAtPlacesAsync();

        Assert.Null((await NewTeam.SchoolAsync(bot)).ChannelId);
        Assert.Equal(3, (await NewTeam.EventsAsync(bot)).Count);
    }

    [Fact]
    public async Task A_channel_of_the_server_s_settings_is_followed_too()
    {
        await using var bot = await BotHost.StartAsync();
        await bot.At(Ogat.Dsl).SaysAsync("help");
        bot.Connector.Remove(Ogat.ChannelId);
        await bot.Client.PostAsync(bot.Inbound.TeamEvent(Ogat.Lead, Ogat.Channel, "channelDeleted"));

        foreach (var words in new[] { "report", "no", "no", "Awful people", "send" })
        {
            await bot.At(Ogat.Teacher).SaysAsync(words);
        }

        await bot.DeliverEverythingAsync();
        Assert.Empty(bot.Connector.In(Ogat.Channel));
        Assert.Contains("Case CB-2026-0001", bot.Connector.In(Ogat.Dsl.Chat).Last().Words, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("The safeguarding channel was deleted.", bot.Connector.In(Ogat.Dsl.Chat).Skip(1).First().Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_DSL_is_away_a_deputy_hears_of_a_lost_channel()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot);
        await bot.At(NewTeam.Dsl).SaysAsync("away until 2 December");
        var (dsl, deputy) = (bot.Connector.In(NewTeam.Dsl.Chat).Count(), bot.Connector.In(NewTeam.Deputy.Chat).Count());

        await EventAsync(bot, "channelDeleted");

        Assert.Equal(dsl, bot.Connector.In(NewTeam.Dsl.Chat).Count());
        Assert.Equal(deputy + 1, bot.Connector.In(NewTeam.Deputy.Chat).Count());
    }

    [Fact]
    public async Task Another_channel_of_the_team_may_be_deleted_without_a_word()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot);

        await EventAsync(bot, "channelDeleted", place: NewTeam.Standard);

        Assert.Equal(NewTeam.Private.Id, (await NewTeam.SchoolAsync(bot)).ChannelId);
    }

    [Fact]
    public async Task Without_a_channel_a_member_of_the_tenant_can_do_nothing_to_a_case()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot);
        await NewTeam.ReportAsync(bot);
        await EventAsync(bot, "channelDeleted");
        var press = new JsonObject { ["case"] = "CB-2026-0001", ["version"] = 2, ["action"] = "request-removal", ["outcome"] = "refused" };

        foreach (var place in new[] { NewTeam.Standard, SchoolCast.Stranger.Chat })
        {
            Assert.Equal(403, (await bot.At(SchoolCast.Stranger).ForgesAsync(place, "case/record", press.DeepClone().AsObject(), deliver: false)).CardStatus);
            Assert.Equal(200, (await bot.At(NewTeam.Deputy).ForgesAsync(place, "case/view", press.DeepClone().AsObject(), deliver: false)).CardStatus);
        }

        Assert.Equal(2, (await bot.CaseAsync("CB-2026-0001")).Version);
    }

    private static bool IsOfTheTeam(ConnectorCall call) => call is { Method: "GET", Segments: ["teams", NewTeam.TeamId] };

    private static async Task SharingAsync(BotHost bot, string type, string field, params string[] teams)
    {
        var activity = bot.Inbound.TeamEvent(NewTeam.Owner, NewTeam.Standard, type);
        if (teams.Length > 0)
        {
            activity["channelData"]![field] = new JsonArray([.. teams.Select(team => new JsonObject { ["id"] = team, ["aadGroupId"] = "b1d6c1f4-93a2-4a5c-8a8e-5f4d1c2b3a03" })]);
        }

        Assert.Equal(200, (await bot.Client.PostAsync(activity)).Status);
        await bot.DeliverEverythingAsync();
    }

    private static async Task EventAsync(BotHost bot, string type, string? name = null, Place? place = null, bool deliver = true)
    {
        Assert.Equal(200, (await bot.Client.PostAsync(bot.Inbound.TeamEvent(NewTeam.Owner, place ?? NewTeam.Private, type, name))).Status);
        if (deliver)
        {
            await bot.DeliverEverythingAsync();
        }
    }
}
