using System.CommandLine;
using System.Text;
using ConductBot.Policies;

namespace ConductBot.Host.Commands;

/// <summary>policy decide, ask, compare, lint, show, import.</summary>
internal static class PolicyCommands
{
    public static Command Create() => new("policy", "Asks the policy packs.") { Decide(), Ask(), Compare(), Lint(), Show(), PolicyImportCommand.Create() };

    private static Command Decide()
    {
        var command = new Command("decide", "Reads facts, writes decisions: one JSON object a line.");
        command.SetAction((_, token) =>
        {
            var library = PolicyLibrary.Load(Folders.Seeds);
            return LinesAsync(
                line =>
                {
                    var (json, ok) = PolicyJson.DecideLine(library, line);
                    return (json, ok);
                },
                token);
        });
        return command;
    }

    private static Command Ask()
    {
        var command = new Command("ask", "Reads questions, writes the clauses that answer: one JSON object a line.");
        command.SetAction((_, token) =>
        {
            var answers = PolicyAnswers.Load(Folders.Seeds, PolicyLibrary.Load(Folders.Seeds).All);
            return LinesAsync(
                line =>
                {
                    var answer = PolicyAskJson.Line(answers, line);
                    return (answer.Json, answer.IsOk);
                },
                token);
        });
        return command;
    }

    private static Command Compare()
    {
        var words = new Argument<string[]>("QUESTION") { Description = "In your own words: photos of pupils", Arity = ArgumentArity.OneOrMore };
        var command = new Command("compare", "Shows what each policy says to one question, clause by clause.") { words };
        command.SetAction(async (parsed, token) =>
        {
            var library = PolicyLibrary.Load(Folders.Seeds);
            var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
            var compared = PolicyComparison.Of(PolicyAnswers.Load(Folders.Seeds, library.All), library.InForce(today), string.Join(' ', parsed.GetValue(words)!));
            await Console.Out.WriteAsync(PolicyComparison.Text(compared).AsMemory(), token);
            return CommandLine.Ok;
        });
        return command;
    }

    private static Command Lint()
    {
        var file = new Argument<string?>("FILE") { Description = "A pack; all packs when left out.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("lint", "Checks packs: exit 1 on an error, 0 on warnings.") { file };
        command.SetAction(async (parsed, token) =>
        {
            var path = parsed.GetValue(file) ?? Folders.Seeds;
            if (!File.Exists(path) && !Directory.Exists(path))
            {
                throw new StartProblem($"There is no file {path}.");
            }

            var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
            var findings = PolicyLint.Check(path, today, Folders.Seeds);
            foreach (var finding in findings)
            {
                await Console.Out.WriteLineAsync(finding.ToString().AsMemory(), token);
            }

            return findings.Any(finding => finding.Severity == LintSeverity.Error) ? CommandLine.Found : CommandLine.Ok;
        });
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<string>("ID") { Description = "ogat, oak, embrace or another pack" };
        var clause = new Argument<string?>("CLAUSE") { Description = "A clause, such as 5.p2", Arity = ArgumentArity.ZeroOrOne };
        var on = new Option<DateOnly?>("--on") { Description = "The version in force on this day, such as 2024-09-01; the newest when left out" };
        var draft = new Option<bool>("--draft") { Description = "The version that is still to decide" };
        var command = new Command("show", "Shows a policy's clauses as text.") { id, clause, on, draft };
        command.SetAction(async (parsed, token) =>
        {
            var library = PolicyLibrary.Load(Folders.Seeds);
            var policy = Version(library, parsed.GetValue(id)!, parsed.GetValue(on), parsed.GetValue(draft));
            var text = PolicyShow.Text(policy, parsed.GetValue(clause))
                ?? throw new StartProblem($"{policy.Id} has no clause '{parsed.GetValue(clause)}'.");
            await Console.Out.WriteLineAsync(text.AsMemory(), token);
            return CommandLine.Ok;
        });
        return command;
    }

    /// <summary>A version of a policy. One that is nothing but a draft yet is shown without being asked for.</summary>
    private static Policy Version(PolicyLibrary library, string id, DateOnly? on, bool draft)
    {
        var drafted = library.Drafts.FirstOrDefault(other => other.Id == id)?.Policy;
        if (draft)
        {
            return drafted ?? throw new StartProblem($"No version of '{id}' is still to decide.");
        }

        var newest = library.Newest(id) ?? drafted
            ?? throw new StartProblem($"There is no policy '{id}'. There are: {string.Join(", ", library.All.Select(known => known.Id).Distinct(StringComparer.Ordinal))}.");
        return on is not { } day
            ? newest
            : library.Current(id, day)
                ?? throw new StartProblem($"No version of '{id}' was in force on {day:yyyy-MM-dd}. There are: {string.Join(", ", library.All.Where(known => known.Id == id).Select(known => $"{known.Version} from {known.From:yyyy-MM-dd}"))}.");
    }

    /// <summary>One line out for each line in, in order; a bad line says so on its own line and the rest goes on.</summary>
    private static async Task<int> LinesAsync(Func<string, (string Json, bool Ok)> answer, CancellationToken cancellationToken)
    {
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        output.NewLine = "\n";

        var exit = CommandLine.Ok;
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            var (json, ok) = answer(line);
            exit = ok ? exit : CommandLine.Found;
            await output.WriteLineAsync(json.AsMemory(), cancellationToken);

            // Somebody typing sees each answer at once; a file read through a pipe is not slowed down.
            if (!Console.IsInputRedirected)
            {
                await output.FlushAsync(cancellationToken);
            }
        }

        return exit;
    }
}
