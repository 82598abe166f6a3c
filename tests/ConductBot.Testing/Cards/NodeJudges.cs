using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ConductBot.Testing.Cards;

/// <summary>
/// Microsoft's published JavaScript packages as judges, run by Node. They are installed once from the committed lock
/// file, by whichever test process comes first. All that is asked at one time is answered by one process.
/// </summary>
public static class NodeJudges
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Path, "tests", "ConductBot.Cards.Tests", "Oracle");

    private static readonly Lazy<string?> Missing = new(FindWhatIsMissing);

    /// <summary>
    /// Why the judges cannot be asked, with the command that helps; null if they can. Where the environment says CI it
    /// throws instead, so that no check is skipped there unseen.
    /// </summary>
    public static string? Unavailable =>
        Missing.Value is { } reason && !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"))
            ? throw new InvalidOperationException(reason)
            : Missing.Value;

    /// <summary>The judges' answers, in the order of the questions.</summary>
    public static IReadOnlyList<JsonObject> Ask(IEnumerable<JsonObject> questions)
    {
        if (Unavailable is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        var run = Run("node", "judge.mjs", new JsonArray([.. questions]).ToJsonString());
        return run.ExitCode == 0
            ? [.. JsonNode.Parse(run.Output)!.AsArray().Select(answer => answer!.AsObject())]
            : throw new InvalidOperationException($"judge.mjs ended with {run.ExitCode}: {run.Errors}");
    }

    private static string? FindWhatIsMissing()
    {
        try
        {
            _ = Run("node", "--version");
        }
        catch (Win32Exception)
        {
            return $"Node.js is not installed, so Microsoft's packages cannot judge the cards. Install it with: {InstallNode()}";
        }

        using var oneAtATime = new Mutex(initiallyOwned: false, $"Global\\conductbot-judges-{Fingerprint(Encoding.UTF8.GetBytes(Folder))}");
        Acquire(oneAtATime);
        try
        {
            return InstallPackages();
        }
        finally
        {
            oneAtATime.ReleaseMutex();
        }
    }

    private static string? InstallPackages()
    {
        var wanted = Fingerprint(File.ReadAllBytes(Path.Combine(Folder, "package-lock.json")));
        var stamp = Path.Combine(Folder, "node_modules", ".installed-from");
        if (File.Exists(stamp) && File.ReadAllText(stamp) == wanted)
        {
            return null;
        }

        try
        {
            var install = Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci");
            if (install.ExitCode != 0)
            {
                return $"npm could not install the judges. Try: npm ci --prefix {Folder}\n{install.Errors}";
            }
        }
        catch (Win32Exception)
        {
            return $"npm is not installed, so Microsoft's packages cannot be had. Install it with: {InstallNode()}";
        }

        File.WriteAllText(stamp, wanted);
        return null;
    }

    private static void Acquire(Mutex mutex)
    {
        try
        {
            mutex.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Another process died while it installed. The mutex is ours now, and the stamp says whether it had finished.
        }
    }

    private static (int ExitCode, string Output, string Errors) Run(string program, string argument, string input = "")
    {
        var start = new ProcessStartInfo(program, [argument])
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    private static string InstallNode() =>
        OperatingSystem.IsWindows() ? "winget install OpenJS.NodeJS.LTS"
        : OperatingSystem.IsMacOS() ? "brew install node"
        : "sudo apt-get install -y nodejs npm";

    private static string Fingerprint(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes))[..16];
}
