using System.Collections.Immutable;
using ConductBot.Policies;

namespace ConductBot.Cases;

/// <summary>A category on a case and how sure it is.</summary>
/// <param name="Possible">A test was answered "unsure": the DSL confirms or removes it.</param>
public sealed record CaseCategory(string Id, bool Possible);

/// <summary>A case read under its policy: the facts, the decision, and how the answers led there.</summary>
/// <param name="Tests">What the tests of the ticked categories came to, whatever the DSL said of them since.</param>
/// <param name="ToConfirm">
/// Facts answered "unsure" that the DSL has not spoken of. Where waiting could harm somebody they count as yes until then,
/// the others as no.
/// </param>
public sealed record CaseReading(
    CaseFacts Facts,
    Decision Decision,
    IReadOnlyList<CaseCategory> Categories,
    IReadOnlyList<TestResult> Tests,
    IReadOnlyList<string> ToConfirm)
{
    /// <summary>Categories that the reporter ticked and that are not on the case, since the answers do not meet the test, with the reason.</summary>
    public IReadOnlyList<(string Category, string Reason)> NotMet =>
        [.. Tests.Where(test => !test.Enters && Categories.All(category => category.Id != test.Category)).Select(test => (test.Category, test.Reason))];

    /// <summary>Pure: the same case under the same policy always reads the same.</summary>
    public static CaseReading Of(CaseFile file, Policy policy)
    {
        var tests = Test(file.Report, policy);
        var categories = Categorise(file, policy, tests);

        // What a test raised falls with its category when the DSL takes that off the case.
        var raised = tests.Where(test => categories.Any(category => category.Id == test.Category))
            .SelectMany(test => test.Raises)
            .ToLookup(fact => fact.Key, fact => fact.Value, StringComparer.Ordinal);
        var facts = FactsOf(file, policy.Id, categories, raised);
        return new(facts, PolicyDecider.Decide(policy, facts), categories, tests, Unconfirmed(file, raised));
    }

    /// <summary>The results for the ticked categories that have a test; the others are simply ticked.</summary>
    private static List<TestResult> Test(Report report, Policy policy)
    {
        var answers = report.Tests
            .Where(answer => CategoryTests.Parse(answer.Value) is not null)
            .ToDictionary(answer => answer.Key, answer => CategoryTests.Parse(answer.Value)!.Value, StringComparer.Ordinal);

        return [.. report.Categories.Distinct(StringComparer.Ordinal).Select(policy.TestOf).OfType<CategoryTest>().Select(test => CategoryTests.Judge(test, answers))];
    }

    private static List<CaseCategory> Categorise(CaseFile file, Policy policy, List<TestResult> tests)
    {
        var categories = new List<CaseCategory>();
        foreach (var id in file.Report.Categories.Distinct(StringComparer.Ordinal))
        {
            var test = tests.Find(result => result.Category == id);
            if (test is null or { Enters: true })
            {
                categories.Add(new(id, Possible: test is { Verdict: TestVerdict.Possible }));
            }
        }

        // The DSL's word comes last: a whole list, then what was said since of single categories.
        if (file.Corrections.TryGetValue(FactCorrection.Categories, out var list))
        {
            categories = [.. FactCorrection.SplitList(list).Select(id => new CaseCategory(id, Possible: false))];
        }

        foreach (var (id, value) in file.Corrections.Where(correction => policy.CategoryOf(correction.Key) is not null))
        {
            var at = categories.FindIndex(category => category.Id == id);
            if (at >= 0)
            {
                categories.RemoveAt(at);
            }

            if (value == Report.Yes)
            {
                categories.Insert(at >= 0 ? at : categories.Count, new(id, Possible: false));
            }
        }

        return categories;
    }

    private static CaseFacts FactsOf(CaseFile file, string policy, List<CaseCategory> categories, ILookup<string, TestVerdict> raised)
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

    private static List<string> Unconfirmed(CaseFile file, ILookup<string, TestVerdict> raised)
    {
        (string Fact, string? Answer)[] answers =
        [
            (FactNames.CrimeSuspected, file.Report.CrimeSuspected),
            (FactNames.OnSchoolSite, file.Report.OnSchoolSite),
            (FactNames.GroupChat, file.Report.GroupChat),
            (FactNames.ImmediateRisk, file.Report.ImmediateRisk),
            (FactNames.IntimateImage, file.Report.IntimateImage),
            (FactNames.ChildHarmDisclosed, file.Report.ChildHarmDisclosed),
            (FactNames.PhysicalThreat, Unsure(raised[FactNames.PhysicalThreat])),
        ];

        return [.. answers.Where(answer => answer.Answer == Report.Unsure && !file.Corrections.ContainsKey(answer.Fact)).Select(answer => answer.Fact)];

        static string? Unsure(IEnumerable<TestVerdict> verdicts) =>
            verdicts.Any() && verdicts.All(verdict => verdict == TestVerdict.Possible) ? Report.Unsure : null;
    }
}
