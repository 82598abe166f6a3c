using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.Reporting.Steps;

/// <summary>The last look before it is sent. Nothing but an urgent case is recorded before.</summary>
public sealed class CheckStep(Policy policy) : ReportStep(policy)
{
    public override string Id => StepIds.Check;

    public override string Title => Say("Check your answers");

    public override Question Ask(Report report) => new(
        Say("Check your answers"), [], [], [], Say("Type send, or “change” and the number of an answer."), MayBeSkipped: false);

    public override StepAnswer<Report> Read(Report report, DialogInput input) =>
        input.Text is null || input.Text.Trim().ToLowerInvariant() is "send" or "yes" or "y" or "ok" or "submit" or "1" or "anfon" or "ie" or "iawn" or "cyflwyno"
            ? Take(report)
            : Again(report, Say("Type send to send it, or “change” and the number of an answer to change it."));

    public override string? AnswerOf(Report report) => null;
}
