namespace ConductBot.Policies;

/// <summary>One row of a policy's ladder: when an action is open, and what the policy says of it.</summary>
public sealed record ActionRule
{
    /// <summary>One of <see cref="Actions"/>.</summary>
    public required string Action { get; init; }

    /// <summary>Full clause ids, sorted ordinally; empty where the policy is silent.</summary>
    public IReadOnlyList<string> Clauses { get; init; } = [];

    public Strength Strength { get; init; } = Strength.May;

    public Approval Approval { get; init; } = Approval.None;

    /// <summary>All of them have to hold.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    /// <summary>Other clauses and strength for some cases; the first that applies is taken.</summary>
    public IReadOnlyList<RuleVariant> Variants { get; init; } = [];

    /// <summary>Open beside the ladder: never proposed as the next step.</summary>
    public bool Beside { get; init; }

    /// <summary>Keeps its own conditions where the policy leaves the author to another policy.</summary>
    public bool WhateverTheScope { get; init; }
}

/// <summary>What a row says instead where one of the grounds holds.</summary>
public sealed record RuleVariant(IReadOnlyList<Ground> AnyOf, IReadOnlyList<string> Clauses, Strength Strength);

/// <summary>Something that has to hold before an action is open.</summary>
/// <param name="Name">As packs name it: <c>refusal</c>, <c>after seek-legal-advice</c>.</param>
/// <param name="Reason">The word that tells why an action is blocked: <c>needs-refusal</c>, <c>needs:seek-legal-advice</c>.</param>
/// <param name="AnyOf">One of these is enough.</param>
public sealed record Condition(string Name, string Reason, IReadOnlyList<Ground> AnyOf);

/// <summary>One thing that is so, or not so, on a case.</summary>
public abstract record Ground
{
    internal abstract bool Holds(Situation now);
}

/// <summary>A fact of <see cref="FactNames"/> holds.</summary>
public sealed record FactHolds(string Fact) : Ground
{
    internal override bool Holds(Situation now) => now.Facts.Read(Fact);
}

/// <summary>In scope, and at least one category that the policy has a clause for.</summary>
public sealed record BreachFound : Ground
{
    internal override bool Holds(Situation now) => now.Breach;
}

/// <summary>Asked to remove it, the poster refused, did not reply, could not be asked, or put it up again.</summary>
public sealed record RemovalRefused : Ground
{
    internal override bool Holds(Situation now) => now.RemovalRefused;
}

/// <summary>The author of the post is of this kind.</summary>
public sealed record AuthorIs(string Author) : Ground
{
    internal override bool Holds(Situation now) => now.Facts.Author == Author;
}

/// <summary>The case has this category, covered or not.</summary>
public sealed record CategoryIs(string Category) : Ground
{
    internal override bool Holds(Situation now) => now.Has(Category);
}

/// <summary>The action is done: the history holds it with an outcome other than <c>failed</c>.</summary>
public sealed record ActionIsDone(string Action) : Ground
{
    internal override bool Holds(Situation now) => now.IsDone(Action);
}
