using ConductBot.Policies.Signs;

namespace ConductBot.Policies.Packs;

/// <summary>Finds and reads the files of a library.</summary>
internal static class LibraryReader
{
    private const string PackFile = "pack.yaml";
    private const string VocabularyFile = "vocabulary.yaml";
    private const string LawFile = "law.yaml";
    private const string SignsFile = "signs.yaml";

    /// <summary>One pack, or every pack below a folder. Null where not even the shared vocabulary can be read.</summary>
    /// <param name="path">A pack or a folder. The vocabulary and the laws are those of the nearest folder that has them, from there upwards.</param>
    /// <param name="otherwise">The folder whose vocabulary is taken where none stands above; may be null.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static PolicyLibrary? Read(string path, string? otherwise, ProblemList problems)
    {
        var packs = Packs(path);

        if (packs.Length == 0)
        {
            problems.Add(path, 1, $"There is no pack here: a file, or a folder with a {PackFile} somewhere below.");
            return null;
        }

        if ((Shared(path) ?? otherwise) is not { } folder)
        {
            problems.Add(path, 1, $"No folder from here upwards holds the {VocabularyFile} that packs share.");
            return null;
        }

        return Read(folder, packs, problems);
    }

    private static string[] Packs(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            return [];
        }

        var packs = Directory.GetFiles(path, PackFile, SearchOption.AllDirectories);
        Array.Sort(packs, StringComparer.Ordinal);
        return packs;
    }

    private static string? Shared(string path)
    {
        if (File.Exists(Path.Combine(path, VocabularyFile)))
        {
            return path;
        }

        for (var folder = Directory.GetParent(Path.GetFullPath(path)); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, VocabularyFile)))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    private static PolicyLibrary? Read(string folder, string[] packs, ProblemList problems)
    {
        var words = WelshWords.Read(folder, problems);
        GoodPractice.Questions.ToList().ForEach(question => words.Of(question));

        if (YamlMap.Read(Path.Combine(folder, VocabularyFile), problems, words) is not { } shared)
        {
            return null;
        }

        var vocabulary = VocabularyReader.Read(shared);
        vocabulary = vocabulary with { Signs = Signs(Path.Combine(folder, SignsFile), vocabulary, problems) };
        var reader = new PackReader(vocabulary, words, problems);
        var policies = new List<Policy>();
        var drafts = new List<PolicyDraft>();

        foreach (var file in packs)
        {
            if (reader.Read(file, drafts) is { } policy && IsNew(policy, policies, problems))
            {
                policies.Add(policy);
            }
        }

        return new PolicyLibrary(
            folder,
            vocabulary,
            Laws(Path.Combine(folder, LawFile), words, problems),
            [.. policies.OrderBy(policy => policy.Id, StringComparer.Ordinal).ThenBy(policy => policy.From)],
            drafts)
        {
            Words = words,
        };
    }

    private static CategorySigns Signs(string file, PolicyVocabulary vocabulary, ProblemList problems) =>
        File.Exists(file) && YamlMap.Read(file, problems) is { } signs ? SignsReader.Read(signs, vocabulary.Categories) : CategorySigns.None;

    private static LawRegister Laws(string file, WelshWords words, ProblemList problems) =>
        File.Exists(file) && YamlMap.Read(file, problems, words) is { } register ? LawReader.Read(register) : LawRegister.Empty;

    private static bool IsNew(Policy policy, List<Policy> others, ProblemList problems)
    {
        var twin = others.Find(other => other.Id == policy.Id && (other.Version == policy.Version || other.From == policy.From));

        if (twin is not null)
        {
            problems.Add(
                policy.Source!.PackFile,
                1,
                $"'{twin.Source!.PackFile}' has the same id, and the same version or date. Two versions differ in both.");
        }

        return twin is null;
    }
}
