using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConductBot.Cards.Expressions;

namespace ConductBot.Cards.Templates;

/// <summary>A piece of a template, ready to be expanded any number of times.</summary>
internal abstract class TemplateNode
{
    /// <summary>Expands; false where nothing at all comes of it, which in a property is not the same as null.</summary>
    public abstract bool TryExpand(in Scope scope, out JsonNode? expanded);
}

/// <summary>A text without bindings, a number, true, false or null.</summary>
internal sealed class ConstantNode(JsonElement value) : TemplateNode
{
    public override bool TryExpand(in Scope scope, out JsonNode? expanded)
    {
        expanded = value.ValueKind == JsonValueKind.Null ? null : JsonValue.Create(value);
        return true;
    }
}

/// <summary>A text that is one binding and nothing else: the value keeps its type.</summary>
internal sealed class BindingNode(Expression expression, Place place) : TemplateNode
{
    public override bool TryExpand(in Scope scope, out JsonNode? expanded)
    {
        var outcome = expression.Evaluate(scope, substitute: true);
        if (outcome.Error is not null)
        {
            throw place.Refuse(outcome.Error);
        }

        expanded = outcome.Value.ToNode();
        return outcome.Value.Kind != ValueKind.Missing;
    }
}

/// <summary>A text with bindings in it, or one made of literals only: always a text.</summary>
internal sealed class TextNode(IReadOnlyList<Expression> parts, Place place) : TemplateNode
{
    public override bool TryExpand(in Scope scope, out JsonNode? expanded)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            var outcome = part.Evaluate(scope, substitute: true);
            if (outcome.Error is not null)
            {
                // What could not be worked out stays visible as its own binding.
                text.Append("${").Append(part).Append('}');
            }
            else
            {
                text.Append(outcome.Value.IsMissingOrNull
                    ? throw place.Refuse($"${{{part}}} is null and cannot stand inside a text")
                    : outcome.Value.ToString());
            }
        }

        expanded = JsonValue.Create(text.ToString());
        return true;
    }
}

/// <summary>A list. What expands to null falls out of it, and what expands to a list is spliced into it.</summary>
internal sealed class ListNode(IReadOnlyList<TemplateNode> items) : TemplateNode
{
    public override bool TryExpand(in Scope scope, out JsonNode? expanded)
    {
        var list = new JsonArray();
        foreach (var item in items)
        {
            if (!item.TryExpand(scope, out var node))
            {
                // JavaScript pushes undefined, which JSON writes as null.
                list.Add(null);
            }
            else if (node is JsonArray inner)
            {
                Splice(list, inner);
            }
            else if (node is not null)
            {
                list.Add(node);
            }
        }

        expanded = list;
        return true;
    }

    private static void Splice(JsonArray list, JsonArray inner)
    {
        JsonNode?[] moved = [.. inner];
        inner.Clear();
        foreach (var node in moved)
        {
            list.Add(node);
        }
    }
}

/// <summary>
/// An object: once for each thing its <c>$data</c> names and its <c>$when</c> lets through. None is null, several are
/// a list.
/// </summary>
internal sealed class ObjectNode(
    TemplateNodeData? data,
    Expression? when,
    IReadOnlyList<KeyValuePair<string, TemplateNode>> members) : TemplateNode
{
    public override bool TryExpand(in Scope scope, out JsonNode? expanded)
    {
        var chosen = data?.Choose(scope) is { Kind: not ValueKind.Missing } found ? found : scope.Data;
        if (data is not null && chosen.Kind == ValueKind.List)
        {
            expanded = Repeat(chosen, scope);
            return true;
        }

        var inner = scope with { Data = chosen };
        expanded = Keeps(inner) ? Once(inner) : null;
        return true;
    }

    private JsonNode? Repeat(Value list, in Scope scope)
    {
        var copies = new JsonArray();
        var index = 0;
        foreach (var item in list.AsJson.EnumerateArray())
        {
            var inner = scope with { Data = Value.From(item), Index = Value.From(index++) };
            if (Keeps(inner))
            {
                copies.Add(Once(inner));
            }
        }

        if (copies.Count > 1)
        {
            return copies;
        }

        var only = copies.FirstOrDefault();
        copies.Clear();
        return only;
    }

    // Only true keeps it: a condition that is missing, null, a number or cannot be worked out drops the object.
    private bool Keeps(in Scope scope) =>
        when?.Evaluate(scope, substitute: false) is null or { Error: null, Value: { Kind: ValueKind.Boolean, AsBoolean: true } };

    private JsonObject Once(in Scope scope)
    {
        var expanded = new JsonObject();
        foreach (var (name, member) in members)
        {
            if (member.TryExpand(scope, out var node))
            {
                expanded[name] = node;
            }
        }

        return expanded;
    }
}

/// <summary>What an object's <c>$data</c> says: a path into the data, or the data itself written in the template.</summary>
internal sealed class TemplateNodeData(Expression expression, Place place)
{
    public Value Choose(in Scope scope)
    {
        var outcome = expression.Evaluate(scope, substitute: true);
        return outcome.Error is null ? outcome.Value : throw place.Refuse(outcome.Error);
    }
}
