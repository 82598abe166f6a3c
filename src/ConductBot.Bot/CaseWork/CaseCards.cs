using System.Text.Json.Nodes;
using ConductBot.Bot.Cards;
using ConductBot.Bot.Delivery;
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

    private static readonly string[] All = [Propose, Record, Why, Tools, Depart, Correct, Conflict, Note, Link, Close, Reopen];

    public static bool Knows(string? show) => All.Contains(show);
}

/// <summary>Draws a case: pure, from the file, its policy and its school.</summary>
public static class CaseCards
{
    private const int MostNotes = 20;
    private const int MostHappened = 6;

    public static CaseCard Of(CaseFile file, Policy policy, School school, CaseView view)
    {
        var reading = CaseReading.Of(file, policy);
        var decision = reading.Decision;
        var form = CaseForms.Of(file, policy, school, reading, view);
        var mayDecide = view.Viewer is { } viewer && viewer.MayDecide && CaseDecider.BarredFromDeciding(file, viewer) is null;

        // With a form open the card is the form: what it needs, and nothing that pushes its buttons away.
        var isForm = CaseShow.Knows(view.Show) && file.Status != CaseStatus.Forgotten;
        var isMenu = view.Show is CaseShow.Tools or CaseShow.Why;

        return new(
            file.Reference,
            Say($"Case {file.Reference}"),
            Banner(file, reading),
            IsUrgent(reading) ? "attention" : "emphasis",
            view.Notice ?? "",
            Safety(file, reading),
            isForm ? [] : Facts(file, policy, school, reading, view.Now),
            Next(file, policy, school, reading),
            isForm ? [] : Pending(file, policy, school),
            isForm ? [] : Approved(file, policy, school),
            form.Title,
            form.Lines,
            form.Inputs,
            form.Main,
            mayDecide && !isMenu ? Details(file, policy, reading, view.MostDetail) : [],
            isForm ? [] : TimelineLines(file, policy, school),
            isForm ? [] : [.. OpenBeside(file, decision).Select(open => new CardFact(policy.ActionLabel(open.Action), Under(file, policy, school, decision, open)))],
            isForm ? [] : [.. decision.Blocked.Select(blocked => new CardFact(policy.ActionLabel(blocked.Action), string.Join("; ", blocked.Because.Select(policy.ReasonPlain))))],
            isForm ? [] : [.. decision.Never.Select(never => new CardFact(policy.ActionLabel(never.Action), Labels(policy, never.Clauses)))],
            isForm ? "" : policy.ShapePlain,
            form.Rest,
            Data(file, "case/view"),
            view.RefreshUsers);
    }

    /// <summary>What happened, by role and without anybody's words.</summary>
    public static string Happened(CaseEvent happened, Policy policy, School school)
    {
        var who = school.RoleWord(happened.By);
        return happened switch
        {
            CaseOpened => Say("Reported").ToLowerInvariant(),
            AnswersGiven { Complete: true } => Say($"report finished by {who}"),
            AnswersGiven => Say($"report sent by {who} before every question was answered"),
            EscalationProposed proposed => Say($"“{policy.ActionLabel(proposed.Action)}” asked for by {who}"),
            EscalationApproved { Final: true } approved => Say($"“{policy.ActionLabel(approved.Action)}” approved by {who}"),
            EscalationApproved approved => Say($"“{policy.ActionLabel(approved.Action)}” approved by {who}; a lead decides next"),
            EscalationDeclined declined => Say($"“{policy.ActionLabel(declined.Action)}” declined by {who}"),
            ActionRecorded taken => Say($"{policy.ActionDone(taken.Action)} ({policy.OutcomeLabel(taken.Outcome).ToLowerInvariant()}), recorded by {who}"),
            DepartureRecorded departed => Say($"Departure from the policy: {policy.ActionDone(departed.Action)}, recorded by {who}"),
            FactCorrected corrected => Say($"{FactTitle(policy, corrected.Fact)}: {FactValue(policy, corrected.Fact, corrected.Value)}, said by {who}"),
            ConflictDeclared conflict => conflict.Person == happened.By
                ? Say($"{who} declared a conflict of interest")
                : Say($"{who} declared a conflict of interest of {school.RoleWord(conflict.Person)}"),
            NoteAdded => Say($"note added by {who}"),
            UrgencyAcknowledged => Say($"seen by {who}"),
            NoticePassedOn { To: NoticePassedOn.Leads } => Say("nobody had acknowledged it in time, so the leads were told"),
            NoticePassedOn => Say("nobody had acknowledged it in time, so the deputies were told"),
            CaseLinked linked => Say($"linked to {linked.To} by {who}"),
            CaseClosed => Say($"closed by {who}"),
            CaseReopened => Say($"reopened by {who}"),
            CaseForgotten => Say($"forgotten by {who}"),
            MessageUndeliverable undeliverable => Say($"{OutgoingWhat.Words(undeliverable.What)} could not be delivered ({undeliverable.Code})"),
            _ => Say("something this version does not know"),
        };
    }

