using System.Text.Json.Nodes;
using ConductBot.Bot.Cards;
using ConductBot.Bot.People;
using ConductBot.Cases;
using ConductBot.Policies;

namespace ConductBot.Bot.CaseWork;

/// <summary>What a case card asks and offers. In one's own view only what one may do; the card that all see says whose it is.</summary>
/// <param name="Lines">What the form is, in words.</param>
/// <param name="Main">The form's own buttons, or what to do next: at most one of them stands out.</param>
/// <param name="Rest">What else can be done, at the foot of the card.</param>
public sealed record CaseForm(
    string Title, IReadOnlyList<string> Lines, IReadOnlyList<CardInput> Inputs, IReadOnlyList<CardButton> Main, IReadOnlyList<CardButton> Rest)
{
    public static readonly CaseForm None = new("", [], [], [], []);
}

/// <summary>Makes the forms and buttons of a case card: pure. What is hidden here is refused by the decider all the same.</summary>
public static class CaseForms
{
    private static string OnlyDsl => Say("Only the DSL or a deputy can do this. That is the school’s own rule.");

    public static CaseForm Of(CaseFile file, Policy policy, School school, CaseReading reading, CaseView view)
    {
        if (file.Status == CaseStatus.Forgotten)
        {
            return CaseForm.None;
        }

        if (view.Show is CaseShow.Correct or CaseShow.Depart or CaseShow.Close or CaseShow.Reopen && !Steers(file, view.Viewer))
        {
            return NotTheirs(file, view.Viewer!);
        }

        return view.Show switch
        {
            CaseShow.Propose => Propose(file, policy, reading.Decision, view),
            CaseShow.Record => Record(file, policy, reading.Decision, view),
            CaseShow.Why => Simple(
                file, Say("Why, or why not?"), "", Say("Show the clause"), "case/why", One("action", Say("Action"), Named(policy), view.Action)),
            CaseShow.Tools => Tools(file, view.Viewer),
            CaseShow.Depart => Simple(
                file,
                Say("Record a departure from the policy"),
                Say("For something that was done although it was not open, or without the approval it needs. It stays marked as a departure for good."),
                Say("Record the departure"),
                "case/depart",
                One("action", Say("What was done"), Departures(policy), view.Action),
                Paragraph("reason", Say("Why the policy was departed from"))),
            CaseShow.Correct => Correct(file, policy, reading, view),
            CaseShow.Conflict => Simple(
                file,
                Say("Declare a conflict of interest"),
                Say("Whoever is close to the people in a case, or is part of the matter, says so here and does not decide on it."),
                Say("Declare"),
                "case/conflict",
                [.. view.Viewer is { IsDsl: true } ? [Whose(school, view.Viewer)] : Array.Empty<CardInput>(), Paragraph("reason", Say("What it is, in a few words"))]),
            CaseShow.Note => Simple(file, Say("Add a note"), "", Say("Add"), "case/note", Paragraph("text", Say("Note (only the people who may act see it)"))),
            CaseShow.Link => Simple(
                file,
                Say("Link to another case"),
                Say("For cases that belong together, such as a second post by the same person: this card then names the other."),
                Say("Link"),
                "case/link",
                new CardInput("line", "to", Say("Its reference"), "", "CB-2026-0001", [])),
            CaseShow.Close => Simple(file, Say("Close this case"), "", Say("Close"), "case/close", Paragraph("reason", Say("Why"))),
            CaseShow.Reopen => Simple(file, Say("Reopen this case"), "", Say("Reopen"), "case/reopen", Paragraph("reason", Say("Why"))),
            _ => Plain(file, policy, reading.Decision, view.Viewer),
        };
    }

    /// <summary>Steps after which nothing is left to do but to close the case or look at it again.</summary>
    public static bool EndsTheCase(string action) =>
        action is Actions.CloseNoBreach or Actions.CloseContentRemoved or Actions.UseOtherPolicy or Actions.HoldAndReview;

