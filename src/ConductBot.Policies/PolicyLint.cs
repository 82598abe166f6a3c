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
        var library = LibraryReader.Read(path, otherwise, problems);

        return
        [
            .. problems.All.Concat(library?.Drafts.SelectMany(draft => draft.Problems) ?? [])
                .Select(problem => new LintFinding(LintSeverity.Error, problem.File, problem.Line, problem.Words)),
            .. library is null ? [] : Check(library, today),
        ];
    }

    /// <summary>A library that loaded has no errors, so these are warnings.</summary>
    public static IReadOnlyList<LintFinding> Check(PolicyLibrary library, DateOnly today) =>
        [.. library.All.SelectMany(policy => Check(policy, library.Laws, today))];

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

        foreach (var entry in laws.Entries.Where(entry => entry.Since <= today))
        {
            foreach (var finding in Check(policy, source, entry))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<LintFinding> Check(Policy policy, PackSource source, LawEntry entry)
    {
        var naming = policy.Clauses.Select(clause => (clause.Id, Name: entry.NamedIn(clause.Text))).Where(found => found.Name is not null);

        if (entry.Kind != LawKind.Newer)
        {
            return naming.Select(found => Warning(
                source.DocumentFile, source.ClauseLines[found.Id], $"{found.Id} names '{found.Name}'. {entry.Says} See {entry.Source}"));
        }

        return naming.Any()
            ? []
            : [Warning(source.DocumentFile, 1, $"No clause names the {entry.Named[0]}. {entry.Says} See {entry.Source}")];
    }

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", British);

    private static LintFinding Warning(string file, int line, string words) => new(LintSeverity.Warning, file, line, words);
}
