namespace ConductBot.Policies;

/// <summary>Something the policy says that bears on a case.</summary>
/// <param name="Id">One of <see cref="StatementIds"/>.</param>
/// <param name="Plain">One plain line, ours.</param>
/// <param name="Clauses">Where it says so, sorted ordinally.</param>
public sealed record Statement(string Id, Wording Plain, IReadOnlyList<string> Clauses);

/// <summary>The statements that the bot looks for.</summary>
public static class StatementIds
{
    /// <summary>Criticism is no breach by itself: said where a case is closed without a breach.</summary>
    public const string CriticismIsNoBreach = "criticism-is-no-breach";

    /// <summary>The policy leaves this author to another one: said where a case is out of scope.</summary>
    public const string OtherPolicyApplies = "other-policy-applies";

    /// <summary>How the actions are arranged: said beside the list of actions.</summary>
    public const string OrderOfActions = "order-of-actions";

    public static readonly IReadOnlyList<string> All = [CriticismIsNoBreach, OtherPolicyApplies, OrderOfActions];
}
