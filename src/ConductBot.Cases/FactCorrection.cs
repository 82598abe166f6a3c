using ConductBot.Policies;

namespace ConductBot.Cases;

/// <summary>A fact that the DSL confirms or changes: one of <see cref="FactNames"/>, the author, or the categories.</summary>
public static class FactCorrection
{
    public const string Author = "author";
    public const string Categories = "categories";

    /// <summary>The fact and value as they are recorded, or a sentence that says what is wrong with them.</summary>
    public static (string Fact, string Value, string? Problem) Read(Policy policy, string fact, string value)
    {
        var name = FactNames.All.Append(Author).Append(Categories).FirstOrDefault(known => known.Equals(fact, StringComparison.OrdinalIgnoreCase))
            ?? policy.CategoryOf(fact)?.Id;
        var given = value.Trim().ToLowerInvariant();

        return name switch
        {
            null => (fact, value, $"There is no fact or category called “{fact}”."),
            Author => Authors.All.Contains(given) ? (name, given, null) : (name, value, "The author is one of: " + string.Join(", ", Authors.All) + "."),
            Categories => SplitList(given).FirstOrDefault(id => policy.CategoryOf(id) is null) is { } unknown
                ? (name, value, $"There is no category called “{unknown}”.")
                : (name, string.Join(',', SplitList(given)), null),
            _ => YesNo(given) is { } answer ? (name, answer, null) : (name, value, "The value is yes or no."),
        };
    }

    internal static IEnumerable<string> SplitList(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(id => id != "none");

    private static string? YesNo(string value) => value switch
    {
        "yes" or "true" => Report.Yes,
        "no" or "false" => Report.No,
        _ => null,
    };
}
