using System.Text;

namespace ConductBot.Policies;

/// <summary>What one of several policies says to the question that was put to all of them.</summary>
public sealed record PolicyComparison(Policy Policy, Answer Answer)
{
    /// <summary>Asks every policy the same; the order stays.</summary>
    /// <exception cref="ArgumentException">A policy was not loaded with the answers.</exception>
    public static IReadOnlyList<PolicyComparison> Of(PolicyAnswers answers, IEnumerable<Policy> policies, string question) =>
    [
        .. policies.Select(policy => new PolicyComparison(
            policy,
            answers.For(policy)?.Ask(question) ?? throw new ArgumentException($"{policy.Id} {policy.Version} was not loaded.", nameof(policies)))),
    ];

    /// <summary>
    /// The places of the policy that answer, word for word, best first; none where it does not say. The document's own
    /// particulars count as a place: the lines that print them.
    /// </summary>
    public IReadOnlyList<Clause> Clauses =>
        Answer is Answer.Found found ? [.. found.Matches.Where((match, place) => place == 0 || match.Answers).Select(match => Policy.Quote(match.ClauseId)).OfType<Clause>()] : [];

    /// <summary>The comparison as plain text, for <c>policy compare</c>.</summary>
    public static string Text(IReadOnlyList<PolicyComparison> compared)
    {
        var text = new StringBuilder();

        foreach (var one in compared)
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(one.Policy.Trust).Append(" (").Append(one.Policy.Id).Append(")\n");

            foreach (var clause in one.Clauses)
            {
                text.Append("  ").Append(clause.Id).Append("  ").Append(clause.Label).Append("\n    ")
                    .Append(clause.Text.ReplaceLineEndings("\n    ")).Append('\n');
            }

            text.Append(one.Answer switch
            {
                Answer.Silent => "  This policy does not say.\n",
                Answer.NotUnderstood => "  The question was not understood. Put it in other words.\n",
                _ => "",
            });
        }

        return text.ToString();
    }
}
