namespace ConductBot.Policies.Asking;

/// <summary>One example of a question as it is learnt from.</summary>
/// <param name="Features">Those that are shown this time.</param>
/// <param name="Ahead">How much of the learning is still to come, from one down to nought: steps grow smaller with it.</param>
internal readonly record struct Lesson(FeatureVector Features, int Topic, float Ahead);

/// <summary>The examples, round after round, each round in another order.</summary>
internal static class Lessons
{
    /// <summary>The share of features hidden from each lesson, so that no question hangs on a single word.</summary>
    private const float Hidden = 0.4f;

    /// <param name="seed">The same one always gives the same lessons.</param>
    public static IEnumerable<Lesson> From(IReadOnlyList<(FeatureVector Features, int Topic)> examples, int rounds, int seed)
    {
        var random = new Random(seed);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var all = (float)rounds * examples.Count;

        for (var lesson = 0; lesson < rounds * examples.Count; lesson++)
        {
            if (lesson % examples.Count == 0)
            {
                random.Shuffle(order);
            }

            var (features, topic) = examples[order[lesson % examples.Count]];
            yield return new(Shown(features, random), topic, 1 - (lesson / all));
        }
    }

    private static FeatureVector Shown(FeatureVector features, Random random)
    {
        var shown = features.Ids.Index().Where(_ => random.NextSingle() >= Hidden).ToArray();
        return new([.. shown.Select(pair => pair.Item)], [.. shown.Select(pair => features.Weights[pair.Index])]);
    }
}
