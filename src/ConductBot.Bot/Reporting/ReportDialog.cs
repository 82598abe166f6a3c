using ConductBot.Bot.Reporting.Steps;
using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.Reporting;

/// <summary>
/// The report dialog under one policy: its steps in order. One definition for the chat and for a task module; it holds no
/// state and may be shared by every turn.
/// </summary>
public sealed class ReportDialog
{
    public const string Id = "report";

    private readonly WaterfallDialog<Report> waterfall;

    public ReportDialog(Policy policy)
    {
        Policy = policy;
        waterfall = new(Id,
        [
            new DangerStep(policy),
            new IntimateStep(policy),
            new ContentStep(policy),
            new WhereStep(policy),
            new AuthorStep(policy),
            new TargetStep(policy),
            new ReflectStep(policy),
            new CategoriesStep(policy),
            .. policy.Tests.Select(test => new TestStep(policy, test)),
            new OffenceStep(policy),
            new CheckStep(policy),
        ]);
    }

    public Policy Policy { get; }

    public IReadOnlyList<ReportStep> Steps => [.. waterfall.Steps.Cast<ReportStep>()];

    public WaterfallDialog<Report> Waterfall => waterfall;

    public ReportStep Step(string id) => (ReportStep)waterfall.Steps.First(step => step.Id == id);

    /// <summary>Whether a report may be sent as it stands: from the third question on.</summary>
    public static bool MaySend(WaterfallState state, Report report) =>
        state.Step is not (StepIds.Danger or StepIds.Intimate) && report.ImmediateRisk is not null && report.IntimateImage is not null;

    /// <summary>The answered questions that still apply, in order, with the answer as the reporter can check it.</summary>
    public IReadOnlyList<(ReportStep Step, string Answer)> AnswersOf(Report report) =>
    [
        .. Steps
            .Where(step => step.Applies(report))
            .Select(step => (Step: step, Answer: step.AnswerOf(report)))
            .Where(answer => answer.Answer is not null)
            .Select(answer => (answer.Step, answer.Answer!)),
    ];
}
