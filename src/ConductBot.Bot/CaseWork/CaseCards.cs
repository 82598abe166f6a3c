using System.Text.Json.Nodes;
using ConductBot.Bot.Cards;
using ConductBot.Bot.People;
using ConductBot.Bot.Reporting;
using ConductBot.Bot.Reporting.Steps;
using ConductBot.Cards;
using ConductBot.Cases;
using ConductBot.Policies;

namespace ConductBot.Bot.CaseWork;

/// <summary>What a view of a case shows besides the case.</summary>
/// <param name="Viewer">Null for the channel's own card, which everybody there sees.</param>
/// <param name="Show">One of <see cref="CaseShow"/>, or null for the plain view.</param>
/// <param name="Action">The action a form starts from, or null.</param>
/// <param name="Notice">What came of the viewer's press, or null.</param>
/// <param name="RefreshUsers">Channel ids of the people whose view is fetched by itself.</param>
public sealed record CaseView(
    Actor? Viewer, string? Show, string? Action, string? Notice, DateTimeOffset Now, IReadOnlyList<string> RefreshUsers)
{
    /// <summary>How many characters of each thing that somebody wrote are shown.</summary>
    public int MostDetail { get; init; } = 6_000;
}

/// <summary>The forms of a case card, by the word that asks for them.</summary>
public static class CaseShow
{
    public const string Propose = "propose";
    public const string Record = "record";
    public const string Why = "why";
    public const string Tools = "tools";
    public const string Depart = "depart";
    public const string Correct = "correct";
    public const string Conflict = "conflict";
    public const string Note = "note";
    public const string Link = "link";
    public const string Close = "close";
    public const string Reopen = "reopen";
}

/// <summary>Draws a case: pure, from the file, its policy and its school.</summary>
public static class CaseCards
{
    private const int MostNotes = 20;

    public static CaseCard Of(CaseFile file, Policy policy, School school, CaseView view)
    {
        var reading = CaseReading.Of(file, policy);
        var decision = reading.Decision;
        var form = FormOf(file, policy, school, reading, view);
        var mayDecide = view.Viewer is { } viewer && viewer.MayDecide && CaseDecider.BarredFromDeciding(file, viewer) is null;

        return new(
            file.Reference,
            $"Case {file.Reference}",
            Banner(file, reading),
            IsUrgent(reading) ? "attention" : "emphasis",
            view.Notice ?? "",
            Safety(file, reading),
            Facts(file, policy, school, reading, view.Now),
            Next(policy, decision, file),
            file.IsClosed ? [] : Pending(file, policy, school),
            [.. OpenBeside(file, decision).Select(open => new CardFact(policy.ActionLabel(open.Action), Under(policy, open)))],
            [.. decision.Blocked.Select(blocked => new CardFact(policy.ActionLabel(blocked.Action), string.Join("; ", blocked.Because.Select(policy.ReasonPlain))))],
            [.. decision.Never.Select(never => new CardFact(policy.ActionLabel(never.Action), Labels(policy, never.Clauses)))],
            policy.ShapePlain,
            mayDecide ? Details(file, policy, reading, view.MostDetail) : [],
            [.. file.Timeline.TakeLast(6).Select(recorded => $"{recorded.At.Short()}: {Happened(recorded.Event, policy, school)}")],
            form.Title,
            form.Inputs,
            form.Buttons,
            Data(file, "case/view"),
            view.RefreshUsers);
    }

