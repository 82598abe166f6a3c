namespace ConductBot.Policies;

/// <summary>The yes-or-no facts of a case by the names that packs, cards and the command line use.</summary>
public static class FactNames
{
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

    public static readonly IReadOnlyList<string> All =
    [
        ImmediateRisk, ChildHarmDisclosed, IntimateImage, CrimeSuspected, PhysicalThreat, GrosslyObscene,
        OnSchoolSite, GroupChat, ViewingPermission, CircumstancesWarrantLegal, ContentUp,
    ];

    /// <summary>Whether the fact of this name holds.</summary>
    public static bool Read(this CaseFacts facts, string name) => name switch
    {
        ImmediateRisk => facts.ImmediateRisk,
        ChildHarmDisclosed => facts.ChildHarmDisclosed,
        IntimateImage => facts.IntimateImage,
        CrimeSuspected => facts.CrimeSuspected,
        PhysicalThreat => facts.PhysicalThreat,
        GrosslyObscene => facts.GrosslyObscene,
        OnSchoolSite => facts.OnSchoolSite,
        GroupChat => facts.GroupChat,
        ViewingPermission => facts.ViewingPermission,
        CircumstancesWarrantLegal => facts.CircumstancesWarrantLegal,
        ContentUp => facts.ContentUp,
        _ => throw new ArgumentException($"'{name}' is no fact of a case.", nameof(name)),
    };

    /// <summary>The same facts but for the one of this name.</summary>
    public static CaseFacts With(this CaseFacts facts, string name, bool value) => name switch
    {
        ImmediateRisk => facts with { ImmediateRisk = value },
        ChildHarmDisclosed => facts with { ChildHarmDisclosed = value },
        IntimateImage => facts with { IntimateImage = value },
        CrimeSuspected => facts with { CrimeSuspected = value },
        PhysicalThreat => facts with { PhysicalThreat = value },
        GrosslyObscene => facts with { GrosslyObscene = value },
        OnSchoolSite => facts with { OnSchoolSite = value },
        GroupChat => facts with { GroupChat = value },
        ViewingPermission => facts with { ViewingPermission = value },
        CircumstancesWarrantLegal => facts with { CircumstancesWarrantLegal = value },
        ContentUp => facts with { ContentUp = value },
        _ => throw new ArgumentException($"'{name}' is no fact of a case.", nameof(name)),
    };
}
