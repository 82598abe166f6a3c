using System.Globalization;

using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ConductBot.Policies.Packs;

/// <summary>A scalar and where it stands.</summary>
internal readonly record struct YamlText(string Value, int Line);

/// <summary>
/// One mapping of a YAML file. What is missing, of the wrong kind or unknown becomes a problem with its line, and
/// reading goes on with an empty value, so that one run reports everything.
/// </summary>
internal sealed class YamlMap
{
    /// <summary>Stands for whatever somebody at the school still has to decide; in quotation marks it is plain text.</summary>
    public const string ToDecide = "to decide";

    private readonly YamlMappingNode node;
    private readonly ProblemList problems;
    private readonly WelshWords words;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    private YamlMap(YamlMappingNode node, string file, ProblemList problems, WelshWords words)
    {
        this.node = node;
        this.problems = problems;
        this.words = words;
        File = file;
    }

    public string File { get; }

    public int Line => (int)node.Start.Line;

    public IEnumerable<string> Keys => node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    /// <summary>The file's one mapping, or null with the problem noted.</summary>
    /// <param name="words">The Welsh of what staff read in it.</param>
    public static YamlMap? Read(string file, ProblemList problems, WelshWords? words = null)
    {
        try
        {
            using var reader = new StreamReader(file);
            var stream = new YamlStream();
            stream.Load(reader);

            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return new YamlMap(root, file, problems, words ?? WelshWords.None);
            }

            problems.Add(file, 1, "The file has to hold one YAML mapping.");
        }
        catch (YamlException broken)
        {
            problems.Add(file, Math.Max(1, (int)broken.Start.Line), $"This is not sound YAML: {broken.Message}");
        }
        catch (IOException unreadable)
        {
            problems.Add(file, 1, $"The file cannot be read: {unreadable.Message}");
        }

