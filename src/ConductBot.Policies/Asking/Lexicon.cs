namespace ConductBot.Policies.Asking;

/// <summary>A word of a question as the finder sees it.</summary>
/// <param name="Stem">Stemmed, after repair.</param>
/// <param name="Form">Without the endings of plural, past and gerund only: what the thesaurus is searched for.</param>
/// <param name="IsStop">Says nothing about the subject by itself.</param>
/// <param name="IsKnown">Stands in the thesaurus, the questions or the clauses.</param>
internal readonly record struct Term(string Stem, string Form, bool IsStop, bool IsKnown);

/// <summary>A concept, and where in the question it was met.</summary>
internal readonly record struct Mention(string Concept, int Start, int Length);

/// <summary>Turns typed text into stems and concepts: repairs spelling, and finds the thesaurus's words and phrases.</summary>
internal sealed class Lexicon
{
    private readonly QuestionWords words;
    private readonly HashSet<string> stopStems;
    private readonly Dictionary<string, string[]> kinds;
    private readonly Dictionary<string, (string Stem, string Form)> forms = [];
    private readonly PhraseNode phrases = new();
    private readonly SpellingRepair spelling = new();

    /// <param name="texts">Everything that may be asked about; its words are taken to be spelled right.</param>
    public Lexicon(Thesaurus thesaurus, IEnumerable<string> texts)
    {
        words = new(thesaurus.Slips);
        stopStems = [.. thesaurus.StopWords.Select(PorterStemmer.Stem)];
        kinds = thesaurus.Kinds
            .SelectMany(kind => kind.Value.Select(concept => (concept, kind.Key)))
            .GroupBy(pair => pair.concept, pair => pair.Key)
            .ToDictionary(group => group.Key, group => group.ToArray());

        foreach (var (concept, ways) in thesaurus.Concepts)
        {
            foreach (var way in ways)
            {
                Learn(concept, words.Cut(way));
            }
        }

        foreach (var word in thesaurus.StopWords.Concat(texts.SelectMany(words.Cut)))
        {
            Learn(word);
        }
    }

    public List<Term> Read(string text)
    {
        List<Term> terms = [];

        foreach (var word in words.Cut(text))
        {
            var repaired = spelling.Repair(word);

            foreach (var part in (repaired ?? word).Split(' '))
            {
                var (stem, form) = forms.TryGetValue(part, out var learnt) ? learnt : Forms(part);
                terms.Add(new(stem, form, stopStems.Contains(stem), repaired is not null));
            }
        }

        return terms;
    }

    /// <summary>Every concept met, shorter phrases inside longer ones included, from left to right.</summary>
    public List<Mention> Mentions(List<Term> terms)
    {
        List<Mention> mentions = [];

        for (var start = 0; start < terms.Count; start++)
        {
            var node = phrases;

            for (var at = start; at < terms.Count && node.Next.TryGetValue(terms[at].Form, out node!); at++)
            {
                foreach (var concept in node.Concepts)
                {
                    mentions.Add(new(concept, start, at - start + 1));
                }
            }
        }

        return mentions;
    }

    public string[] KindsOf(string concept) => kinds.GetValueOrDefault(concept, []);

    private void Learn(string concept, List<string> phrase)
    {
        var node = phrases;

        foreach (var word in phrase)
        {
            Learn(word);

            if (!node.Next.TryGetValue(forms[word].Form, out var next))
            {
                node.Next[forms[word].Form] = next = new();
            }

            node = next;
        }

        if (!node.Concepts.Contains(concept))
        {
            node.Concepts.Add(concept);
        }
    }

    private void Learn(string word)
    {
        spelling.Learn(word);
        forms.TryAdd(word, Forms(word));
    }

    private static (string Stem, string Form) Forms(string word) => (PorterStemmer.Stem(word), PorterStemmer.Inflection(word));

    private sealed class PhraseNode
    {
        public Dictionary<string, PhraseNode> Next { get; } = [];

        public List<string> Concepts { get; } = [];
    }
}