    public static string StatusWords(CaseStatus status) => status switch
    {
        CaseStatus.AwaitingReflection => Say("Awaiting reflection"),
        CaseStatus.Open => Say("Open"),
        CaseStatus.Closed => Say("Closed"),
        CaseStatus.Forgotten => Say("Forgotten"),
        _ => status.ToString(),
    };

    /// <summary>The same, with what it means where the word alone does not say.</summary>
    public static string StatusPlain(CaseStatus status) => status == CaseStatus.AwaitingReflection
        ? Say("Awaiting reflection (not finished by the reporter yet)")
        : StatusWords(status);

    public static bool IsUrgent(CaseReading reading) =>
        reading.Facts.ImmediateRisk || reading.Facts.ChildHarmDisclosed || reading.Facts.IntimateImage;

    /// <summary>Where the policy says it: labels of clauses, or that it does not say.</summary>
    public static string Labels(Policy policy, IReadOnlyList<string> clauses) =>
        clauses.Count == 0 ? Say("The policy is silent on this") : string.Join("; ", clauses.Select(id => policy.Find(id)?.Label ?? id));

    /// <summary>How firmly the policy says it, and where; or that it does not.</summary>
    public static string Firmness(Policy policy, OpenAction open) => open.Clauses.Count > 0
        ? $"{policy.StrengthPlain(open.Strength).TrimEnd('.')}: {Labels(policy, open.Clauses)}."
        : policy.ActionUnsaid(open.Action) ?? Say("The policy is silent on this step; it is ours.");

    public static JsonObject Data(CaseFile file, string verb) => new()
    {
        ["verb"] = verb,
        ["case"] = file.Reference,
        ["version"] = file.Version,
    };

    private static string Banner(CaseFile file, CaseReading reading)
    {
        var urgency = reading.Facts.ImmediateRisk ? Say("URGENT: somebody may be in danger")
            : IsUrgent(reading) ? Say("URGENT: safeguarding concern")
            : Say("not urgent");
        return $"{StatusPlain(file.Status)} · {urgency}";
    }

    private static IReadOnlyList<string> Safety(CaseFile file, CaseReading reading)
    {
        var lines = new List<string>();
        if (reading.Facts.ImmediateRisk)
        {
            lines.Add(Say("If anyone is in immediate danger, call 999 now. No approval is needed."));
        }

        if (reading.Facts.IntimateImage)
        {
            lines.Add(Say("There may be an intimate image. Nobody looks at it again, copies, saves, prints or sends it. No copy is held here. The DSL handles it in person."));
        }

        if (!file.IsClosed && reading.Decision.PoliceBeforePoster)
        {
            lines.Add(Say("Do not contact the poster until the police have advised. This is not legal advice."));
        }

        return lines;
    }

