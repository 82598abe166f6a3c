using System.Numerics;

namespace ConductBot.Policies.Asking;

/// <summary>
/// Multinomial logistic regression, learnt by gradient descent with a falling step. The examples are shuffled by a fixed seed, so
/// the same questions always give the same weights.
/// </summary>
internal sealed class TopicClassifier
{
    private const int Rounds = 10;
    private const float FirstStep = 4f;
    private const int Seed = 1;

    /// <summary>The share of features hidden from each lesson, so that no question hangs on a single word.</summary>
    private const float Hidden = 0.4f;

    /// <summary>Errors this small are not worth a step.</summary>
    private const float Negligible = 0.001f;

    /// <summary>How fast a topic's own weight follows, beside that of a feature: topics with many examples are not to win by number.</summary>
    private const float BiasStep = 0.02f;

    private readonly int topics;
    private readonly int stride;
    private readonly float[] weights;
    private readonly float[] bias;

    private TopicClassifier(int topics, int features)
    {
        this.topics = topics;
        stride = (topics + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        weights = new float[features * stride];
        bias = new float[stride];
    }

    public static TopicClassifier Learn(IReadOnlyList<(FeatureVector Features, int Topic)> examples, int topics, int features)
    {
        var classifier = new TopicClassifier(topics, features);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var random = new Random(Seed);
        var lessons = (float)Rounds * examples.Count;
        var error = new float[classifier.stride];

        for (var lesson = 0; lesson < Rounds * examples.Count; lesson++)
        {
            if (lesson % examples.Count == 0)
            {
                random.Shuffle(order);
            }

            var (all, topic) = examples[order[lesson % examples.Count]];
            var shown = Shown(all, random);
            classifier.Weigh(shown, error);
            error[topic] -= 1;
            classifier.Step(shown, error, FirstStep * (1 - (lesson / lessons)));
        }

        return classifier;
    }

    /// <summary>How likely each topic is; they add up to one. Longer than the number of topics, and zero beyond it.</summary>
    public float[] Weigh(FeatureVector features)
    {
        var likely = new float[stride];
        Weigh(features, likely);
        return likely;
    }

    private static FeatureVector Shown(FeatureVector features, Random random)
    {
        var shown = features.Ids.Index().Where(_ => random.NextSingle() >= Hidden).ToArray();
        return new([.. shown.Select(pair => pair.Item)], [.. shown.Select(pair => features.Weights[pair.Index])]);
    }

    private void Weigh(FeatureVector features, float[] likely)
    {
        bias.CopyTo(likely, 0);

        for (var i = 0; i < features.Ids.Length; i++)
        {
            var from = features.Ids[i] * stride;
            var weight = new Vector<float>(features.Weights[i]);

            for (var t = 0; t < stride; t += Vector<float>.Count)
            {
                (new Vector<float>(likely, t) + (weight * new Vector<float>(weights, from + t))).CopyTo(likely, t);
            }
        }

        var span = likely.AsSpan(0, topics);
        var most = float.MinValue;

        foreach (var value in span)
        {
            most = Math.Max(most, value);
        }

        var sum = 0f;

        foreach (ref var value in span)
        {
            sum += value = MathF.Exp(value - most);
        }

        foreach (ref var value in span)
        {
            value /= sum;
        }

        likely.AsSpan(topics).Clear();
    }

    private void Step(FeatureVector features, float[] error, float step)
    {
        var negligible = new Vector<float>(Negligible);

        for (var t = 0; t < stride; t += Vector<float>.Count)
        {
            var wrong = new Vector<float>(error, t);

            if (Vector.LessThanAll(Vector.Abs(wrong), negligible))
            {
                continue;
            }

            for (var i = 0; i < features.Ids.Length; i++)
            {
                var at = (features.Ids[i] * stride) + t;
                (new Vector<float>(weights, at) - (wrong * (step * features.Weights[i]))).CopyTo(weights, at);
            }

            (new Vector<float>(bias, t) - (wrong * (step * BiasStep))).CopyTo(bias, t);
        }
    }
}
