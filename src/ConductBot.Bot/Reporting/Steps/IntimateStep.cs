using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.Reporting.Steps;

/// <summary>Asked before anything is uploaded: nobody is made to look at, save or send an intimate image.</summary>
public sealed class IntimateStep(Policy policy) : ReportStep(policy)
{
    public override string Id => StepIds.Intimate;

    public override string Title => Say("Naked or sexual image");

    public override Question Ask(Report report) => new(
        Say("Does it show a naked, part-naked or sexual image?"),
        [
            Say("This includes pictures made or changed by a computer."),
            Say("If it does, or might: do not look again, and do not copy, save, print or send it. See the DSL in person."),
        ],
        [],
        [.. Answers.YesNoUnsure.Select(choice => new QuestionButton("intimateImage", choice.Value, choice.Title))],
        Say("Type yes, no or unsure."),
        MayBeSkipped: false);

    public override StepAnswer<Report> Read(Report report, DialogInput input) =>
        Answers.ReadYesNo(input.Text ?? Answers.Input(input.Value, "intimateImage")) is { } answer
            ? Take(report with
            {
                IntimateImage = answer,

                // What was given before the image was known about is not kept either.
                Text = answer == Report.No ? report.Text : null,
                Link = answer == Report.No ? report.Link : null,
                Evidence = answer == Report.No ? report.Evidence : [],
            })
            : Again(report, Say("Please answer yes, no or unsure."));

    public override string? AnswerOf(Report report) => report.IntimateImage is { } answer ? Answers.Word(answer) : null;
}
