namespace ConductBot.Cards.Expressions;

/// <summary>
/// <c>join(list, ', ')</c>, or with a third argument that stands before the last item: <c>join(list, ', ', ' and ')</c>.
/// </summary>
internal sealed class JoinExpression(Expression list, Expression separator, Expression? last) : Expression
{
    public override Yields Yields => Yields.Text;

    public override Outcome Evaluate(in Scope scope, bool substitute)
    {
        var items = list.Evaluate(scope, substitute);
        var between = separator.Evaluate(scope, substitute);
        var beforeLast = last?.Evaluate(scope, substitute);
        if ((items.Error ?? between.Error ?? beforeLast?.Error) is { } error)
        {
            return Outcome.Failed(error);
        }

        if (items.Value.Kind != ValueKind.List)
        {
            return Outcome.Failed($"{list}: not a list");
        }

        return Value.From(beforeLast is null
            ? items.Value.Join(Separator(between.Value))
            : JoinWithLast(items.Value, between.Value, beforeLast.Value.Value));
    }

    public override string ToString() => last is null ? $"join({list}, {separator})" : $"join({list}, {separator}, {last})";

    private static string JoinWithLast(Value items, Value between, Value beforeLast)
    {
        var count = items.AsJson.GetArrayLength();
        return count < 3
            ? items.Join(Separator(beforeLast))
            : items.JoinFirst(count - 1, Separator(between)) + beforeLast + items.Item(count - 1);
    }

    private static string Separator(Value value) => value.Kind == ValueKind.Missing ? "," : value.ToString();
}

/// <summary><c>count(list)</c>: of a list its items, of a text its UTF-16 units, of an object its properties.</summary>
/// <remarks>
/// Where a gap is shown as its own binding, that text is counted: <c>count(nope)</c> is 7. Inside a comparison there is
/// no such text, so <c>count(nope) > 0</c> is false, which is how it is used.
/// </remarks>
internal sealed class CountExpression(Expression operand) : Expression
{
    public override Yields Yields => Yields.Number;

    public override Outcome Evaluate(in Scope scope, bool substitute)
    {
        var counted = operand.Evaluate(scope, substitute);
        return counted.Value.Kind switch
        {
            _ when counted.Error is not null => Outcome.Failed(counted.Error),
            ValueKind.Text => Value.From(counted.Value.AsText.Length),
            ValueKind.List => Value.From(counted.Value.AsJson.GetArrayLength()),
            ValueKind.Object => Value.From(counted.Value.AsJson.GetPropertyCount()),
            _ => Outcome.Failed($"{operand}: nothing that can be counted"),
        };
    }

    public override string ToString() => $"count({operand})";
}

/// <summary><c>exists(path)</c>: there, and not null.</summary>
internal sealed class ExistsExpression(Expression operand) : Expression
{
    public override Yields Yields => Yields.Boolean;

    public override Outcome Evaluate(in Scope scope, bool substitute) =>
        operand.Evaluate(scope, substitute: false) is { Error: null, Value.IsMissingOrNull: false };

    public override string ToString() => $"exists({operand})";
}

/// <summary><c>empty(x)</c>: nothing, "", [] or {}. A number or truth value is never empty.</summary>
internal sealed class EmptyExpression(Expression operand) : Expression
{
    public override Yields Yields => Yields.Boolean;

    public override Outcome Evaluate(in Scope scope, bool substitute)
    {
        var outcome = operand.Evaluate(scope, substitute: false);
        return outcome.Error is null && outcome.Value.Kind switch
        {
            ValueKind.Missing or ValueKind.Null => true,
            ValueKind.Text => outcome.Value.AsText.Length == 0,
            ValueKind.List => outcome.Value.AsJson.GetArrayLength() == 0,
            ValueKind.Object => outcome.Value.AsJson.GetPropertyCount() == 0,
            _ => false,
        };
    }

    public override string ToString() => $"empty({operand})";
}