    /// <summary>What happened, by role and without anybody's words.</summary>
    public static string Happened(CaseEvent happened, Policy policy, School school)
    {
        var who = school.RoleWord(happened.By);
        return happened switch
        {
            CaseOpened => "reported",
            AnswersGiven { Complete: true } => $"report finished by {who}",
            AnswersGiven => $"report sent by {who} before every question was answered",
            EscalationProposed proposed => $"“{policy.ActionLabel(proposed.Action)}” asked for by {who}",
            EscalationApproved { Final: true } approved => $"“{policy.ActionLabel(approved.Action)}” approved by {who}",
            EscalationApproved approved => $"“{policy.ActionLabel(approved.Action)}” approved by {who}; a lead decides next",
            EscalationDeclined declined => $"“{policy.ActionLabel(declined.Action)}” declined by {who}",
            ActionRecorded taken => $"{policy.ActionDone(taken.Action)} ({policy.OutcomeLabel(taken.Outcome).ToLowerInvariant()}), recorded by {who}",
            DepartureRecorded departed => $"Departure from the policy: {policy.ActionDone(departed.Action)}, recorded by {who}",
            FactCorrected corrected => $"{FactTitle(policy, corrected.Fact)}: {corrected.Value}, said by {who}",
            ConflictDeclared conflict => conflict.Person == happened.By
                ? $"{who} declared a conflict of interest"
                : $"{who} declared a conflict of interest of {school.RoleWord(conflict.Person)}",
            NoteAdded => $"note added by {who}",
            UrgencyAcknowledged => $"seen by {who}",
            NoticePassedOn passed => $"nobody had acknowledged it in time, so the {passed.To} were told",
            CaseLinked linked => $"linked to {linked.To} by {who}",
            CaseClosed => $"closed by {who}",
            CaseReopened => $"reopened by {who}",
            CaseForgotten => $"forgotten by {who}",
            MessageUndeliverable undeliverable => $"{undeliverable.What} could not be delivered ({undeliverable.Code})",
            _ => "something this version does not know",
        };
    }

    public static string StatusWords(CaseStatus status) => status switch
    {
        CaseStatus.AwaitingReflection => "Awaiting reflection",
        CaseStatus.Open => "Open",
        CaseStatus.Closed => "Closed",
        CaseStatus.Forgotten => "Forgotten",
        _ => status.ToString(),
    };

    public static bool IsUrgent(CaseReading reading) =>
        reading.Facts.ImmediateRisk || reading.Facts.ChildHarmDisclosed || reading.Facts.IntimateImage;

    /// <summary>Where the policy says it: labels of clauses, or that it does not say.</summary>
    public static string Labels(Policy policy, IReadOnlyList<string> clauses) =>
        clauses.Count == 0 ? "the policy is silent on this" : string.Join("; ", clauses.Select(id => policy.Find(id)?.Label ?? id));

    /// <summary>How firmly the policy says it, and where; or that it does not.</summary>
    public static string Firmness(Policy policy, OpenAction open) => open.Clauses.Count > 0
        ? $"{policy.StrengthPlain(open.Strength).TrimEnd('.')}: {Labels(policy, open.Clauses)}."
        : policy.ActionUnsaid(open.Action) ?? "The policy is silent on this step; it is ours.";

    public static JsonObject Data(CaseFile file, string verb) => new()
    {
        ["verb"] = verb,
        ["case"] = file.Reference,
        ["version"] = file.Version,
    };

    private static string Banner(CaseFile file, CaseReading reading)
    {
        var urgency = reading.Facts.ImmediateRisk ? "URGENT: somebody may be in danger"
            : IsUrgent(reading) ? "URGENT: safeguarding concern"
            : "not urgent";
        return $"{StatusWords(file.Status)} · {urgency}";
    }

    private static IReadOnlyList<string> Safety(CaseFile file, CaseReading reading)
    {
        var lines = new List<string>();
        if (reading.Facts.ImmediateRisk)
        {
            lines.Add("If anyone is in immediate danger, call 999 now. No approval is needed.");
        }

        if (reading.Facts.IntimateImage)
        {
            lines.Add("There may be an intimate image. Nobody looks at it again, copies, saves, prints or sends it. No copy is held here. The DSL handles it in person.");
        }

        if (!file.IsClosed && reading.Decision.PoliceBeforePoster)
        {
            lines.Add("Do not contact the poster until the police have advised. This is not legal advice.");
        }

        return lines;
    }