    /// <summary>The card as it stands: a decision that waits comes first, then the next allowed action, then the rest.</summary>
    private static CaseForm Plain(CaseFile file, Policy policy, Decision decision, Actor? viewer)
    {
        var rest = Rest(file, policy, decision, viewer);
        if (file.IsClosed)
        {
            return CaseForm.None with { Rest = rest };
        }

        List<Escalation> waiting =
        [
            .. file.Escalations.Values
                .Where(escalation => MayApprove(file, viewer, escalation) || MayDecline(file, viewer, escalation))
                .OrderByDescending(escalation => escalation.AwaitsDsl),
        ];
        if (waiting.Count > 0)
        {
            return Decide(file, policy, viewer, waiting) with { Rest = rest };
        }

        IReadOnlyList<CardButton> next = NextButton(file, policy, decision, viewer) is { } button ? [button] : [];
        return CaseForm.None with { Main = next, Rest = [.. rest.Where(other => next.All(main => !JsonNode.DeepEquals(main.Data, other.Data)))] };
    }

    private static CaseForm Decide(CaseFile file, Policy policy, Actor? viewer, List<Escalation> waiting)
    {
        var alone = waiting.Count == 1 ? waiting[0] : null;
        (string, string)[] data = alone is null ? [] : [("action", alone.Action)];
        var buttons = new List<CardButton>();
        if (waiting.Exists(escalation => MayApprove(file, viewer, escalation)))
        {
            buttons.Add(Main(Press(file, Say("Approve"), "case/approve", CardButton.WithInputs, data)));
        }

        if (waiting.Exists(escalation => MayDecline(file, viewer, escalation)))
        {
            buttons.Add(Press(file, Say("Decline"), "case/decline", CardButton.WithInputs, data));
        }

        return new(
            alone is null ? Say("Decide") : Say($"Decide: {policy.ActionLabel(alone.Action)}"),
            [.. WhoDecides(viewer, waiting)],
            [
                .. alone is not null ? Array.Empty<CardInput>()
                    : [One("action", Say("On what"), [.. waiting.Select(escalation => new CardChoice(policy.ActionLabel(escalation.Action), escalation.Action))], waiting[0].Action)],
                Paragraph("reason", Say("Reason for the decision")),
            ],
            buttons,
            []);
    }

    private static IEnumerable<string> WhoDecides(Actor? viewer, List<Escalation> waiting)
    {
        if (viewer is null)
        {
            yield return waiting.TrueForAll(escalation => escalation.AwaitsLead)
                ? Say("Only a lead (the headteacher or a trust lead) can approve this now. That is the school’s own rule.")
                : Say("Only the DSL or a deputy can decide this. That is the school’s own rule.");
        }
        else if (waiting.TrueForAll(escalation => escalation.AwaitsLead) && !viewer.IsLead)
        {
            yield return Say("A lead decides next. Until then you can still decline it.");
        }
    }

    private static List<CardButton> Rest(CaseFile file, Policy policy, Decision decision, Actor? viewer)
    {
        var buttons = new List<CardButton>();
        if (!file.IsClosed)
        {
            buttons.Add(Open(file, Say("Record what was done"), CaseShow.Record));
            if (NeedingApproval(file, policy, decision).Count > 0)
            {
                buttons.Add(Open(file, Say("Ask for an approval"), CaseShow.Propose));
            }
        }

        buttons.Add(Open(file, Say("Why?"), CaseShow.Why));
        buttons.Add(viewer is null or { IsDsl: true } ? Open(file, Say("More (DSL)"), CaseShow.Tools) : Open(file, Say("Conflict of interest"), CaseShow.Conflict));
        return buttons;
    }

