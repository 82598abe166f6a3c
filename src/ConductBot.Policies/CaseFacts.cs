namespace ConductBot.Policies;

/// <summary>What is known of a case, as far as a policy asks. Pure data: no names, no words of the post, no dates.</summary>
public sealed record CaseFacts
{
    public required string Policy { get; init; }

    /// <summary>One of <see cref="Authors"/>.</summary>
    public string Author { get; init; } = Authors.Unknown;

    /// <summary>Category ids, whether or not the policy covers them.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    public bool ImmediateRisk { get; init; }

    public bool ChildHarmDisclosed { get; init; }

    public bool IntimateImage { get; init; }

    public bool CrimeSuspected { get; init; }

    public bool PhysicalThreat { get; init; }

    public bool GrosslyObscene { get; init; }

    public bool OnSchoolSite { get; init; }

    public bool GroupChat { get; init; }

    public bool ViewingPermission { get; init; }

    public bool CircumstancesWarrantLegal { get; init; }

    public bool ContentUp { get; init; } = true;

    /// <summary>What was done, oldest first.</summary>
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];
}

/// <summary>An action that somebody took, and what came of it.</summary>
/// <param name="Action">One of <see cref="Actions"/>.</param>
/// <param name="Outcome">One of <see cref="Outcomes"/>.</param>
public sealed record HistoryEntry(string Action, string Outcome);
