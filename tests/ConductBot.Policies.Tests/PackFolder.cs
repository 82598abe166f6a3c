namespace ConductBot.Policies;

/// <summary>A copy of the packs in a folder of its own, for changing a word and seeing what comes of it.</summary>
internal sealed class PackFolder : IDisposable
{
    public PackFolder()
    {
        foreach (var file in Directory.GetFiles(Seeds.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(Seeds.Folder, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("conductbot-packs-").FullName;

    public string this[string file] => System.IO.Path.Combine(Path, file);

    /// <summary>Changes a file in exactly one place.</summary>
    public PackFolder Change(string file, string words, string to)
    {
        var before = File.ReadAllText(this[file]);
        Assert.Equal(2, before.Split(words).Length);
        File.WriteAllText(this[file], before.Replace(words, to, StringComparison.Ordinal));
        return this;
    }

    public PackFolder Add(string file, string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[file])!);
        File.WriteAllText(this[file], content);
        return this;
    }

    /// <summary>The line of a file that holds these words, counted from 1.</summary>
    public int LineOf(string file, string words) =>
        Array.FindIndex(File.ReadAllLines(this[file]), line => line.Contains(words, StringComparison.Ordinal)) + 1;

    public IReadOnlyList<PackProblem> Problems() => Assert.Throws<PolicyPackException>(() => PolicyLibrary.Load(Path)).Problems;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
