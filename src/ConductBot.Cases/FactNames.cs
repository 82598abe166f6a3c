using ConductBot.Policies;

namespace ConductBot.Cases;

/// <summary>The facts that a DSL may confirm or change, by the names the decision knows them by.</summary>
public static class FactNames
{
    public const string Author = "author";
    public const string Categories = "categories";
    public const string ImmediateRisk = "immediateRisk";
    public const string ChildHarmDisclosed = "childHarmDisclosed";
    public const string IntimateImage = "intimateImage";
    public const string CrimeSuspected = "crimeSuspected";
    public const string PhysicalThreat = "physicalThreat";
    public const string GrosslyObscene = "grosslyObscene";
    public const string OnSchoolSite = "onSchoolSite";
    public const string GroupChat = "groupChat";
    public const string ViewingPermission = "viewingPermission";
    public const string CircumstancesWarrantLegal = "circumstancesWarrantLegal";
    public const string ContentUp = "contentUp";

    /// <summary>The facts that are yes or no.</summary>
    public static readonly IReadOnlyList<string> YesOrNo =
    [
        ImmediateRisk, ChildHarmDisclosed, IntimateImage, CrimeSuspected, PhysicalThreat, GrosslyObscene, OnSchoolSite,
        GroupChat, ViewingPermission, CircumstancesWarrantLegal, ContentUp,
    ];

    /// <summary>The fact and value as they are recorded, or a sentence that says what is wrong with them.</summary>
    public static (string Fact, string Value, string? Problem) Read(Policy policy, string fact, string value)
    {
        var name = YesOrNo.Append(Author).Append(Categories).FirstOrDefault(known => known.Equals(fact, StringComparison.OrdinalIgnoreCase))
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
