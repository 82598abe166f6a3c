using ConductBot.Cards;
using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.Reporting.Steps;

/// <summary>What it might be: only what this policy covers, each with its clause.</summary>
public sealed class CategoriesStep(Policy policy) : ReportStep(policy)
{
    private const string None = "none";
    private const int LongestSign = 100;

    public override string Id => StepIds.Categories;

    public override string Title => Say("What it might be");

    private IReadOnlyList<QuestionChoice> Choices =>
    [
        .. Policy.Categories
            .Where(category => category.IsCovered)
            .Select(category => new QuestionChoice(category.Id, Policy.CategoryChoice(category))),
        new(None, Say("None of these")),
    ];

    public override Question Ask(Report report) => new(
        Say("What might it be?"),
        [
            Say("Tick all that might fit. This is what your policy covers, each with where it says so."),
            .. Uncovered is { Length: > 0 } uncovered ? [Say($"Not covered by this policy: {uncovered}.")] : Array.Empty<string>(),
            .. WorthLookingAt(report) is { Length: > 0 } signs
                ? [Say($"Worth looking at, from the words you gave: {signs}. It is only a pointer: you decide.")]
                : Array.Empty<string>(),
        ],
        [
            new("categories", Say("What it might be"), InputKind.ManyOf, Choices, report.CategoriesAsked ? Chosen(report) : null),
        ],
        [],
        Say($"Type the numbers with commas, or none: {Answers.Numbered(Labels)}."));

    /// <summary>The reporter's own words, shown to nobody else; nothing is ticked by them and nothing is kept of them.</summary>
    private string WorthLookingAt(Report report) => string.Join("; ", Policy.WorthLookingAt(report.Text).Select(sign =>
        $"{Policy.CategoryOf(sign.Category)!.Label} (“{CardText.Plain(sign.Words[0], LongestSign)}”)"));

    private string Uncovered =>
        string.Join(", ", Policy.Categories.Where(category => !category.IsCovered).Select(category => category.Label.ToString().ToLowerInvariant()));

    public override StepAnswer<Report> Read(Report report, DialogInput input)
    {
        var given = input.Text ?? Answers.Input(input.Value, "categories");
        if (Answers.IsSkip(input.Text))
        {
            return Take(report);
        }

        var read = given is null ? [] : Answers.Parts(given).Select(ReadOne).ToList();

        if (read.Count == 0 || read.Contains(null))
        {
            return Again(report, Say("Tick what it might be, or “None of these”. By typing: the numbers with commas, or none."));
        }

        var categories = read.Where(id => id != None).Distinct(StringComparer.Ordinal).Select(id => id!).ToList();
        return categories.Count > 0 && read.Contains(None)
            ? Again(
                report with { Categories = categories, CategoriesAsked = true },
                Say("Either tick what it might be, or “None of these”, not both. What you ticked is kept without “None of these”: press Next if that is right."))
            : Take(report with { Categories = categories, CategoriesAsked = true });
    }

    /// <summary>The covered categories as they are typed: without what explains them.</summary>
    private IEnumerable<QuestionChoice> Labels => Policy.CoveredCategories.Select(category => new QuestionChoice(category.Id, category.Label));

    private string? ReadOne(string part) => part.TrimEnd('.').ToLowerInvariant() is "dim" or "dim un"
        ? None
        : Answers.ReadChoice(part, () => [.. Labels, new(None, Say("None of these"))]);

    public override string? AnswerOf(Report report)
    {
        if (!report.CategoriesAsked)
        {
            return null;
        }

        return report.Categories.Count == 0
            ? Say("None of these")
            : string.Join(", ", report.Categories.Select(id => Policy.CategoryOf(id)?.Label ?? id));
    }

    private static string Chosen(Report report) => report.Categories.Count == 0 ? None : string.Join(',', report.Categories);
}