    private static List<CardFact> Facts(CaseFile file, Policy policy, School school, CaseReading reading, DateTimeOffset now)
    {
        var facts = new List<CardFact>
        {
            new(Say("School"), school.Name),
            new(Say("Category"), Categories(file, policy, reading)),
            new(Say("Reported"), $"{file.OpenedAt.Full()} ({LondonDates.Age(file.OpenedAt, now)})"),
            new(Say("Policy"), Say($"{policy.Trust}, {policy.Document.Title}, version {file.PolicyVersion}")),
        };

        if (!reading.Decision.InScope)
        {
            facts.Add(new(Say("Scope"), Say($"This policy leaves this author to another policy: {Labels(policy, policy.Scope.Clauses)}")));
        }

        if (reading.Decision.NotCovered.Count > 0)
        {
            facts.Add(new(Say("Not covered by this policy"), string.Join(", ", reading.Decision.NotCovered.Select(id => CategoryLabel(policy, id)))));
        }

        if (file.Links.Count > 0)
        {
            facts.Add(new(Say("Linked"), string.Join(", ", file.Links)));
        }

        return facts;
    }

    private static string Categories(CaseFile file, Policy policy, CaseReading reading)
    {
        if (reading.Categories.Count == 0)
        {
            return reading.NotMet.Count > 0 ? Say("None: what was chosen does not meet its test")
                : file.Report.Categories.Count > 0 ? Say("None left of what was chosen")
                : file.Report.CategoriesAsked ? Say("None chosen")
                : Say("None yet");
        }

        return string.Join(", ", reading.Categories.Select(category => category.Possible
            ? Say($"{CategoryLabel(policy, category.Id)} (possible; the DSL confirms)")
            : CategoryLabel(policy, category.Id)));
    }

    private static CaseCardNext Next(CaseFile file, Policy policy, School school, CaseReading reading)
    {
        if (file.IsClosed)
        {
            return new(Say("None: this case is closed"), "", []);
        }

        var next = reading.Decision.Next;
        List<string> lines = [policy.ActionPlain(next.Action), Firmness(policy, next), WhoMay(file, policy, school, next)];

        if (next.Action == Actions.CloseNoBreach && policy.StatementOf(StatementIds.CriticismIsNoBreach) is { } criticism)
        {
            lines.Add($"{criticism.Plain} ({Labels(policy, criticism.Clauses)})");
        }

        if (next.Action is Actions.ReferToPolice or Actions.SeekLegalAdvice or Actions.WarnOfLegalAction or Actions.TakeLegalAction)
        {
            lines.Add(Say("Nothing here is legal advice."));
        }

        return new(policy.ActionLabel(next.Action), ToConfirmFirst(file, policy, reading), lines);
    }

    /// <summary>Who may do it now, and how far the agreement it needs has come. Our own rule, and said to be.</summary>
    public static string WhoMay(CaseFile file, Policy policy, School school, OpenAction open) => open.Action switch
    {
        Actions.CloseNoBreach or Actions.CloseContentRemoved or Actions.UseOtherPolicy =>
            Say("Only the DSL or a deputy can close a case. That is the school’s own rule."),
        Actions.HoldAndReview => Say("The DSL or a deputy looks at it again, or closes it: only they can. That is the school’s own rule."),
        Actions.AwaitReply => Say("Staff may record the answer when it comes."),
        _ => file.Escalations.GetValueOrDefault(open.Action) switch
        {
            { Final: true } agreed => Say($"Approved by {AgreedBy(school, agreed)}: it can be carried out."),
            { AwaitsLead: true } half => Say($"Approved by {AgreedBy(school, half)}. Waits for a second person, the headteacher or a trust lead. That is the school’s own rule."),
            _ => policy.ApprovalPlain(open.Approval),
        },
    };

