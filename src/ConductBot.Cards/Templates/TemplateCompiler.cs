using System.Text.Json;
using ConductBot.Cards.Expressions;

namespace ConductBot.Cards.Templates;

/// <summary>Turns a template's JSON into nodes, and refuses what ConductBot's cards have no use for.</summary>
internal static class TemplateCompiler
{
    public static TemplateNode Compile(JsonElement json, Place place) => json.ValueKind switch
    {
        JsonValueKind.Object => CompileObject(json, place),
        JsonValueKind.Array => new ListNode([.. json.EnumerateArray().Select((item, index) => Compile(item, place.Item(index)))]),
        JsonValueKind.String => CompileText(json, place),
        _ => new ConstantNode(json),
    };

    private static TemplateNode CompileText(JsonElement json, Place place) => TextParser.Parts(json.GetString()!, place) switch
    {
        [] => new ConstantNode(json),
        [not LiteralExpression and var only] => new BindingNode(only, place),
        var parts => new TextNode(parts, place),
    };

    private static ObjectNode CompileObject(JsonElement json, Place place)
    {
        TemplateNodeData? data = null;
        Expression? when = null;
        var members = new List<KeyValuePair<string, TemplateNode>>();
        foreach (var property in json.EnumerateObject())
        {
            var at = place.Member(property.Name);
            switch (property.Name)
            {
                case "$data":
                    data = new(CompileData(property.Value, at), at);
                    break;
                case "$when":
                    when = Binding(property.Value, at);
                    break;
                case "$root" or "$index" or "$host" or "$_acTemplateVersion":
                    throw at.Refuse("a name of the template language cannot name a property");
                case var name when name.Contains("${", StringComparison.Ordinal):
                    throw at.Refuse("a binding in a property's name is never filled in");
                default:
                    members.Add(new(property.Name, Compile(property.Value, at)));
                    break;
            }
        }

        return new(data, when, members);
    }

    private static Expression CompileData(JsonElement json, Place place) => json.ValueKind switch
    {
        JsonValueKind.String => Binding(json, place),
        JsonValueKind.Array or JsonValueKind.Object when !json.GetRawText().Contains("${", StringComparison.Ordinal) =>
            new LiteralExpression(Value.From(json)),
        JsonValueKind.Array or JsonValueKind.Object => throw place.Refuse("data written in the template cannot hold bindings"),
        _ => throw place.Refuse("must be one binding, a list or an object"),
    };

    // The reference drops an object whose $when is anything but a binding, the literal true among them. Nobody means that.
    private static Expression Binding(JsonElement json, Place place) =>
        json.ValueKind == JsonValueKind.String && TextParser.Parts(json.GetString()!, place) is [not LiteralExpression and var only]
            ? only
            : throw place.Refuse("must be one binding, ${…}, and nothing else");
}
