namespace ConductBot.Policies;

/// <summary>One version of one trust's policy: its clauses and how the project reads them.</summary>
public sealed class Policy
{
    /// <summary>Short id used in settings and clause ids: <c>oak</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Names the version of the pack that a case is decided under, for good: <c>1.0 (2019-06-28)</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The trust's name as staff say it.</summary>
    public required string Trust { get; init; }

    public required PolicyDocument Document { get; init; }

    /// <summary>All clauses, in the document's order.</summary>
    public required IReadOnlyList<Clause> Clauses { get; init; }

    /// <summary>Every category the field knows, in display order; one without clauses is not covered by this policy.</summary>
    public required IReadOnlyList<Category> Categories { get; init; }

    /// <summary>The questions a reporter reflects on before sending.</summary>
    public required IReadOnlyList<ReflectionQuestion> Reflection { get; init; }

    /// <summary>The clause with this full id, or null.</summary>
    public Clause? Find(string clauseId) => Clauses.FirstOrDefault(clause => clause.Id == clauseId);
}

/// <summary>What the document says about itself.</summary>
/// <param name="Title">As printed on it.</param>
/// <param name="Version">As printed, or null where the document has none.</param>
/// <param name="Approved">As printed: <c>July 2019</c>, <c>28-06-19</c>.</param>
/// <param name="ApprovedBy">As printed, or null.</param>
/// <param name="Review">As printed: <c>June 2020</c>, <c>2 Years</c>.</param>
/// <param name="ReviewDue">The last day on which the review is not overdue.</param>
/// <param name="Words">The lines of the document that say so, word for word.</param>
public sealed record PolicyDocument(
    string Title, string? Version, string Approved, string? ApprovedBy, string Review, DateOnly ReviewDue, IReadOnlyList<string> Words);

/// <summary>What a post might be.</summary>
/// <param name="Plain">One line of plain English, ours.</param>
/// <param name="Clauses">Full clause ids, sorted ordinally; empty = not covered by this policy.</param>
public sealed record Category(string Id, string Label, string Plain, IReadOnlyList<string> Clauses)
{
    public bool IsCovered => Clauses.Count > 0;
}

/// <summary>A question to think over.</summary>
/// <param name="Clause">The clause whose words these are, or null for a good-practice prompt of ours, to be marked so.</param>
public sealed record ReflectionQuestion(string Text, string? Clause);
