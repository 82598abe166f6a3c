namespace ConductBot.Cases;

/// <summary>Something that happened to a case. Never edited, never deleted; a correction is another event.</summary>
/// <remarks>docs/events.md lists who causes each, when, and what it holds.</remarks>
public abstract record CaseEvent
{
    /// <summary>Entra object id of the person who did it, or <see cref="TheBot"/>, or <see cref="TheOperator"/>.</summary>
    public required string By { get; init; }

    /// <summary>The policy and the version of it that the case is decided under: <c>oak 1.0 (2019-06-28)</c>.</summary>
    public required string Under { get; init; }

    /// <summary>Stands for a person where the bot itself did it.</summary>
    public const string TheBot = "conductbot";

    /// <summary>Stands for whoever ran a command on the server: Teams has verified nobody there.</summary>
    public const string TheOperator = "operator";
}

/// <summary>A concern was reported; the case has a number from here on.</summary>
public sealed record CaseOpened : CaseEvent
{
    public required string Reference { get; init; }

    public required string School { get; init; }

    public required string Policy { get; init; }

    public required string PolicyVersion { get; init; }

    [Personal]
    public string? ReporterName { get; init; }
}

/// <summary>The reporter, or the DSL for them, answered: the whole report as it stands, not only what is new.</summary>
public sealed record AnswersGiven : CaseEvent
{
    /// <summary>False while questions are left: the case awaits reflection.</summary>
    public required bool Complete { get; init; }

    /// <summary>The steps of the dialog that have an answer, in order.</summary>
    public required IReadOnlyList<string> Answered { get; init; }

    public required Report Report { get; init; }
}

/// <summary>Somebody who may decide has seen that the case is urgent.</summary>
public sealed record UrgencyAcknowledged : CaseEvent;

/// <summary>Nobody acknowledged an urgent case in time, so that others were told.</summary>
public sealed record NoticePassedOn : CaseEvent
{
    public const string Deputies = "deputies";
    public const string Leads = "leads";

    /// <summary>Who was told: <see cref="Deputies"/> or <see cref="Leads"/>.</summary>
    public required string To { get; init; }
}

/// <summary>Somebody asked for an escalation.</summary>
public sealed record EscalationProposed : CaseEvent
{
    public required string Action { get; init; }

    [Personal]
    public string? Reason { get; init; }
}

/// <summary>An escalation was approved, wholly or by the first of two people.</summary>
public sealed record EscalationApproved : CaseEvent
{
    public required string Action { get; init; }

    /// <summary>False when a lead has yet to agree.</summary>
    public required bool Final { get; init; }

    [Personal]
    public string? Reason { get; init; }
}

public sealed record EscalationDeclined : CaseEvent
{
    public required string Action { get; init; }

    [Personal]
    public string? Reason { get; init; }
}

/// <summary>An action was taken, and what came of it.</summary>
public sealed record ActionRecorded : CaseEvent
{
    public required string Action { get; init; }

    /// <summary>One of <see cref="Policies.Outcomes"/>.</summary>
    public required string Outcome { get; init; }

    [Personal]
    public string? Note { get; init; }
}

/// <summary>Something was done outside what the policy allows at this point. Marked so everywhere.</summary>
public sealed record DepartureRecorded : CaseEvent
{
    public required string Action { get; init; }

    [Personal]
    public string? Reason { get; init; }
}

/// <summary>The DSL confirmed or changed a fact or a category.</summary>
public sealed record FactCorrected : CaseEvent
{
    /// <summary>A fact's name, a category's id, or <c>categories</c>.</summary>
    public required string Fact { get; init; }

    public required string Value { get; init; }

    [Personal]
    public string? Reason { get; init; }
}

/// <summary>A person may not decide on this case.</summary>
public sealed record ConflictDeclared : CaseEvent
{
    /// <summary>Entra object id.</summary>
    public required string Person { get; init; }

    [Personal]
    public string? Reason { get; init; }
}

public sealed record NoteAdded : CaseEvent
{
    [Personal]
    public string? Text { get; init; }
}

public sealed record CaseLinked : CaseEvent
{
    /// <summary>The other case's reference.</summary>
    public required string To { get; init; }
}

public sealed record CaseClosed : CaseEvent
{
    [Personal]
    public string? Reason { get; init; }
}

public sealed record CaseReopened : CaseEvent
{
    [Personal]
    public string? Reason { get; init; }
}

/// <summary>The case's key was destroyed: what it held of people can no longer be read by anybody.</summary>
public sealed record CaseForgotten : CaseEvent
{
    /// <summary>Stays readable for good, so it must name nobody.</summary>
    public required string Why { get; init; }
}

/// <summary>A message about the case could not be delivered, and will not be tried again.</summary>
public sealed record MessageUndeliverable : CaseEvent
{
    /// <summary>What was to be said where, in English and without its words: <c>the case card to the safeguarding channel</c>.</summary>
    public required string What { get; init; }

    public required string Code { get; init; }
}
