namespace ConductBot.Policies.Packs;

/// <summary>The clauses of one document, for checking what a pack cites.</summary>
internal sealed class ClauseIndex(string policyId, IReadOnlyList<Clause> clauses)
{
    private readonly Dictionary<string, Clause> byId = clauses.ToDictionary(clause => clause.Id, StringComparer.Ordinal);

    /// <summary>The full ids that a list cites by place (<c>5.p2</c>), sorted ordinally.</summary>
    public IReadOnlyList<string> Cited(YamlMap map, string key)
    {
        var cited = new SortedSet<string>(StringComparer.Ordinal);

        foreach (var (place, line) in map.Texts(key))
        {
            if (Find(place) is not { } clause)
            {
                map.Problem(line, $"The document has no clause '{place}'.");
            }
            else if (!cited.Add(clause.Id))
            {
                map.Problem(line, $"Clause '{place}' is cited twice.");
            }
        }

        return [.. cited];
    }

    public Clause? Find(string place) => byId.GetValueOrDefault($"{policyId}/{place}");
}