        return null;
    }

    public bool Has(string key) => Child(key) is not null;

    /// <summary>
    /// Whether the value is <see cref="ToDecide"/>, alone or as an item of a list. It is told once, in plain words of the
    /// caller's where he asks before reading; whoever reads the value then finds nothing there.
    /// </summary>
    public bool IsToDecide(string key, string? words = null)
    {
        asked.Add(key);

        if (MarkOf(Raw(key)) is not { } mark)
        {
            return false;
        }

        if (problems.MarksTold.Add((int)mark.Start.Line))
        {
            Problem((int)mark.Start.Line, $"Still to decide: {words ?? $"'{key}'"}.");
        }

        return true;
    }

    /// <summary>The line of a key's value, or of the mapping where the key is missing.</summary>
    public int LineOf(string key) => Raw(key) is { } child ? (int)child.Start.Line : Line;

    /// <summary>The line of a key itself, or of the mapping where it is missing.</summary>
    public int LineOfKey(string key) =>
        node.Children.Keys.FirstOrDefault(child => child is YamlScalarNode { Value: { } name } && name == key) is { } found ? (int)found.Start.Line : Line;

    public void Problem(int line, string words) => problems.Add(File, line, words);

    public string Text(string key)
    {
        var text = TextOrNull(key);

        if (text is null && Raw(key) is null)
        {
            Problem(Line, $"'{key}' is missing.");
        }

        return text ?? "";
    }

    public string? TextOrNull(string key) => Child(key) switch
    {
        null => null,
        YamlScalarNode { Value: { } value } when value.Trim().Length > 0 => value.Trim(),
        { } other => Wrong<string>(other, $"'{key}' has to be a piece of text."),
    };

    /// <summary>A text that staff read, with its Welsh.</summary>
    public Wording WordingOf(string key) => words.Of(Text(key));

    public Wording? WordingOrNull(string key) => words.Of(TextOrNull(key));

    /// <summary>A whole number from 1; the other one where the key is missing.</summary>
    public int Number(string key, int otherwise)
    {
        if (TextOrNull(key) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            return number;
        }

        Problem(LineOf(key), $"'{key}' has to be a number such as 2, not '{text}'.");
        return otherwise;
    }

    public DateOnly Date(string key)
    {
        var text = Text(key);

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        if (text.Length > 0)
        {
            Problem(LineOf(key), $"'{key}' has to be a date such as 2019-06-28, not '{text}'.");
        }

        return default;
    }

    /// <summary>True or false; false where the key is missing.</summary>
    public bool Flag(string key)
    {
        switch (TextOrNull(key))
        {
            case "true":
                return true;
            case null or "false":
                return false;
            case var other:
                Problem(LineOf(key), $"'{key}' has to be true or false, not '{other}'.");
                return false;
        }
    }

    /// <summary>The value that one of the words stands for.</summary>
    public T Choice<T>(string key, Func<T, string> word, T otherwise = default)
        where T : struct, Enum
    {
        if (TextOrNull(key) is not { } text)
        {
            return otherwise;
        }

        if (Words.Parse(text, word) is { } value)
        {
            return value;
        }

        Problem(LineOf(key), $"'{key}' has to be one of {string.Join(", ", Enum.GetValues<T>().Select(word))}, not '{text}'.");
        return otherwise;
    }

    /// <summary>A list of texts; one text alone is a list of one. Empty where the key is missing.</summary>
    public IReadOnlyList<YamlText> Texts(string key) => Child(key) switch
    {
        null => [],
        YamlScalarNode { Value: { Length: > 0 } value } alone => [new YamlText(value, (int)alone.Start.Line)],
        YamlSequenceNode list => [.. list.Children.Where(IsDecided).Select(Item)],
        { } other => Wrong<IReadOnlyList<YamlText>>(other, $"'{key}' has to be a list of texts.") ?? [],
    };

    /// <summary>A list whose items are texts or mappings. Empty where the key is missing.</summary>
    public IReadOnlyList<(YamlText? Text, YamlMap? Map)> Items(string key) => Child(key) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Children.Where(IsDecided).Select<YamlNode, (YamlText?, YamlMap?)>(item => item switch
        {
            YamlMappingNode map => (null, Inner(map)),
            _ => (Item(item), null),
        })],
        { } other => Wrong<IReadOnlyList<(YamlText?, YamlMap?)>>(other, $"'{key}' has to be a list.") ?? [],
    };

    /// <summary>The mapping under a key, or null.</summary>
    public YamlMap? Map(string key) => Child(key) switch
    {
        null => null,
        YamlMappingNode map => Inner(map),
        { } other => Wrong<YamlMap>(other, $"'{key}' has to be a mapping."),
    };

    /// <summary>The mappings of a list. Empty where the key is missing.</summary>
    public IReadOnlyList<YamlMap> Maps(string key) => Child(key) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Children.Where(IsDecided).Select(AsMap).OfType<YamlMap>()],
        { } other => Wrong<IReadOnlyList<YamlMap>>(other, $"'{key}' has to be a list of mappings.") ?? [],
    };

    /// <summary>Every key with its mapping, in the file's order.</summary>
    public IEnumerable<(string Key, YamlMap Map)> Entries()
    {
        foreach (var key in Keys)
        {
            if (Map(key) is { } map)
            {
                yield return (key, map);
            }
        }
    }

    /// <summary>Every key with its text, which may be empty, in the file's order.</summary>
    public IEnumerable<(YamlText Key, string Text)> Pairs()
    {
        foreach (var (key, value) in node.Children)
        {
            if (key is YamlScalarNode { Value: { } name } && value is YamlScalarNode { Value: { } text })
            {
                yield return (new YamlText(name.Trim(), (int)key.Start.Line), text.Trim());
            }
            else
            {
                Problem((int)value.Start.Line, $"'{key}' has to be a piece of text.");
            }
        }
    }

    /// <summary>Call when everything known has been asked for: what is left is a slip of the pen.</summary>
    public void RefuseTheRest()
    {
        foreach (var key in node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !asked.Contains(name))
            {
                Problem((int)key.Start.Line, $"Nothing is called '{key}' here. Known: {string.Join(", ", asked.Order(StringComparer.Ordinal))}.");
            }
        }
    }

    private YamlNode? Child(string key)
    {
        IsToDecide(key);
        return Raw(key) is { } child && IsDecided(child) ? child : null;
    }

    private YamlNode? Raw(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private static bool IsDecided(YamlNode node) => node is not YamlScalarNode { Value: ToDecide, Style: ScalarStyle.Plain };

    private static YamlNode? MarkOf(YamlNode? value) => value switch
    {
        null => null,
        YamlSequenceNode list => list.Children.FirstOrDefault(item => !IsDecided(item)),
        _ => IsDecided(value) ? null : value,
    };

    private YamlText Item(YamlNode item) => item is YamlScalarNode { Value: { Length: > 0 } value }
        ? new YamlText(value, (int)item.Start.Line)
        : new YamlText(Wrong<string>(item, "Only texts are expected in this list.") ?? "", (int)item.Start.Line);

    private YamlMap Inner(YamlMappingNode map) => new(map, File, problems, words);

    private YamlMap? AsMap(YamlNode item) => item is YamlMappingNode map
        ? Inner(map)
        : Wrong<YamlMap>(item, "Only mappings are expected in this list.");

    private T? Wrong<T>(YamlNode where, string words)
        where T : class
    {
        Problem((int)where.Start.Line, words);
        return null;
    }
}
