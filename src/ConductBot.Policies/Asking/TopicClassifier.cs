using System.Runtime.Intrinsics;

namespace ConductBot.Policies.Asking;

/// <summary>Multinomial logistic regression, learnt by gradient descent with a falling step.</summary>
internal sealed class TopicClassifier
{
    private const int Rounds = 6;
    private const float FirstStep = 4f;

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
        stride = Floats.Row(topics);
        weights = new float[features * stride];
        bias = new float[stride];
    }

    public static TopicClassifier Learn(IReadOnlyList<(FeatureVector Features, int Topic)> examples, int topics, int features, int seed)
    {
        var classifier = new TopicClassifier(topics, features);
        var error = new float[classifier.stride];

        foreach (var lesson in Lessons.From(examples, Rounds, seed))
        {
            classifier.Weigh(lesson.Features, error);
            error[lesson.Topic] -= 1;
            classifier.Step(lesson.Features, error, FirstStep * lesson.Ahead);
        }

        return classifier;
    }

    /// <summary>How likely each topic is; they add up to one.</summary>
    public float[] Weigh(FeatureVector features)
    {
        var likely = new float[stride];
        Weigh(features, likely);
        return likely[..topics];
    }

    private void Weigh(FeatureVector features, float[] likely)
    {
        bias.CopyTo(likely, 0);

        for (var i = 0; i < features.Ids.Length; i++)
        {
            Floats.Add(likely, weights.AsSpan(features.Ids[i] * stride, stride), features.Weights[i]);
        }

        Floats.Share(likely, topics);
    }

    private void Step(FeatureVector features, float[] error, float step)
    {
        var negligible = Vector256.Create(Negligible);

        for (var t = 0; t < stride; t += Vector256<float>.Count)
        {
            var eight = error.AsSpan(t, Vector256<float>.Count);

            if (Vector256.LessThanAll(Vector256.Abs(Vector256.Create<float>(eight)), negligible))
            {
                continue;
            }

            for (var i = 0; i < features.Ids.Length; i++)
            {
                Floats.Add(weights.AsSpan((features.Ids[i] * stride) + t, eight.Length), eight, -step * features.Weights[i]);
            }

            Floats.Add(bias.AsSpan(t, eight.Length), eight, -step * BiasStep);
        }
    }
}
