using ConductBot.Bot.General;
using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.Reporting.Steps;

/// <summary>Always first, and never skipped: whether somebody is in danger now.</summary>
public sealed class DangerStep(Policy policy) : ReportStep(policy)
{
    public override string Id => StepIds.Danger;

    public override string Title => Say("In danger right now");

    public override Question Ask(Report report) => new(
        Say("Is anyone in danger right now?"),
        [Say("If somebody is in immediate danger, call 999 first. This can wait.")],
        [],
        [.. Answers.YesNoUnsure.Select(choice => new QuestionButton("immediateRisk", choice.Value, choice.Title))],
        Say("Type yes, no or unsure."),
        MayBeSkipped: false);

    public override StepAnswer<Report> Read(Report report, DialogInput input) =>
        Answers.ReadYesNo(input.Text ?? Answers.Input(input.Value, "immediateRisk")) is { } answer
            ? Take(report with { ImmediateRisk = answer })
            : Again(report, Say("Please answer yes, no or unsure. If anyone is in immediate danger, call 999 now."));

    public override string? AnswerOf(Report report) => report.ImmediateRisk is not { } answer ? null
        : report.IsUrgent ? $"{Answers.Word(answer)}. {GeneralConversation.Emergency}"
        : Answers.Word(answer);
}
