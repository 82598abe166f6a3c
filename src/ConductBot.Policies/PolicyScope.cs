namespace ConductBot.Policies;

/// <summary>Whom the policy leaves to another policy.</summary>
/// <param name="OtherAuthors">Some of <see cref="Authors"/>; empty where the policy has no such limit.</param>
/// <param name="Clauses">Where it says so, sorted ordinally.</param>
public sealed record PolicyScope(IReadOnlyList<string> OtherAuthors, IReadOnlyList<string> Clauses)
{
    public static readonly PolicyScope Everybody = new([], []);

    public bool LeavesOut(string author) => OtherAuthors.Count > 0 && OtherAuthors.Contains(author, StringComparer.Ordinal);
}
