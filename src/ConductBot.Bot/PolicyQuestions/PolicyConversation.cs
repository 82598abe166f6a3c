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
public sealed class PolicyConversation(PolicyLibrary library, PolicyAnswers answers, CaseDesk desk, CardLibrary cards)
{
    public const string FeedbackVerb = "policy/feedback";
    private const int MostQuestion = 2_000;
    private const int MostNext = 3;

    /// <summary>How many clauses of each policy are quoted side by side; fewer where the card would be too large.</summary>
    private static readonly int[] MostCompared = [3, 1, 0];

    public void Ask(BotTurn turn, School school, string question)
    {
        var policy = desk.PolicyOf(school, turn.Now);
        var inWelsh = WelshQuestion.IsWelsh(Cut(question));
        var answer = inWelsh ? null : answers.For(policy)?.Ask(Cut(question));
        var today = turn.Now.LondonDay();

        turn.Reply(answer switch
        {
            Answer.Found found when IsAboutTheDocument(found) => DocumentMessage(policy, today),
            Answer.Found found => Activity.Card(cards.Render(PolicyCards.Answered(policy, found, today)), Say("What the policy says")),
            Answer.Silent silent => Activity.Card(cards.Render(PolicyCards.Silent(policy, silent, today)), Say("This policy does not say")),
            _ => NotUnderstoodMessage(policy, inWelsh),
        });
    }

    /// <summary>What every policy says to one question, the person's own first.</summary>
    public void Compare(BotTurn turn, School school, string question)
    {
        var own = desk.PolicyOf(school, turn.Now);
        if (WelshQuestion.IsWelsh(Cut(question)))
        {
            turn.Reply(NotUnderstoodMessage(own, inWelsh: true));
            return;
        }

        var today = turn.Now.LondonDay();
        var compared = PolicyComparison.Of(answers, library.InForce(today).OrderBy(policy => policy.Id != own.Id), Cut(question));

        turn.Reply(compared.All(one => one.Answer is Answer.NotUnderstood)
            ? NotUnderstoodMessage(own, inWelsh: false)
            : Activity.Card(Render(compared, today), Say("What each policy says")));
    }

    public void WhatToCompare(BotTurn turn) => turn.Reply(Activity.Message(
        Say("What shall I look up in each policy? Type compare and the question, such as: compare photos of pupils")));

    /// <summary>The document's own facts.</summary>
    public void Document(BotTurn turn, School school) => turn.Reply(DocumentMessage(desk.PolicyOf(school, turn.Now), turn.Now.LondonDay()));

    /// <summary>Whether an answer helped; where not, the next clauses. No question is kept, since it may name somebody.</summary>
    public AdaptiveCardInvokeResponse Feedback(BotTurn turn, JsonObject data)
    {
        if (Reporting.Answers.Input(data, "helped") != "no")
        {
            return AdaptiveCardInvokeResponse.Message(Say("Thank you."));
        }

        if (turn.School is not { } school)
        {
            return AdaptiveCardInvokeResponse.Message(Say("Sorry. Ask your designated safeguarding lead."));
        }

        // The button's list is only a claim: what this policy does not have is not shown.
        var next = (Reporting.Answers.Input(data, "next") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(MostNext);
        return AdaptiveCardInvokeResponse.Card(cards.Render(PolicyCards.Next(desk.PolicyOf(school, turn.Now), next, turn.Now.LondonDay())));
    }

    private JsonObject Render(IReadOnlyList<PolicyComparison> compared, DateOnly today)
    {
        foreach (var most in MostCompared)
        {
            try
            {
                return cards.Render(PolicyCards.Compared(compared, most, today));
            }
            catch (CardTooLargeException) when (most != MostCompared[^1])
            {
                // Fewer, then; the command compares them in full.
            }
        }

        throw new InvalidOperationException("The comparison cannot be drawn small enough.");
    }

    private Activity DocumentMessage(Policy policy, DateOnly today) => Activity.Card(cards.Render(PolicyCards.Document(policy, library.Laws, today)), Say("About the policy"));

    private Activity NotUnderstoodMessage(Policy policy, bool inWelsh) =>
        Activity.Card(cards.Render(PolicyCards.NotUnderstood(policy, inWelsh)), Say("I did not understand the question"));

    private static string Cut(string question) => question.Length > MostQuestion ? question[..MostQuestion] : question;

    private static bool IsAboutTheDocument(Answer.Found found) =>
        found.Matches[0].ClauseId.EndsWith("/meta", StringComparison.Ordinal) && !found.Matches.Skip(1).Any(match => match.Answers);
}