    private static List<CardFact> Facts(CaseFile file, Policy policy, School school, CaseReading reading, DateTimeOffset now)
    {
        var facts = new List<CardFact>
        {
            new("School", school.Name),
            new("Category", Categories(policy, reading)),
            new("Reported", $"{file.OpenedAt.Full()} ({EnglishDates.Age(file.OpenedAt, now)})"),
            new("Policy", $"{policy.Trust}, {policy.Document.Title}, version {file.PolicyVersion}"),
        };

        if (!reading.Decision.InScope)
        {
            facts.Add(new("Scope", $"This policy leaves this author to another policy: {Labels(policy, policy.Scope.Clauses)}"));
        }

        if (reading.Decision.NotCovered.Count > 0)
        {
            facts.Add(new("Not covered by this policy", string.Join(", ", reading.Decision.NotCovered.Select(id => policy.CategoryOf(id)?.Label ?? id))));
        }

        if (file.Links.Count > 0)
        {
            facts.Add(new("Linked", string.Join(", ", file.Links)));
        }

        return facts;
    }

    private static string Categories(Policy policy, CaseReading reading) => reading.Categories.Count == 0
        ? "None yet"
        : string.Join(", ", reading.Categories.Select(category =>
            (policy.CategoryOf(category.Id)?.Label ?? category.Id) + (category.Possible ? " (possible; the DSL confirms)" : "")));

    private static CaseCardNext Next(Policy policy, Decision decision, CaseFile file)
    {
        if (file.IsClosed)
        {
            return new("None: this case is closed", []);
        }

        var next = decision.Next;
        var lines = new List<string> { policy.ActionPlain(next.Action) };
        lines.Add(Firmness(policy, next));

        lines.Add(policy.ApprovalPlain(next.Approval));

        if (next.Action == Actions.CloseNoBreach && policy.StatementOf(StatementIds.CriticismIsNoBreach) is { } criticism)
        {
            lines.Add($"{criticism.Plain} ({Labels(policy, criticism.Clauses)})");
        }

        if (next.Action is Actions.ReferToPolice or Actions.SeekLegalAdvice or Actions.WarnOfLegalAction or Actions.TakeLegalAction)
        {
            lines.Add("Nothing here is legal advice.");
        }

        return new(policy.ActionLabel(next.Action), lines);
    }

    private static List<CardFact> Pending(CaseFile file, Policy policy, School school) =>
    [
        .. file.Escalations.Values.Select(escalation => new CardFact(
            policy.ActionLabel(escalation.Action),
            escalation switch
            {
                { Final: true } => $"Approved ({school.RoleWord(escalation.ApprovedBy!)}). Carry it out, then record what came of it.",
                { AwaitsLead: true } => $"Approved by {school.RoleWord(escalation.ApprovedBy!)}. Waits for a second person, a lead.",
                _ => $"Asked for by {school.RoleWord(escalation.ProposedBy)}, {escalation.ProposedAt.Short()}. Waits for the DSL or a deputy.",
            })),
    ];

    private static IEnumerable<OpenAction> OpenBeside(CaseFile file, Decision decision) =>
        file.IsClosed ? [] : decision.Allowed.Where(open => open.Action != decision.Next.Action);

    private static string Under(Policy policy, OpenAction open) =>
        $"{Labels(policy, open.Clauses)} · {policy.ApprovalPlain(open.Approval)}";

