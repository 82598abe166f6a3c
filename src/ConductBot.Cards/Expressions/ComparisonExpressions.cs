using System.Text.Json;

namespace ConductBot.Cards.Expressions;

/// <summary><c>a == b</c> and <c>a != b</c>; either is false where a side cannot be worked out.</summary>
internal sealed class EqualityExpression(Expression left, Expression right, bool equal) : Expression
{
    // Number.EPSILON: the reference calls numbers closer than this equal.
    private const double Epsilon = 2.220446049250313e-16;

    public override Yields Yields => Yields.Boolean;

    public override Outcome Evaluate(in Scope scope, bool substitute)
    {
        var a = left.Evaluate(scope, substitute: false);
        var b = right.Evaluate(scope, substitute: false);
        return a.Error is null && b.Error is null && AreEqual(a.Value, b.Value) == equal;
    }

    public override string ToString() => $"({left} {(equal ? "==" : "!=")} {right})";

    private static bool AreEqual(Value a, Value b) => (a.Kind, b.Kind) switch
    {
        _ when a.IsMissingOrNull || b.IsMissingOrNull => a.IsMissingOrNull && b.IsMissingOrNull,
        (ValueKind.Number, ValueKind.Number) => a.AsNumber == b.AsNumber || Math.Abs(a.AsNumber - b.AsNumber) < Epsilon,
        (ValueKind.Text, ValueKind.Text) => string.Equals(a.AsText, b.AsText, StringComparison.Ordinal),
        (ValueKind.Boolean, ValueKind.Boolean) => a.AsBoolean == b.AsBoolean,
        (ValueKind.List, ValueKind.List) => AreEqualLists(a.AsJson, b.AsJson),
        (ValueKind.Object, ValueKind.Object) => JsonElement.DeepEquals(a.AsJson, b.AsJson),
        _ => false,
    };

    private static bool AreEqualLists(JsonElement a, JsonElement b) =>
        a.GetArrayLength() == b.GetArrayLength()
        && a.EnumerateArray().Zip(b.EnumerateArray()).All(pair => AreEqual(Value.From(pair.First), Value.From(pair.Second)));
}

/// <summary>
/// <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>, of two numbers or two texts. With null or a missing value it is
/// false; between other things it is an error.
/// </summary>
internal sealed class OrderExpression(Expression left, Expression right, string symbol) : Expression
{
    public override Yields Yields => Yields.Boolean;

    public override Outcome Evaluate(in Scope scope, bool substitute)
    {
        var a = left.Evaluate(scope, substitute: false);
        if (a.Error is not null || a.Value.IsMissingOrNull)
        {
            return false;
        }

        var b = right.Evaluate(scope, substitute: false);
        if (b.Error is not null || b.Value.IsMissingOrNull)
        {
            return false;
        }

        return (a.Value.Kind, b.Value.Kind) switch
        {
            (ValueKind.Number, ValueKind.Number) => Holds(a.Value.AsNumber.CompareTo(b.Value.AsNumber)),
            (ValueKind.Text, ValueKind.Text) => Holds(string.CompareOrdinal(a.Value.AsText, b.Value.AsText)),
            _ => new Outcome(Value.From(false), $"{this}: these cannot be compared"),
        };
    }

    public override string ToString() => $"({left} {symbol} {right})";

    private bool Holds(int order) => symbol switch
    {
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };
}
