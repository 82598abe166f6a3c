using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.Reporting.Steps;

/// <summary>Whom it is about: a person whom it is about cannot decide on the case.</summary>
public sealed class TargetStep(Policy policy) : ReportStep(policy)
{
    private static IReadOnlyList<QuestionChoice> Choices =>
    [
        new(Targets.Me, Say("Me")),
        new(Targets.Colleague, Say("A colleague")),
        new(Targets.Pupil, Say("A pupil")),
        new(Targets.Adult, Say("Another adult")),
        new(Targets.School, Say("The school")),
    ];

    public override string Id => StepIds.Target;

    public override string Title => Say("Who it is about");

    public override Question Ask(Report report) => new(
        Say("Who is it about?"),
        [],
        [new("target", Say("It is about"), InputKind.OneOf, Choices, report.Target)],
        [],
        Say($"Type a number: {Answers.Numbered(Choices)}."));

    public override StepAnswer<Report> Read(Report report, DialogInput input)
    {
        if (Answers.IsSkip(input.Text))
        {
            return Take(report);
        }

        return Answers.ReadChoice(input.Text ?? Answers.Input(input.Value, "target"), () => Choices) is { } target
            ? Take(report with { Target = target })
            : Again(report, Say("Choose who it is about, or press Skip."));
    }

    public override string? AnswerOf(Report report) => report.Target is { } target ? TitleOf(target) : null;

    public static string TitleOf(string target) => Choices.FirstOrDefault(choice => choice.Value == target)?.Title ?? target;
}
