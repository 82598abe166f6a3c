namespace ConductBot.Teams.Dialogs;

/// <summary>Where a person is in a dialog. Small, so that it is stored after every turn.</summary>
/// <param name="Step">The question that waits for an answer.</param>
/// <param name="Answered">The steps answered, in the order in which they were.</param>
public sealed record WaterfallState(string Step, IReadOnlyList<string> Answered);

/// <summary>The Bot Framework's words for how a dialog's turn ended.</summary>
public enum DialogTurnStatus
{
    Waiting,
    Complete,
}

/// <summary>What a turn made of a dialog.</summary>
/// <param name="Problem">Why the answer did not fit; the question stands. Null when it did.</param>
/// <param name="AnsweredStep">The step that took the answer: the waiting one, or an earlier one whose card was used again.</param>
public sealed record DialogTurnResult<T>(
    DialogTurnStatus Status, WaterfallState State, T Values, string? AnsweredStep, string? Problem);
