using System.Globalization;

using ConductBot.Policies.Packs;

namespace ConductBot.Policies;

/// <summary>How much a finding weighs.</summary>
public enum LintSeverity
{
    /// <summary>Somebody at the trust should look; the pack works.</summary>
    Warning,

    /// <summary>The pack cannot be used.</summary>
    Error,
}

/// <summary>One thing that is wrong with a pack or its document, or worth a look.</summary>
/// <param name="Line">Counted from 1.</param>
public sealed record LintFinding(LintSeverity Severity, string File, int Line, string Words)
{
    public override string ToString() => $"{File}:{Line}: {(Severity == LintSeverity.Error ? "error" : "warning")}: {Words}";
}

/// <summary>
/// Checks packs: every clause cited stands word for word in its document, every action and category is known, the review
/// date has not passed, and no law is named that has been superseded or has another name.
/// </summary>
public static class PolicyLint
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <param name="path">A folder of packs, or one pack.</param>
    /// <param name="today">The day on which reviews are judged overdue, and the law is taken as it then is.</param>
    /// <param name="otherwise">The folder whose vocabulary and laws are taken where none stand above <paramref name="path"/>.</param>
    public static IReadOnlyList<LintFinding> Check(string path, DateOnly today, string? otherwise = null)
    {
        var problems = new ProblemList();

        if (LibraryReader.Read(path, otherwise, problems) is not { } library)
        {
            return [.. problems.All.Select(Error)];
        }

        return
        [
            .. problems.All.Concat(library.Drafts.SelectMany(draft => draft.Problems)).Select(Error),
            .. Questions(library).Select(Error),
            .. Check(library, today),

            // Last, when every text has asked for its Welsh.
            .. Words(library),
        ];
    }

    /// <summary>A library that loaded has no errors, so these are warnings.</summary>
    public static IReadOnlyList<LintFinding> Check(PolicyLibrary library, DateOnly today) =>
        [.. library.All.SelectMany(policy => Check(policy, library.Laws, today)), .. Stale(library.Laws, today)];

    private static IEnumerable<PackProblem> Questions(PolicyLibrary library) =>
        QuestionCheck.SharedTopics(library) is { } topics ? Everything(library).SelectMany(policy => QuestionCheck.Check(policy, topics)) : [];

    private static IEnumerable<LintFinding> Words(PolicyLibrary library) => Everything(library).Select(policy => policy.Source?.Words).Prepend(library.Words)
        .SelectMany(words => words?.Findings() ?? [])
        .Select(finding => Warning(finding.File, finding.Line, finding.Words));

    private static IEnumerable<Policy> Everything(PolicyLibrary library) => library.All.Concat(library.Drafts.Select(draft => draft.Policy).OfType<Policy>());

    private static IEnumerable<LintFinding> Check(Policy policy, LawRegister laws, DateOnly today)
    {
        if (policy.Source is not { } source)
        {
            yield break;
        }

        if (!source.FingerprintGiven)
        {
            yield return Warning(source.PackFile, 1, $"A changed document would go unnoticed. Add to 'source': sha256: {source.Fingerprint}");
        }

        if (policy.ReviewOverdue(today))
        {
            yield return Warning(
                source.PackFile,
                source.ReviewDueLine,
                $"The review date has passed: the document says '{policy.Document.Review}', so it was due by {Day(policy.Document.ReviewDue)}.");
        }

        foreach (var note in PolicyCurrency.Of(policy, laws, today))
        {
            yield return note.Clause is { } clause
                ? Warning(source.DocumentFile, source.ClauseLines[clause.Id], $"{clause.Id} names '{note.Name}'. {note.Law.Says.English} See {note.Law.Source}")
                : Warning(source.DocumentFile, 1, $"No clause names the {note.Name}. {note.Law.Says.English} See {note.Law.Source}");
        }
    }

    /// <summary>What nobody has looked up for a year may have changed, and lint would not know.</summary>
    private static IEnumerable<LintFinding> Stale(LawRegister laws, DateOnly today) =>
        laws.Entries.Where(law => law.Checked.AddYears(1) < today).Select(law => Warning(
            laws.File, law.Line, $"'{law.Id}' was last looked up on {Day(law.Checked)}. See whether it still holds, and put the new date here: {law.Source}"));

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", British);

    private static LintFinding Error(PackProblem problem) => new(LintSeverity.Error, problem.File, problem.Line, problem.Words);

    private static LintFinding Warning(string file, int line, string words) => new(LintSeverity.Warning, file, line, words);
}