    private static CardButton? NextButton(CaseFile file, Policy policy, Decision decision, Actor? viewer)
    {
        var next = decision.Next;
        var label = policy.ActionLabel(next.Action);
        var escalation = file.Escalations.GetValueOrDefault(next.Action);

        return next.Action switch
        {
            Actions.CloseNoBreach or Actions.CloseContentRemoved or Actions.UseOtherPolicy =>
                !Steers(file, viewer) ? null : Main(Open(file, viewer is null ? Say("Close this case (DSL)") : Say("Close this case"), CaseShow.Close)),
            Actions.AwaitReply => Main(Open(file, Say("Record the answer"), CaseShow.Record, Actions.RequestRemoval)),
            Actions.HoldAndReview => Main(Open(file, Say("Record what was done"), CaseShow.Record)),
            _ when next.Approval == Approval.None || escalation is { Final: true } =>
                Main(Open(file, Say($"Done: {label}"), CaseShow.Record, next.Action)),
            _ when escalation is not null => null,
            _ => Main(Open(file, Say($"Ask: {label}"), CaseShow.Propose, next.Action)),
        };
    }

    private static CaseForm Propose(CaseFile file, Policy policy, Decision decision, CaseView view) => Simple(
        file,
        Say("Ask for an approval"),
        view.Action is { } action ? string.Join(' ', CaseCards.PoliceFirst(policy, decision, action).Select(warning => warning + ".")) : "",
        Say("Ask for approval"),
        "case/propose",
        One("action", Say("What should be done"), NeedingApproval(file, policy, decision), view.Action),
        Paragraph("reason", Say("Why")));

    /// <summary>First what was done, then what can come of that.</summary>
    private static CaseForm Record(CaseFile file, Policy policy, Decision decision, CaseView view)
    {
        var recordable = Recordable(file, policy, decision);
        if (recordable.FirstOrDefault(choice => choice.Value == view.Action) is not { } chosen)
        {
            return Choose(file, Say("Record what was done"), CaseShow.Record, One("action", Say("What was done"), recordable, null));
        }

        var outcomes = policy.OutcomesOf(chosen.Value).Select(outcome => new CardChoice(policy.OutcomeLabel(outcome), outcome)).ToList();
        var awaited = decision.Next.Action == Actions.AwaitReply && chosen.Value == Actions.RequestRemoval;
        return new(
            Say($"Record: {chosen.Title}"),
            [.. CaseCards.PoliceFirst(policy, decision, chosen.Value).Select(warning => warning + ".")],
            [One("outcome", Say("What came of it"), outcomes, awaited ? null : Outcomes.Done), Paragraph("note", Say("Note (only the people who may act see it)"))],
            [Main(Press(file, Say("Record"), "case/record", CardButton.WithInputs, ("action", chosen.Value))), Back(file)],
            []);
    }

    /// <summary>First which fact, then what it can be.</summary>
    private static CaseForm Correct(CaseFile file, Policy policy, CaseReading reading, CaseView view)
    {
        var facts = CorrectableFacts(policy);
        if (facts.FirstOrDefault(choice => choice.Value == view.Action) is not { Value: var fact })
        {
            return Choose(file, Say("Confirm or change a fact"), CaseShow.Correct, One("fact", Say("Fact or category"), facts, null));
        }

        CardInput value = fact == FactCorrection.Author
            ? One("value", Say("Who posted it"), [.. Authors.All.Select(author => new CardChoice(policy.AuthorLabel(author), author))], null)
            : new("few", "value", Say("Is it so?"), "", "", [new(Say("Yes"), Report.Yes), new(Say("No"), Report.No)]);
        return new(
            Say($"Confirm or change: {CaseCards.FactTitle(policy, fact)}"),
            [Say($"As the case stands: {Standing(policy, reading, fact)}.")],
            [value, Paragraph("reason", Say("Why"))],
            [Main(Press(file, Say("Change"), "case/correct", CardButton.WithInputs, ("fact", fact))), Back(file)],
            []);
    }

