using System.Collections.Immutable;
using ConductBot.Policies;

namespace ConductBot.Cases;

public enum CaseStatus
{
    /// <summary>Sent, or urgent, before every question had an answer.</summary>
    AwaitingReflection,
    Open,
    Closed,
    Forgotten,
}

/// <summary>An event of a case with its place in the stream.</summary>
/// <param name="Version">1 for the first.</param>
public sealed record RecordedEvent(long Version, DateTimeOffset At, CaseEvent Event);

/// <summary>An action taken on a case.</summary>
/// <param name="Departure">Done outside what the policy allowed at that point.</param>
public sealed record TakenAction(string Action, string Outcome, string By, DateTimeOffset At, bool Departure);

/// <summary>An escalation that waits for somebody, or that was agreed and not yet carried out.</summary>
/// <param name="ApprovedBy">The DSL or deputy who agreed, or null.</param>
/// <param name="Final">Everybody who has to agree has.</param>
/// <param name="SecondBy">The lead who agreed after them, or null.</param>
public sealed record Escalation(
    string Action, string ProposedBy, DateTimeOffset ProposedAt, string? ApprovedBy, bool Final, string? SecondBy = null)
{
    public bool AwaitsDsl => ApprovedBy is null;

    public bool AwaitsLead => ApprovedBy is not null && !Final;
}

/// <summary>A case as its events make it. Immutable; the same events always give the same file.</summary>
public sealed record CaseFile
{
    public string Reference { get; private init; } = "";

    /// <summary>How many events there are: what a card carries so that an old one cannot overwrite newer work.</summary>
    public long Version { get; private init; }

    public string School { get; private init; } = "";

    public string PolicyId { get; private init; } = "";

    public string PolicyVersion { get; private init; } = "";

    /// <summary>Entra object id of the reporter.</summary>
    public string Reporter { get; private init; } = "";

    public string? ReporterName { get; private init; }

    public DateTimeOffset OpenedAt { get; private init; }

    public CaseStatus Status { get; private init; }

    public Report Report { get; private init; } = new();

    /// <summary>The steps of the report dialog that have an answer.</summary>
    public IReadOnlyList<string> Answered { get; private init; } = [];

    public ImmutableList<TakenAction> History { get; private init; } = [];

    /// <summary>By action.</summary>
    public ImmutableSortedDictionary<string, Escalation> Escalations { get; private init; } =
        ImmutableSortedDictionary.Create<string, Escalation>(StringComparer.Ordinal);

