namespace ConductBot.Cases;

/// <summary>Something a person wants done to a case, drawn from a card or typed.</summary>
/// <param name="By">Who.</param>
public abstract record CaseCommand(Actor By);

public sealed record GiveAnswers(Actor By, Report Report, IReadOnlyList<string> Answered, bool Complete) : CaseCommand(By);

public sealed record Propose(Actor By, string Action, string? Reason) : CaseCommand(By);

public sealed record Approve(Actor By, string Action, string? Reason) : CaseCommand(By);

public sealed record Decline(Actor By, string Action, string? Reason) : CaseCommand(By);

public sealed record RecordAction(Actor By, string Action, string Outcome, string? Note) : CaseCommand(By);

public sealed record Depart(Actor By, string Action, string? Reason) : CaseCommand(By);

public sealed record CorrectFact(Actor By, string Fact, string Value, string? Reason) : CaseCommand(By);

/// <param name="Person">Entra object id of whom the conflict is; null = the one who says so.</param>
public sealed record DeclareConflict(Actor By, string? Person, string? Reason) : CaseCommand(By);

/// <summary>Says that an urgent case has been seen, so that nobody else need be found.</summary>
public sealed record Acknowledge(Actor By) : CaseCommand(By);

public sealed record AddNote(Actor By, string? Text) : CaseCommand(By);

public sealed record LinkCase(Actor By, string? To) : CaseCommand(By);

public sealed record CloseCase(Actor By, string? Reason) : CaseCommand(By);

public sealed record ReopenCase(Actor By, string? Reason) : CaseCommand(By);

/// <summary>What became of a command.</summary>
public abstract record CaseOutcome
{
    private CaseOutcome()
    {
    }

    public sealed record Accepted(IReadOnlyList<CaseEvent> Events) : CaseOutcome;

    /// <summary>It had been done before: nothing to add, and nobody did wrong.</summary>
    public sealed record Already(string Sentence) : CaseOutcome;

    /// <param name="Sentence">Why not, for staff.</param>
    /// <param name="Clauses">Where the policy says so; empty where the reason is the school's own rule.</param>
    public sealed record Refused(string Sentence, IReadOnlyList<string> Clauses) : CaseOutcome;

    /// <summary>Something is missing or wrong in what was typed.</summary>
    public sealed record Incomplete(string Sentence) : CaseOutcome;
}
