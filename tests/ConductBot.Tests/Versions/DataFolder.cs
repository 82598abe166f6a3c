namespace ConductBot.Tests.Versions;

/// <summary>The program's own data in a folder of its own for as long as a test runs, to put other policies into it.</summary>
internal sealed class DataFolder : IDisposable
{
    private const string Variable = "CONDUCTBOT_DATA";

    private readonly string folder = Directory.CreateTempSubdirectory("conductbot-").FullName;
    private readonly string? before = Environment.GetEnvironmentVariable(Variable);

    public DataFolder()
    {
        foreach (var part in new[] { "seeds", "cards", "manifest" })
        {
            Copy(Path.Combine(AppContext.BaseDirectory, part), Path.Combine(folder, part));
        }

        Environment.SetEnvironmentVariable(Variable, folder);
    }

    public string this[string file] => Path.Combine(folder, file);

    /// <summary>A policy as another one: its pack and document, with words changed; the document's fingerprint goes.</summary>
    public void CopyPolicy(string from, string to, params (string Words, string Become)[] changes)
    {
        Copy(this[Path.Combine("seeds", from)], this[Path.Combine("seeds", to)]);

        foreach (var file in Directory.GetFiles(this[Path.Combine("seeds", to)]).Where(file => !file.EndsWith("questions.yaml", StringComparison.Ordinal)))
        {
            var text = changes.Aggregate(File.ReadAllText(file), (all, change) => all.Replace(change.Words, change.Become, StringComparison.Ordinal));
            File.WriteAllLines(file, text.Split('\n').Where(line => !line.StartsWith("  sha256:", StringComparison.Ordinal)));
        }
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, before);
        Directory.Delete(folder, recursive: true);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
