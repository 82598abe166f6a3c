using ConductBot.Policies;

namespace ConductBot.Cases;

/// <summary>A fact that the DSL confirms or changes: one of <see cref="FactNames"/>, the author, or the categories.</summary>
public static class FactCorrection
{
    public const string Author = "author";
    public const string Categories = "categories";
    private const string None = "none";
    private const string NoneInWelsh = "dim";

    /// <summary>Whether a name under which a correction is recorded is a single category's.</summary>
    internal static bool IsCategory(string name) => name is not (Author or Categories) && !FactNames.All.Contains(name);

    /// <summary>The fact and value as they are recorded, or a sentence that says what is wrong with them.</summary>
    public static (string Fact, string Value, string? Problem) Read(Policy policy, string fact, string value)
    {
        var asked = fact.Trim();
        var name = FactNames.All.Append(Author).Append(Categories).FirstOrDefault(known => known.Equals(asked, StringComparison.OrdinalIgnoreCase))
            ?? policy.CategoryOf(asked.ToLowerInvariant())?.Id;
        var given = value.Trim().ToLowerInvariant();

        return name switch
        {
            null => (fact, value, Say($"There is no fact or category called “{asked}”.")),
            Author when given.Length == 0 => (name, value, Say("Choose who posted it first.")),
            Author => Authors.All.Contains(given) ? (name, given, null) : (name, value, Say($"The author is one of: {string.Join(", ", Authors.All)}.")),
            Categories => ReadList(policy, name, given),
            _ when given.Length == 0 => (name, value, Say("Choose yes or no first.")),
            _ => YesNo(given) is { } answer ? (name, answer, null) : (name, value, Say("The value is yes or no.")),
        };
    }

    /// <summary>The ids of a list of categories; none for <c>none</c>.</summary>
    internal static IEnumerable<string> SplitList(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(id => id is not (None or NoneInWelsh)).Distinct(StringComparer.Ordinal);

    /// <summary>"None" has to be said: a blank takes nothing off a case.</summary>
    private static (string Fact, string Value, string? Problem) ReadList(Policy policy, string name, string given)
    {
        var ids = SplitList(given).ToList();
        return ids.Find(id => policy.CategoryOf(id) is null) is { } unknown ? (name, given, Say($"There is no category called “{unknown}”."))
            : given.Length == 0 ? (name, given, Say("List the categories with commas, or say none."))
            : (name, ids.Count == 0 ? None : string.Join(',', ids), null);
    }

    private static string? YesNo(string value) => value switch
    {
        "yes" or "true" or "ie" => Report.Yes,
        "no" or "false" or "na" => Report.No,
        _ => null,
    };
}
