using System.Text.Json.Nodes;
using ConductBot.Bot.Cards;
using ConductBot.Policies;

namespace ConductBot.Bot.PolicyQuestions;

/// <summary>What the policy says, as cards. Every sentence of policy is a clause's own; the rest says which clause it is.</summary>
internal static class PolicyCards
{
    public static AnswerCard Answered(Policy policy, Answer.Found found, DateOnly today)
    {
        var shown = found.Matches.Where((match, place) => place == 0 || match.Answers).ToList();
        var clauses = Quoted(policy, shown.Select(match => match.ClauseId));
        var next = found.Matches.Concat(found.Next).Except(shown).Take(found.Matches.Count).Select(match => match.ClauseId);
        return new(
            Say("The policy says"),
            [.. clauses.Take(1)],
            clauses.Count > 1 ? Say("It may also help:") : "",
            [.. clauses.Skip(1)],
            About(policy),
            OverdueLine(policy, today),
            Say("To be sure, ask your designated safeguarding lead."),
            [Feedback(Say("Yes, this helped"), "yes"), Feedback(Say("No"), "no", ("next", string.Join(' ', next)))]);
    }

    /// <summary>For somebody whom the answer did not help: the clauses that come after, and whom to ask.</summary>
    public static AnswerCard Next(Policy policy, IEnumerable<string> clauseIds, DateOnly today)
    {
        var clauses = Quoted(policy, clauseIds);
        return new(
            Say("Sorry that did not help"),
            [],
            clauses.Count > 0 ? Say("The next nearest clauses:") : "",
            clauses,
            About(policy),
            OverdueLine(policy, today),
            Say("Ask in other words, or ask your designated safeguarding lead."),
            []);
    }

    public static AnswerCard Silent(Policy policy, Answer.Silent silent, DateOnly today)
    {
        var nearest = silent.Nearest is { } match ? Quoted(policy, [match.ClauseId]) : [];
        return new(
            Say("This policy does not say"),
            [],
            nearest.Count > 0 ? Say("Nearest, not an answer:") : "",
            nearest,
            About(policy),
            OverdueLine(policy, today),
            silent.Advice ?? Say("Ask your designated safeguarding lead."),
            []);
    }

    /// <param name="inWelsh">The question was in Welsh: nobody should have to guess why the search, which reads English, found nothing.</param>
    public static AnswerCard NotUnderstood(Policy policy, bool inWelsh) => new(
        Say("I did not understand the question"),
        [],
        "",
        [],
        About(policy),
        "",
        (inWelsh || Language.Current != Language.British ? Say("The policy is in English, and so is the search: put your question in English words.") + " " : "")
            + Say("Ask about posts, photos, comments, threats, complaints, or what the school may do. To report a post, type report."),
        []);

    public static DocumentCard Document(Policy policy, LawRegister laws, DateOnly today)
    {
        var document = policy.Document;
        return new(
            document.Title,
            policy.Trust,
            [
                new(Say("Version"), document.Version ?? Say("none given")),
                new(Say("Approved"), document.ApprovedBy is null ? document.Approved : Say($"{document.Approved}, by {document.ApprovedBy}")),
                new(Say("Review"), document.Review),
            ],
            OverdueLine(policy, today),
            document.Words,
            [.. PolicyCurrency.Of(policy, laws, today).Select(note => new CardFact(note.Clause?.Label ?? Say($"It does not name the {note.Name}"), note.Law.Says))],
            []);
    }

    /// <param name="compared">What each policy says, in the order to show them.</param>
    /// <param name="most">Clauses to quote of each; with none, only their places are named.</param>
    public static CompareCard Compared(IReadOnlyList<PolicyComparison> compared, int most, DateOnly today) => new(
        Say("What each policy says"),
        [
            .. compared.Select(one => new ComparedPolicy(
                one.Policy.Trust,
                one.Answer is Answer.Found ? "" : Say("This policy does not say."),
                [.. one.Clauses.Take(most).Select(Quoted)],
                string.Join("; ", one.Clauses.Skip(most).Select(clause => clause.Label)),
                string.Join(' ', $"{About(one.Policy)}.", OverdueLine(one.Policy, today)).TrimEnd())),
        ],
        Say("Only your own school’s policy holds for you. If in doubt, ask your designated safeguarding lead."));

    private static List<CardFact> Quoted(Policy policy, IEnumerable<string> clauseIds) => [.. clauseIds.Select(policy.Quote).OfType<Clause>().Select(Quoted)];

    private static CardFact Quoted(Clause clause) => new(clause.Label, clause.Text);

    private static CardButton Feedback(string title, string helped, params ReadOnlySpan<(string, JsonNode?)> data) =>
        Buttons.Press(title, PolicyConversation.FeedbackVerb, CardButton.WithoutInputs, [("helped", helped), .. data]);

    private static string About(Policy policy) => policy.Document.Version is { } version
        ? Say($"{policy.Trust}: {policy.Document.Title}, version {version}, approved {policy.Document.Approved}")
        : Say($"{policy.Trust}: {policy.Document.Title}, which gives no version, approved {policy.Document.Approved}");

    private static string OverdueLine(Policy policy, DateOnly today) =>
        policy.ReviewOverdue(today) ? Say($"The review of this policy is overdue since {policy.Document.ReviewDue.Words()}.") : "";
}
