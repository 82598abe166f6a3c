using System.Text.Json.Nodes;
using ConductBot.Bot.Cards;
using ConductBot.Policies;

namespace ConductBot.Bot.PolicyQuestions;

/// <summary>What the policy says, as cards. Every sentence of policy is a clause's own; the rest says which clause it is.</summary>
internal static class PolicyCards
{
    private const string AskSomebody = "Ask in other words, or ask your designated safeguarding lead.";

    public static AnswerCard Answered(Policy policy, Answer.Found found, DateOnly today)
    {
        var shown = found.Matches.Where((match, place) => place == 0 || match.Answers).ToList();
        var clauses = Quoted(policy, shown.Select(match => match.ClauseId));
        var next = found.Matches.Concat(found.Next).Except(shown).Take(found.Matches.Count).Select(match => match.ClauseId);
        return new(
            "The policy says",
            [.. clauses.Take(1)],
            clauses.Count > 1 ? "It may also help:" : "",
            [.. clauses.Skip(1)],
            About(policy),
            OverdueLine(policy, today),
            "To be sure, ask your designated safeguarding lead.",
            [Feedback("Yes, this helped", "yes"), Feedback("No", "no", ("next", string.Join(' ', next)))]);
    }

    /// <summary>For somebody whom the answer did not help: the clauses that come after, and whom to ask.</summary>
    public static AnswerCard Next(Policy policy, IEnumerable<string> clauseIds, DateOnly today)
    {
        var clauses = Quoted(policy, clauseIds);
        return new(
            "Sorry that did not help",
            [],
            clauses.Count > 0 ? "The next nearest clauses:" : "",
            clauses,
            About(policy),
            OverdueLine(policy, today),
            AskSomebody,
            []);
    }

    public static AnswerCard Silent(Policy policy, Answer.Silent silent, DateOnly today)
    {
        var nearest = silent.Nearest is { } match ? Quoted(policy, [match.ClauseId]) : [];
        return new(
            "This policy does not say",
            [],
            nearest.Count > 0 ? "Nearest, not an answer:" : "",
            nearest,
            About(policy),
            OverdueLine(policy, today),
            silent.Advice ?? "Ask your designated safeguarding lead.",
            []);
    }

    public static AnswerCard NotUnderstood(Policy policy) => new(
        "I did not understand the question",
        [],
        "",
        [],
        About(policy),
        "",
        "Ask about posts, photos, comments, threats, complaints, or what the school may do. To report a post, type report.",
        []);

    public static DocumentCard Document(Policy policy, LawRegister laws, DateOnly today)
    {
        var document = policy.Document;
        return new(
            document.Title,
            policy.Trust,
            [
                new("Version", document.Version ?? "none given"),
                new("Approved", document.ApprovedBy is null ? document.Approved : $"{document.Approved}, by {document.ApprovedBy}"),
                new("Review", document.Review),
            ],
            OverdueLine(policy, today),
            document.Words,
            [.. PolicyCurrency.Of(policy, laws, today).Select(note => new CardFact(note.Clause?.Label ?? $"It does not name the {note.Name}", note.Law.Says))],
            []);
    }

    /// <param name="compared">What each policy says, in the order to show them.</param>
    /// <param name="most">Clauses to quote of each; with none, only their places are named.</param>
    public static CompareCard Compared(IReadOnlyList<PolicyComparison> compared, int most, DateOnly today) => new(
        "What each policy says",
        [
            .. compared.Select(one => new ComparedPolicy(
                one.Policy.Trust,
                one.Answer is Answer.Found ? "" : "This policy does not say.",
                [.. one.Clauses.Take(most).Select(Quoted)],
                string.Join("; ", one.Clauses.Skip(most).Select(clause => clause.Label)),
                string.Join(' ', $"{About(one.Policy)}.", OverdueLine(one.Policy, today)).TrimEnd())),
        ],
        "Only your own school’s policy holds for you. If in doubt, ask your designated safeguarding lead.");

    private static List<CardFact> Quoted(Policy policy, IEnumerable<string> clauseIds) => [.. clauseIds.Select(policy.Quote).OfType<Clause>().Select(Quoted)];

    private static CardFact Quoted(Clause clause) => new(clause.Label, clause.Text);

    private static CardButton Feedback(string title, string helped, params ReadOnlySpan<(string, JsonNode?)> data) =>
        Buttons.Press(title, PolicyConversation.FeedbackVerb, CardButton.WithoutInputs, [("helped", helped), .. data]);

    private static string About(Policy policy) =>
        $"{policy.Trust}: {policy.Document.Title}, {(policy.Document.Version is { } version ? $"version {version}" : "which gives no version")}, approved {policy.Document.Approved}";

    private static string OverdueLine(Policy policy, DateOnly today) =>
        policy.ReviewOverdue(today) ? $"The review of this policy is overdue since {policy.Document.ReviewDue.Words()}." : "";
}
