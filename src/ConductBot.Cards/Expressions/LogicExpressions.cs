namespace ConductBot.Cards.Expressions;

/// <summary><c>!a</c>: true also where <c>a</c> cannot be worked out.</summary>
internal sealed class NotExpression(Expression operand) : Expression
{
    public override Yields Yields => Yields.Boolean;

    public override Outcome Evaluate(in Scope scope, bool substitute)
    {
        var outcome = operand.Evaluate(scope, substitute: false);
        return outcome.Error is not null || !outcome.Value.IsTrue;
    }

    public override string ToString() => $"!({operand})";
}

/// <summary><c>a &amp;&amp; b</c>: false where either cannot be worked out.</summary>
internal sealed class AndExpression(Expression left, Expression right) : Expression
{
    public override Yields Yields => Yields.Boolean;

    public override Outcome Evaluate(in Scope scope, bool substitute) => Holds(left, scope) && Holds(right, scope);

    public override string ToString() => $"({left} && {right})";

    private static bool Holds(Expression side, in Scope scope) =>
        side.Evaluate(scope, substitute: false) is { Error: null, Value.IsTrue: true };
}

/// <summary>
/// <c>a || b</c>. If neither holds the result is <c>b</c> as it is, so it may be null or missing rather than false:
/// the reference forgets to make it a truth value, and so a property filled from it disappears.
/// </summary>
internal sealed class OrExpression(Expression left, Expression right) : Expression
{
    public override Yields Yields => Yields.Boolean;

    public override Outcome Evaluate(in Scope scope, bool substitute)
    {
        var first = left.Evaluate(scope, substitute: false);
        if (first is { Error: null, Value.IsTrue: true })
        {
            return true;
        }

        var second = right.Evaluate(scope, substitute: false);
        return second is { Error: null, Value.IsTrue: true } ? true : second.Value;
    }

    public override string ToString() => $"({left} || {right})";
}

/// <summary><c>if(condition, then, otherwise)</c>: otherwise also where the condition cannot be worked out.</summary>
internal sealed class IfExpression(Expression condition, Expression then, Expression otherwise) : Expression
{
    public override Yields Yields => Yields.Anything;

    public override Outcome Evaluate(in Scope scope, bool substitute) =>
        condition.Evaluate(scope, substitute: false) is { Error: null, Value.IsTrue: true }
            ? then.Evaluate(scope, substitute)
            : otherwise.Evaluate(scope, substitute);

    public override string ToString() => $"if({condition}, {then}, {otherwise})";
}
