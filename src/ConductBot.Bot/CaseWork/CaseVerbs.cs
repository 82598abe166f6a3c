using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConductBot.Bot.Cards;
using ConductBot.Bot.People;
using ConductBot.Bot.Reporting;
using ConductBot.Bot.Turns;
using ConductBot.Cards;
using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Teams;

namespace ConductBot.Bot.CaseWork;

/// <summary>
/// The buttons of a case card. What a button carries is only a claim: who presses comes from the verified activity, what
/// may be done from the stored case.
/// </summary>
public sealed class CaseVerbs(CaseDesk desk)
{
    public const string View = "case/view";

    private delegate CaseCommand? Reading(Actor by, JsonObject data);

    private static readonly Dictionary<string, Reading> Commands = new(StringComparer.Ordinal)
    {
        ["case/propose"] = (by, data) => new Propose(by, Text(data, "action"), Free(data, "reason")),
        ["case/approve"] = (by, data) => new Approve(by, Text(data, "action"), Free(data, "reason")),
        ["case/decline"] = (by, data) => new Decline(by, Text(data, "action"), Free(data, "reason")),
        ["case/record"] = (by, data) => new RecordAction(by, Text(data, "action"), Text(data, "outcome"), Free(data, "note")),
        ["case/depart"] = (by, data) => new Depart(by, Text(data, "action"), Free(data, "reason")),
        ["case/correct"] = (by, data) => new CorrectFact(by, Text(data, "fact"), Text(data, "value"), Free(data, "reason")),
        ["case/conflict"] = (by, data) => new DeclareConflict(by, Free(data, "person"), Free(data, "reason")),
        [CaseNotices.AcknowledgeVerb] = (by, _) => new Acknowledge(by),
        ["case/note"] = (by, data) => new AddNote(by, Free(data, "text")),
        ["case/link"] = (by, data) => new LinkCase(by, Free(data, "to")?.ToUpperInvariant()),
        ["case/close"] = (by, data) => new CloseCase(by, Free(data, "reason")),
        ["case/reopen"] = (by, data) => new ReopenCase(by, Free(data, "reason")),
    };

    public static bool Knows(string? verb) => verb is View or "case/why" || (verb is not null && Commands.ContainsKey(verb));

    /// <summary>Carries a press out, or says why not. An automatic refresh changes no case and no card.</summary>
    public async Task<AdaptiveCardInvokeResponse> PressAsync(
        BotTurn turn, string verb, JsonObject data, bool automatic, CancellationToken cancellationToken)
    {
        var reference = Text(data, "case");
        if (reference.Length == 0)
        {
            return BadRequest(Say("That button does not say which case it belongs to."));
        }

        var file = await desk.FindAsync(reference, cancellationToken);
        var school = file is null ? null : desk.SchoolOf(file);
        var actor = new Actor(turn.PersonId, school?.RolesOf(turn.PersonId, turn.TenantId) ?? Roles.None);

        // Somebody outside the school, or of it but not in its channel, learns nothing, not even whether there is such a case.
        if (file is null || school is null || !actor.IsStaff || IsOutsideTheChannel(turn, school, actor))
        {
            return AdaptiveCardInvokeResponse.Error(403, "Forbidden", Say("There is no such case that you may see."));
        }

        await desk.RemoveDoubleAsync(turn, file, school, cancellationToken);
        if (automatic || verb == View)
        {
            return automatic
                ? await CardAsync(turn, file, show: null, action: null, notice: null, cancellationToken)
                : await CardAsync(turn, file, Free(data, "show"), Free(data, "action") ?? Free(data, "fact"), NothingChosen(data), cancellationToken);
        }

        if (verb == "case/why")
        {
            var why = Why(file, desk.PolicyOf(file), school, Text(data, "action"));
            return why is null
                ? BadRequest(Say("Choose an action first."))
                : await CardAsync(turn, file, CaseShow.Why, Text(data, "action"), why, cancellationToken);
        }

        // That somebody has seen it is true at any version.
        var version = verb == CaseNotices.AcknowledgeVerb ? file.Version : Version(data);
        if (version is null)
        {
            return BadRequest(Say("That button does not say which version of the case it was drawn from. Open the case again."));
        }

        if (version != file.Version)
        {
            return await CardAsync(turn, file, show: null, action: null, Since(file, version.Value), cancellationToken);
        }

        var command = Commands[verb](actor, data)!;
        // Another school's case is no case here: a link must not tell whether there is one.
        if (command is LinkCase { To: { } other } && actor.IsDsl && (await desk.FindAsync(other, cancellationToken))?.School != file.School)
        {
            return BadRequest(Say($"There is no case {CardText.Plain(other, 30)}."));
        }

        var answer = await desk.DoAsync(turn, file, command, cancellationToken);
        return answer.Outcome switch
        {
            CaseOutcome.Incomplete incomplete => BadRequest(incomplete.Sentence),
            CaseOutcome.Accepted accepted => await CardAsync(turn, answer.File, show: null, action: null, Done(answer.File, accepted), cancellationToken),
            CaseOutcome.Already already => await CardAsync(turn, answer.File, show: null, action: null, already.Sentence, cancellationToken),
            CaseOutcome.Refused refused => await CardAsync(turn, answer.File, show: null, action: null, Refusal(answer.File, refused), cancellationToken),
            _ => throw new InvalidOperationException($"No answer for {answer.Outcome.GetType().Name}."),
        };
    }