    private static string Standing(Policy policy, CaseReading reading, string fact)
    {
        if (fact == FactCorrection.Author)
        {
            return policy.AuthorLabel(reading.Facts.Author).ToLowerInvariant();
        }

        var category = reading.Categories.FirstOrDefault(category => category.Id == fact);
        var holds = FactNames.All.Contains(fact) ? reading.Facts.Read(fact) : category is not null;
        var toConfirm = reading.ToConfirm.Contains(fact) || category is { Possible: true };
        return (holds, toConfirm) switch
        {
            (true, false) => Say("Yes").ToLowerInvariant(),
            (true, true) => Say("yes, for the DSL to confirm"),
            (false, false) => Say("No").ToLowerInvariant(),
            (false, true) => Say("no, for the DSL to confirm"),
        };
    }

    private static CaseForm Tools(CaseFile file, Actor? viewer)
    {
        if (viewer is not { IsDsl: true })
        {
            return new(Say("More"), [OnlyDsl], [], [Open(file, Say("Conflict of interest"), CaseShow.Conflict), Back(file)], []);
        }

        var buttons = new List<CardButton>();
        var steers = Steers(file, viewer);
        if (steers && !file.IsClosed)
        {
            buttons.Add(Open(file, Say("Correct a fact"), CaseShow.Correct));
            buttons.Add(Open(file, Say("Departure"), CaseShow.Depart));
        }

        buttons.Add(Open(file, Say("Note"), CaseShow.Note));
        buttons.Add(Open(file, Say("Link"), CaseShow.Link));
        if (steers)
        {
            buttons.Add(file.IsClosed ? Open(file, Say("Reopen"), CaseShow.Reopen) : Open(file, Say("Close"), CaseShow.Close));
        }

        buttons.Add(Open(file, Say("Conflict of interest"), CaseShow.Conflict));
        return new(
            Say("More for the DSL"),
            [
                .. CaseDecider.BarredFromDeciding(file, viewer) is { } barred ? [barred] : Array.Empty<string>(),
                .. steers && !file.IsClosed ? [Say("Departure: something was done outside what the policy allows.")] : Array.Empty<string>(),
                Say("Link: another case belongs to this one."),
                Say("Conflict of interest: somebody is too close to the matter to decide on it."),
            ],
            [],
            buttons,
            [Back(file)]);
    }

    private static CaseForm NotTheirs(CaseFile file, Actor viewer) => new(
        Say("For the DSL or a deputy"),
        [viewer.IsDsl ? $"{CaseDecider.BarredFromDeciding(file, viewer)} {Say("That is the school’s own rule.")}" : OnlyDsl],
        [],
        [Back(file)],
        []);

    private static CaseForm Simple(CaseFile file, string title, string line, string button, string verb, params IReadOnlyList<CardInput> inputs) =>
        new(title, line.Length == 0 ? [] : [line], inputs, [Main(Press(file, button, verb)), Back(file)], []);

    private static CaseForm Choose(CaseFile file, string title, string show, CardInput input) => new(
        title,
        [],
        [input],
        [Main(Press(file, Say("Next"), CaseVerbs.View, CardButton.WithInputs, ("show", show), ("choose", input.Id))), Back(file)],
        []);

    /// <summary>May correct, depart, close and reopen. The card that all see offers it, and says whose it is.</summary>
    private static bool Steers(CaseFile file, Actor? viewer) =>
        viewer is null || (viewer.IsDsl && CaseDecider.BarredFromDeciding(file, viewer) is null);

    private static bool MayApprove(CaseFile file, Actor? viewer, Escalation escalation) => !escalation.Final
        && (viewer is null
            || (CaseDecider.BarredFromDeciding(file, viewer) is null
                && (escalation.AwaitsDsl ? viewer.IsDsl : viewer.IsLead && !viewer.Id.Equals(escalation.ApprovedBy, StringComparison.OrdinalIgnoreCase))));

    private static bool MayDecline(CaseFile file, Actor? viewer, Escalation escalation) => !escalation.Final
        && (viewer is null
            || (CaseDecider.BarredFromDeciding(file, viewer) is null && (escalation.AwaitsDsl ? viewer.IsDsl : viewer.MayDecide)));

