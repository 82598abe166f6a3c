namespace ConductBot.Cards.Expressions;

/// <summary>What an expression can see: the whole data, the part that <c>$data</c> chose, and its place in a list.</summary>
internal readonly record struct Scope(Value Root, Value Data, Value Index);

/// <summary>
/// What came of an expression. An error is not always the end: <c>&amp;&amp;</c>, <c>||</c>, <c>!</c>, <c>if</c> and
/// comparisons take it for false.
/// </summary>
internal readonly record struct Outcome(Value Value, string? Error = null)
{
    public static Outcome Failed(string error) => new(Value.Missing, error);

    public static implicit operator Outcome(Value value) => new(value);

    public static implicit operator Outcome(bool value) => new(Value.From(value));
}

/// <summary>What an expression is known to yield before there is data; used to refuse nonsense when it is parsed.</summary>
[Flags]
internal enum Yields
{
    None = 0,
    Boolean = 1,
    Number = 2,
    Text = 4,
    List = 8,
    Object = 16,
    Anything = Boolean | Number | Text | List | Object,
}

/// <summary>
/// One expression of the template language. It behaves as npm's adaptive-expressions 4.23.3 does under
/// adaptivecards-templating 2.3.1, because the same template must look the same in Microsoft's designer.
/// </summary>
internal abstract class Expression
{
    public abstract Yields Yields { get; }

    /// <summary>
    /// Evaluates. With <paramref name="substitute"/> a path that leads nowhere yields its own binding as text,
    /// <c>${path}</c>, so that the gap shows on the card; without, it is missing.
    /// </summary>
    public abstract Outcome Evaluate(in Scope scope, bool substitute);

    /// <summary>The expression in the form the reference shows it when a text could not be filled in.</summary>
    public abstract override string ToString();
}
