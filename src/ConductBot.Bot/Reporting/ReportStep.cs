using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.Reporting;

/// <summary>A question of the report dialog: how it is asked, and how its answer reads back.</summary>
public abstract class ReportStep(Policy policy) : WaterfallStep<Report>
{
    protected Policy Policy { get; } = policy;

    /// <summary>The question in a few words, as the list of answers shows it.</summary>
    public abstract string Title { get; }

    public abstract Question Ask(Report report);

    /// <summary>The answer as the reporter can check it, or null when there is none.</summary>
    public abstract string? AnswerOf(Report report);
}

/// <summary>A question as a card shows it.</summary>
/// <param name="Lines">What helps to answer it, a paragraph each.</param>
/// <param name="Inputs">Fields to fill in; empty where a button alone answers.</param>
/// <param name="Buttons">Answers that one press gives; empty where <paramref name="Inputs"/> are sent with a Next button.</param>
/// <param name="Typed">How to answer by typing.</param>
/// <param name="MayBeSkipped">False for the two questions that come before everything else.</param>
public sealed record Question(
    string Text,
    IReadOnlyList<string> Lines,
    IReadOnlyList<QuestionInput> Inputs,
    IReadOnlyList<QuestionButton> Buttons,
    string Typed,
    bool MayBeSkipped = true);

public enum InputKind
{
    Line,
    Paragraph,
    OneOf,
    ManyOf,
}

/// <param name="Id">The name under which the answer travels.</param>
/// <param name="Value">What was answered before, so that a changed answer starts from it.</param>
public sealed record QuestionInput(
    string Id, string Label, InputKind Kind, IReadOnlyList<QuestionChoice> Choices, string? Value, string? Hint = null);

public sealed record QuestionChoice(string Value, string Title);

/// <summary>A button that answers the question with <paramref name="Value"/> for the input <paramref name="Id"/>.</summary>
public sealed record QuestionButton(string Id, string Value, string Title);
