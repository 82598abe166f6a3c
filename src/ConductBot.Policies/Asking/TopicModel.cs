namespace ConductBot.Policies.Asking;

/// <summary>Tells which topic a question is about. Learnt from the ways of asking; policies with the same topics share one.</summary>
internal sealed class TopicModel
{
    private const int Seed = 2;

    /// <summary>How much the networks count beside the regression.</summary>
    private const float Networks = 0.5f;

    private static readonly int[] NetworkSeeds = [11, 12, 13];

    private readonly Lexicon lexicon;
    private readonly QuestionFeatures features;
    private readonly TopicClassifier classifier;
    private readonly TopicNetwork[] networks;

    /// <param name="topics">The ways of asking, topic by topic.</param>
    /// <param name="clauses">The words that answers are made of, so that they too are known.</param>
    public TopicModel(IReadOnlyList<IReadOnlyList<string>> topics, IEnumerable<string> clauses, Thesaurus thesaurus)
    {
        string[] questions = [.. topics.SelectMany(topic => topic)];
        int[] answers = [.. topics.Index().SelectMany(topic => topic.Item.Select(_ => topic.Index))];
        string[] texts = [.. questions, .. clauses, .. thesaurus.Asides];
        lexicon = new(thesaurus, texts);
        features = new(lexicon, texts);
        var dressed = Dressed(questions, thesaurus.Asides).Select(question => features.Of(lexicon.Read(question)));
        (FeatureVector, int)[] examples = [.. features.Learnt.Zip(answers), .. dressed.Zip(answers)];
        classifier = TopicClassifier.Learn(examples, topics.Count, features.Count, Seed);
        networks = [.. NetworkSeeds.Select(seed => TopicNetwork.Learn(examples, topics.Count, features.Count, seed))];
    }

    public List<Term> Read(string text) => lexicon.Read(text);

    public FeatureVector Features(List<Term> terms) => features.Of(terms);

    /// <summary>How likely each topic is, in the order they were learnt; they add up to one.</summary>
    public float[] Weigh(FeatureVector question)
    {
        var likely = classifier.Weigh(question);
        var also = networks.Select(network => network.Weigh(question)).ToArray();

        for (var topic = 0; topic < likely.Length; topic++)
        {
            likely[topic] = ((1 - Networks) * likely[topic]) + (Networks * also.Average(network => network[topic]));
        }

        return likely;
    }

    /// <summary>
    /// Every question once more, between words that have nothing to do with it, so that such words tell nothing. Which words
    /// is drawn by a fixed seed.
    /// </summary>
    private static IEnumerable<string> Dressed(string[] questions, IReadOnlyList<string> asides)
    {
        var random = new Random(Seed);

        foreach (var question in asides.Count == 0 ? [] : questions)
        {
            var (one, other) = (asides[random.Next(asides.Count)], asides[random.Next(asides.Count)]);

            yield return random.Next(4) switch
            {
                0 => $"{question} {one}",
                1 => $"{one} {other} {question}",
                _ => $"{one} {question}",
            };
        }
    }
}
