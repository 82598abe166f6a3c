using System.Text.RegularExpressions;

namespace ConductBot.Policies;

/// <summary>BM25 over the clauses' words (k1 1.2, b 0.75), as any search engine would do it: tells how hard a set of questions is.</summary>
internal sealed partial class PlainSearch
{
    private readonly (string Id, Dictionary<string, int> Counts, int Length)[] clauses;
    private readonly Dictionary<string, int> found;
    private readonly double usual;

    public PlainSearch(Policy policy)
    {
        clauses = [.. policy.Clauses.Select(clause => (clause.Id, Words(clause.Text).CountBy(word => word).ToDictionary(), Words(clause.Text).Count()))];
        found = clauses.SelectMany(clause => clause.Counts.Keys).CountBy(word => word).ToDictionary();
        usual = clauses.Average(clause => clause.Length);
    }

    public string Best(string question)
    {
        string[] words = [.. Words(question).Distinct()];
        return clauses.MaxBy(clause => words.Sum(word => Weight(word, clause.Counts.GetValueOrDefault(word), clause.Length))).Id;
    }

    private double Weight(string word, int count, int length)
    {
        var clausesWith = found.GetValueOrDefault(word);
        return Math.Log(1 + ((clauses.Length - clausesWith + 0.5) / (clausesWith + 0.5)))
            * count * 2.2 / (count + (1.2 * (0.25 + (0.75 * length / usual))));
    }

    private static IEnumerable<string> Words(string text) => Word().Matches(text.ToLowerInvariant()).Select(match => match.Value);

    [GeneratedRegex("[a-z0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