    /// <summary>
    /// Where no list of staff is kept, every member of the tenant counts as staff, and that may include pupils: then only those
    /// in the safeguarding channel, and those who decide, have anything to do with a case.
    /// </summary>
    private static bool IsOutsideTheChannel(BotTurn turn, School school, Actor actor) =>
        school.Staff.Count == 0 && !actor.MayDecide && (school.HomeChannelId is null || turn.Activity.BaseChannelId != school.HomeChannelId);

    private async Task<AdaptiveCardInvokeResponse> CardAsync(
        BotTurn turn, CaseFile file, string? show, string? action, string? notice, CancellationToken cancellationToken) =>
        AdaptiveCardInvokeResponse.Card(await desk.ViewAsync(turn, file, show, action, notice, cancellationToken));

    /// <summary>A form whose first step asks to choose something was sent on without.</summary>
    private static string? NothingChosen(JsonObject data) =>
        Free(data, "choose") is not { } field || Free(data, field) is not null ? null
        : field == "fact" ? Say("Choose a fact or category first.")
        : Say("Choose what was done first.");

    private string Done(CaseFile file, CaseOutcome.Accepted accepted)
    {
        var happened = CaseCards.Happened(accepted.Events[^1], desk.PolicyOf(file), desk.SchoolOf(file)!);
        return Say($"Recorded: {happened}.");
    }

    private string Refusal(CaseFile file, CaseOutcome.Refused refused) =>
        refused.Clauses.Count == 0
            ? Say($"Not done. {refused.Sentence}")
            : Say($"Not done. {refused.Sentence} ({CaseCards.Labels(desk.PolicyOf(file), refused.Clauses)})");

    /// <summary>Who did what since the card was drawn: a late press changes nothing and says so.</summary>
    private string Since(CaseFile file, long version)
    {
        var policy = desk.PolicyOf(file);
        var school = desk.SchoolOf(file)!;
        var since = file.Timeline.Where(recorded => recorded.Version > version)
            .Select(recorded => $"{recorded.At.Short()}, {CaseCards.Happened(recorded.Event, policy, school)}")
            .ToList();
        return since.Count == 0
            ? Say("This card does not fit the case. Here is the case as it is; your press changed nothing.")
            : Say($"Somebody was first. Since this card was drawn: {string.Join("; ", since)}. Your press changed nothing.");
    }

    private static string? Why(CaseFile file, Policy policy, School school, string action)
    {
        var decision = CaseReading.Of(file, policy).Decision;
        if (policy.Vocabulary.Action(action) is null)
        {
            return null;
        }

        if (decision.Never.FirstOrDefault(never => never.Action == action) is { } never)
        {
            return Say($"{policy.ActionLabel(action)}: the policy says that the school never does this. {Quote(policy, never.Clauses)}");
        }

        if (decision.Allowed.Append(decision.Next).FirstOrDefault(open => open.Action == action) is { } open)
        {
            var warnings = string.Concat(CaseCards.PoliceFirst(policy, decision, action).Select(warning => warning + ". "));
            var said = $"{warnings}{CaseCards.Firmness(policy, open)} {CaseCards.WhoMay(file, policy, school, open)} {Quote(policy, open.Clauses)}";
            return Say($"{policy.ActionLabel(action)}: open now. {said}");
        }

        if (decision.Blocked.FirstOrDefault(blocked => blocked.Action == action) is { } blocked)
        {
            var said = policy.RuleOf(action)?.Clauses is { Count: > 0 } clauses ? Quote(policy, clauses)
                : policy.ActionUnsaid(action) ?? Say("The policy is silent on this.");
            return Say($"{policy.ActionLabel(action)}: not open yet, {string.Join("; ", blocked.Because.Select(policy.ReasonPlain))}. {said}");
        }

        return Say($"{policy.ActionLabel(action)}: this policy does not name it.");
    }

    private static string Quote(Policy policy, IReadOnlyList<string> clauses) => clauses.Count == 0
        ? ""
        : string.Join(" ", clauses.Select(id => policy.Find(id)).Select(clause => $"{clause!.Label}: “{clause.Text}”"));

    private static AdaptiveCardInvokeResponse BadRequest(string sentence) => AdaptiveCardInvokeResponse.Error(400, "BadRequest", sentence);

    private static string Text(JsonObject data, string name) => Answers.Input(data, name)?.Trim() ?? "";

    private static string? Free(JsonObject data, string name) => Answers.Free(Answers.Input(data, name), Answers.MostOfAnAnswer);

    private static long? Version(JsonObject data) => data["version"] switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<long>(out var number) => number,
        JsonValue value when value.GetValueKind() == JsonValueKind.String
            && long.TryParse(value.GetValue<string>(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