    /// <summary>
    /// What nobody who decides has looked at yet, where the next step would end the case. The decision stands on what is
    /// recorded; this says what it stands on.
    /// </summary>
    public static string ToConfirmFirst(CaseFile file, Policy policy, CaseReading reading)
    {
        if (!CaseForms.EndsTheCase(reading.Decision.Next.Action))
        {
            return "";
        }

        string[] urgent = [FactNames.ImmediateRisk, FactNames.ChildHarmDisclosed, FactNames.IntimateImage];
        var open = urgent.Where(fact => reading.Facts.Read(fact) && !file.Corrections.ContainsKey(fact))
            .Union(reading.ToConfirm, StringComparer.Ordinal)
            .Select(fact => $"“{FactTitle(policy, fact)}”")
            .Concat(reading.Categories.Where(category => category.Possible).Select(category => $"“{FactTitle(policy, category.Id)}”"))
            .Concat(file.Status == CaseStatus.AwaitingReflection ? [Say("what the reporter has not answered yet")] : Array.Empty<string>())
            .ToList();
        return open.Count == 0 ? "" : Say($"For the DSL to confirm first: {string.Join("; ", open)}.");
    }

    private static IReadOnlyList<CardFact> Pending(CaseFile file, Policy policy, School school) => file.IsClosed ? [] :
    [
        .. file.Escalations.Values.Where(escalation => !escalation.Final).Select(escalation => new CardFact(
            policy.ActionLabel(escalation.Action),
            escalation.AwaitsLead
                ? Say($"Approved by {AgreedBy(school, escalation)}. Waits for a second person, a lead.")
                : Say($"Asked for by {school.RoleWord(escalation.ProposedBy)}, {escalation.ProposedAt.Short()}. Waits for the DSL or a deputy."))),
    ];

    private static IReadOnlyList<CardFact> Approved(CaseFile file, Policy policy, School school) => file.IsClosed ? [] :
    [
        .. file.Escalations.Values.Where(escalation => escalation.Final).Select(escalation => new CardFact(
            policy.ActionLabel(escalation.Action),
            Say($"Approved by {AgreedBy(school, escalation)}. Carry it out, then record what came of it."))),
    ];

    /// <summary>Everybody who agreed, by role.</summary>
    private static string AgreedBy(School school, Escalation escalation) => escalation.SecondBy is { } second
        ? Say($"{school.RoleWord(escalation.ApprovedBy!)} and {school.RoleWord(second)}")
        : school.RoleWord(escalation.ApprovedBy!);

    private static IEnumerable<OpenAction> OpenBeside(CaseFile file, Decision decision) =>
        file.IsClosed ? [] : decision.Allowed.Where(open => open.Action != decision.Next.Action);

    private static string Under(CaseFile file, Policy policy, School school, Decision decision, OpenAction open) =>
        string.Join(" · ", [.. PoliceFirst(policy, decision, open.Action), Labels(policy, open.Clauses), WhoMay(file, policy, school, open)]);

    /// <summary>The card's warning again, beside each open action that it is about.</summary>
    public static IEnumerable<string> PoliceFirst(Policy policy, Decision decision, string action) =>
        decision.PoliceBeforePoster && policy.ContactsPoster(action) ? [Say("Open under the policy; wait for the police’s advice first")] : [];

    /// <summary>The last of what happened. Answers that an urgent case heard one by one are one line.</summary>
    private static IReadOnlyList<string> TimelineLines(CaseFile file, Policy policy, School school)
    {
        var lines = new List<(DateTimeOffset At, string Words, string? Answerer, int Times)>();
        var answeredBefore = false;
        foreach (var recorded in file.Timeline)
        {
            var further = answeredBefore && recorded.Event is AnswersGiven { Complete: false } ? school.RoleWord(recorded.Event.By) : null;
            answeredBefore |= recorded.Event is AnswersGiven;
            if (further is not null && lines[^1].Answerer == further)
            {
                lines[^1] = (recorded.At, lines[^1].Words, further, lines[^1].Times + 1);
            }
            else
            {
                lines.Add((recorded.At, further is null ? Happened(recorded.Event, policy, school) : Say($"{further} answered further questions"), further, 1));
            }
        }

        var shown = lines.TakeLast(MostHappened).Select(line => $"{line.At.Short()}: {line.Words}{(line.Times > 1 ? $" ({line.Times})" : "")}");
        return lines.Count > MostHappened ? [Say($"… and {lines.Count - MostHappened} earlier"), .. shown] : [.. shown];
    }

