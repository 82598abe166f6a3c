using System.Text.Json.Nodes;
using ConductBot.Bot.People;
using ConductBot.Bot.SetUp;
using ConductBot.Storage;
using ConductBot.Testing;
using ConductBot.Testing.Cards;
using ConductBot.Tests.Bot;
using Microsoft.Extensions.DependencyInjection;

namespace ConductBot.Tests.SetUp;

/// <summary>A school is set up from its team, by an owner of it and by nobody else.</summary>
public sealed class SetUpTests
{
    [Fact]
    public async Task An_owner_sets_a_school_up_from_nothing_to_the_first_case_card()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);

        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        var invitation = Assert.Single(bot.Connector.In(NewTeam.Private));
        Assert.Contains("An owner of this team sets me up", invitation.Words, StringComparison.Ordinal);
        Assert.Equal("Set up", Assert.Single(new CardReader(invitation.Card!).Buttons).Title);
        var walk = new Walk(bot, NewTeam.Owner, NewTeam.Private);
        await walk.StartAsync();
        await walk.AnswerToCheckAsync();
        foreach (var shown in new[] { "Harbour School", "Oak", NewTeam.Dsl.Name, NewTeam.Deputy.Name, NewTeam.Lead.Name, "Private: those who were added to it read it." })
        {
            Assert.Contains(shown, walk.Card.Text, StringComparison.Ordinal);
        }

        Assert.Empty((await bot.Store.ListStreamsAsync(CancellationToken.None)));
        await walk.PressAsync("Confirm");
        await bot.DeliverEverythingAsync();

        Assert.Contains("Harbour School is set up", bot.Connector.In(NewTeam.Private).Last().Words, StringComparison.Ordinal);
        Assert.Contains("You are its designated safeguarding lead.", bot.Connector.In(NewTeam.Dsl.Chat).Single().Words, StringComparison.Ordinal);
        Assert.Contains("You are a deputy safeguarding lead.", bot.Connector.In(NewTeam.Deputy.Chat).Single().Words, StringComparison.Ordinal);
        Assert.Contains("You are a lead.", bot.Connector.In(NewTeam.Lead.Chat).Single().Words, StringComparison.Ordinal);

        await NewTeam.ReportAsync(bot);
        var card = bot.Connector.In(NewTeam.Private).Last();
        Assert.Contains("Case CB-2026-0001", card.Words, StringComparison.Ordinal);
        Assert.Contains("Harbour School", card.Words, StringComparison.Ordinal);
        Assert.Contains("Awful people", (await bot.At(NewTeam.Dsl).LooksAtAsync(card)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Awful people", (await bot.At(NewTeam.Owner).LooksAtAsync(card)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_settled_is_recorded_with_who_and_what_before_and_the_chain_is_whole()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot);
        bot.Time.Advance(TimeSpan.FromDays(1));

        var walk = await Walk.BegunAsync(bot, NewTeam.OtherOwner, NewTeam.Private);
        Assert.Equal("check", walk.Step);
        await walk.PressAsync("Change the chosen answer", ("change", "dsl"));
        await walk.PeopleAsync(NewTeam.Deputy);
        Assert.Contains($"{NewTeam.Deputy.Name} (now: {NewTeam.Dsl.Name})", walk.Card.Text, StringComparison.Ordinal);
        await walk.PressAsync("Confirm");

        var events = (await NewTeam.EventsAsync(bot)).Cast<SchoolSetUp>().ToList();
        Assert.Equal([NewTeam.Owner.ObjectId, NewTeam.OtherOwner.ObjectId], events.Select(happened => happened.By));
        Assert.Null(events[0].Before);
        Assert.Equal("Harbour School", events[0].After.Name);
        Assert.Equal(ChannelReaders.ItsMembers, events[0].Readers);
        Assert.Equal([NewTeam.Dsl.ObjectId], events[1].Before!.Dsl);
        Assert.Equal([NewTeam.Deputy.ObjectId], events[1].After.Dsl);
        Assert.Contains("You are not named in it any more.", bot.Connector.In(NewTeam.Dsl.Chat).Last().Words, StringComparison.Ordinal);
        Assert.Empty(await ChainVerifier.VerifyAsync(bot.Store, CancellationToken.None));
        var stream = (await bot.Store.ListStreamsAsync(CancellationToken.None)).Single();
        var rows = await bot.Store.ReadStreamAsync(stream.Stream, CancellationToken.None);
        Assert.Equal([BotHost.Start, BotHost.Start.AddDays(1)], rows.Select(row => row.At));
        Assert.DoesNotContain(rows, row => row.Data.Contains("Quillfeather", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_member_who_owns_nothing_cannot_set_up_nor_answer_an_owner_s_card()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        var owner = new Walk(bot, NewTeam.Owner, NewTeam.Private);
        await owner.StartAsync();

        var member = new Walk(bot, NewTeam.Teacher, NewTeam.Private);
        await member.StartAsync();
        Assert.Contains("Only an owner of this team can do that", member.Words, StringComparison.Ordinal);
        Assert.Equal(["Try again"], member.Card.Buttons.Select(button => button.Title));
        await member.PressOnAsync(owner.Card, "Next", ("name", "Hijacked"));
        Assert.Contains("belongs to a set-up that is over", member.Words, StringComparison.Ordinal);
        await owner.NameAsync();
        Assert.Equal("policy", owner.Step);
        Assert.Empty(await bot.Store.ListStreamsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_owner_who_is_one_no_longer_cannot_confirm()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        var walk = new Walk(bot, NewTeam.Owner, NewTeam.Private);
        await walk.StartAsync();
        await walk.AnswerToCheckAsync();

        bot.Connector.Enrol(NewTeam.TeamId, NewTeam.Owner, "user");
        await walk.PressAsync("Confirm");

        Assert.Contains("Only an owner of this team can do that", walk.Words, StringComparison.Ordinal);
        Assert.Empty(await bot.Store.ListStreamsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Where_the_roster_tells_of_no_owner_nobody_is_taken_for_one()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot, ownerRole: "user");
        await NewTeam.AddBotAsync(bot, NewTeam.Private);

        var walk = new Walk(bot, NewTeam.Owner, NewTeam.Private);
        await walk.StartAsync();

        Assert.Contains("Teams does not tell me who owns this team", walk.Words, StringComparison.Ordinal);
        Assert.Contains("SetUp:Owners", walk.Words, StringComparison.Ordinal);
        Assert.Contains("nothing was changed", walk.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_whom_the_server_s_settings_name_may_set_up_where_the_roster_does_not_tell()
    {
        await using var bot = await BotHost.StartAsync(settings => settings["SetUp:Owners:0"] = NewTeam.Owner.ObjectId.ToUpperInvariant());
        NewTeam.Introduce(bot, ownerRole: "user");

        await NewTeam.SetUpAsync(bot);

        var other = await Walk.BegunAsync(bot, NewTeam.OtherOwner, NewTeam.Private);
        Assert.Contains("Only an owner of this team can do that", other.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_school_whose_policy_is_gone_is_told_of_at_the_start_and_an_owner_chooses_another()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        var commit = new Commit { At = bot.Time.GetUtcNow() };
        await new SettingsStore(bot.Store).AppendAsync(commit, SchoolRecord.Of("team-old", []), new SchoolSetUp
        {
            By = NewTeam.Owner.ObjectId,
            After = new("Harbour School", "of-yesterday", SchoolCast.TenantId, NewTeam.TeamId, NewTeam.Private.Id, [NewTeam.Dsl.ObjectId], [], []),
            Readers = ChannelReaders.ItsMembers,
        }, CancellationToken.None);
        await bot.Store.CommitAsync(commit, CancellationToken.None);

        await bot.RestartAsync();
        Assert.Contains(bot.Log.Lines, line => line.Contains("works under 'of-yesterday', which is not among the policy packs", StringComparison.Ordinal));
        var walk = await Walk.BegunAsync(bot, NewTeam.Owner, NewTeam.Private);
        await walk.PressAsync("Confirm");
        Assert.Contains("a policy of this server", walk.Words, StringComparison.Ordinal);
        await walk.PressAsync("Change the chosen answer", ("change", "policy"));
        await walk.PressAsync("Next", ("policy", "embrace"));
        await walk.PressAsync("Confirm");
        Assert.Equal("embrace", (await NewTeam.SchoolAsync(bot)).Policy);
    }

    [Theory]
    [InlineData("guest")]
    [InlineData("anonymous")]
    public async Task A_guest_is_nobody_to_choose(string role)
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        bot.Connector.Enrol(NewTeam.TeamId, NewTeam.Dsl, role);
        var walk = await Walk.BegunAsync(bot, NewTeam.Owner, NewTeam.Private);
        await walk.NameAsync();
        await walk.PressAsync("Next", ("policy", "oak"));

        Assert.DoesNotContain(NewTeam.Dsl.Name, walk.Card.Text, StringComparison.Ordinal);
        await walk.PressAsync("Look for this name", ("find", "Zoë"));
        Assert.Contains("No member of this team has that name.", walk.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setting_up_in_Teams_can_be_switched_off()
    {
        await using var bot = await BotHost.StartAsync(settings => settings["SetUp:InTeams"] = "false");
        NewTeam.Introduce(bot);

        await NewTeam.AddBotAsync(bot, NewTeam.Private);

        Assert.Contains("switched off on this server", Assert.Single(bot.Connector.In(NewTeam.Private)).Words, StringComparison.Ordinal);
        await bot.At(NewTeam.Owner).ForgesAsync(NewTeam.Private, "set-up/start", []);
        Assert.Empty(await bot.Store.ListStatesAsync("set-up-draft/", CancellationToken.None));
    }

    [Fact]
    public async Task While_Teams_does_not_answer_nothing_is_lost()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        var walk = new Walk(bot, NewTeam.Owner, NewTeam.Private);
        await walk.StartAsync();
        await walk.NameAsync();
        var policy = walk.Card;

        bot.Connector.Fail(call => call.IsRoster, new Trouble.Status(503, "ServiceUnavailable"));
        await walk.PressOnAsync(policy, "Next", ("policy", "oak"));
        Assert.Contains("Nothing was lost: try again in a minute.", walk.Words, StringComparison.Ordinal);
        await walk.PressOnAsync(policy, "Next", ("policy", "oak"));

        Assert.Equal("dsl", walk.Step);
    }

    [Fact]
    public async Task A_roster_that_hangs_is_not_waited_for_longer_than_Teams_waits()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        bot.Connector.Fail(call => call.IsRoster, new Trouble.Silence());
        var asked = bot.Connector.Saw(call => call.IsRoster);

        var walk = new Walk(bot, NewTeam.Owner, NewTeam.Private);
        var starting = walk.StartAsync();
        await asked;
        bot.Time.Advance(TimeSpan.FromSeconds(9));
        await starting;

        Assert.Contains("try again in a minute", walk.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_in_the_middle_loses_nothing()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        var walk = new Walk(bot, NewTeam.Owner, NewTeam.Private);
        await walk.StartAsync();
        await walk.NameAsync();
        await walk.PressAsync("Next", ("policy", "oak"));

        await bot.RestartAsync();
        await walk.PeopleAsync(NewTeam.Dsl);
        await bot.RestartAsync();
        await walk.StartAsync();
        Assert.Equal("deputies", walk.Step);
        await walk.PeopleAsync();
        await walk.PeopleAsync();
        await walk.PressAsync("Use this channel");
        await walk.PressAsync("Confirm");
        await bot.RestartAsync();

        var school = await NewTeam.SchoolAsync(bot);
        Assert.Equal(("Harbour School", "oak", NewTeam.Private.Id), (school.Name, school.Policy, school.ChannelId));
        Assert.Empty(school.Leads);
    }

    [Fact]
    public async Task Two_owners_at_once_do_not_overwrite_each_other_unseen()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        var first = new Walk(bot, NewTeam.Owner, NewTeam.Private);
        var second = new Walk(bot, NewTeam.OtherOwner, NewTeam.Private);
        await first.StartAsync();
        await second.StartAsync();
        await second.AnswerToCheckAsync();
        await first.AnswerToCheckAsync();
        await second.PressAsync("Change the chosen answer", ("change", "name"));
        await second.NameAsync("Harbour Academy");

        await first.PressAsync("Confirm");
        await second.PressAsync("Confirm");

        Assert.Contains("Somebody was first", second.Words, StringComparison.Ordinal);
        Assert.Contains("Harbour Academy (now: Harbour School)", second.Words, StringComparison.Ordinal);
        Assert.Single(await NewTeam.EventsAsync(bot));
        Assert.Equal("Harbour School", (await NewTeam.SchoolAsync(bot)).Name);
        await second.PressAsync("Confirm");
        Assert.Equal("Harbour Academy", (await NewTeam.SchoolAsync(bot)).Name);
    }

    [Fact]
    public async Task Two_who_confirm_in_the_same_instant_settle_it_once()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        var walks = new[] { new Walk(bot, NewTeam.Owner, NewTeam.Private), new Walk(bot, NewTeam.OtherOwner, NewTeam.Private) };
        foreach (var walk in walks)
        {
            await walk.StartAsync();
            await walk.AnswerToCheckAsync();
        }

        await Task.WhenAll(walks.Select(walk => Task.Run(() => walk.PressAsync("Confirm"))));

        Assert.Single(await NewTeam.EventsAsync(bot));
        Assert.Single(walks, walk => walk.Words.Contains("Harbour School is set up", StringComparison.Ordinal));
        Assert.Single(walks, walk => walk.Words.Contains("Somebody was first", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_confirmation_that_comes_twice_is_recorded_once()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        var walk = new Walk(bot, NewTeam.Owner, NewTeam.Private);
        await walk.StartAsync();
        await walk.AnswerToCheckAsync();
        var confirm = walk.Card.Buttons.Single(button => button.Title == "Confirm");
        var press = bot.Inbound.Press(NewTeam.Owner, NewTeam.Private, confirm.Verb, confirm.Data, "1");

        var answers = new[] { await bot.Client.PostAsync(press), await bot.Client.PostAsync(press) };

        Assert.Equal(answers[0].Text, answers[1].Text);
        Assert.Single(await NewTeam.EventsAsync(bot));
    }

    [Fact]
    public async Task Confirming_what_holds_already_records_nothing()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        var walk = await NewTeam.SetUpAsync(bot);
        var posted = bot.Connector.Messages.Count;

        await walk.StartAsync();
        await walk.PressAsync("Confirm");

        Assert.Contains("Everything is as it was", walk.Words, StringComparison.Ordinal);
        Assert.Single(await NewTeam.EventsAsync(bot));
        Assert.Equal(posted, bot.Connector.Messages.Count);
    }

    [Fact]
    public async Task An_old_card_of_a_set_up_that_is_over_changes_nothing()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        var walk = new Walk(bot, NewTeam.Owner, NewTeam.Private);
        await walk.StartAsync();
        var old = walk.Card;
        await walk.PressAsync("Cancel");
        Assert.Contains("Nothing was changed", walk.Words, StringComparison.Ordinal);

        await walk.PressOnAsync(old, "Next", ("name", "Old School"));
        Assert.Contains("belongs to a set-up that is over", walk.Words, StringComparison.Ordinal);
        await walk.StartAsync();
        await walk.PressOnAsync(old, "Next", ("name", "Old School"));
        Assert.Contains("belongs to a set-up that is over", walk.Words, StringComparison.Ordinal);

        await walk.StartAsync();
        Assert.Equal("name", walk.Step);
        Assert.DoesNotContain("Old School", walk.Card.Card.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_question_answered_again_changes_that_answer_and_nothing_else()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        var walk = new Walk(bot, NewTeam.Owner, NewTeam.Private);
        await walk.StartAsync();
        var name = walk.Card;
        await walk.NameAsync();
        await walk.PressAsync("Next", ("policy", "oak"));

        await walk.PressOnAsync(name, "Next", ("name", "Harbour Infants"));
        Assert.Equal("dsl", walk.Step);
        await walk.PressAsync("Back");
        await walk.PressAsync("Back");

        Assert.Equal("name", walk.Step);
        Assert.Contains("Harbour Infants", walk.Card.Card.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Type the school’s name.")]
    [InlineData("<at>everyone</at>", "Use letters, numbers, spaces")]
    [InlineData("**Bold**", "Use letters, numbers, spaces")]
    [InlineData("[x](https://x.test)", "Use letters, numbers, spaces")]
    [InlineData("OAK Test School", "Another school here has that name.")]
    public async Task A_name_that_would_not_do_is_asked_for_again(string name, string reason)
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        var walk = new Walk(bot, NewTeam.Owner, NewTeam.Private);
        await walk.StartAsync();

        await walk.NameAsync(name);

        Assert.Equal("name", walk.Step);
        Assert.Contains(reason, walk.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_members_of_the_team_hold_a_role_whatever_id_a_client_sends()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        var walk = new Walk(bot, NewTeam.Owner, NewTeam.Private);
        await walk.StartAsync();
        await walk.NameAsync();
        await walk.PressAsync("Next", ("policy", "oak"));
        var data = walk.Card.Buttons[0].Data.DeepClone().AsObject();
        data["people"] = $"{SchoolCast.Stranger.ObjectId},{NewTeam.Dsl.ObjectId}";

        await walk.Person.ForgesAsync(NewTeam.Private, "set-up/answer", data);
        Assert.Contains("not a member of this team any more", walk.Words, StringComparison.Ordinal);
        data["people"] = "";
        await walk.Person.ForgesAsync(NewTeam.Private, "set-up/answer", data);
        Assert.Contains("Choose at least one person", walk.Words, StringComparison.Ordinal);
        Assert.Equal("dsl", walk.Step);
    }

    [Fact]
    public async Task Somebody_who_leaves_the_team_before_the_end_is_not_settled_on()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        var walk = new Walk(bot, NewTeam.Owner, NewTeam.Private);
        await walk.StartAsync();
        await walk.AnswerToCheckAsync();

        bot.Connector.Leave(NewTeam.TeamId, NewTeam.Dsl);
        await walk.PressAsync("Confirm");

        Assert.Contains("Somebody you chose has left this team.", walk.Words, StringComparison.Ordinal);
        Assert.Empty(await bot.Store.ListStreamsAsync(CancellationToken.None));
        await walk.PressAsync("Change the chosen answer", ("change", "dsl"));
        await walk.PeopleAsync(NewTeam.Teacher);
        await walk.PressAsync("Confirm");
        Assert.Equal([NewTeam.Teacher.ObjectId], (await NewTeam.SchoolAsync(bot)).Dsl);
    }

    [Fact]
    public async Task In_a_large_team_people_are_found_by_name_page_by_page()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        bot.Connector.MembersToAPage = 50;
        foreach (var number in Enumerable.Range(1, 120))
        {
            bot.Connector.Enrol(NewTeam.TeamId, new Person($"harbour/crowd-{number}", $"Member Number{number}"));
        }

        var twin = new Person("harbour/twin", "Zoë Twin");
        bot.Connector.Enrol(NewTeam.TeamId, twin);
        bot.Connector.Enrol(NewTeam.TeamId, new Person("harbour/other-twin", "Zoë Twin"));
        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        var walk = new Walk(bot, NewTeam.Owner, NewTeam.Private);
        await walk.StartAsync();
        await walk.NameAsync();
        await walk.PressAsync("Next", ("policy", "oak"));
        Assert.DoesNotContain("Number7", walk.Card.Text, StringComparison.Ordinal);

        await walk.PressAsync("Look for this name", ("find", "number119"));
        Assert.Contains("Found, and ticked.", walk.Words, StringComparison.Ordinal);
        await walk.PressAsync("Look for this name", ("find", "zoe"), ("people", new Person("harbour/crowd-119", "").ObjectId));
        Assert.Contains("Found several", walk.Words, StringComparison.Ordinal);
        Assert.Contains($"Zoë Twin ({twin.Address})", walk.Card.Text, StringComparison.Ordinal);
        Assert.Contains("Number119", walk.Card.Text, StringComparison.Ordinal);
        await walk.PressAsync("Look for this name", ("find", "Member"), ("people", new Person("harbour/crowd-119", "").ObjectId));
        Assert.Contains("More than 25 people", walk.Words, StringComparison.Ordinal);
        await walk.PressAsync("Next", ("find", "quillfeather zoe"), ("people", new Person("harbour/crowd-119", "").ObjectId));

        Assert.Equal("deputies", walk.Step);
        await walk.PressAsync("Next", ("find", "Nobody Atall"));
        Assert.Equal("deputies", walk.Step);
        await walk.PeopleAsync();
        await walk.PeopleAsync();
        await walk.PressAsync("Use this channel");
        await walk.PressAsync("Confirm");
        Assert.Equal([new Person("harbour/crowd-119", "").ObjectId, NewTeam.Dsl.ObjectId], (await NewTeam.SchoolAsync(bot)).Dsl);
    }

    [Theory]
    [InlineData("standard", "Not private: everyone in this team, 6 people now")]
    [InlineData("general", "Not private: everyone in this team, 6 people now")]
    [InlineData("untold", "Teams did not tell me whether this channel is private.")]
    public async Task A_channel_that_is_not_private_is_warned_of_before_it_is_agreed_to_and_again_before_it_is_settled(string which, string warning)
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        var channel = which == "standard" ? NewTeam.Standard : which == "general" ? NewTeam.General : NewTeam.Untold;
        var walk = await Walk.BegunAsync(bot, NewTeam.Owner, channel);
        await walk.NameAsync();
        await walk.PressAsync("Next", ("policy", "oak"));
        await walk.PeopleAsync(NewTeam.Dsl);
        await walk.PeopleAsync();
        await walk.PeopleAsync();

        Assert.Equal("channel", walk.Step);
        Assert.Contains(warning, walk.Card.Text, StringComparison.Ordinal);
        await walk.PressAsync("Use it all the same");
        Assert.Contains(warning, walk.Card.Text, StringComparison.Ordinal);
        await walk.PressAsync("Confirm");
        Assert.NotEqual(ChannelReaders.ItsMembers, ((SchoolSetUp)Assert.Single(await NewTeam.EventsAsync(bot))).Readers);
    }

    [Fact]
    public async Task A_private_channel_is_not_warned_of()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        var walk = await Walk.BegunAsync(bot, NewTeam.Owner, NewTeam.Private);
        await walk.AnswerToCheckAsync();

        Assert.DoesNotContain("everyone in this team", walk.Card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_press_does_not_say_of_a_channel_the_team_s_list_may()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        var silent = NewTeam.Private with { ChannelType = null };
        var walk = await Walk.BegunAsync(bot, NewTeam.Owner, silent);
        await walk.AnswerToCheckAsync();

        Assert.Contains("Private: those who were added to it read it.", walk.Card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_channel_is_refused()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        var walk = await Walk.BegunAsync(bot, NewTeam.Owner, NewTeam.Shared);

        Assert.Contains("Case cards never go to a shared channel.", walk.Words, StringComparison.Ordinal);
        Assert.Equal(["Try again"], walk.Card.Buttons.Select(button => button.Title));
    }

    [Fact]
    public async Task An_old_client_is_led_in_the_private_chat()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        var owner = bot.At(NewTeam.Owner);
        bot.Connector.Add(NewTeam.Owner.Chat);
        var invitation = bot.Connector.In(NewTeam.Private).Single();
        await owner.PressAsync(
            new(invitation.Card!), new CardReader(invitation.Card!).Buttons.Single(), new Dictionary<string, string>(), NewTeam.Private, invitation.Id, oldClient: true);

        foreach (var (button, inputs) in new (string, Dictionary<string, string>)[]
        {
            ("Next", new() { ["name"] = "Harbour School" }),
            ("Next", new() { ["policy"] = "oak" }),
            ("Next", new() { ["people"] = NewTeam.Dsl.ObjectId }),
            ("Next", []), ("Next", []), ("Use this channel", []), ("Confirm", []),
        })
        {
            var shown = new CardReader(owner.Messages[^1].Card!);
            await owner.PressAsync(shown, shown.Buttons.Single(found => found.Title == button), inputs, NewTeam.Owner.Chat, owner.Messages[^1].Id, oldClient: true);
        }

        Assert.Equal(NewTeam.Private.Id, (await NewTeam.SchoolAsync(bot)).ChannelId);
        Assert.Equal(2, bot.Connector.In(NewTeam.Private).Count());
    }

    [Fact]
    public async Task What_another_node_settles_is_seen_here_within_seconds()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await bot.At(NewTeam.Teacher).SaysAsync("help");
        Assert.Contains("I am not set up for your school", bot.At(NewTeam.Teacher).Messages[^1].Words, StringComparison.Ordinal);

        var commit = new Commit { At = bot.Time.GetUtcNow() };
        var elsewhere = new SettingsStore(bot.Store);
        await elsewhere.AppendAsync(commit, SchoolRecord.Of("team-elsewhere", []), new SchoolSetUp
        {
            By = NewTeam.Owner.ObjectId,
            After = new("Harbour School", "oak", SchoolCast.TenantId, NewTeam.TeamId, NewTeam.Private.Id, [NewTeam.Dsl.ObjectId], [], []),
            Readers = ChannelReaders.ItsMembers,
        }, CancellationToken.None);
        Assert.IsType<CommitResult.Done>(await bot.Store.CommitAsync(commit, CancellationToken.None));
        bot.Time.Advance(Schools.LookEvery);
        await bot.At(NewTeam.Dsl).SaysAsync("cases");

        Assert.Contains("Open cases at Harbour School", bot.At(NewTeam.Dsl).Messages[^1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_does_not_ask_the_store_for_schools_again_a_moment_later()
    {
        await using var bot = await BotHost.StartAsync();
        var counting = new Schools([], new SettingsStore(bot.Store), bot.Services.GetRequiredService<DslGroups>(), bot.Time);
        await counting.RefreshAsync(atOnce: false, CancellationToken.None);
        NewTeam.Introduce(bot);
        await NewTeam.SetUpAsync(bot);

        await counting.RefreshAsync(atOnce: false, CancellationToken.None);
        Assert.Empty(counting.All);
        await counting.RefreshAsync(atOnce: true, CancellationToken.None);
        Assert.Single(counting.All);
    }

    [Fact]
    public void Every_settings_event_is_described_with_what_it_holds()
    {
        var document = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs", "settings-events.md"));
        var events = typeof(SettingsEvent).Assembly.GetTypes().Where(type => type.BaseType == typeof(SettingsEvent)).ToList();

        Assert.Equal(
            events.Select(type => type.Name).Order(StringComparer.Ordinal),
            document.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]).Order(StringComparer.Ordinal));
        Assert.All(events.SelectMany(type => type.GetProperties()).Select(property => property.Name).Where(name => name != "EqualityContract").Distinct(), name =>
            Assert.Contains($"`{name}`", document, StringComparison.Ordinal));
    }

    [Fact]
    public void A_stored_settings_event_reads_as_it_did()
    {
        const string SetUp = """
            {"before":{"tenantId":"t","teamId":"19:a","channelId":"19:b","dsl":[],"deputies":[],"leads":[]},
             "after":{"name":"Harbour School","policy":"oak","tenantId":"t","teamId":"19:a","channelId":"19:c","dsl":["1"],"deputies":["2"],"leads":["3"]},
             "readers":"TheWholeTeam","by":"4"}
            """;

        var read = Assert.IsType<SchoolSetUp>(SettingsEventCodec.Read("SchoolSetUp", SetUp));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(SetUp), JsonNode.Parse(SettingsEventCodec.Write(read).Data)));
        foreach (var type in new[] { "PlaceLost", "PlaceRegained" })
        {
            const string Place = """{"trouble":"BotRemoved, TeamArchived","channelId":"19:c","by":""}""";
            var (name, data) = SettingsEventCodec.Write(SettingsEventCodec.Read(type, Place));
            Assert.Equal(type, name);
            Assert.Equal("19:c", (string?)JsonNode.Parse(data)!["channelId"]);
        }

        Assert.Throws<InvalidDataException>(() => SettingsEventCodec.Read("PlaceLost", "{}"));
        Assert.Throws<InvalidDataException>(() => SettingsEventCodec.Read("Nothing", "{}"));
    }
}
