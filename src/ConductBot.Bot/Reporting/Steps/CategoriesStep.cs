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

    public override string Title => "What it might be";

    private IReadOnlyList<QuestionChoice> Choices =>
    [
        .. Policy.Categories
            .Where(category => category.IsCovered)
            .Select(category => new QuestionChoice(category.Id, Policy.CategoryChoice(category))),
        new(None, "None of these"),
    ];

    public override Question Ask(Report report) => new(
        "What might it be?",
        [
            "Tick all that might fit. This is what your policy covers, each with where it says so.",
            .. Uncovered is { Length: > 0 } uncovered ? [$"Not covered by this policy: {uncovered}."] : Array.Empty<string>(),
            .. WorthLookingAt(report) is { Length: > 0 } signs
                ? [$"Worth looking at, from the words you gave: {signs}. It is only a pointer: you decide."]
                : Array.Empty<string>(),
        ],
        [
            new("categories", "What it might be", InputKind.ManyOf, Choices, report.CategoriesAsked ? Chosen(report) : null),
        ],
        [],
        "Type the numbers with commas, or none: "
            + string.Join(", ", Policy.CoveredCategories.Select((category, i) => $"{i + 1} {category.Label}")) + ".");

    /// <summary>The reporter's own words, shown to nobody else; nothing is ticked by them and nothing is kept of them.</summary>
    private string WorthLookingAt(Report report) => string.Join("; ", Policy.WorthLookingAt(report.Text).Select(sign =>
        $"{Policy.CategoryOf(sign.Category)!.Label} (“{CardText.Plain(sign.Words[0], LongestSign)}”)"));

    private string Uncovered =>
        string.Join(", ", Policy.Categories.Where(category => !category.IsCovered).Select(category => category.Label.ToLowerInvariant()));

    public override StepAnswer<Report> Read(Report report, DialogInput input)
    {
        var given = input.Text ?? Answers.Input(input.Value, "categories");
        if (Answers.IsSkip(input.Text))
        {
            return Take(report);
        }

        var titles = Policy.CoveredCategories.Select(category => new QuestionChoice(category.Id, category.Label))
            .Append(new QuestionChoice(None, "None of these")).ToList();
        var read = given is null ? [] : Answers.Parts(given).Select(part => Answers.ReadChoice(part, titles)).ToList();

        if (read.Count == 0 || read.Contains(null))
        {
            return Again(report, "Tick what it might be, or “None of these”. By typing: the numbers with commas, or none.");
        }

        var categories = read.Where(id => id != None).Distinct(StringComparer.Ordinal).Select(id => id!).ToList();
        return categories.Count > 0 && read.Contains(None)
            ? Again(
                report with { Categories = categories, CategoriesAsked = true },
                "Either tick what it might be, or “None of these”, not both. What you ticked is kept without “None of these”: press Next if that is right.")
            : Take(report with { Categories = categories, CategoriesAsked = true });
    }

    public override string? AnswerOf(Report report)
    {
        if (!report.CategoriesAsked)
        {
            return null;
        }

        return report.Categories.Count == 0
            ? "None of these"
            : string.Join(", ", report.Categories.Select(id => Policy.CategoryOf(id)?.Label ?? id));
    }

    private static string Chosen(Report report) => report.Categories.Count == 0 ? None : string.Join(',', report.Categories);
}
