using System.Text;

namespace ConductBot.Cards.Expressions;

/// <summary>One step of a path: <c>.name</c>, <c>['name']</c> or <c>[3]</c>.</summary>
internal readonly record struct PathStep(string? Name, int Index, bool InBrackets)
{
    public override string ToString() => (InBrackets, Name) switch
    {
        (false, _) => $".{Name}",
        (true, null) => $"[{Index}]",
        (true, _) => $"['{Name}']",
    };
}

/// <summary>
/// A way into the data: <c>name</c>, <c>reporter.name</c>, <c>clauses[0].label</c>, <c>$root.case['opened on']</c>.
/// </summary>
/// <remarks>
/// A path ending in a name is looked up as a whole and is merely missing if it leads nowhere. A path ending in
/// brackets is walked, and a list that is too short, or no list at all, is an error: two mechanisms in the reference.
/// </remarks>
internal sealed class PathExpression(string start, IReadOnlyList<PathStep> steps) : Expression
{
    public override Yields Yields => Yields.Anything;

    public override Outcome Evaluate(in Scope scope, bool substitute) => Evaluate(scope, substitute, steps.Count);

    public override string ToString() => Written(steps.Count);

    private Outcome Evaluate(in Scope scope, bool substitute, int length)
    {
        if (length == 0 || !steps[length - 1].InBrackets)
        {
            var found = Find(scope, length);
            return found.Kind == ValueKind.Missing && substitute ? Value.From($"${{{Written(length)}}}") : found;
        }

        var holder = Evaluate(scope, substitute, length - 1);
        return holder.Error is null ? Pick(holder.Value, steps[length - 1]) : holder;
    }

    private Outcome Pick(Value holder, PathStep step) => step.Name switch
    {
        { } name => holder.Property(name),
        null when holder.IsMissingOrNull => Value.Missing,
        null when holder.Kind != ValueKind.List => Outcome.Failed($"{this}: not a list"),
        null when holder.Item(step.Index) is { Kind: not ValueKind.Missing } item => item,
        _ => Outcome.Failed($"{this}: the list is shorter"),
    };

    private Value Find(in Scope scope, int length)
    {
        var found = Start(scope);
        for (var i = 0; i < length; i++)
        {
            found = steps[i] switch
            {
                { Name: { } name } => found.Property(name),
                { Index: var index } when found.Kind == ValueKind.List => found.Item(index),
                { Index: var index } => found.Property(JavaScriptNumber.Format(index)),
            };
        }

        return found;
    }

    private Value Start(in Scope scope) => start switch
    {
        "$root" => scope.Root,
        "$data" => scope.Data,
        "$index" => scope.Index,
        _ => scope.Data.Property(start),
    };

    private string Written(int length)
    {
        var written = new StringBuilder(start);
        foreach (var step in steps.Take(length))
        {
            written.Append(step);
        }

        return written.ToString();
    }
}
