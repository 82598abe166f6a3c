using System.Text.Json.Nodes;
using ConductBot.Bot.Cards;
using ConductBot.Bot.CaseWork;
using ConductBot.Bot.People;
using ConductBot.Bot.Turns;
using ConductBot.Cards;
using ConductBot.Policies;
using ConductBot.Teams;

namespace ConductBot.Bot.PolicyQuestions;

/// <summary>
/// Answers what the policy says: the clause word for word, or that the policy does not say. Nothing is made up, and every
/// sentence of policy shown is the policy's own.
/// </summary>
public sealed class PolicyConversation(PolicyAnswers answers, CaseDesk desk, CardLibrary cards)
{
    public const string FeedbackVerb = "policy/feedback";
    private const int MostQuestion = 2_000;
    private const double AlsoAnswers = 0.3;

    public void Ask(BotTurn turn, School school, string question)
    {
        var policy = desk.PolicyOf(school, turn.Now);
        var asked = question.Length > MostQuestion ? question[..MostQuestion] : question;
        var answer = answers.For(policy.Id)?.Ask(asked) ?? new Answer.NotUnderstood();
        var today = turn.Now.LondonDay();

        turn.Reply(answer switch
        {
            Answer.Found { Matches: [{ ClauseId: var first }, ..] } when IsMeta(first) => DocumentMessage(policy, today),
            Answer.Found found => Activity.Card(cards.Render(Answered(policy, found, today)), "What the policy says"),
            Answer.Silent silent => Activity.Card(cards.Render(Silent(policy, silent, today)), "This policy does not say"),
            _ => Activity.Card(cards.Render(NotUnderstood(policy)), "I did not understand the question"),
        });
    }

    /// <summary>The document's own facts.</summary>
    public void Document(BotTurn turn, School school) => turn.Reply(DocumentMessage(desk.PolicyOf(school, turn.Now), turn.Now.LondonDay()));

    /// <summary>Takes note of whether an answer helped; no question is kept, since it may name somebody.</summary>
    public AdaptiveCardInvokeResponse Feedback(BotTurn turn, JsonObject data) =>
        AdaptiveCardInvokeResponse.Message(Reporting.Answers.Input(data, "helped") == "no"
            ? "Sorry. Ask again in other words, or ask your designated safeguarding lead."
            : "Thank you.");

    private Activity DocumentMessage(Policy policy, DateOnly today)
    {
        var document = policy.Document;
        var card = new DocumentCard(
            document.Title,
            policy.Trust,
            [
                new("Version", document.Version ?? "none given"),
                new("Approved", document.ApprovedBy is null ? document.Approved : $"{document.Approved}, by {document.ApprovedBy}"),
                new("Review", document.Review),
            ],
            OverdueLine(policy, today),
            document.Words,
            []);
        return Activity.Card(cards.Render(card), "About the policy");
    }

    private static AnswerCard Answered(Policy policy, Answer.Found found, DateOnly today)
    {
        // A clause that scores far behind the first does not answer; showing it would blur the one that does.
        var clauses = found.Matches.Where((match, place) => place == 0 || match.Score >= AlsoAnswers).Select(match => policy.Find(match.ClauseId)).OfType<Clause>().ToList();
        return new(
            "The policy says",
            [.. clauses.Take(1).Select(Quoted)],
            clauses.Count > 1 ? "It may also help:" : "",
            [.. clauses.Skip(1).Select(Quoted)],
            About(policy),
            OverdueLine(policy, today),
            "If this is not what you need, ask in other words, or ask your designated safeguarding lead.",
            [Feedback("Yes, this helped", "yes"), Feedback("No", "no")]);
    }

    private static AnswerCard Silent(Policy policy, Answer.Silent silent, DateOnly today)
    {
        var nearest = silent.Nearest is { } match ? policy.Find(match.ClauseId) : null;
        return new(
            "This policy does not say",
            [],
            nearest is null ? "" : "Nearest, not an answer:",
            nearest is null ? [] : [Quoted(nearest)],
            About(policy),
            OverdueLine(policy, today),
            silent.Advice ?? "Ask your designated safeguarding lead.",
            []);
    }

    private static AnswerCard NotUnderstood(Policy policy) => new(
        "I did not understand the question",
        [],
        "",
        [],
        About(policy),
        "",
        "Ask about posts, photos, comments, threats, complaints, or what the school may do. To report a post, type report.",
        []);

    private static CardFact Quoted(Clause clause) => new(clause.Label, clause.Text);

    private static CardButton Feedback(string title, string helped) =>
        Buttons.Press(title, FeedbackVerb, CardButton.WithoutInputs, ("helped", helped));

    private static string About(Policy policy) =>
        $"{policy.Trust}: {policy.Document.Title}, version {policy.Document.Version ?? "not given"}, approved {policy.Document.Approved}";

    private static string OverdueLine(Policy policy, DateOnly today) =>
        policy.ReviewOverdue(today) ? $"The review of this policy is overdue since {policy.Document.ReviewDue.Words()}." : "";

    private static bool IsMeta(string clauseId) => clauseId.EndsWith("/meta", StringComparison.Ordinal);
}
