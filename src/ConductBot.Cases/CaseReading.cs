using System.Collections.Immutable;
using ConductBot.Policies;

namespace ConductBot.Cases;

/// <summary>A category on a case and how sure it is.</summary>
/// <param name="Possible">A test was answered "unsure": the DSL confirms or removes it.</param>
public sealed record CaseCategory(string Id, bool Possible);

/// <summary>A case read under its policy: the facts, the decision, and how the answers led there.</summary>
/// <param name="NotMet">Categories that the reporter ticked and whose test the answers do not meet, with the reason.</param>
/// <param name="ToConfirm">Facts answered "unsure" that the decision leaves out until the DSL confirms them.</param>
public sealed record CaseReading(
    CaseFacts Facts,
    Decision Decision,
    IReadOnlyList<CaseCategory> Categories,
    IReadOnlyList<(string Category, string Reason)> NotMet,
    IReadOnlyList<string> ToConfirm)
{
    /// <summary>Pure: the same case under the same policy always reads the same.</summary>
    public static CaseReading Of(CaseFile file, Policy policy)
    {
        var (categories, notMet, raised) = Categorise(file, policy);
        var facts = FactsOf(file, policy.Id, categories, raised);
        return new(facts, PolicyDecider.Decide(policy, facts), categories, notMet, Unconfirmed(file));
    }

    private static (List<CaseCategory> Categories, List<(string Category, string Reason)> NotMet, HashSet<string> Raised) Categorise(
        CaseFile file, Policy policy)
    {
        var categories = new List<CaseCategory>();
        var notMet = new List<(string Category, string Reason)>();
        var raised = new HashSet<string>(StringComparer.Ordinal);
        var answers = file.Report.Tests
            .Where(answer => CategoryTests.Parse(answer.Value) is not null)
            .ToDictionary(answer => answer.Key, answer => CategoryTests.Parse(answer.Value)!.Value, StringComparer.Ordinal);

        foreach (var id in file.Report.Categories)
        {
            if (Judge(policy, id, answers) is not { } judged)
            {
                categories.Add(new(id, Possible: false));
            }
            else if (judged.Enters)
            {
                categories.Add(new(id, Possible: judged.Verdict == TestVerdict.Possible));
                raised.UnionWith(judged.Raises.Keys);
            }
            else
            {
                notMet.Add((id, judged.Reason));
            }
        }

        // The DSL's word comes last: a whole list, then single categories added or removed.
        if (file.Corrections.TryGetValue(FactCorrection.Categories, out var list))
        {
            categories = [.. FactCorrection.SplitList(list).Select(id => new CaseCategory(id, Possible: false))];
        }

        foreach (var (fact, value) in file.Corrections.Where(correction => policy.CategoryOf(correction.Key) is not null))
        {
            categories.RemoveAll(category => category.Id == fact);
            if (value == Report.Yes)
            {
                categories.Add(new(fact, Possible: false));
            }
        }

        return (categories, notMet, raised);
    }

    /// <summary>Null where the category has no test and is simply ticked.</summary>
    private static TestResult? Judge(Policy policy, string category, Dictionary<string, TestAnswer> answers) =>
        policy.TestOf(category) is { } test ? CategoryTests.Judge(test, answers) : null;

    private static CaseFacts FactsOf(CaseFile file, string policy, List<CaseCategory> categories, HashSet<string> raised)
    {
        var report = file.Report;
        var corrections = file.Corrections;

        return new()
        {
            Policy = policy,
            Author = corrections.GetValueOrDefault(FactCorrection.Author) ?? report.Author ?? Authors.Unknown,
            Categories = [.. categories.Select(category => category.Id)],

            // Where waiting could harm a child, "unsure" counts as yes until the DSL says otherwise.
            ImmediateRisk = Is(FactNames.ImmediateRisk, report.IsUrgent),
            ChildHarmDisclosed = Is(FactNames.ChildHarmDisclosed, report.ChildHarmDisclosed is Report.Yes or Report.Unsure),
            IntimateImage = Is(FactNames.IntimateImage, report.MayShowIntimateImage),
            CrimeSuspected = Is(FactNames.CrimeSuspected, report.CrimeSuspected == Report.Yes),
            PhysicalThreat = Is(FactNames.PhysicalThreat, raised.Contains(FactNames.PhysicalThreat)),
            GrosslyObscene = Is(FactNames.GrosslyObscene, reported: false),
            OnSchoolSite = Is(FactNames.OnSchoolSite, report.OnSchoolSite == Report.Yes),
            GroupChat = Is(FactNames.GroupChat, report.GroupChat == Report.Yes),
            ViewingPermission = Is(FactNames.ViewingPermission, reported: false),
            CircumstancesWarrantLegal = Is(FactNames.CircumstancesWarrantLegal, reported: false),
            ContentUp = ContentUp(file.Timeline),
            History = [.. file.History.Select(taken => new HistoryEntry(taken.Action, taken.Outcome))],
        };

        bool Is(string fact, bool reported) => corrections.TryGetValue(fact, out var value) ? value == Report.Yes : reported;
    }

    /// <summary>Up until it is said to be removed; up again when it was reposted. The last word counts.</summary>
    private static bool ContentUp(ImmutableList<RecordedEvent> timeline)
    {
        var up = true;
        foreach (var recorded in timeline)
        {
            up = recorded.Event switch
            {
                ActionRecorded { Outcome: Outcomes.Removed } => false,
                ActionRecorded { Outcome: Outcomes.Reposted } => true,
                FactCorrected { Fact: FactNames.ContentUp } corrected => corrected.Value == Report.Yes,
                _ => up,
            };
        }

        return up;
    }

    private static List<string> Unconfirmed(CaseFile file)
    {
        (string Fact, string? Answer)[] answers =
        [
            (FactNames.CrimeSuspected, file.Report.CrimeSuspected),
            (FactNames.OnSchoolSite, file.Report.OnSchoolSite),
            (FactNames.GroupChat, file.Report.GroupChat),
            (FactNames.ImmediateRisk, file.Report.ImmediateRisk),
            (FactNames.IntimateImage, file.Report.IntimateImage),
            (FactNames.ChildHarmDisclosed, file.Report.ChildHarmDisclosed),
        ];

        return [.. answers.Where(answer => answer.Answer == Report.Unsure && !file.Corrections.ContainsKey(answer.Fact)).Select(answer => answer.Fact)];
    }
}