    /// <summary>For the people who may act, and only in their own view. All of it inert.</summary>
    private static List<CardFact> Details(CaseFile file, Policy policy, CaseReading reading, int mostDetail)
    {
        var report = file.Report;
        var details = new List<CardFact>();
        if (file.Status == CaseStatus.Forgotten)
        {
            return details;
        }

        Add("The words of the post", report.Text);
        Add("Link, as given (no need to visit it)", report.Link);
        Add("Pictures and files (in the case’s export)", report.Evidence.Count == 0 ? null : EvidenceWords.List(report.Evidence));
        Add("Where", report.Platform is null ? null : WhereStep.TitleOf(report.Platform));
        Add("How it was seen", report.SeenHow);
        Add("Who posted it", report.Author is null ? null : policy.AuthorLabel(report.Author));
        Add("Who it is about", report.Target is null ? null : TargetStep.TitleOf(report.Target));
        Add("Reported by", file.ReporterName);
        foreach (var (place, text) in report.Reflections)
        {
            Add(policy.Reflection.ElementAtOrDefault(place - 1)?.Text ?? "Reflection", text);
        }

        foreach (var (category, reason) in reading.NotMet)
        {
            Add($"{policy.CategoryOf(category)?.Label ?? category}: test not met", reason);
        }

        Add("For the DSL to confirm", reading.ToConfirm.Count == 0 ? null : string.Join(", ", reading.ToConfirm.Select(fact => FactTitle(policy, fact))));
        foreach (var (at, words) in file.Timeline.Select(recorded => (recorded.At, ReasonOf(recorded.Event))).Where(note => note.Item2 is not null).TakeLast(MostNotes))
        {
            Add(at.Short(), words);
        }

        return details;

        void Add(string title, string? text)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                details.Add(new(title, CardText.Plain(text, mostDetail)));
            }
        }
    }

    private static string? ReasonOf(CaseEvent happened) => happened switch
    {
        EscalationProposed { Reason: { } reason } => $"Asked for because: {reason}",
        EscalationApproved { Reason: { } reason } => $"Approved because: {reason}",
        EscalationDeclined { Reason: { } reason } => $"Declined because: {reason}",
        ActionRecorded { Note: { } note } => $"Note: {note}",
        DepartureRecorded { Reason: { } reason } => $"Departure because: {reason}",
        FactCorrected { Reason: { } reason } => $"Corrected because: {reason}",
        ConflictDeclared { Reason: { } reason } => $"Conflict: {reason}",
        NoteAdded { Text: { } text } => $"Note: {text}",
        CaseClosed { Reason: { } reason } => $"Closed because: {reason}",
        CaseReopened { Reason: { } reason } => $"Reopened because: {reason}",
        _ => null,
    };

    private static string FactTitle(Policy policy, string fact) =>
        policy.CategoryOf(fact)?.Label ?? (fact == FactCorrection.Categories ? "Categories" : policy.FactLabel(fact));

    private sealed record Form(string Title, IReadOnlyList<CardInput> Inputs, IReadOnlyList<CardButton> Buttons);

    private static Form FormOf(CaseFile file, Policy policy, School school, CaseReading reading, CaseView view)
    {
        var decision = reading.Decision;
        if (file.Status == CaseStatus.Forgotten)
        {
            return new("", [], []);
        }

        var back = Press(file, "Back", "case/view", CardButton.WithoutInputs);
        switch (view.Show)
        {
            case CaseShow.Propose:
                return new(
                    "Ask for an approval",
                    [
                        One("action", "What should be done", NeedingApproval(file, policy, decision), view.Action),
                        Paragraph("reason", "Why"),
                    ],
                    [Press(file, "Ask for approval", "case/propose"), back]);

            case CaseShow.Record:
                return new(
                    "Record what was done",
                    [
                        One("action", "What was done", Recordable(file, policy, decision), view.Action),
                        One("outcome", "What came of it", [.. Outcomes.All.Select(outcome => new CardChoice(policy.OutcomeLabel(outcome), outcome))], Outcomes.Done),
                        Paragraph("note", "Note (only the people who may act see it)"),
                    ],
                    [Press(file, "Record", "case/record"), back]);

            case CaseShow.Why:
                return new(
                    "Why, or why not?",
                    [One("action", "Action", [.. policy.Ladder.Select(rule => rule.Action).Concat(policy.Never.Select(never => never.Action)).Select(action => new CardChoice(policy.ActionLabel(action), action))], view.Action)],
                    [Press(file, "Show the clause", "case/why"), back]);

            case CaseShow.Tools:
                return new(
                    "More for the DSL",
                    [],
                    [
                        Press(file, "Correct a fact", "case/view", CardButton.WithoutInputs, ("show", CaseShow.Correct)),
                        Press(file, "Departure", "case/view", CardButton.WithoutInputs, ("show", CaseShow.Depart)),
                        Press(file, "Note", "case/view", CardButton.WithoutInputs, ("show", CaseShow.Note)),
                        Press(file, "Link", "case/view", CardButton.WithoutInputs, ("show", CaseShow.Link)),
                        file.IsClosed
                            ? Press(file, "Reopen", "case/view", CardButton.WithoutInputs, ("show", CaseShow.Reopen))
                            : Press(file, "Close", "case/view", CardButton.WithoutInputs, ("show", CaseShow.Close)),
                        Press(file, "Conflict of interest", "case/view", CardButton.WithoutInputs, ("show", CaseShow.Conflict)),
                    ]);

            case CaseShow.Depart:
                return new(
                    "Record a departure from the policy",
                    [
                        One("action", "What was done", [.. policy.Vocabulary.Actions.Keys.Where(IsTaken).Order(StringComparer.Ordinal).Select(action => new CardChoice(policy.ActionLabel(action), action))], view.Action),
                        Paragraph("reason", "Why the policy was departed from"),
                    ],
                    [Press(file, "Record the departure", "case/depart"), back]);

            case CaseShow.Correct:
                return new(
                    "Confirm or change a fact",
                    [
                        One("fact", "Fact or category", CorrectableFacts(policy), view.Action),
                        new("line", "value", "Value: yes, no, or who posted it", "", "yes", []),
                        Paragraph("reason", "Why"),
                    ],
                    [Press(file, "Change", "case/correct"), back]);

            case CaseShow.Conflict:
                return new(
                    "Declare a conflict of interest",
                    [
                        .. view.Viewer is { IsDsl: true } ? [Whose(school, view.Viewer)] : Array.Empty<CardInput>(),
                        Paragraph("reason", "What it is, in a few words"),
                    ],
                    [Press(file, "Declare", "case/conflict"), back]);

            case CaseShow.Note:
                return new("Add a note", [Paragraph("text", "Note (only the people who may act see it)")], [Press(file, "Add", "case/note"), back]);

            case CaseShow.Link:
                return new("Link to another case", [new("line", "to", "Its reference", "", "CB-2026-0001", [])], [Press(file, "Link", "case/link"), back]);

            case CaseShow.Close:
                return new("Close this case", [Paragraph("reason", "Why")], [Press(file, "Close", "case/close"), back]);

            case CaseShow.Reopen:
                return new("Reopen this case", [Paragraph("reason", "Why")], [Press(file, "Reopen", "case/reopen"), back]);

            default:
                return Plain(file, policy, decision);
        }
    }

    /// <summary>The card as it stands: a decision that waits comes first, then the next allowed action, then the rest.</summary>
    private static Form Plain(CaseFile file, Policy policy, Decision decision)
    {
        List<Escalation> waiting = file.IsClosed
            ? []
            : [.. file.Escalations.Values.Where(escalation => !escalation.Final).OrderByDescending(escalation => escalation.AwaitsDsl)];
        var buttons = new List<CardButton>();

        if (waiting.Count == 1)
        {
            buttons.Add(Press(file, "Approve", "case/approve", CardButton.WithInputs, ("action", waiting[0].Action)));
            buttons.Add(Press(file, "Decline", "case/decline", CardButton.WithInputs, ("action", waiting[0].Action)));
        }
        else if (waiting.Count > 1)
        {
            buttons.Add(Press(file, "Approve", "case/approve"));
            buttons.Add(Press(file, "Decline", "case/decline"));
        }
        else if (!file.IsClosed)
        {
            buttons.Add(NextButton(file, policy, decision));
        }

        if (!file.IsClosed)
        {
            buttons.Add(Press(file, "Record what was done", "case/view", CardButton.WithoutInputs, ("show", CaseShow.Record)));
            buttons.Add(Press(file, "Ask for an approval", "case/view", CardButton.WithoutInputs, ("show", CaseShow.Propose)));
        }

        buttons.Add(Press(file, "Why?", "case/view", CardButton.WithoutInputs, ("show", CaseShow.Why)));
        buttons.Add(Press(file, "More (DSL)", "case/view", CardButton.WithoutInputs, ("show", CaseShow.Tools)));

        return waiting.Count switch
        {
            0 => new("", [], [.. buttons.DistinctBy(button => button.Title)]),
            1 => new($"Decide: {policy.ActionLabel(waiting[0].Action)}", [Paragraph("reason", "Reason for the decision")], buttons),
            _ => new(
                "Decide",
                [
                    One("action", "On what", [.. waiting.Select(escalation => new CardChoice(policy.ActionLabel(escalation.Action), escalation.Action))], waiting[0].Action),
                    Paragraph("reason", "Reason for the decision"),
                ],
                buttons),
        };
    }

    private static CardButton NextButton(CaseFile file, Policy policy, Decision decision)
    {
        var next = decision.Next;
        var label = policy.ActionLabel(next.Action);
        var approved = file.Escalations.GetValueOrDefault(next.Action) is { Final: true };

        return next.Action switch
        {
            Actions.CloseNoBreach or Actions.CloseContentRemoved or Actions.UseOtherPolicy =>
                Press(file, "Close this case", "case/view", CardButton.WithoutInputs, ("show", CaseShow.Close)),
            Actions.AwaitReply => Press(file, "Record the answer", "case/view", CardButton.WithoutInputs, ("show", CaseShow.Record), ("action", Actions.RequestRemoval)),
            Actions.HoldAndReview => Press(file, "Record what was done", "case/view", CardButton.WithoutInputs, ("show", CaseShow.Record)),
            _ when next.Approval == Approval.None || approved =>
                Press(file, $"Done: {label}", "case/view", CardButton.WithoutInputs, ("show", CaseShow.Record), ("action", next.Action)),
            _ => Press(file, $"Ask: {label}", "case/view", CardButton.WithoutInputs, ("show", CaseShow.Propose), ("action", next.Action)),
        };
    }

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

    private static IReadOnlyList<CardChoice> CorrectableFacts(Policy policy) =>
    [
        new(policy.FactLabel(FactCorrection.Author), FactCorrection.Author),
        .. FactNames.All.Select(fact => new CardChoice(policy.FactLabel(fact), fact)),
        .. policy.CoveredCategories.Select(category => new CardChoice($"Category: {policy.CategoryChoice(category)}", category.Id)),
    ];

    /// <summary>Those who decide, by role: a card names nobody.</summary>
    private static CardInput Whose(School school, Actor viewer) => new(
        "one",
        "person",
        "Whose (empty = your own)",
        "",
        "",
        [
            .. school.Dsl.Concat(school.Deputies).Concat(school.Leads)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(person => !person.Equals(viewer.Id, StringComparison.OrdinalIgnoreCase))
                .Select((person, i) => new CardChoice($"{i + 1}. {school.RoleWord(person)}", person)),
        ]);

    private static bool IsTaken(string action) => action is not (Actions.UseOtherPolicy or Actions.CloseNoBreach
        or Actions.CloseContentRemoved or Actions.AwaitReply or Actions.HoldAndReview);

    private static CardInput One(string id, string label, IReadOnlyList<CardChoice> choices, string? value) =>
        new("one", id, label, choices.Any(choice => choice.Value == value) ? value! : "", "", choices);

    private static CardInput Paragraph(string id, string label) => new("paragraph", id, label, "", "", []);

    private static CardButton Press(
        CaseFile file, string title, string verb, string inputs = CardButton.WithInputs, params ReadOnlySpan<(string Name, string Value)> data)
    {
        var node = Data(file, verb);
        foreach (var (name, value) in data)
        {
            node[name] = value;
        }

        return new(title, verb, node, inputs);
    }
}
