namespace ConductBot.Cards.Expressions;

/// <summary><c>a + b</c>: a sum of two numbers, otherwise the two one after the other as text.</summary>
internal sealed class AddExpression(Expression left, Expression right) : Expression
{
    public override Yields Yields => Yields.Number | Yields.Text;

    public override Outcome Evaluate(in Scope scope, bool substitute)
    {
        var a = left.Evaluate(scope, substitute);
        if (a.Error is not null || !MayBeAdded(a.Value))
        {
            return Outcome.Failed(a.Error ?? $"{left}: neither a number nor a text");
        }

        var b = right.Evaluate(scope, substitute);
        if (b.Error is not null || !MayBeAdded(b.Value))
        {
            return Outcome.Failed(b.Error ?? $"{right}: neither a number nor a text");
        }

        return (a.Value.Kind, b.Value.Kind) switch
        {
            (ValueKind.Number, ValueKind.Number) => Value.From(a.Value.AsNumber + b.Value.AsNumber),
            (ValueKind.Number, ValueKind.Missing) or (ValueKind.Missing, ValueKind.Number) => Outcome.Failed($"{this}: one side is missing"),
            _ => Value.From(Text(a.Value) + Text(b.Value)),
        };
    }

    public override string ToString() => $"({left} + {right})";

    // Null is turned away where a missing value is let through: the reference tests for undefined only.
    private static bool MayBeAdded(Value value) => value.Kind is ValueKind.Number or ValueKind.Text or ValueKind.Missing;

    private static string Text(Value value) => value.Kind == ValueKind.Missing ? "" : value.ToString();
}
