using ConductBot.Bot.People;
using ConductBot.Testing;
using ConductBot.Tests.Bot;
using Microsoft.Extensions.DependencyInjection;

namespace ConductBot.Tests.SetUp;

/// <summary>What the server's settings say wins; what they leave out an owner's card may say.</summary>
public sealed class ConfiguredSchoolTests
{
    private static readonly SchoolCast Ogat = SchoolCast.Of("ogat");

    [Fact]
    public async Task A_school_of_the_server_s_settings_is_shown_and_cannot_be_changed()
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Enrol(Ogat.TeamId, Ogat.Teacher, "owner");

        await bot.At(Ogat.Teacher).MentionsAsync(Ogat.Channel, "set up");

        var shown = Assert.Single(bot.Connector.In(Ogat.Channel));
        Assert.Contains("OGAT Test School is set up in this server’s settings. Its case cards come to this channel.", shown.Words, StringComparison.Ordinal);
        Assert.Null(shown.Card);
        var answer = await bot.At(Ogat.Teacher).ForgesAsync(Ogat.Channel, "set-up/start", []);
        Assert.Contains("Nobody can change that from Teams", answer.Words, StringComparison.Ordinal);
        Assert.Empty(await bot.Store.ListStatesAsync("set-up-draft/", CancellationToken.None));
    }

    [Fact]
    public async Task A_channel_that_the_settings_leave_out_is_set_by_an_owner_and_nothing_else_is()
    {
        await using var bot = await BotHost.StartAsync(settings => settings["Schools:0:ChannelId"] = null);
        bot.Connector.Enrol(Ogat.TeamId, Ogat.Teacher, "owner");
        var walk = await Walk.BegunAsync(bot, Ogat.Teacher, Ogat.Channel);

        Assert.Equal("channel", walk.Step);
        await walk.PressAsync("Use it all the same");
        Assert.Equal(["channel"], walk.Card.Fields.Single().Choices);
        await walk.PressAsync("Confirm");
        await bot.AReportAsync(Ogat);

        Assert.Contains("CB-2026-0001", bot.Connector.In(Ogat.Channel).Last().Words, StringComparison.Ordinal);
        var school = bot.Services.GetRequiredService<Schools>().Find(Ogat.Id)!;
        Assert.Equal((Ogat.Name, "ogat", Ogat.Dsl.ObjectId, Ogat.ChannelId), (school.Name, school.Policy, school.Dsl.Single(), school.ChannelId));
    }

    [Fact]
    public async Task A_channel_in_the_settings_wins_over_one_that_was_set_before()
    {
        var inSettings = false;
        await using var bot = await BotHost.StartAsync(settings => settings["Schools:0:ChannelId"] = inSettings ? Ogat.ChannelId : null);
        bot.Connector.Enrol(Ogat.TeamId, Ogat.Teacher, "owner");
        var general = new Place(Ogat.TeamId, "channel", Ogat.TeamId);
        bot.Connector.Add(general);
        var walk = await Walk.BegunAsync(bot, Ogat.Teacher, general);
        await walk.PressAsync("Use it all the same");
        await walk.PressAsync("Confirm");
        await bot.At(Ogat.Teacher).SaysAsync("help");
        Assert.Equal(general.Id, bot.Services.GetRequiredService<Schools>().Find(Ogat.Id)!.ChannelId);

        inSettings = true;
        await bot.RestartAsync();
        await bot.At(Ogat.Teacher).SaysAsync("help");

        Assert.Equal(Ogat.ChannelId, bot.Services.GetRequiredService<Schools>().Find(Ogat.Id)!.ChannelId);
    }

    [Fact]
    public async Task A_school_without_a_team_goes_only_where_somebody_who_decides_for_it_owns_the_team()
    {
        await using var bot = await BotHost.StartAsync(settings => settings["Schools:0:ChannelId"] = settings["Schools:0:TeamId"] = null);
        NewTeam.Introduce(bot);
        bot.Connector.Enrol(NewTeam.TeamId, Ogat.Deputy, "owner");
        await NewTeam.AddBotAsync(bot, NewTeam.Private);

        var stranger = new Walk(bot, NewTeam.Owner, NewTeam.Private);
        await stranger.StartAsync();
        Assert.Equal("name", stranger.Step);
        var deputy = new Walk(bot, Ogat.Deputy, NewTeam.Private);
        await deputy.StartAsync();
        Assert.Equal("school", deputy.Step);
        await deputy.PressAsync("Next", ("school", Ogat.Id));
        Assert.Equal("channel", deputy.Step);
        await deputy.PressAsync("Use this channel");
        await deputy.PressAsync("Confirm");
        await bot.DeliverEverythingAsync();

        await bot.At(Ogat.Teacher).SaysAsync("help");
        Assert.Equal(NewTeam.Private.Id, bot.Services.GetRequiredService<Schools>().Find(Ogat.Id)!.ChannelId);
        await stranger.NameAsync();
        Assert.Equal("policy", stranger.Step);
        await stranger.PressAsync("Next", ("policy", "oak"));
        await stranger.PeopleAsync(NewTeam.Dsl);
        await stranger.PeopleAsync();
        await stranger.PeopleAsync();
        await stranger.PressAsync("Use this channel");
        await stranger.PressAsync("Confirm");
        Assert.Contains("This team belongs to OGAT Test School by now.", stranger.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_decides_for_two_may_still_set_up_another_school()
    {
        await using var bot = await BotHost.StartAsync(settings => settings["Schools:0:ChannelId"] = settings["Schools:0:TeamId"] = null);
        NewTeam.Introduce(bot);
        bot.Connector.Enrol(NewTeam.TeamId, Ogat.Dsl, "owner");
        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        var walk = new Walk(bot, Ogat.Dsl, NewTeam.Private);
        await walk.StartAsync();
        await walk.PressAsync("Next", ("school", Ogat.Id));
        await walk.PressAsync("Back");
        await walk.PressAsync("Next", ("school", "another"));

        Assert.Equal("name", walk.Step);
        await walk.AnswerToCheckAsync();
        await walk.PressAsync("Confirm");
        Assert.Equal("Harbour School", (await NewTeam.SchoolAsync(bot)).Name);
        Assert.Null(bot.Services.GetRequiredService<Schools>().Find(Ogat.Id)!.ChannelId);
    }

    [Fact]
    public async Task A_school_moves_to_another_team_with_its_cases()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot);
        await NewTeam.ReportAsync(bot);
        const string Other = "19:quay0team@thread.tacv2";
        var quay = new Place("19:quay0channel@thread.tacv2", "channel", Other, "private");
        bot.Connector.Add(quay);
        bot.Connector.Enrol(Other, NewTeam.Dsl, "owner");
        bot.Connector.Enrol(Other, NewTeam.Deputy);
        bot.Connector.Enrol(Other, NewTeam.Lead);
        var id = (await NewTeam.SchoolAsync(bot)).Id;

        var walk = await Walk.BegunAsync(bot, NewTeam.Dsl, quay);
        await walk.PressAsync("Next", ("school", id));
        await walk.PressAsync("Use this channel");
        Assert.Contains("(now: Another channel)", walk.Card.Text, StringComparison.Ordinal);
        await walk.PressAsync("Confirm");
        await bot.At(NewTeam.Dsl).ForgesAsync(NewTeam.Dsl.Chat, "case/note", new() { ["case"] = "CB-2026-0001", ["version"] = 2, ["text"] = "Noted" });
        await bot.DeliverEverythingAsync();

        Assert.Equal((id, quay.Id, Other), ((await NewTeam.SchoolAsync(bot)).Id, (await NewTeam.SchoolAsync(bot)).ChannelId, (await NewTeam.SchoolAsync(bot)).TeamId));
        Assert.Equal("Case CB-2026-0001", bot.Connector.In(quay).Last().Summary);
        Assert.Single(bot.Connector.In(NewTeam.Private).Single(message => message.Summary == "Case CB-2026-0001").Versions);
    }

    [Fact]
    public async Task Typed_in_a_private_chat_it_says_where_it_is_done()
    {
        await using var bot = await BotHost.StartAsync();
        await bot.At(Ogat.Teacher).SaysAsync("set up");
        await bot.At(SchoolCast.Stranger).SaysAsync("set up");

        Assert.Contains("is set up in this server’s settings", bot.At(Ogat.Teacher).Messages.Single().Words, StringComparison.Ordinal);
        Assert.Contains("A school is set up in a channel of its team", bot.At(SchoolCast.Stranger).Messages.Single().Words, StringComparison.Ordinal);
    }
}
