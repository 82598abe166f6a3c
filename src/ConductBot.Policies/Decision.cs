namespace ConductBot.Policies;

/// <summary>How firmly the policy's own words put an action: "will", "usually", "may".</summary>
public enum Strength
{
    Must,
    Usual,
    May,
}

/// <summary>Who has to agree before an action is taken. The school's own rule: no policy speaks of a DSL.</summary>
public enum Approval
{
    None,
    Dsl,
    DslAndLead,
}

/// <summary>What a policy allows on a case, and why it does not allow the rest.</summary>
/// <param name="InScope">False where the policy leaves the author of the post to another policy.</param>
/// <param name="BreachClauses">Sorted ordinally; empty where there is no breach.</param>
/// <param name="NotCovered">Categories of the case that this policy has no clause for, in the order given.</param>
/// <param name="Allowed">In the ladder's order, then the actions beside it.</param>
/// <param name="Blocked">In the same order.</param>
public sealed record Decision(
    bool InScope,
    bool Breach,
    IReadOnlyList<string> BreachClauses,
    IReadOnlyList<string> NotCovered,
    OpenAction Next,
    IReadOnlyList<OpenAction> Allowed,
    IReadOnlyList<BlockedAction> Blocked,
    IReadOnlyList<NeverAction> Never)
{
    /// <summary>
    /// The police are to be asked first, and have not been: the card says not to contact the poster until they advised,
    /// also while something more urgent is the next action.
    /// </summary>
    public bool PoliceBeforePoster { get; init; }
}

/// <summary>An action that may be taken now.</summary>
/// <param name="Clauses">Sorted ordinally; empty where the policy is silent and the action is ours or a safety rule.</param>
public sealed record OpenAction(string Action, IReadOnlyList<string> Clauses, Strength Strength, Approval Approval);

/// <summary>An action that may not be taken yet.</summary>
/// <param name="Because">Reason words such as <c>needs-refusal</c> or <c>needs:request-removal</c>, sorted ordinally.</param>
public sealed record BlockedAction(string Action, IReadOnlyList<string> Because);

/// <summary>An action that the policy says the school never takes.</summary>
public sealed record NeverAction(string Action, IReadOnlyList<string> Clauses);
