using ConductBot.Policies.Asking;

namespace ConductBot.Policies;

/// <summary>Finds the clause of one policy that answers a question, or tells that none does.</summary>
/// <remarks>
/// A question is first sorted into a topic, then the policy's own pack says which clauses answer that topic. So a photo is understood
/// as a photo under every policy, and is still refused under the one that does not speak of photos.
/// </remarks>
public sealed class ClauseFinder
{
    /// <summary>The most clauses that answer one question.</summary>
    private const int MostMatches = 3;

    /// <summary>The most that are kept for somebody whom those did not help.</summary>
    private const int MostNext = 3;

    /// <summary>Refuse from here on: how likely it is that the question is about something the policy does not say.</summary>
    private const double Silence = 0.55;

    /// <summary>A topic's second clause comes just behind its first.</summary>
    private const double NextClause = 0.9;

    /// <summary>How much the clauses' own words count beside the topics.</summary>
    private const double OwnWords = 0.5;

    /// <summary>A clause less likely than this is no answer.</summary>
    private const double LeastScore = 0.03;

    /// <summary>What a clause's own words have to reach where the pack says nothing on what is asked.</summary>
    private const double LeastByWords = 0.17;

    /// <summary>What a question without any word of substance has to reach to be understood at all: "who is it for?".</summary>
    private const double PlainlyMeant = 0.7;

    private readonly TopicModel model;
    private readonly ClauseTexts texts;
    private readonly string[] clauses;
    private readonly (int[]? Clauses, Wording? Advice, bool IsElsewhere)[] topics;

    private ClauseFinder(Policy policy, QuestionPack questions, TopicModel model)
    {
        this.model = model;
        texts = new(policy.Clauses, model);
        clauses = [.. policy.Clauses.Select(clause => clause.Id), $"{policy.Id}/meta"];
        var places = clauses.Index().ToDictionary(clause => clause.Item, clause => clause.Index);
        topics = [.. questions.Topics.Select(topic => ((int[]?)(topic.Answers is { } answers
            ? [.. answers.Select(id => Place(places, topic, id))]
            : null), topic.Advice, topic.IsElsewhere))];
    }

    /// <exception cref="ArgumentException">The pack names a clause that the policy does not have.</exception>
    public static ClauseFinder Build(Policy policy, QuestionPack questions, Thesaurus thesaurus) => Build(
        policy,
        questions,
        new TopicModel([.. questions.Topics.Select(topic => topic.Questions)], policy.Clauses.Select(clause => clause.Text), thesaurus));

    internal static ClauseFinder Build(Policy policy, QuestionPack questions, TopicModel model) => new(policy, questions, model);

    /// <summary>Never throws, whatever is typed. Safe to call from many threads at once.</summary>
    public Answer Ask(string question)
    {
        var terms = model.Read(question);
        var features = model.Features(terms);
        var likely = model.Weigh(features);

        if (!terms.Exists(term => term is { IsKnown: true, IsStop: false }) && (terms.Count == 0 || likely.Max() < PlainlyMeant))
        {
            return new Answer.NotUnderstood();
        }

        var scores = Scores(likely, texts.Nearness(features), out var silence, out var open, out var silentest);
        var best = Best(scores);
        Match[] matches = [.. best.TakeWhile(match => match.Score >= LeastScore).Take(MostMatches)];

        return silence > Silence || matches.Length == 0 || matches[0].Score < open * LeastByWords
            ? new Answer.Silent(silentest is { IsElsewhere: true } ? null : best.FirstOrDefault(), silentest?.Advice)
            : new Answer.Found(matches, [.. best.Skip(matches.Length).Take(MostNext)]);
    }

    private static int Place(Dictionary<string, int> places, AskedTopic topic, string id) =>
        places.TryGetValue(id, out var place)
            ? place
            : throw new ArgumentException($"The topic '{topic.Name}' is answered with '{id}', which is no clause of the policy.", nameof(id));

    private double[] Scores(float[] likely, float[] nearness, out double silence, out double open, out (int[]? Clauses, Wording? Advice, bool IsElsewhere)? silentest)
    {
        var scores = new double[clauses.Length];
        var most = -1;
        silence = 0;
        open = 0;

        for (var t = 0; t < topics.Length; t++)
        {
            if (topics[t].Clauses is not { } answers)
            {
                open += likely[t];
                continue;
            }

            if (answers.Length == 0)
            {
                silence += likely[t];
                most = most < 0 || likely[t] > likely[most] ? t : most;
            }

            var share = (double)likely[t];

            foreach (var clause in answers)
            {
                scores[clause] += share;
                share *= NextClause;
            }
        }

        // Where the pack leaves a topic open, the clauses' own words are all there is to go by.
        for (var clause = 0; clause < nearness.Length; clause++)
        {
            scores[clause] += (OwnWords + open) * nearness[clause];
        }

        silentest = most < 0 ? null : topics[most];
        return scores;
    }

    private List<Match> Best(double[] scores)
    {
        List<Match> best = [];

        for (var clause = 0; clause < scores.Length; clause++)
        {
            var score = Math.Min(scores[clause], 1);

            if (score <= (best.Count < MostMatches + MostNext ? 0 : best[^1].Score))
            {
                continue;
            }

            best.Insert(best.FindLastIndex(match => match.Score >= score) + 1, new(clauses[clause], score));

            if (best.Count > MostMatches + MostNext)
            {
                best.RemoveAt(MostMatches + MostNext);
            }
        }

        return best;
    }
}
