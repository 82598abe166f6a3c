using System.Runtime.InteropServices;

namespace ConductBot.Policies.Asking;

/// <summary>The clauses' own words as an inverted index: which of them reads most like a question.</summary>
internal sealed class ClauseTexts
{
    private readonly int count;
    private readonly Dictionary<int, List<(int Clause, float Weight)>> postings = [];

    public ClauseTexts(IReadOnlyList<Clause> clauses, TopicModel model)
    {
        count = clauses.Count;

        foreach (var (at, clause) in clauses.Index())
        {
            var (ids, weights) = model.Features(model.Read(clause.Text));

            for (var i = 0; i < ids.Length; i++)
            {
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(postings, ids[i], out _);
                list ??= [];
                list.Add((at, weights[i]));
            }
        }
    }

    /// <summary>The cosine between the question and every clause, in the clauses' order.</summary>
    public float[] Nearness(FeatureVector question)
    {
        var cosines = new float[count];

        for (var i = 0; i < question.Ids.Length; i++)
        {
            if (postings.TryGetValue(question.Ids[i], out var list))
            {
                foreach (var (clause, weight) in CollectionsMarshal.AsSpan(list))
                {
                    cosines[clause] += weight * question.Weights[i];
                }
            }
        }

        return cosines;
    }
}
