using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.Reporting.Steps;

/// <summary>The test of one category: a handful of yes, no or not-sure questions. "Not sure" never drops a category.</summary>
public sealed class TestStep(Policy policy, CategoryTest test) : ReportStep(policy)
{
    public override string Id => test.Step;

    public override string Title => Policy.CategoryOf(test.Category)?.Label ?? test.Category;

    public override bool Applies(Report report) => report.Categories.Contains(test.Category);

    public override Question Ask(Report report) => new(
        Say($"{Title}: the test"),
        [Say("Nobody asks you to judge the law. “Not sure” keeps it in, and the DSL confirms it or takes it out.")],
        [.. test.Questions.Select(question => new QuestionInput(
            question.Input, question.Asks, InputKind.OneOf, Answers.YesNoUnsure, report.Tests.GetValueOrDefault(question.Input), question.Hint))],
        [],
        test.Questions.Count == 1
            ? Say("Type yes, no or unsure.")
            : Say($"Type {test.Questions.Count} answers with commas, such as “yes, no, unsure”, or one word for all."));

    public override StepAnswer<Report> Read(Report report, DialogInput input)
    {
        if (Answers.IsSkip(input.Text))
        {
            return Fill(report, [.. test.Questions.Select(_ => (string?)Report.Unsure)]);
        }

        if (input.Text is { } typed)
        {
            var parts = Answers.Parts(typed);
            return parts.Length == 1
                ? Fill(report, [.. test.Questions.Select(_ => Answers.ReadYesNo(parts[0]))])
                : Fill(report, [.. test.Questions.Select((_, i) => Answers.ReadYesNo(parts.ElementAtOrDefault(i)))]);
        }

        return Fill(report, [.. test.Questions.Select(question => Answers.ReadYesNo(Answers.Input(input.Value, question.Input)))]);
    }

    private StepAnswer<Report> Fill(Report report, IReadOnlyList<string?> answers)
    {
        var tests = report.Tests;
        for (var i = 0; i < answers.Count; i++)
        {
            tests = answers[i] is { } answer ? tests.SetItem(test.Questions[i].Input, answer) : tests;
        }

        var read = report with { Tests = tests };
        return answers.Contains(null)
            ? Again(read, Say("Please answer each question with yes, no or not sure."))
            : Take(read);
    }

    public override string? AnswerOf(Report report)
    {
        var given = test.Questions.Where(question => report.Tests.ContainsKey(question.Input)).ToList();
        return given.Count == 0
            ? null
            : string.Join("\n", given.Select(question => $"{question.Asks} {Answers.Word(report.Tests[question.Input])}"));
    }
}