    /// <summary>For the people who may act, and only in their own view. All of it inert.</summary>
    private static List<CardFact> Details(CaseFile file, Policy policy, CaseReading reading, int mostDetail)
    {
        var report = file.Report;
        var details = new List<CardFact>();
        if (file.Status == CaseStatus.Forgotten)
        {
            return details;
        }

        Add(Say("The words of the post"), report.Text);
        Add(Say("Link, as given (no need to visit it)"), report.Link);
        Add(Say("Pictures and files (in the case’s export)"), report.Evidence.Count == 0 ? null : EvidenceWords.List(report.Evidence));
        Add(Say("Where"), report.Platform is null ? null : WhereStep.TitleOf(report.Platform));
        Add(Say("How it was seen"), report.SeenHow);
        Add(Say("Who posted it"), report.Author is null ? null : policy.AuthorLabel(report.Author));
        Add(Say("Who it is about"), report.Target is null ? null : TargetStep.TitleOf(report.Target));
        Add(Say("Reported by"), file.ReporterName);
        foreach (var (place, text) in report.Reflections)
        {
            Add(policy.Reflection.ElementAtOrDefault(place - 1)?.Text ?? Say("Reflection"), text);
        }

        foreach (var (category, reason) in reading.NotMet)
        {
            Add(Say($"{CategoryLabel(policy, category)}: test not met"), reason);
        }

        Add(Say("For the DSL to confirm"), reading.ToConfirm.Count == 0 ? null : string.Join(", ", reading.ToConfirm.Select(fact => FactTitle(policy, fact))));
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
        EscalationProposed { Reason: { } reason } => Say($"Asked for because: {reason}"),
        EscalationApproved { Reason: { } reason } => Say($"Approved because: {reason}"),
        EscalationDeclined { Reason: { } reason } => Say($"Declined because: {reason}"),
        ActionRecorded { Note: { } note } => Say($"Note: {note}"),
        DepartureRecorded { Reason: { } reason } => Say($"Departure because: {reason}"),
        FactCorrected { Reason: { } reason } => Say($"Corrected because: {reason}"),
        ConflictDeclared { Reason: { } reason } => Say($"Conflict: {reason}"),
        NoteAdded { Text: { } text } => Say($"Note: {text}"),
        CaseClosed { Reason: { } reason } => Say($"Closed because: {reason}"),
        CaseReopened { Reason: { } reason } => Say($"Reopened because: {reason}"),
        _ => null,
    };

    public static string FactTitle(Policy policy, string fact) => fact switch
    {
        FactCorrection.Author => Say("Who posted it"),
        FactCorrection.Categories => Say("Categories"),
        _ => policy.CategoryOf(fact)?.Label ?? policy.FactLabel(fact),
    };

    private static string FactValue(Policy policy, string fact, string value) => fact switch
    {
        FactCorrection.Author => policy.AuthorLabel(value).ToLowerInvariant(),
        FactCorrection.Categories => string.Join(", ", value.Split(',').Select(id => CategoryLabel(policy, id))),
        _ => YesNo(value),
    };

    private static string YesNo(string value) => value switch
    {
        Report.Yes => Say("Yes").ToLowerInvariant(),
        Report.No => Say("No").ToLowerInvariant(),
        _ => value,
    };

    private static string CategoryLabel(Policy policy, string id) => policy.CategoryOf(id)?.Label ?? id;
}
