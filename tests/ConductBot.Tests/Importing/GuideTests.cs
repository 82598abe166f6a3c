using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConductBot.Testing.Cards;
using ConductBot.Tests.Commands;

namespace ConductBot.Tests.Importing;

/// <summary>Follows <c>docs/adding-a-policy.md</c> to the letter: its commands, and every block of YAML in it.</summary>
[Collection(ConsoleTests.Name)]
public sealed partial class GuideTests : IDisposable
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs", "adding-a-policy.md"));

    private readonly string data = Directory.CreateTempSubdirectory("conductbot-").FullName;
    private readonly string? dataBefore = Environment.GetEnvironmentVariable("CONDUCTBOT_DATA");

    public GuideTests()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "seeds"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(data, "seeds", Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "seeds"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        WordFile.Write(
            Path.Combine(data, "larkmoor.docx"),
            File.ReadAllText(Path.Combine(RepositoryFolder.Path, "tests", "ConductBot.Tests", "Importing", "larkmoor.md")));
        Environment.SetEnvironmentVariable("CONDUCTBOT_DATA", data);
    }

    private string Pack => Path.Combine(data, "seeds", "larkmoor", "pack.yaml");

    [Fact]
    public async Task From_a_word_file_to_a_policy_that_decides_and_answers()
    {
        Assert.Equal(0, (await CommandRun.OfAsync("policy", "import", Path.Combine(data, "larkmoor.docx"))).Exit);

        var shown = await CommandRun.OfAsync("policy", "show", "larkmoor", "2.2.b4");
        Assert.StartsWith("larkmoor/2.2.b4  Clause 2.2, bullet 4\n  photographs or videos of pupils", shown.Output, StringComparison.Ordinal);

        var open = await CommandRun.OfAsync("policy", "lint", Pack);
        Assert.Equal(1, open.Exit);
        Assert.All(open.Output.TrimEnd('\n').Split('\n'), line => Assert.Contains(": error: Still to decide: ", line, StringComparison.Ordinal));

        Decide();
        var clean = await CommandRun.OfAsync("policy", "lint", Pack);
        Assert.DoesNotContain("error", clean.Output, StringComparison.Ordinal);
        Assert.Equal(0, clean.Exit);

        foreach (var file in new[] { "questions.yaml", "words.cy-GB.yaml" })
        {
            await File.WriteAllTextAsync(Path.Combine(data, "seeds", "larkmoor", file), Blocks($"yaml {file}").Single());
        }

        Assert.DoesNotContain("words.cy-GB.yaml", (await CommandRun.OfAsync("policy", "lint", Pack)).Output, StringComparison.Ordinal);

        var threat = await AskProgramAsync("decide");
        Assert.Equal(("refer-to-police", "larkmoor/3.4"), ((string)threat["next"]!["action"]!, (string)threat["next"]!["clauses"]![0]!));
        Assert.Equal("larkmoor/2.2.b1", (string)threat["breachClauses"]![0]!);

        var photos = await AskProgramAsync("ask");
        Assert.Equal("larkmoor/2.2.b4", (string)photos["answers"]![0]!["clause"]!);
        Assert.False((bool)photos["refused"]!);
    }

    [Fact]
    public async Task A_school_cannot_go_live_on_a_pack_that_is_still_to_decide()
    {
        Assert.Equal(0, (await CommandRun.OfAsync("policy", "import", Path.Combine(data, "larkmoor.docx"))).Exit);

        var run = await CommandRun.OfAsync(
            "serve",
            "--MicrosoftAppId=0f3b7d1a-52c4-4e0e-8f6a-7f1f2f7c9b10",
            "--MicrosoftAppPassword=never-used",
            "--MicrosoftAppTenantId=5b7e1c2d-3f4a-4b5c-9d6e-7f8091a2b306",
            "--Schools:0:Id=larkmoor-high",
            "--Schools:0:Policy=larkmoor");

        run.SaysOneLine("Schools:0:Policy: the policy pack 'larkmoor' is still to decide (");
        Assert.Contains($"`policy lint {Pack}` lists them.", run.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("CONDUCTBOT_DATA", dataBefore);
        Directory.Delete(data, recursive: true);
    }

    /// <summary>Puts every block of the guide into the pack, in the place of the part with the same name.</summary>
    private void Decide()
    {
        var pack = File.ReadAllText(Pack);

        foreach (var part in Blocks("yaml").SelectMany(block => TopLevel().Split(block).Where(part => part.Length > 0)))
        {
            var key = part[..(part.IndexOf(':', StringComparison.Ordinal) + 1)];
            var old = new Regex($"^{Regex.Escape(key)}.*\n(?:[ #-].*\n)*", RegexOptions.Multiline, TimeSpan.FromSeconds(1));
            pack = old.IsMatch(pack) ? old.Replace(pack, _ => part, count: 1) : pack + part;
        }

        File.WriteAllText(Pack, pack);
    }

    private static IEnumerable<string> Blocks(string kind) =>
        Fence().Matches(Guide).Where(block => block.Groups["kind"].Value == kind).Select(block => block.Groups["content"].Value);

    /// <summary>Runs the guide's own line of a command, as a process: these two read what is typed into them.</summary>
    private async Task<JsonNode> AskProgramAsync(string command)
    {
        var line = Guide.Split('\n').Single(line => line.StartsWith("echo ", StringComparison.Ordinal) && line.EndsWith($" -- policy {command}", StringComparison.Ordinal));
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "conductbot.dll"), "policy", command },
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync(line.Split('\'')[1]);
        process.StandardInput.Close();
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return JsonNode.Parse(answer)!;
    }

    [GeneratedRegex("^```(?<kind>yaml.*)\n(?<content>(?:.*\n)*?)```$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex("^(?=[a-z])", RegexOptions.Multiline, 1000)]
    private static partial Regex TopLevel();
}
