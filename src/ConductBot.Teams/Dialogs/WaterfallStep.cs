using System.Text.Json.Nodes;

namespace ConductBot.Teams.Dialogs;

/// <summary>One question of a <see cref="WaterfallDialog{T}"/>. Asks one thing; pure: the same input gives the same answer.</summary>
/// <typeparam name="T">What the dialog gathers; immutable.</typeparam>
public abstract class WaterfallStep<T>
{
    /// <summary>The step's name on the wire: it travels in every button of its card.</summary>
    public abstract string Id { get; }

    /// <summary>False when what is known already makes the question pointless.</summary>
    public virtual bool Applies(T values) => true;

    /// <summary>Takes an answer in, or says why it does not fit.</summary>
    public abstract StepAnswer<T> Read(T values, DialogInput input);

    protected static StepAnswer<T> Take(T values) => new StepAnswer<T>.Taken(values);

    protected static StepAnswer<T> Again(T values, string reason) => new StepAnswer<T>.AskAgain(values, reason);
}

/// <summary>What a person gave: typed words, or the data of a card. One of the two is null.</summary>
public sealed record DialogInput(string? Text, JsonObject? Value);

/// <summary>An answer as a step understood it.</summary>
public abstract record StepAnswer<T>
{
    private StepAnswer()
    {
    }

    public sealed record Taken(T Values) : StepAnswer<T>;

    /// <param name="Values">With whatever part of the answer did fit, so that nothing has to be given twice.</param>
    /// <param name="Reason">A sentence for the person who answered.</param>
    public sealed record AskAgain(T Values, string Reason) : StepAnswer<T>;
}
