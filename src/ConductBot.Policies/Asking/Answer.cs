namespace ConductBot.Policies;

/// <summary>What a policy says to a question. Silent and not understood are different things to tell a member of staff.</summary>
public abstract record Answer
{
    private Answer()
    {
    }

    /// <summary>The policy answers.</summary>
    /// <param name="Matches">One to three clauses, best first.</param>
    /// <param name="Next">Up to three that come after those, for somebody whom they did not help. They are no answer.</param>
    public sealed record Found(IReadOnlyList<Match> Matches, IReadOnlyList<Match> Next) : Answer;

    /// <summary>The question is understood, and the policy does not say.</summary>
    /// <param name="Nearest">The closest clause, to be shown as the nearest and never as an answer; null where nothing is near.</param>
    /// <param name="Advice">Words of ours on where else to turn, where the question pack has any for this subject.</param>
    public sealed record Silent(Match? Nearest, Wording? Advice) : Answer;

    /// <summary>The question holds no word that the field knows; staff are asked to put it another way.</summary>
    public sealed record NotUnderstood : Answer;
}

/// <summary>A clause that answers, or comes nearest.</summary>
/// <param name="ClauseId">Full clause id, or <c>oak/meta</c> where the document's own particulars answer.</param>
/// <param name="Score">0 to 1; how sure the finder is.</param>
public sealed record Match(string ClauseId, double Score)
{
    /// <summary>Behind the first clause, one that scores less than this would blur the one that answers.</summary>
    private const double AlsoAnswers = 0.3;

    /// <summary>Whether it is worth showing behind the first.</summary>
    public bool Answers => Score >= AlsoAnswers;
}