    private static IReadOnlyList<CardChoice> NeedingApproval(CaseFile file, Policy policy, Decision decision) =>
    [
        .. decision.Allowed
            .Where(open => open.Approval != Approval.None && !file.Escalations.ContainsKey(open.Action))
            .Select(open => new CardChoice(policy.ActionLabel(open.Action), open.Action)),
    ];

    private static IReadOnlyList<CardChoice> Recordable(CaseFile file, Policy policy, Decision decision) =>
    [
        .. decision.Allowed
            .Where(open => open.Approval == Approval.None || file.Escalations.GetValueOrDefault(open.Action) is { Final: true })
            .Select(open => open.Action)
            .Concat(file.Escalations.Values.Where(escalation => escalation.Final).Select(escalation => escalation.Action))
            .Concat(file.History.Where(taken => taken.Outcome != Outcomes.Failed).Select(taken => taken.Action))
            .Distinct(StringComparer.Ordinal)
            .Select(action => new CardChoice(policy.ActionLabel(action), action)),
    ];

    private static IReadOnlyList<CardChoice> Named(Policy policy) =>
    [
        .. policy.Ladder.Select(rule => rule.Action)
            .Concat(policy.Never.Select(never => never.Action))
            .Select(action => new CardChoice(policy.ActionLabel(action), action)),
    ];

    private static IReadOnlyList<CardChoice> Departures(Policy policy) =>
    [
        .. policy.Vocabulary.Actions.Keys
            .Where(action => !Actions.OfTheDecision.Contains(action))
            .Select(action => new CardChoice(policy.ActionLabel(action), action))
            .OrderBy(choice => choice.Title, StringComparer.Ordinal),
    ];

    private static IReadOnlyList<CardChoice> CorrectableFacts(Policy policy) =>
    [
        new(CaseCards.FactTitle(policy, FactCorrection.Author), FactCorrection.Author),
        .. FactNames.All.Select(fact => new CardChoice(policy.FactLabel(fact), fact)),
        .. policy.CoveredCategories.Select(category => new CardChoice(Say($"Category: {policy.CategoryChoice(category)}"), category.Id)),
    ];

    /// <summary>Those who decide, by role: a card names nobody.</summary>
    private static CardInput Whose(School school, Actor viewer) => new(
        "one",
        "person",
        Say("Whose (empty = your own)"),
        "",
        "",
        [
            .. school.Dsl.Concat(school.Deputies).Concat(school.Leads)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(person => !person.Equals(viewer.Id, StringComparison.OrdinalIgnoreCase))
                .Select((person, i) => new CardChoice($"{i + 1}. {school.RoleWord(person)}", person)),
        ]);

    private static CardInput One(string id, string label, IReadOnlyList<CardChoice> choices, string? value) =>
        new("one", id, label, choices.Any(choice => choice.Value == value) ? value! : "", "", choices);

    private static CardInput Paragraph(string id, string label) => new("paragraph", id, label, "", "", []);

    private static CardButton Main(CardButton button) => button with { Style = CardButton.Positive };

    private static CardButton Back(CaseFile file) => Press(file, Say("Back"), CaseVerbs.View, CardButton.WithoutInputs);

    private static CardButton Open(CaseFile file, string title, string show, string? action = null) => action is null
        ? Press(file, title, CaseVerbs.View, CardButton.WithoutInputs, ("show", show))
        : Press(file, title, CaseVerbs.View, CardButton.WithoutInputs, ("show", show), ("action", action));

    private static CardButton Press(
        CaseFile file, string title, string verb, string inputs = CardButton.WithInputs, params ReadOnlySpan<(string Name, string Value)> data)
    {
        var node = CaseCards.Data(file, verb);
        foreach (var (name, value) in data)
        {
            node[name] = value;
        }

        return new(title, verb, node, inputs);
    }
}
