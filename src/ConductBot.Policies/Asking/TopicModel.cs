namespace ConductBot.Policies.Asking;

/// <summary>Tells which topic a question is about. Learnt from the ways of asking; policies with the same topics share one.</summary>
internal sealed class TopicModel
{
    private readonly Lexicon lexicon;
    private readonly QuestionFeatures features;
    private readonly TopicClassifier classifier;

    /// <param name="topics">The ways of asking, topic by topic.</param>
    /// <param name="clauses">The words that answers are made of, so that they too are known.</param>
    public TopicModel(IReadOnlyList<IReadOnlyList<string>> topics, IEnumerable<string> clauses, Thesaurus thesaurus)
    {
        string[] questions = [.. topics.SelectMany(topic => topic)];
        int[] answers = [.. topics.Index().SelectMany(topic => topic.Item.Select(_ => topic.Index))];
        string[] texts = [.. questions, .. clauses];
        lexicon = new(thesaurus, texts);
        features = new(lexicon, texts);
        classifier = TopicClassifier.Learn([.. features.Learnt.Zip(answers)], topics.Count, features.Count);
    }

    public List<Term> Read(string text) => lexicon.Read(text);

    public FeatureVector Features(List<Term> terms) => features.Of(terms);

    /// <summary>How likely each topic is, in the order they were learnt; they add up to one.</summary>
    public float[] Weigh(FeatureVector question) => classifier.Weigh(question);
}
