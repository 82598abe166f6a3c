using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConductBot.Bot.Cards;
using ConductBot.Bot.Delivery;
using ConductBot.Bot.People;
using ConductBot.Bot.Reporting;
using ConductBot.Bot.SetUp.Steps;
using ConductBot.Bot.Turns;
using ConductBot.Cards;
using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Teams;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.SetUp;

/// <summary>
/// Leads an owner of a team through setting up its school. Begun in the channel that case cards shall come to; the cards
/// show to that owner alone. Whether they own the team is asked anew at every press, and nothing is settled before the
/// summary is confirmed.
/// </summary>
public sealed class SetUpConversation(
    Schools schools, SettingsStore settings, SetUpDraftStore drafts, TeamRosters rosters, SetUpOptions options, PolicyLibrary policies, CardLibrary cards)
{
    private static string NoRoster => Say("Teams does not tell me just now who is in this team. Nothing was lost: try again in a minute.");

    public static bool Knows(string verb) => verb is SetUpCards.StartVerb or SetUpCards.AnswerVerb;

    /// <summary>Asks, where it was typed or the bot was added, for an owner to set it up; or says why nobody can.</summary>
    public void Invite(BotTurn turn)
    {
        if (!turn.Activity.IsChannel)
        {
            turn.Reply(Activity.Message(turn.School is { } mine
                ? $"{SettledBy(mine)} {Say("An owner of its team types set up in the channel, mentioning me, to see or change that.")}"
                : Say("A school is set up in a channel of its team: an owner of the team adds me there, mentions me and types set up.")));
            return;
        }

        // It stands in the channel for everybody.
        var school = SchoolHere(turn);
        using var speaking = Language.Use(school?.Language ?? turn.Language);
        if (NoWay(school, turn.Activity.BaseChannelId) is { } why)
        {
            turn.Reply(Activity.Message(why));
            return;
        }

        turn.Reply(Activity.Card(cards.Render(SetUpCards.Invitation(school, turn.Activity.BaseChannelId)), Say("Set-up of ConductBot")));
    }

    public Task<AdaptiveCardInvokeResponse> PressAsync(BotTurn turn, string verb, JsonObject data, CancellationToken cancellationToken) =>
        verb == SetUpCards.StartVerb ? StartAsync(turn, cancellationToken) : AnswerAsync(turn, data, cancellationToken);

    private async Task<AdaptiveCardInvokeResponse> StartAsync(BotTurn turn, CancellationToken cancellationToken)
    {
        if (!turn.Activity.IsChannel || TeamOf(turn) is not { } team || turn.Activity.BaseChannelId is not { } channel)
        {
            return AdaptiveCardInvokeResponse.Error(400, "BadRequest", Say("Set-up is started in a channel of a team: mention me there and type set up."));
        }

        var school = SchoolHere(turn);
        if (NoWay(school, channel) is { } why)
        {
            return AdaptiveCardInvokeResponse.Message(why);
        }

        if (await rosters.ReadAsync(turn.Activity.ServiceUrl!, team, turn.TenantId, cancellationToken) is not { } roster)
        {
            return AdaptiveCardInvokeResponse.Message(NoRoster);
        }

        if (await NotAllowedAsync(turn, roster, team, cancellationToken) is { } refusal)
        {
            return Card(refusal);
        }

        // Teams said once that it was shared, and not since that it is no more.
        var readers = school is not null && schools.RecordOf(school.Id).TroubleOf(channel).HasFlag(PlaceTrouble.ChannelShared)
            ? ChannelReaders.OtherTeams
            : await rosters.ReadersOfAsync(turn.Activity.ServiceUrl!, team, channel, turn.Activity.ChannelData?.Channel?.Type, cancellationToken);
        if (readers == ChannelReaders.OtherTeams)
        {
            return Card(SetUpCards.Refusal(Say("Not in a shared channel"), ChannelStep.WarningOf(readers, roster.Members.Count)));
        }

        var (underWay, at) = await drafts.FindAsync(turn, cancellationToken);
        var draft = await BeginAsync(turn, school, team, channel, readers, roster, cancellationToken);
        if (underWay is not null && underWay.TeamId == team && underWay.ChannelId == channel
            && underWay.AtVersion == (await settings.ReadAsync(underWay.Answers.School, cancellationToken)).SettingsVersion)
        {
            draft = underWay with { Readers = readers };
        }

        drafts.Put(turn, draft, at);
        return await AskAsync(turn, DialogOf(turn, draft, roster), draft, "", cancellationToken);
    }

    /// <summary>A new draft, with what is settled already answered.</summary>
    private async Task<SetUpDraft> BeginAsync(
        BotTurn turn, School? school, string team, string channel, ChannelReaders readers, TeamRoster roster, CancellationToken cancellationToken)
    {
        var answers = school is not null
            ? AnswersOf(school, channel)
            : new SetUpAnswers
            {
                School = NewSchool(turn.TenantId, team),
                Language = turn.Language,
                MayBe = [.. schools.InTenant(turn.TenantId).Where(other => other.TakesTeamFromTeams && DecidesAt(other, turn)).Select(other => other.Id)],
            };
        var record = await settings.ReadAsync(answers.School, cancellationToken);
        var draft = new SetUpDraft(SetUpDraft.NewId(), team, channel, readers, record.SettingsVersion, new("", []), answers);
        return draft with { State = DialogOf(turn, draft, roster).Waterfall.Resume(answers, AnsweredAlready(answers)) };
    }

    private async Task<AdaptiveCardInvokeResponse> AnswerAsync(BotTurn turn, JsonObject data, CancellationToken cancellationToken)
    {
        var (draft, at) = await drafts.FindAsync(turn, cancellationToken);
        if (draft is null || Answers.Input(data, "draft") != draft.Id)
        {
            return Card(SetUpCards.Notice(Say("Set-up"), "emphasis", Say("This card belongs to a set-up that is over, or was begun anew. Mention me in the channel and type set up to go on.")));
        }

        if (NoWay(schools.Find(draft.Answers.School), draft.ChannelId) is { } why)
        {
            drafts.Put(turn, null, at);
            return Card(SetUpCards.Notice(Say("Set-up"), "warning", why));
        }

        if (await rosters.ReadAsync(turn.Activity.ServiceUrl!, draft.TeamId, turn.TenantId, cancellationToken) is not { } roster)
        {
            return AdaptiveCardInvokeResponse.Message(NoRoster);
        }

        if (await NotAllowedAsync(turn, roster, draft.TeamId, cancellationToken) is { } refusal)
        {
            return Card(refusal);
        }

        var dialog = DialogOf(turn, draft, roster);
        var step = Answers.Input(data, "step");
        step = dialog.Knows(step) ? step! : draft.State.Step;
        switch (Answers.Input(data, "go")?.ToLowerInvariant())
        {
            case "cancel":
                drafts.Put(turn, null, at);
                return Card(SetUpCards.Notice(Say("Set-up"), "emphasis", Say("Cancelled. Nothing was changed.")));

            case "back":
                return await MoveAsync(turn, dialog, draft with { State = dialog.Waterfall.Back(draft.State, draft.Answers) }, at, "", cancellationToken);

            case "change":
                var target = Answers.Input(data, "change");
                return target is not null && draft.State.Answered.Contains(target)
                    ? await MoveAsync(turn, dialog, draft with { State = dialog.Waterfall.Change(draft.State, draft.Answers, target) }, at, "", cancellationToken)
                    : await MoveAsync(turn, dialog, draft, at, Say("Choose an answer to change."), cancellationToken);

            case "find" when step == draft.State.Step && dialog.Find(step) is PeopleStep people:
                var (found, words) = people.Find(draft.Answers, new(null, data));
                return await MoveAsync(turn, dialog, draft with { Answers = found }, at, words, cancellationToken);

            default:
                return await TakeAsync(turn, dialog, draft, at, step, new(null, data), roster, cancellationToken);
        }
    }

    private async Task<AdaptiveCardInvokeResponse> TakeAsync(
        BotTurn turn, SetUpDialog dialog, SetUpDraft draft, long at, string step, DialogInput input, TeamRoster roster, CancellationToken cancellationToken)
    {
        var result = dialog.Waterfall.Continue(draft.State, draft.Answers, input, step);
        var after = draft with { Answers = result.Values, State = result.State };
        if (result.Problem is { } problem)
        {
            // The dialog's own sentence, of a question that was not asked, is English; a step's is in the language of the turn.
            var why = result.AnsweredStep is null ? Say("That question is not one of those asked so far.") : problem;
            return await MoveAsync(turn, dialog, after, at, why, cancellationToken);
        }

        if (result.Status == DialogTurnStatus.Complete)
        {
            return await ConfirmAsync(turn, dialog, after, at, roster, cancellationToken);
        }

        return step == SchoolStep.StepId
            ? await ForSchoolAsync(turn, dialog, after, at, cancellationToken)
            : await MoveAsync(turn, dialog, after, at, "", cancellationToken);
    }

    /// <summary>The owner has said which school is meant: what it has answered already is not asked again.</summary>
    private async Task<AdaptiveCardInvokeResponse> ForSchoolAsync(
        BotTurn turn, SetUpDialog dialog, SetUpDraft draft, long at, CancellationToken cancellationToken)
    {
        var answers = schools.Find(draft.Answers.School) is { } chosen
            ? AnswersOf(chosen, draft.ChannelId) with { MayBe = draft.Answers.MayBe }
            : draft.Answers with { School = NewSchool(turn.TenantId, draft.TeamId), Language = draft.Answers.Language ?? turn.Language };
        var record = await settings.ReadAsync(answers.School, cancellationToken);
        IReadOnlyList<string> answered = [SchoolStep.StepId, .. AnsweredAlready(answers).Where(step => step != SchoolStep.StepId)];
        return await MoveAsync(turn, dialog, draft with
        {
            Answers = answers,
            AtVersion = record.SettingsVersion,
            State = dialog.Waterfall.Resume(answers, answered),
        }, at, "", cancellationToken);
    }

    private async Task<AdaptiveCardInvokeResponse> ConfirmAsync(
        BotTurn turn, SetUpDialog dialog, SetUpDraft draft, long at, TeamRoster roster, CancellationToken cancellationToken)
    {
        var answers = draft.Answers;
        var there = schools.Find(answers.School);
        if (schools.OfChannel(turn.TenantId, draft.ChannelId, draft.TeamId) is { } other && other.Id != answers.School)
        {
            drafts.Put(turn, null, at);
            return Card(SetUpCards.Notice(Say("Somebody was first"), "warning", Say($"This team belongs to {other.Name} by now. Your answers changed nothing.")));
        }

        if (there is not null && there.TeamId != draft.TeamId && !DecidesAt(there, turn))
        {
            drafts.Put(turn, null, at);
            return Card(SetUpCards.Notice(Say("Not changed"), "warning", Say("Only its DSL, a deputy or a lead moves a school to another team.")));
        }

        var record = await settings.ReadAsync(answers.School, cancellationToken);
        if (record.SettingsVersion != draft.AtVersion)
        {
            return await MoveAsync(turn, dialog, draft with { AtVersion = record.SettingsVersion }, at,
                Say("Somebody was first: another owner has just settled this. What holds now stands beside your answers. Confirm again to put yours in its place, or cancel."), cancellationToken);
        }

        if (answers.Dsl.Concat(answers.Deputies).Concat(answers.Leads).Any(person => roster.Find(person) is null))
        {
            return await MoveAsync(turn, dialog, draft, at, Say("Somebody you chose has left this team. Change that answer first."), cancellationToken);
        }

        if (!answers.ChannelOnly && (answers.Name is null || answers.Policy is null || policies.Newest(answers.Policy) is null || answers.Dsl.Count == 0))
        {
            return await MoveAsync(turn, dialog, draft, at, Say("The school needs a name, a policy of this server, and a DSL. Change that answer first."), cancellationToken);
        }

        // Shared with another team since the question was asked: the flag stands until an event takes it away.
        if (!answers.ChannelAgreed || draft.Readers == ChannelReaders.OtherTeams || record.TroubleOf(draft.ChannelId).HasFlag(PlaceTrouble.ChannelShared))
        {
            return await MoveAsync(turn, dialog, draft with { State = dialog.Waterfall.Change(draft.State, answers, ChannelStep.StepId) }, at, Say("First the channel."), cancellationToken);
        }

        return await SettleAsync(turn, draft, at, record, there, cancellationToken);
    }

    private async Task<AdaptiveCardInvokeResponse> SettleAsync(
        BotTurn turn, SetUpDraft draft, long at, SchoolRecord record, School? there, CancellationToken cancellationToken)
    {
        var answers = draft.Answers;
        var after = new SchoolSettings(
            answers.Name, answers.Policy, turn.TenantId, draft.TeamId, draft.ChannelId, answers.Dsl, answers.Deputies, answers.Leads)
        {
            Language = answers.ChannelOnly || answers.Language == Language.British ? null : answers.Language,
        };
        drafts.Put(turn, null, at);
        if (Same(record.Settings, after) && record.TroubleOf(draft.ChannelId) == PlaceTrouble.None)
        {
            return Card(SetUpCards.Notice(Say("Set-up"), "emphasis", Say("Everything is as it was. Nothing was changed.")));
        }

        var changed = await settings.AppendAsync(
            turn.Commit, record, new SchoolSetUp { By = turn.PersonId, Before = record.Settings, After = after, Readers = draft.Readers }, cancellationToken);
        var school = changed.ToSchool() ?? there! with { TeamId = draft.TeamId, ChannelId = draft.ChannelId, HomeChannelId = draft.ChannelId };
        await TellAsync(turn, school, there, cancellationToken);
        return Card(SetUpCards.Notice(Say($"{school.Name} is set up"), "good",
            Say("Case cards come to this channel."),
            Say("What was changed, when and by whom is recorded. Everybody named was written to in person."),
            Say("To change it: mention me in the channel and type set up.")));
    }

    /// <summary>The channel, in words that name nobody, and everybody who is named now or was before, in person.</summary>
    private async Task TellAsync(BotTurn turn, School school, School? before, CancellationToken cancellationToken)
    {
        Activity channel;
        using (Language.Use(school.Language))
        {
            channel = Activity.Card(
                cards.Render(SetUpCards.Notice(
                    Say($"{school.Name} is set up"), "good",
                    Say("An owner of this team confirmed it. Case cards come to this channel."),
                    Say("Staff report in a private chat with me, and ask there or here what the policy says."))),
                Say("ConductBot is set up"));
        }

        turn.Send(new()
        {
            Kind = OutgoingKind.Channel,
            ServiceUrl = turn.Activity.ServiceUrl!,
            TenantId = school.TenantId,
            ChannelId = school.ChannelId,
            TeamId = school.TeamId,
            Activity = BotTurn.OnTheWire(channel),
            What = "The notice that a school is set up",
        });

        foreach (var person in Named(school).Concat(before is null ? [] : Named(before)).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            using var speaking = Language.Use(await PeopleLanguages.OfAsync(turn.Store, school, person, cancellationToken));
            TellPerson(turn, school, before, person);
        }
    }

    private void TellPerson(BotTurn turn, School school, School? before, string person)
    {
        var now = RoleOf(school, person);
        var line = now.Length == 0 ? Say($"An owner of the team changed the set-up of {school.Name}. You are not named in it any more.")
            : before is not null && RoleOf(before, person) == now ? Say($"An owner of the team changed the set-up of {school.Name}. You are {now}, as before.")
            : Say($"An owner of the team set up {school.Name}. You are {now}.");
        var card = SetUpCards.Notice(Say("ConductBot’s set-up"), "emphasis", line, Say("If that is not right, speak to the owner of the team. Type help to see what I can do."));
        turn.Send(new()
        {
            Kind = OutgoingKind.Person,
            ServiceUrl = turn.Activity.ServiceUrl!,
            TenantId = school.TenantId,
            PersonId = person,
            ChannelId = school.ChannelId,
            TeamId = school.TeamId,
            Activity = BotTurn.OnTheWire(Activity.Card(cards.Render(card), Say("ConductBot’s set-up"))),
            What = "The notice to somebody whom the set-up names",
        });
    }

    private async Task<AdaptiveCardInvokeResponse> MoveAsync(
        BotTurn turn, SetUpDialog dialog, SetUpDraft draft, long at, string problem, CancellationToken cancellationToken)
    {
        drafts.Put(turn, draft, at);
        return await AskAsync(turn, dialog, draft, problem, cancellationToken);
    }

    private async Task<AdaptiveCardInvokeResponse> AskAsync(
        BotTurn turn, SetUpDialog dialog, SetUpDraft draft, string problem, CancellationToken cancellationToken)
    {
        var now = (await settings.ReadAsync(draft.Answers.School, cancellationToken)).Settings;
        var before = now is null ? null : new SetUpAnswers
        {
            School = draft.Answers.School,
            ChannelOnly = draft.Answers.ChannelOnly,
            Name = now.Name,
            Policy = now.Policy,
            Dsl = now.Dsl,
            Deputies = now.Deputies,
            Leads = now.Leads,
            ChannelAgreed = now.ChannelId == draft.ChannelId,
            Language = now.Language ?? Language.British,
        };
        return AdaptiveCardInvokeResponse.Card(cards.Render(SetUpCards.Question(dialog, draft, before, problem)));
    }

    private SetUpDialog DialogOf(BotTurn turn, SetUpDraft draft, TeamRoster roster)
    {
        var others = schools.InTenant(turn.TenantId).ToList();
        return new(new(
            policies, roster, draft.Readers,
            [.. others.Where(school => draft.Answers.MayBe.Contains(school.Id))],
            [.. others.Where(school => school.Id != draft.Answers.School).Select(school => school.Name)]));
    }

    private School? SchoolHere(BotTurn turn) => schools.OfChannel(turn.TenantId, turn.Activity.BaseChannelId, TeamOf(turn));

    /// <summary>Why nobody can set this school up from Teams; null when an owner can.</summary>
    private string? NoWay(School? school, string? channelId) =>
        school is { TakesChannelFromTeams: false } ? $"{SettledBy(school)} {SetUpCards.WhereCardsGo(school, channelId)} {Say("Nobody can change that from Teams; whoever runs the server changes it there.")}"
        : !options.InTeams ? Say("Setting up in Teams is switched off on this server. Whoever runs it adds the school to its settings.")
        : null;

    private async Task<NoticeCard?> NotAllowedAsync(BotTurn turn, TeamRoster roster, string team, CancellationToken cancellationToken)
    {
        var answer = await rosters.OwnershipOfAsync(
            roster, turn.Activity.ServiceUrl!, team, turn.Activity.ChannelData?.Team, turn.TenantId, turn.PersonId, cancellationToken);
        return answer.Ownership switch
        {
            Ownership.Owner => null,
            Ownership.NotAnOwner => SetUpCards.Refusal(
                Say("Only an owner of this team can do that"),
                [Say("Ask an owner to press the button. Teams lists them under Manage team, Members."), .. Missing(answer)]),
            _ => SetUpCards.Refusal(
                Say("Teams does not tell me who owns this team"),
                [
                    Say("So nobody can be taken for an owner, and nothing was changed."),
                    .. Missing(answer),
                    Say("Whoever runs the server can name you in its settings as somebody who may set up a team (SetUp:Owners), or add the school there (Schools)."),
                ]),
        };
    }

    /// <summary>What would help where nobody says who owns the team.</summary>
    private static IEnumerable<string> Missing(OwnershipAnswer answer) => answer.WhyNotTold.Length == 0 ? [] :
    [
        Say($"Teams does not mark this team’s owners for me, and I could not ask Microsoft Graph: {answer.WhyNotTold}. With the permission {GraphPermissions.MembersOfTeam}, which an owner gives by adding me to the team, I can."),
    ];

    private static string SettledBy(School school) => school.IsSetUpInTeams
        ? Say($"{school.Name} is set up by an owner of its team.")
        : Say($"{school.Name} is set up in this server’s settings.");

    /// <summary>A school's place is its DSL's, deputies' and leads' to move, and nobody else's: any owner of any team could claim it.</summary>
    private static bool DecidesAt(School school, BotTurn turn) => new Actor(turn.PersonId, school.RolesOf(turn.PersonId, turn.TenantId)).MayDecide;

    private static SetUpAnswers AnswersOf(School school, string channelId) => new()
    {
        School = school.Id,
        ChannelOnly = !school.IsSetUpInTeams,
        Name = school.IsSetUpInTeams ? school.Name : null,
        Policy = school.IsSetUpInTeams ? school.Policy : null,
        Dsl = school.IsSetUpInTeams ? school.Dsl : [],
        Deputies = school.IsSetUpInTeams ? school.Deputies : [],
        Leads = school.IsSetUpInTeams ? school.Leads : [],
        ChannelAgreed = school.HomeChannelId == channelId,
        Language = school.Language,
    };

    private static IReadOnlyList<string> AnsweredAlready(SetUpAnswers answers) =>
        answers.Name is null && !answers.ChannelOnly ? []
        : answers.ChannelAgreed ? [.. SetUpDialog.AnsweredBySettings.Where(step => step != SchoolStep.StepId), ChannelStep.StepId]
        : [.. SetUpDialog.AnsweredBySettings.Where(step => step != SchoolStep.StepId)];

    /// <summary>An id that no school has: the team's, so that two owners who begin at once mean the same school.</summary>
    private string NewSchool(string tenantId, string teamId)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenantId}/{teamId}".ToLowerInvariant())))[..16];
        var id = $"team-{hash}";
        for (var number = 2; schools.Find(id) is not null; number++)
        {
            id = $"team-{hash}-{number}";
        }

        return id;
    }

    private static IEnumerable<string> Named(School school) => school.Dsl.Concat(school.Deputies).Concat(school.Leads);

    private static string RoleOf(School school, string person)
    {
        var roles = school.RolesOf(person, school.TenantId);
        List<string> held =
        [
            .. roles.HasFlag(Roles.Dsl) ? [Say("its designated safeguarding lead")] : (IEnumerable<string>)[],
            .. roles.HasFlag(Roles.Deputy) ? [Say("a deputy safeguarding lead")] : (IEnumerable<string>)[],
            .. roles.HasFlag(Roles.Lead) ? [Say("a lead")] : (IEnumerable<string>)[],
        ];
        return held.Count == 0 ? "" : held.Aggregate((some, one) => Say($"{some} and {one}"));
    }

    private static bool Same(SchoolSettings? before, SchoolSettings after) =>
        before is not null && JsonSerializer.Serialize(before, SettingsJson.Default.SchoolSettings) == JsonSerializer.Serialize(after, SettingsJson.Default.SchoolSettings);

    private static string? TeamOf(BotTurn turn) => turn.Activity.ChannelData?.Team?.Id;

    private AdaptiveCardInvokeResponse Card(NoticeCard notice) => AdaptiveCardInvokeResponse.Card(cards.Render(notice));
}