    /// <summary>Facts and categories that the DSL set, by name; a whole list of categories does away with single ones set before it.</summary>
    public ImmutableSortedDictionary<string, string> Corrections { get; private init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Entra object ids of people who declared a conflict, or for whom the DSL did.</summary>
    public ImmutableHashSet<string> Conflicts { get; private init; } =
        ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Entra object ids of those who said that they have seen how urgent it is.</summary>
    public ImmutableHashSet<string> SeenBy { get; private init; } =
        ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    public ImmutableSortedSet<string> Links { get; private init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Everything that happened, oldest first.</summary>
    public ImmutableList<RecordedEvent> Timeline { get; private init; } = [];

    public bool Exists => Version > 0;

    public bool IsClosed => Status is CaseStatus.Closed or CaseStatus.Forgotten;

    /// <summary>
    /// Entra object id of the member of staff whom the post is about, where they said so themselves: "me" is whoever gave
    /// that answer, which need not be the reporter. Null where it is about somebody else or nobody has said.
    /// </summary>
    public string? Target { get; private init; }

    /// <summary>Every question has had an answer, whatever became of the case since.</summary>
    public bool IsReportComplete { get; private init; }

    /// <summary>Name and version of the policy, as every event carries it.</summary>
    public string Under => $"{PolicyId} {PolicyVersion}";

    public static CaseFile Of(IEnumerable<RecordedEvent> events) => events.Aggregate(new CaseFile(), (file, next) => file.After(next));

    /// <summary>The file once one more thing has happened.</summary>
    /// <exception cref="InvalidDataException">It does not follow: an event is missing before it, or the case was never opened.</exception>
    public CaseFile After(RecordedEvent recorded)
    {
        if (recorded.Version != Version + 1 || recorded.Event is CaseOpened != (Version == 0))
        {
            throw new InvalidDataException(
                $"Case {(Exists ? Reference : "without an opening")} cannot go on from {Version} with a {recorded.Event.GetType().Name} at {recorded.Version}.");
        }

        var file = this with { Version = recorded.Version, Timeline = Timeline.Add(recorded) };

        return recorded.Event switch
        {
            CaseOpened opened => file with
            {
                Reference = opened.Reference,
                School = opened.School,
                PolicyId = opened.Policy,
                PolicyVersion = opened.PolicyVersion,
                Reporter = opened.By,
                ReporterName = opened.ReporterName,
                OpenedAt = recorded.At,
            },
            AnswersGiven given => Answer(file, given),
            EscalationProposed proposed => file with
            {
                Escalations = Escalations.SetItem(
                    proposed.Action, new(proposed.Action, proposed.By, recorded.At, ApprovedBy: null, Final: false)),
            },
            EscalationApproved approved => file with { Escalations = Approve(approved, recorded.At) },
            EscalationDeclined declined => file with { Escalations = Escalations.Remove(declined.Action) },
            ActionRecorded taken => file with
            {
                History = History.Add(new(taken.Action, taken.Outcome, taken.By, recorded.At, Departure: false)),

                // An approval is for one go: what failed may be tried again under it, what was done may not. What is only
                // asked for still waits: word of an earlier go is no answer to it.
                Escalations = taken.Outcome != Outcomes.Failed && Escalations.GetValueOrDefault(taken.Action) is { Final: true }
                    ? Escalations.Remove(taken.Action)
                    : Escalations,
            },
            DepartureRecorded departed => file with
            {
                History = History.Add(new(departed.Action, Outcomes.Done, departed.By, recorded.At, Departure: true)),
                Escalations = Escalations.Remove(departed.Action),
            },
            FactCorrected corrected => file with { Corrections = Correct(corrected) },
            ConflictDeclared conflict => file with
            {
                Conflicts = Conflicts.Add(conflict.Person),
                Escalations = WithoutApprovalsOf(conflict.Person),
            },
            CaseLinked linked => file with { Links = Links.Add(linked.To) },
            CaseClosed => file with { Status = CaseStatus.Closed },
            CaseReopened => file with
            {
                Status = IsReportComplete ? CaseStatus.Open : CaseStatus.AwaitingReflection,
            },
            CaseForgotten => file with { Status = CaseStatus.Forgotten },
            UrgencyAcknowledged => file with { SeenBy = SeenBy.Add(recorded.Event.By) },
            NoteAdded or MessageUndeliverable or NoticePassedOn => file,
            _ => throw new InvalidOperationException($"Case {Reference} holds an event of an unknown kind at {recorded.Version}."),
        };
    }

    private CaseFile Answer(CaseFile file, AnswersGiven given)
    {
        // Who finishes another's report passes their answers on: "me" stays whoever said it first.
        var target = given.Report.Target != Targets.Me ? null
            : Report.Target == Targets.Me ? Target
            : given.By;

        return file with
        {
            Report = given.Report,
            Answered = given.Answered,
            Target = target,
            IsReportComplete = IsReportComplete || given.Complete,
            Status = given.Complete && Status == CaseStatus.AwaitingReflection ? CaseStatus.Open : Status,
            Escalations = target is null ? Escalations : WithoutApprovalsOf(target),
        };
    }

    private ImmutableSortedDictionary<string, Escalation> Approve(EscalationApproved approved, DateTimeOffset at)
    {
        // A DSL may approve what nobody asked for: that is asking and agreeing in one.
        var escalation = Escalations.GetValueOrDefault(approved.Action)
            ?? new(approved.Action, approved.By, at, ApprovedBy: null, Final: false);

        return Escalations.SetItem(approved.Action, escalation with
        {
            ApprovedBy = escalation.ApprovedBy ?? approved.By,
            SecondBy = escalation.AwaitsLead ? approved.By : null,
            Final = approved.Final,
        });
    }

    /// <summary>
    /// What somebody agreed to who, it turns out, may not decide here waits again, unless it has been carried out. Where two
    /// people agreed it goes back to the first of them, whichever it was.
    /// </summary>
    private ImmutableSortedDictionary<string, Escalation> WithoutApprovalsOf(string person) => Escalations.SetItems(
        Escalations
            .Where(entry => Is(entry.Value.ApprovedBy, person) || Is(entry.Value.SecondBy, person))
            .Select(entry => KeyValuePair.Create(entry.Key, entry.Value with { ApprovedBy = null, SecondBy = null, Final = false })));

    /// <summary>The last word counts: a list of all categories also overrules what was said of single ones before.</summary>
    private ImmutableSortedDictionary<string, string> Correct(FactCorrected corrected) =>
        (corrected.Fact == FactCorrection.Categories ? Corrections.RemoveRange(Corrections.Keys.Where(FactCorrection.IsCategory)) : Corrections)
        .SetItem(corrected.Fact, corrected.Value);

    private static bool Is(string? one, string other) => other.Equals(one, StringComparison.OrdinalIgnoreCase);
}
