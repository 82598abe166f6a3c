namespace ConductBot.Policies;

/// <summary>Where two decisions differ.</summary>
internal static class Difference
{
    /// <summary>A sentence with both sides, or null where the decisions are the same.</summary>
    public static string? Between(Decision expected, Decision actual) =>
        expected.InScope != actual.InScope ? $"scope: {expected.InScope}, not {actual.InScope}"
        : expected.Breach != actual.Breach ? $"breach: {expected.Breach}, not {actual.Breach}"
        : Lists("breach clauses", expected.BreachClauses, actual.BreachClauses)
        ?? Lists("not covered", expected.NotCovered, actual.NotCovered)
        ?? Open("next", expected.Next, actual.Next)
        ?? Each("allowed", expected.Allowed, actual.Allowed, Open)
        ?? Each("blocked", expected.Blocked, actual.Blocked, (name, one, other) =>
            one.Action != other.Action ? $"{name}: {one.Action}, not {other.Action}" : Lists($"{name} {one.Action}", one.Because, other.Because))
        ?? Each("never", expected.Never, actual.Never, (name, one, other) =>
            one.Action != other.Action ? $"{name}: {one.Action}, not {other.Action}" : Lists($"{name} {one.Action}", one.Clauses, other.Clauses));

    private static string? Open(string name, OpenAction expected, OpenAction actual) =>
        expected.Action != actual.Action || expected.Strength != actual.Strength || expected.Approval != actual.Approval
            ? $"{name}: {expected}, not {actual}"
            : Lists($"{name} {expected.Action}", expected.Clauses, actual.Clauses);

    private static string? Each<T>(string name, IReadOnlyList<T> expected, IReadOnlyList<T> actual, Func<string, T, T, string?> compare)
    {
        for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++)
        {
            if (compare(name, expected[i], actual[i]) is { } difference)
            {
                return difference;
            }
        }

        return expected.Count == actual.Count ? null : $"{name}: {expected.Count} entries, not {actual.Count}";
    }

    private static string? Lists(string name, IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        var same = expected.Count == actual.Count;

        for (var i = 0; same && i < expected.Count; i++)
        {
            same = expected[i] == actual[i];
        }

        return same ? null : $"{name}: [{string.Join(", ", expected)}], not [{string.Join(", ", actual)}]";
    }
}
