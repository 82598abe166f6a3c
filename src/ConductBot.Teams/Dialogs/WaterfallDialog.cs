namespace ConductBot.Teams.Dialogs;

/// <summary>
/// A dialog of steps in order. It keeps nothing itself: state and values come in and go out, so one definition serves a
/// chat and a task module, on any node, before and after a restart.
/// </summary>
/// <remarks>
/// Unlike the Bot Framework's, a step may be gone back to and changed: the next question is always the first one that
/// applies and has no answer yet.
/// </remarks>
public sealed class WaterfallDialog<T>
{
    private readonly IReadOnlyList<WaterfallStep<T>> steps;

    /// <param name="id">The dialog's name on the wire.</param>
    /// <param name="steps">In order; the last one ends the dialog when it takes its answer, and is never skipped.</param>
    public WaterfallDialog(string id, IReadOnlyList<WaterfallStep<T>> steps)
    {
        if (steps.Select(step => step.Id).Distinct(StringComparer.Ordinal).Count() != steps.Count)
        {
            throw new ArgumentException($"Two steps of dialog '{id}' have the same name.", nameof(steps));
        }

        Id = id;
        this.steps = steps;
    }

    public string Id { get; }

    public IReadOnlyList<WaterfallStep<T>> Steps => steps;

    private WaterfallStep<T> Last => steps[^1];

    public WaterfallState Begin(T values) => At(values, []);

    /// <summary>Takes up a dialog whose first steps were answered elsewhere or earlier.</summary>
    public WaterfallState Resume(T values, IReadOnlyList<string> answered) => At(values, answered);

    /// <summary>
    /// Gives an answer to <paramref name="step"/>, or to the waiting one when null. An answer to an earlier step changes
    /// that answer and leaves the person where they were; nothing that was answered is asked again.
    /// </summary>
    public DialogTurnResult<T> Continue(WaterfallState state, T values, DialogInput input, string? step = null)
    {
        var asked = Find(step ?? state.Step);
        if (asked is null || !asked.Applies(values) || (asked.Id != state.Step && !state.Answered.Contains(asked.Id)))
        {
            return new(DialogTurnStatus.Waiting, state, values, null, "That question is not one of those asked so far.");
        }

        switch (asked.Read(values, input))
        {
            case StepAnswer<T>.AskAgain again:
                return new(DialogTurnStatus.Waiting, state, again.Values, asked.Id, again.Reason);

            case StepAnswer<T>.Taken taken:
                var complete = ReferenceEquals(asked, Last);
                IReadOnlyList<string> answered = complete || state.Answered.Contains(asked.Id)
                    ? state.Answered
                    : [.. state.Answered, asked.Id];
                return new(
                    complete ? DialogTurnStatus.Complete : DialogTurnStatus.Waiting,
                    complete ? state : At(taken.Values, answered),
                    taken.Values,
                    asked.Id,
                    null);

            default:
                throw new InvalidOperationException($"Step '{asked.Id}' of '{Id}' gave no answer.");
        }
    }

    /// <summary>Goes to the question answered last; the same state at the first one.</summary>
    public WaterfallState Back(WaterfallState state, T values)
    {
        for (var i = state.Answered.Count - 1; i >= 0; i--)
        {
            if (Find(state.Answered[i]) is { } earlier && earlier.Applies(values))
            {
                return new(earlier.Id, [.. state.Answered.Take(i)]);
            }
        }

        return state;
    }

    /// <summary>Asks one answered question again; the others keep their answers. The same state when there is no such step.</summary>
    public WaterfallState Change(WaterfallState state, T values, string step) =>
        Find(step) is { } asked && asked.Applies(values)
            ? new(step, [.. state.Answered.Where(answered => answered != step)])
            : state;

    /// <summary>How far along: the place of the waiting step among those that apply now, from 1, and their number.</summary>
    public (int Number, int Of) Progress(WaterfallState state, T values)
    {
        var applying = steps.Where(step => step.Applies(values)).Select(step => step.Id).ToList();
        return (applying.IndexOf(state.Step) + 1, applying.Count);
    }

    private WaterfallState At(T values, IReadOnlyList<string> answered) =>
        new((steps.FirstOrDefault(step => !answered.Contains(step.Id) && step.Applies(values)) ?? Last).Id, answered);

    private WaterfallStep<T>? Find(string id) => steps.FirstOrDefault(step => step.Id == id);
}
