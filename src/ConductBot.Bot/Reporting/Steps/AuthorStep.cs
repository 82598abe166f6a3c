using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.Reporting.Steps;

/// <summary>Who posted it, in relation to the school: some policies leave staff, pupils or governors to another policy.</summary>
public sealed class AuthorStep(Policy policy) : ReportStep(policy)
{
    public override string Id => StepIds.Author;

    public override string Title => Say("Who posted it");

    private IReadOnlyList<QuestionChoice> Choices => [.. Authors.All.Select(author => new QuestionChoice(author, Policy.AuthorLabel(author)))];

    public override Question Ask(Report report) => new(
        Say("Who posted it?"),
        [Say("No name is needed.")],
        [new("author", Say("Their place in or around the school"), InputKind.OneOf, Choices, report.Author)],
        [],
        Say($"Type a number: {Answers.Numbered(Choices)}."));

    public override StepAnswer<Report> Read(Report report, DialogInput input)
    {
        if (Answers.IsSkip(input.Text))
        {
            return Take(report);
        }

        return Answers.ReadChoice(input.Text ?? Answers.Input(input.Value, "author"), () => Choices) is { } author
            ? Take(report with { Author = author })
            : Again(report, Say("Choose who posted it. If you do not know, choose the last one."));
    }

    public override string? AnswerOf(Report report) => report.Author is { } author ? Policy.AuthorLabel(author) : null;
}
