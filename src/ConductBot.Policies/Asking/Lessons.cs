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
        var ids = new int[features.Ids.Length];
        var weights = new float[ids.Length];
        var shown = 0;

        for (var i = 0; i < ids.Length; i++)
        {
            if (random.NextSingle() >= Hidden)
            {
                (ids[shown], weights[shown++]) = (features.Ids[i], features.Weights[i]);
            }
        }

        return new(ids[..shown], weights[..shown]);
    }
}
