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

    /// <summary>
    /// The topics that all policies share, with the ways of asking each. Those under <c>elsewhere</c> are no policy's business and so
    /// answered by none; the others are open until a policy answers them.
    /// </summary>
    public static IReadOnlyList<AskedTopic> ReadTopics(string file) => Read<IReadOnlyList<AskedTopic>>(file, reader =>
    {
        List<AskedTopic> topics = [];
        reader.Keys(new()
        {
            ["topics"] = () => topics.AddRange(reader.Lists().Select(topic => new AskedTopic(topic.Key, topic.Value, Answers: null))),
            ["elsewhere"] = () => topics.AddRange(reader.Keys().Select(reader.Elsewhere)),
        });

        return topics.CountBy(topic => topic.Name).FirstOrDefault(name => name.Value > 1) is { Key: { } twice }
            ? throw reader.Wrong($"'{twice}' is two topics.")
            : topics;
    });

    /// <summary>Which clauses of a policy answer which topic. A topic that the file does not name stays as it is.</summary>
    /// <param name="file">May add topics of the policy's own under <c>own</c>.</param>
    /// <param name="topics">The shared topics.</param>
    public static QuestionPack ReadAnswers(string file, string policyId, IReadOnlyList<AskedTopic> topics) => Read(file, reader =>
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

        AskedTopic[] all = [.. topics, .. own.Select(topic => new AskedTopic(topic.Key, topic.Value, Answers: null))];
        var names = all.Select(topic => topic.Name).ToHashSet();

        if (answers.Keys.Concat(silent.Keys).FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw reader.Wrong($"'{unknown}' is no topic: neither a shared one nor one of the policy's own.");
        }

        return answers.Keys.FirstOrDefault(silent.ContainsKey) is { } both
            ? throw reader.Wrong($"'{both}' is both answered and silent.")
            : new QuestionPack([.. all.Select(topic =>
                answers.TryGetValue(topic.Name, out var clauses)
                    ? topic with { Answers = [.. clauses.Select(clause => $"{policyId}/{clause}")], Advice = null }
                    : silent.TryGetValue(topic.Name, out var advice)
                        ? topic with { Answers = [], Advice = advice.Length > 0 ? advice : null }
                        : topic)]);
    });

    public static Thesaurus ReadThesaurus(string file) => Read(file, reader =>
    {
        Dictionary<string, IReadOnlyList<string>> concepts = [];
        Dictionary<string, IReadOnlyList<string>> kinds = [];
        Dictionary<string, string> slips = [];
        IReadOnlyList<string> stopWords = [];
        IReadOnlyList<string> asides = [];
        reader.Keys(new()
        {
            ["concepts"] = () => concepts = reader.Lists(),
            ["kinds"] = () => kinds = reader.Lists(),
            ["slips"] = () => slips = reader.Texts(),
            ["stopwords"] = () => stopWords = reader.List(),
            ["asides"] = () => asides = reader.List(),
        });

        return new Thesaurus(concepts, kinds, slips, stopWords, asides);
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

    private AskedTopic Elsewhere(string name)
    {
        var topic = new AskedTopic(name, [], [], IsElsewhere: true);
        Keys(new()
        {
            ["advice"] = () => topic = topic with { Advice = parser.Consume<Scalar>().Value },
            ["questions"] = () => topic = topic with { Questions = List() },
        });

        return topic;
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
