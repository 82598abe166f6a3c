using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ConductBot.Policies.Asking;

/// <summary>Reads <c>thesaurus.yaml</c> and <c>questions.yaml</c>, event by event: they are long, and nothing else is made of them.</summary>
internal sealed class AskingFiles
{
    private readonly string file;
    private readonly Parser parser;

    private AskingFiles(string file, TextReader text)
    {
        this.file = file;
        parser = new Parser(text);
        parser.Consume<StreamStart>();
        parser.Consume<DocumentStart>();
    }

    /// <summary>The topics that all policies share, with the ways of asking each.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ReadTopics(string file) => Read(file, reader =>
    {
        Dictionary<string, IReadOnlyList<string>> topics = [];
        reader.Keys(new() { ["topics"] = () => topics = reader.Lists() });
        return topics;
    });

    /// <summary>Which clauses of a policy answer which topic. A topic that the file does not name is left open.</summary>
    /// <param name="file">May add topics of the policy's own under <c>own</c>.</param>
    /// <param name="topics">The shared topics.</param>
    public static QuestionPack ReadAnswers(
        string file, string policyId, IReadOnlyDictionary<string, IReadOnlyList<string>> topics) => Read(file, reader =>
    {
        Dictionary<string, IReadOnlyList<string>> answers = [];
        Dictionary<string, string> silent = [];
        Dictionary<string, IReadOnlyList<string>> own = [];
        reader.Keys(new()
        {
            ["answers"] = () => answers = reader.Lists(),
            ["silent"] = () => silent = reader.Texts(),
            ["own"] = () => own = reader.Lists(),
        });

        KeyValuePair<string, IReadOnlyList<string>>[] all = [.. topics, .. own];
        var named = all.Select(topic => topic.Key).ToHashSet();

        if (answers.Keys.Concat(silent.Keys).FirstOrDefault(name => !named.Contains(name)) is { } unknown)
        {
            throw reader.Wrong($"'{unknown}' is no topic: neither a shared one nor one of the policy's own.");
        }

        return new QuestionPack([.. all.Select(topic => new AskedTopic(
            topic.Key,
            topic.Value,
            answers.TryGetValue(topic.Key, out var clauses) ? [.. clauses.Select(clause => $"{policyId}/{clause}")]
                : silent.ContainsKey(topic.Key) ? []
                : null,
            silent.GetValueOrDefault(topic.Key) is { Length: > 0 } advice ? advice : null))]);
    });

    public static Thesaurus ReadThesaurus(string file) => Read(file, reader =>
    {
        Dictionary<string, IReadOnlyList<string>> concepts = [];
        Dictionary<string, IReadOnlyList<string>> kinds = [];
        Dictionary<string, string> slips = [];
        IReadOnlyList<string> stopWords = [];
        reader.Keys(new()
        {
            ["concepts"] = () => concepts = reader.Lists(),
            ["kinds"] = () => kinds = reader.Lists(),
            ["slips"] = () => slips = reader.Texts(),
            ["stopwords"] = () => stopWords = reader.List(),
        });

        return new Thesaurus(concepts, kinds, slips, stopWords);
    });

    private static T Read<T>(string file, Func<AskingFiles, T> read)
    {
        try
        {
            using var text = File.OpenText(file);
            return read(new(file, text));
        }
        catch (YamlException broken)
        {
            throw new PolicyPackException([new(file, (int)broken.Start.Line, $"This is no sound YAML: {broken.Message}")]);
        }
        catch (IOException missing)
        {
            throw new PolicyPackException([new(file, 1, $"This file cannot be read: {missing.Message}")]);
        }
    }

    private void Keys(Dictionary<string, Action> known)
    {
        foreach (var key in Keys())
        {
            if (!known.TryGetValue(key, out var read))
            {
                throw Wrong($"'{key}' has no meaning here; known are {string.Join(", ", known.Keys)}.");
            }

            read();
        }
    }

    private IEnumerable<string> Keys()
    {
        HashSet<string> met = [];
        parser.Consume<MappingStart>();

        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>().Value;

            if (!met.Add(key))
            {
                throw Wrong($"'{key}' stands here twice.");
            }

            yield return key;
        }
    }

    private Dictionary<string, IReadOnlyList<string>> Lists() => Keys().ToDictionary(key => key, _ => List());

    private Dictionary<string, string> Texts() => Keys().ToDictionary(key => key, _ => parser.Consume<Scalar>().Value);

    private IReadOnlyList<string> List()
    {
        List<string> items = [];
        parser.Consume<SequenceStart>();

        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(parser.Consume<Scalar>().Value);
        }

        return items;
    }

    private PolicyPackException Wrong(string words) => new([new(file, (int)(parser.Current?.Start.Line ?? 1), words)]);
}
