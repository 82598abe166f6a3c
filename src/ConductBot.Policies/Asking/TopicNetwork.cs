namespace ConductBot.Policies.Asking;

/// <summary>
/// A network with one layer of units between features and topics. Words that are used alike come to move the same units, so it
/// reads combinations of words that no way of asking has; the plain regression beside it is surer of those that one has.
/// </summary>
internal sealed class TopicNetwork
{
    private const int Rounds = 5;
    private const int Units = 64;
    private const float FirstStep = 0.3f;

    /// <summary>How far the first weights, drawn by chance, lie from nought.</summary>
    private const float FeatureSpread = 0.3f;
    private const float TopicSpread = 0.2f;

    /// <summary>Errors this small are not worth a step.</summary>
    private const float Negligible = 0.001f;

    private readonly int topics;
    private readonly float[] byFeature;
    private readonly float[] byTopic;

    private TopicNetwork(int topics, int features, int seed)
    {
        this.topics = topics;
        var random = new Random(seed);
        byFeature = Scattered(features, FeatureSpread, random);
        byTopic = Scattered(topics, TopicSpread, random);
    }

    public static TopicNetwork Learn(IReadOnlyList<(FeatureVector Features, int Topic)> examples, int topics, int features, int seed)
    {
        var network = new TopicNetwork(topics, features, seed);
        var units = new float[Units];
        var wrong = new float[Units];
        var error = new float[Floats.Row(topics)];

        foreach (var lesson in Lessons.From(examples, Rounds, seed))
        {
            network.Weigh(lesson.Features, units, error);
            error[lesson.Topic] -= 1;
            network.Step(lesson.Features, units, error, wrong, FirstStep * lesson.Ahead);
        }

        return network;
    }

    /// <summary>How likely each topic is; they add up to one.</summary>
    public float[] Weigh(FeatureVector features)
    {
        var likely = new float[Floats.Row(topics)];
        Weigh(features, new float[Units], likely);
        return likely[..topics];
    }

    private static float[] Scattered(int rows, float spread, Random random)
    {
        var weights = new float[rows * Units];

        foreach (ref var weight in weights.AsSpan())
        {
            weight = spread * ((2 * random.NextSingle()) - 1);
        }

        return weights;
    }

    private static Span<float> Row(float[] weights, int row) => weights.AsSpan(row * Units, Units);

    private void Weigh(FeatureVector features, float[] units, float[] likely)
    {
        units.AsSpan().Clear();

        for (var i = 0; i < features.Ids.Length; i++)
        {
            Floats.Add(units, Row(byFeature, features.Ids[i]), features.Weights[i]);
        }

        Floats.Bend(units);

        for (var t = 0; t < topics; t++)
        {
            likely[t] = Floats.Product(Row(byTopic, t), units);
        }

        Floats.Share(likely, topics);
    }

    private void Step(FeatureVector features, float[] units, float[] error, float[] wrong, float step)
    {
        wrong.AsSpan().Clear();

        for (var t = 0; t < topics; t++)
        {
            if (MathF.Abs(error[t]) >= Negligible)
            {
                Floats.Add(wrong, Row(byTopic, t), error[t]);
                Floats.Add(Row(byTopic, t), units, -step * error[t]);
            }
        }

        for (var unit = 0; unit < Units; unit++)
        {
            wrong[unit] *= 1 - (units[unit] * units[unit]);
        }

        for (var i = 0; i < features.Ids.Length; i++)
        {
            Floats.Add(Row(byFeature, features.Ids[i]), wrong, -step * features.Weights[i]);
        }
    }
}
