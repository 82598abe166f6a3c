using ConductBot.Bot.Cards;
using ConductBot.Bot.Reporting.Steps;
using ConductBot.Cards;
using ConductBot.Cases;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.Reporting;

/// <summary>Draws the report dialog. What the reporter wrote comes back inert.</summary>
public static class ReportCards
{
    public const string Verb = "report/answer";

    /// <summary>What the reminder's button says beside the draft: ask again, where it was.</summary>
    public const string GoOn = "go-on";

    private const int MostAnswer = 1_000;

    public static QuestionCard Question(ReportDialog dialog, Draft draft, string schoolName, string? problem, int mostShown)
    {
        var step = dialog.Step(draft.State.Step);
        var question = step.Ask(draft.Report);
        var (number, of) = dialog.Waterfall.Progress(draft.State, draft.Report);
        var isCheck = step.Id == StepIds.Check;
        var answers = isCheck ? dialog.AnswersOf(draft.Report) : [];

        return new(
            [.. Warnings(step.Id, draft.Report)],
            Say($"Question {number} of {of} · {schoolName}"),
            question.Text,
            problem ?? "",
            isCheck ? [Say("This is what will be sent. Nothing is posted anywhere else.")] : question.Lines,
            [.. answers.Select((answer, i) => new CardFact(CardText.Plain($"{i + 1}. {answer.Step.Title}"), CardText.Plain(answer.Answer, Math.Min(MostAnswer, mostShown))))],
            [.. isCheck ? [Change(answers)] : question.Inputs.Select(input => Input(input, mostShown))],
            question.Typed,
            Actions(dialog, draft, question));
    }

    /// <summary>Said once in a card of its own, which the next question may push out of sight: so again above each question.</summary>
    private static IEnumerable<string> Warnings(string step, Report report)
    {
        if (report.IsUrgent && step != StepIds.Danger)
        {
            yield return Say("If anyone is in immediate danger, call 999 now.");
        }

        if (report.MayShowIntimateImage && step != StepIds.Intimate)
        {
            yield return Say("Do not look at the image again, copy or send it. See the designated safeguarding lead or a deputy in person.");
        }
    }

    /// <summary>The card of a question once it is answered: what was asked, what was said, and a way to change it.</summary>
    public static AnsweredCard Answered(Draft draft, ReportStep step, Report report) => new(
        step.Title,
        CardText.Plain(step.AnswerOf(report) ?? Say("Skipped"), MostAnswer),
        [Press(draft, Say("Change"), step.Id, "change", CardButton.WithoutInputs)]);

    /// <summary>A card whose question is no longer waiting.</summary>
    public static AnsweredCard Ended(string title, string words) => new(title, words, []);

    /// <summary>To whom left a report lying: when that was, and two ways out.</summary>
    /// <param name="on">When it was last gone on with.</param>
    public static NoticeCard Reminder(Draft draft, DateOnly on, DateOnly deleted) => new(
        Say("You have a report that was not sent"),
        "emphasis",
        [
            draft.Case is { } reference
                ? Say($"You went on with {reference} on {on.Words()} and have not sent the rest. The safeguarding team has the case itself.")
                : Say($"You last went on with a report on {on.Words()}, and it has not been sent: nobody knows of it yet."),
            Say("If somebody may be in danger, do not wait for me: go to your designated safeguarding lead in person, and in an emergency call 999."),
            Say($"If you do nothing, what you have answered and not sent is deleted on {deleted.Words()}. I do not remind you again."),
        ],
        [
            Main(Press(draft, Say("Go on"), draft.State.Step, GoOn, CardButton.WithoutInputs)),
            Press(draft, Say("Cancel"), draft.State.Step, "cancel", CardButton.WithoutInputs),
        ]);

    /// <summary>To whom left a report lying for too long. Without a word of it.</summary>
    public static NoticeCard Deleted(Draft draft, int days) => new(
        Say("A report that you had not sent was deleted"),
        "emphasis",
        [
            Say($"Nothing had been done to it for {days} days. What people say of others, and pictures of it, do not lie about here."),
            draft.Case is { } reference
                ? Say($"Case {reference} itself stays with the safeguarding team, with what you had sent. “finish {reference}” takes it up again.")
                : Say("Nothing of it was sent to anybody. If it still matters, type report, or go to your designated safeguarding lead."),
        ],
        []);

    private static List<CardButton> Actions(ReportDialog dialog, Draft draft, Question question)
    {
        var step = draft.State.Step;
        var buttons = new List<CardButton>();
        foreach (var button in question.Buttons)
        {
            buttons.Add(Buttons.Press(
                button.Title, Verb, CardButton.WithoutInputs, ("dialog", ReportDialog.Id), ("draft", draft.Id), ("step", step), (button.Id, button.Value)));
        }

        if (step == StepIds.Check)
        {
            buttons.Add(Main(Press(draft, Say("Send"), step, go: null, CardButton.WithoutInputs)));
            buttons.Add(Press(draft, Say("Change the chosen answer"), step, "change", CardButton.WithInputs));
        }
        else if (question.Inputs.Count > 0)
        {
            buttons.Add(Main(Press(draft, Say("Next"), step, go: null, CardButton.WithInputs)));
        }

        if (question.MayBeSkipped)
        {
            buttons.Add(Press(draft, Say("Skip"), step, "skip", CardButton.WithoutInputs));
        }

        if (dialog.Waterfall.Back(draft.State, draft.Report) != draft.State)
        {
            buttons.Add(Press(draft, Say("Back"), step, "back", CardButton.WithInputs));
        }

        if (step != StepIds.Check && ReportDialog.MaySend(draft.State, draft.Report))
        {
            buttons.Add(Press(draft, Say("Send now"), step, "send", CardButton.WithInputs));
        }

        buttons.Add(Press(draft, Say("Cancel"), step, "cancel", CardButton.WithoutInputs));
        return buttons;
    }

    private static CardButton Main(CardButton button) => button with { Style = CardButton.Positive };

    private static CardButton Press(Draft draft, string title, string step, string? go, string inputs) => go is null
        ? Buttons.Press(title, Verb, inputs, ("dialog", ReportDialog.Id), ("draft", draft.Id), ("step", step))
        : Buttons.Press(title, Verb, inputs, ("dialog", ReportDialog.Id), ("draft", draft.Id), ("step", step), ("go", go));

    private static CardInput Change(IReadOnlyList<(ReportStep Step, string Answer)> answers) => new(
        "one", "change", Say("Change an answer"), "", "", [.. answers.Select((answer, i) => new CardChoice($"{i + 1}. {answer.Step.Title}", answer.Step.Id))]);

    private static CardInput Input(QuestionInput input, int mostShown) => new(
        input.Kind switch
        {
            InputKind.Line => "line",
            InputKind.Paragraph => "paragraph",
            InputKind.ManyOf => "many",
            _ => input.Choices.Count <= 3 ? "few" : "one",
        },
        input.Id,
        input.Label,
        input.Value is { } value && value.Length <= mostShown ? value : "",
        input.Kind is InputKind.Line or InputKind.Paragraph ? input.Hint ?? "" : "",
        [.. input.Choices.Select(choice => new CardChoice(choice.Title, choice.Value))]);
}
