using System.Runtime.InteropServices;

namespace ConductBot.Policies.Asking;

/// <summary>What a text is made of, as numbers: sparse, of length one.</summary>
internal readonly record struct FeatureVector(int[] Ids, float[] Weights);

/// <summary>
/// Makes feature vectors: stems, concepts and their kinds, neighbouring words, concepts that stand together and in which order,
/// and pieces of words. The weights of the sorts were chosen by cross-validation. Small words weigh as much as others, for they carry
/// how a thing is asked; pairs weigh little, for a long story has so many of them.
/// </summary>
internal sealed class QuestionFeatures
{
    private const float Stem = 1f;
    private const float Concept = 1.5f;
    private const float Kind = 0.6f;
    private const float Neighbours = 0.7f;
    private const float Together = 0.25f;
    private const float InOrder = 0.15f;
    private const float Piece = 0.2f;
    private const float Strange = 1f;
    private const int PieceLength = 4;
    private const int TogetherWithin = 8;
    private const int InOrderWithin = 3;

    private readonly Lexicon lexicon;
    private readonly Dictionary<string, int> ids = [];
    private readonly List<float> rarity = [];
    private readonly Dictionary<string, int> stems = [];

    /// <summary>Learns which features there are, and how rare each is. One that only a single text has tells nothing of others.</summary>
    public QuestionFeatures(Lexicon lexicon, IReadOnlyList<string> texts)
    {
        this.lexicon = lexicon;
        List<Term>[] read = [.. texts.Select(lexicon.Read)];

        foreach (var stem in read.SelectMany(terms => terms.Where(term => !term.IsStop).Select(term => term.Stem).Distinct()))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(stems, stem, out _)++;
        }

        Dictionary<string, float>[] keys = [.. read.Select(Keys)];
        Dictionary<string, int> met = [];

        foreach (var key in keys.SelectMany(text => text.Keys))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(met, key, out _)++;
        }

        foreach (var (key, count) in met.Where(feature => feature.Value >= FewestTexts(feature.Key)))
        {
            ids.Add(key, ids.Count);
            rarity.Add(MathF.Sqrt(MathF.Log((texts.Count + 1f) / count)));
        }

        Learnt = [.. keys.Select(Of)];
    }

    public int Count => ids.Count;

    /// <summary>The texts learnt from, in their order.</summary>
    public IReadOnlyList<FeatureVector> Learnt { get; }

    public FeatureVector Of(List<Term> terms) => Of(Keys(terms));

    private FeatureVector Of(Dictionary<string, float> keys)
    {
        List<int> found = [];
        List<float> weights = [];
        var square = 0f;

        foreach (var (key, weight) in keys)
        {
            if (ids.TryGetValue(key, out var id))
            {
                found.Add(id);
                weights.Add(weight * rarity[id]);
                square += weights[^1] * weights[^1];
            }
        }

        var scale = square > 0 ? 1 / MathF.Sqrt(square) : 0;

        foreach (ref var weight in CollectionsMarshal.AsSpan(weights))
        {
            weight *= scale;
        }

        return new([.. found], [.. weights]);
    }

    private Dictionary<string, float> Keys(List<Term> terms)
    {
        Dictionary<string, float> keys = [];
        AddWords(keys, terms);
        var mentions = lexicon.Mentions(terms);
        var subjects = Subjects(terms, mentions);

        foreach (var mention in mentions)
        {
            Add(keys, "c:" + mention.Concept, Concept);

            foreach (var kind in lexicon.KindsOf(mention.Concept))
            {
                Add(keys, "k:" + kind, Kind);
            }
        }

        AddPairs(keys, subjects);
        AddStrangeness(keys, terms, subjects);
        return keys;
    }

    private static void AddWords(Dictionary<string, float> keys, List<Term> terms)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            var term = terms[i];
            Add(keys, "s:" + term.Stem, Stem);
            Add(keys, $"b:{(i == 0 ? "^" : terms[i - 1].Stem)} {term.Stem}", Neighbours);

            if (!term.IsStop)
            {
                var edged = $"_{term.Stem}_";

                for (var at = 0; at + PieceLength <= edged.Length; at++)
                {
                    Add(keys, "g:" + edged.Substring(at, PieceLength), Piece);
                }
            }
        }
    }

    /// <summary>What the text is about, from left to right: concepts and their kinds, and the words that stand for no concept.</summary>
    private List<(string Name, int At)> Subjects(List<Term> terms, List<Mention> mentions)
    {
        List<(string Name, int At)> subjects = [];
        var covered = new bool[terms.Count];

        foreach (var mention in mentions)
        {
            subjects.Add((mention.Concept, mention.Start));
            subjects.AddRange(lexicon.KindsOf(mention.Concept).Select(kind => (kind, mention.Start)));
            covered.AsSpan(mention.Start, mention.Length).Fill(true);
        }

        for (var i = 0; i < terms.Count; i++)
        {
            if (!terms[i].IsStop && !covered[i])
            {
                subjects.Add(("=" + terms[i].Stem, i));
            }
        }

        subjects.Sort((a, b) => a.At != b.At ? a.At.CompareTo(b.At) : string.CompareOrdinal(a.Name, b.Name));
        return subjects;
    }

    /// <summary>Order tells who does what to whom: a post by a teacher from a post about one.</summary>
    private static void AddPairs(Dictionary<string, float> keys, List<(string Name, int At)> subjects)
    {
        for (var i = 0; i < subjects.Count; i++)
        {
            var (name, at) = subjects[i];

            for (var j = i + 1; j < subjects.Count && subjects[j].At - at <= TogetherWithin; j++)
            {
                var (other, otherAt) = subjects[j];

                if (otherAt == at || other == name)
                {
                    continue;
                }

                Add(keys, string.CompareOrdinal(name, other) < 0 ? $"p:{name}+{other}" : $"p:{other}+{name}", Together);

                if (otherAt - at <= InOrderWithin)
                {
                    Add(keys, $"o:{name}>{other}", InOrder);
                }
            }
        }
    }

    /// <summary>
    /// A word met in one text only is as strange to the others as a word never met. So what strange words mean can be learnt:
    /// mostly that the question is about something else altogether.
    /// </summary>
    private void AddStrangeness(Dictionary<string, float> keys, List<Term> terms, List<(string Name, int At)> subjects)
    {
        var content = terms.Count(term => !term.IsStop);
        var strange = subjects.Count(subject => subject.Name[0] == '=' && stems.GetValueOrDefault(subject.Name[1..]) <= 1);

        if (strange > 0)
        {
            Add(keys, "strange", Strange * MathF.Sqrt((float)strange / content));
            Add(keys, strange == content ? "strange-all" : strange * 2 >= content ? "strange-half" : "strange-some", Strange);
        }
    }

    /// <summary>Two texts may have a pair by chance; without such pairs a quarter fewer features are learnt, and nothing is lost.</summary>
    private static int FewestTexts(string key) => key[0] is 'p' or 'o' ? 3 : 2;

    private static void Add(Dictionary<string, float> keys, string key, float weight)
    {
        ref var kept = ref CollectionsMarshal.GetValueRefOrAddDefault(keys, key, out _);
        kept = Math.Max(kept, weight);
    }
}
