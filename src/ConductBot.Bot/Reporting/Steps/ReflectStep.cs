using System.Collections.Immutable;
using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.Reporting.Steps;

/// <summary>The policy's own reflection questions, or good-practice prompts that are marked as ours.</summary>
public sealed class ReflectStep(Policy policy) : ReportStep(policy)
{
    public override string Id => StepIds.Reflect;

    public override string Title => Say("Reflection");

    public override bool Applies(Report report) => Policy.Reflection.Count > 0;

    public override Question Ask(Report report) => new(
        Say("Take a moment to reflect"),
        [
            Policy.Reflection.All(question => question.Clause is null)
                ? Say("This policy has no reflection questions of its own. These are good-practice prompts of ours; answer what helps.")
                : Say("These are the policy’s own questions, word for word. Answer those that help; the rest may stay empty."),
        ],
        [
            .. Policy.Reflection.Select((question, i) => new QuestionInput(
                $"reflect-{i + 1}",
                question.Clause is { } clause ? $"{question.Text} ({Policy.Find(clause)?.Label})" : question.Text,
                InputKind.Paragraph,
                [],
                report.Reflections.GetValueOrDefault(i + 1))),
        ],
        [],
        Say("Type your thoughts in one message, or skip."));

    public override StepAnswer<Report> Read(Report report, DialogInput input)
    {
        if (input.Text is { } typed)
        {
            return Answers.IsSkip(typed) || Answers.Free(typed, Answers.MostOfAnAnswer) is not { } thoughts
                ? Take(report)
                : Take(report with { Reflections = report.Reflections.SetItem(1, thoughts) });
        }

        var given = Policy.Reflection
            .Select((_, i) => (Place: i + 1, Text: Answers.Free(Answers.Input(input.Value, $"reflect-{i + 1}"), Answers.MostOfAnAnswer)))
            .Where(answer => answer.Text is not null);
        return Take(report with { Reflections = given.ToImmutableSortedDictionary(answer => answer.Place, answer => answer.Text!) });
    }

    public override string? AnswerOf(Report report) => report.Reflections.Count == 0
        ? null
        : string.Join("\n", report.Reflections.Select(answer => $"{answer.Key}. {answer.Value}"));
}
