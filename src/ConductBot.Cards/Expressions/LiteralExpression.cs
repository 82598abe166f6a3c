namespace ConductBot.Cards.Expressions;

/// <summary>A text, number, <c>true</c>, <c>false</c> or <c>null</c> written in the template.</summary>
internal sealed class LiteralExpression(Value value) : Expression
{
    public Value Value { get; } = value;

    public override Yields Yields => Value.Kind switch
    {
        ValueKind.Text => Yields.Text,
        ValueKind.Number => Yields.Number,
        ValueKind.Boolean => Yields.Boolean,
        _ => Yields.Anything,
    };

    public override Outcome Evaluate(in Scope scope, bool substitute) => Value;

    public override string ToString() => Value.Kind == ValueKind.Text
        ? $"'{Value.AsText.Replace("'", "\\'", StringComparison.Ordinal)}'"
        : Value.ToString();
}
