namespace ConductBot.Policies.Packs;

/// <summary>Finds and reads the files of a library.</summary>
internal static class LibraryReader
{
    public const string PackFile = "pack.yaml";
    public const string VocabularyFile = "vocabulary.yaml";
    public const string LawFile = "law.yaml";

    /// <summary>Everything below a folder; null where not even the vocabulary can be read.</summary>
    public static PolicyLibrary? Read(string folder, ProblemList problems)
    {
        if (!Directory.Exists(folder))
        {
            problems.Add(folder, 1, "There is no such folder of policies.");
            return null;
        }

        var packs = Directory.GetFiles(folder, PackFile, SearchOption.AllDirectories);
        Array.Sort(packs, StringComparer.Ordinal);

        if (packs.Length == 0)
        {
            problems.Add(folder, 1, $"No folder below holds a {PackFile}.");
        }

        return Read(folder, packs, problems);
    }

    /// <summary>One pack, with the vocabulary and laws of the nearest folder above it that has them.</summary>
    public static PolicyLibrary? ReadOne(string packFile, ProblemList problems)
    {
        for (var folder = Directory.GetParent(Path.GetFullPath(packFile)); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, VocabularyFile)))
            {
                return Read(folder.FullName, [packFile], problems);
            }
        }

        problems.Add(packFile, 1, $"No folder above holds the {VocabularyFile} that packs share.");
        return null;
    }

    private static PolicyLibrary? Read(string folder, string[] packs, ProblemList problems)
    {
        var vocabulary = YamlMap.Read(Path.Combine(folder, VocabularyFile), problems) is { } words ? VocabularyReader.Read(words) : null;

        if (vocabulary is null)
        {
            return null;
        }

        var lawFile = Path.Combine(folder, LawFile);
        var laws = File.Exists(lawFile) && YamlMap.Read(lawFile, problems) is { } register ? LawReader.Read(register) : LawRegister.Empty;
        var reader = new PackReader(vocabulary, problems);
        var policies = new List<Policy>();

        foreach (var file in packs)
        {
            if (reader.Read(file) is { } policy && IsNew(policy, policies, problems))
            {
                policies.Add(policy);
            }
        }

        return new PolicyLibrary(
            folder, vocabulary, laws, [.. policies.OrderBy(policy => policy.Id, StringComparer.Ordinal).ThenBy(policy => policy.From)]);
    }

    private static bool IsNew(Policy policy, List<Policy> others, ProblemList problems)
    {
        var twin = others.Find(other => other.Id == policy.Id && (other.Version == policy.Version || other.From == policy.From));

        if (twin is not null)
        {
            problems.Add(
                policy.Source!.PackFile, 1, $"'{twin.Source!.PackFile}' has the same id, and the same version or date. Two versions differ in both.");
        }

        return twin is null;
    }
}
