using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.Reporting.Steps;

/// <summary>Two questions that open the police and the safeguarding referral. What staff think, not what the law says.</summary>
public sealed class OffenceStep(Policy policy) : ReportStep(policy)
{
    public override string Id => StepIds.Offence;

    public override string Title => Say("Offence or harm to a child");

    public override Question Ask(Report report) => new(
        Say("Might there be more to it?"),
        [Say("Nobody asks you to judge the law: say what you think, and the DSL takes it from there.")],
        [
            new("crimeSuspected", Say("Might it be a criminal offence?"), InputKind.OneOf, Answers.YesNoUnsure, report.CrimeSuspected),
            new("childHarmDisclosed", Say("Does it say that a child has been harmed, by anyone?"), InputKind.OneOf, Answers.YesNoUnsure, report.ChildHarmDisclosed),
        ],
        [],
        Say("Type two answers with a comma, such as “no, unsure”, or one word for both."));

    public override StepAnswer<Report> Read(Report report, DialogInput input)
    {
        if (Answers.IsSkip(input.Text))
        {
            return Take(report);
        }

        var parts = input.Text is { } typed ? Answers.Parts(typed) : null;
        var crime = Answers.ReadYesNo(parts is null ? Answers.Input(input.Value, "crimeSuspected") : parts.ElementAtOrDefault(0));
        var harm = Answers.ReadYesNo(parts is null
            ? Answers.Input(input.Value, "childHarmDisclosed")
            : parts.ElementAtOrDefault(1) ?? parts.ElementAtOrDefault(0));
        var read = report with
        {
            CrimeSuspected = crime ?? report.CrimeSuspected,
            ChildHarmDisclosed = harm ?? report.ChildHarmDisclosed,
        };

        return crime is null || harm is null
            ? Again(read, Say("Please answer both questions with yes, no or not sure."))
            : Take(read);
    }

    public override string? AnswerOf(Report report) => report.CrimeSuspected is null
        ? null
        : Say($"Criminal offence: {Answers.Word(report.CrimeSuspected)} · Child harmed: {Answers.Word(report.ChildHarmDisclosed)}");
}
