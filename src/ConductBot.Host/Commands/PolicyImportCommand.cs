using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ConductBot.Host.Importing;
using ConductBot.Policies;
using ConductBot.Policies.Importing;

namespace ConductBot.Host.Commands;

/// <summary>policy import: from a school's own file to a folder with the policy's text and a pack to finish.</summary>
internal static partial class PolicyImportCommand
{
    private const string DocumentFile = "document.txt";
    private const string PackFile = "pack.yaml";
    private const int UnusedShown = 20;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The policy: .txt, .md, .docx or .pdf" };
        var id = new Option<string?>("--id") { Description = "Its short name in settings and clauses; from the file's name when left out" };
        var folder = new Option<string?>("--out") { Description = "The folder to make; among the other policies when left out" };
        var overwrite = new Option<bool>("--overwrite") { Description = "Write over a pack that is already there" };
        var show = new Option<bool>("--show") { Description = "Only print the clauses (id, label and text with tabs between); write nothing" };
        var command = new Command("import", "Splits a policy into clauses and writes a pack to finish.") { file, id, folder, overwrite, show };
        command.SetAction((parsed, token) => RunAsync(
            parsed.GetValue(file)!, parsed.GetValue(id), parsed.GetValue(folder), parsed.GetValue(overwrite), parsed.GetValue(show), token));
        return command;
    }

    private static async Task<int> RunAsync(string file, string? givenId, string? folder, bool overwrite, bool show, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw new StartProblem($"There is no file {file}.");
        }

        var id = givenId ?? IdOf(Path.GetFullPath(file));

        if (!PolicyId().IsMatch(id))
        {
            throw new StartProblem(givenId is null
                ? $"No short name can be made of '{Path.GetFileName(file)}'. Give one: --id, small letters, digits and hyphens."
                : $"--id is made of small letters, digits and hyphens, with a letter first; '{id}' is not.");
        }

        folder ??= Path.Combine(Packs(), id);

        if (!show && !overwrite && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new StartProblem($"{folder} is already there and was left as it is. --overwrite writes over it; a new version of a policy gets a folder of its own (--out).", CommandLine.Found);
        }

        var policy = await SplitAsync(file, id, cancellationToken);

        if (policy.Clauses.Count == 0)
        {
            throw new StartProblem($"No clauses were found in {Path.GetFileName(file)}: it has no paragraph, bullet or numbered clause below a heading.", CommandLine.Found);
        }

        if (show)
        {
            foreach (var clause in policy.Clauses)
            {
                await Console.Out.WriteLineAsync($"{clause.Id}\t{clause.Label}\t{clause.Text}".AsMemory(), cancellationToken);
            }

            return CommandLine.Ok;
        }

        return await WriteAsync(policy, file, folder, cancellationToken);
    }

    private static async Task<ImportedPolicy> SplitAsync(string file, string id, CancellationToken cancellationToken)
    {
        await using var progress = Progress.Of($"Reading {Path.GetFileName(file)}", TimeProvider.System);
        var document = await PolicyFile.ReadAsync(file, cancellationToken);
        progress.Now("Cutting clauses");
        return PolicyImport.Split(id, document);
    }

    private static async Task<int> WriteAsync(ImportedPolicy policy, string file, string folder, CancellationToken cancellationToken)
    {
        var vocabulary = PolicyLibrary.Load(Folders.Seeds).Vocabulary;
        var text = Encoding.UTF8.GetBytes(policy.DocumentText);
        var pack = policy.PackYaml(vocabulary, DocumentFile, Convert.ToHexStringLower(SHA256.HashData(text)), Path.GetFileName(file));
        var packFile = Path.Combine(folder, PackFile);

        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, DocumentFile), text, cancellationToken);
        await File.WriteAllTextAsync(packFile, pack, cancellationToken);

        var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
        var errors = PolicyLint.Check(packFile, today, Folders.Seeds).Where(finding => finding.Severity == LintSeverity.Error).ToList();
        await Console.Out.WriteLineAsync(Report(policy, folder, packFile, errors.Count).AsMemory(), cancellationToken);
        return CommandLine.Ok;
    }

    private static string Report(ImportedPolicy policy, string folder, string packFile, int open)
    {
        var report = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{folder}: {policy.Clauses.Count} clauses, from {policy.Clauses[0].Id} to {policy.Clauses[^1].Id}.\n");

        if (policy.Unused.Count > 0)
        {
            report.Append("In no clause, because no number stands before it:\n");
            report.AppendJoin("", policy.Unused.Take(UnusedShown).Select(passage => $"  line {passage.Line}: {Short(passage.Text)}\n"));
            report.Append(policy.Unused.Count > UnusedShown ? $"  and {policy.Unused.Count - UnusedShown} more\n" : "");
        }

        return report
            .Append(CultureInfo.InvariantCulture, $"Compare the clauses with your document: policy show {policy.Id}, or {packFile}.\n")
            .Append(CultureInfo.InvariantCulture, $"{open} things are still to decide: policy lint {packFile}")
            .ToString();
    }

    /// <summary>A folder of packs where the program was started, as in the repository; else the program's own.</summary>
    private static string Packs() =>
        Environment.GetEnvironmentVariable("CONDUCTBOT_DATA") is null && File.Exists(Path.Combine("seeds", "vocabulary.yaml")) ? "seeds" : Folders.Seeds;

    /// <summary>The file's name; for one that says nothing, the folder's.</summary>
    private static string IdOf(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        name = name.ToLowerInvariant() is "document" or "policy" ? Path.GetFileName(Path.GetDirectoryName(file)) ?? "" : name;
        return NoLetters().Replace(name.ToLowerInvariant(), "-").Trim('-');
    }

    private static string Short(string text) => text.Length <= 60 ? text : $"{text[..60]}…";

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$", RegexOptions.None, 1000)]
    private static partial Regex PolicyId();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.None, 1000)]
    private static partial Regex NoLetters();
}
