using System.Diagnostics.CodeAnalysis;

namespace ConductBot.Policies.Packs;

/// <summary>
/// The Welsh of texts that come as data, from a flat file beside them: each text in English, then in Welsh. A text that the file
/// does not have is shown in English.
/// </summary>
internal sealed class WelshWords
{
    public const string FileName = "words.cy-GB.yaml";

    private readonly string? file;
    private readonly Dictionary<string, (string Welsh, int Line)> pairs;
    private readonly WelshWords? otherwise;

    /// <summary>What was looked up while the texts were read, so that lint knows which lines belong to none.</summary>
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    private WelshWords(string? file, Dictionary<string, (string Welsh, int Line)> pairs, WelshWords? otherwise)
    {
        this.file = file;
        this.pairs = pairs;
        this.otherwise = otherwise;
    }

    public static WelshWords None => new(file: null, [], otherwise: null);

    /// <param name="folder">Holds the file, or does not: then nothing is translated. An empty line of it waits for somebody to write it.</param>
    /// <param name="problems">Takes what is wrong with it.</param>
    /// <param name="otherwise">Where to look for what the file does not have.</param>
    public static WelshWords Read(string folder, ProblemList problems, WelshWords? otherwise = null)
    {
        var path = Path.Combine(folder, FileName);
        var map = File.Exists(path) ? YamlMap.Read(path, problems) : null;

        return new(
            map?.File,
            (map?.Pairs() ?? []).DistinctBy(pair => pair.Key.Value, StringComparer.Ordinal)
                .ToDictionary(pair => pair.Key.Value, pair => (pair.Text, pair.Key.Line), StringComparer.Ordinal),
            otherwise);
    }

    /// <exception cref="PolicyPackException">The file cannot be used.</exception>
    public static WelshWords Load(string folder, WelshWords? otherwise = null)
    {
        var problems = new ProblemList();
        var words = Read(folder, problems, otherwise);
        return problems.Count == 0 ? words : throw new PolicyPackException(problems.All);
    }

    [return: NotNullIfNotNull(nameof(english))]
    public Wording? Of(string? english)
    {
        if (english is null)
        {
            return null;
        }

        if (english.Length == 0)
        {
            return Wording.None;
        }

        asked.Add(english);
        return new Wording(english, Find(english));
    }

    /// <summary>Lines that belong to no text, and how much is not translated yet. Nothing where there is no file: then nobody meant to.</summary>
    public IEnumerable<PackProblem> Findings()
    {
        if (file is null)
        {
            yield break;
        }

        foreach (var (english, (_, line)) in pairs.Where(pair => !asked.Contains(pair.Key)))
        {
            yield return new(file, line, $"No text here reads '{english}', so nobody is shown its Welsh.");
        }

        var missing = asked.Where(english => Find(english) is null).Order(StringComparer.Ordinal).ToList();

        if (missing.Count > 0)
        {
            yield return new(file, 1, $"Not in Welsh yet, so shown in English: '{missing[0]}'{(missing.Count > 1 ? $" and {missing.Count - 1} more" : "")}.");
        }
    }

    private string? Find(string english) => pairs.TryGetValue(english, out var found) && found.Welsh.Length > 0 ? found.Welsh : otherwise?.Find(english);
}
