using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConductBot.Cards.Expressions;

internal enum ValueKind
{
    /// <summary>Not there at all. JavaScript tells this from null, and so do templates.</summary>
    Missing,
    Null,
    Boolean,
    Number,
    Text,
    List,
    Object,
}

/// <summary>A value as the template language sees it: taken from the data, or worked out.</summary>
internal readonly struct Value
{
    private readonly JsonElement _json;
    private readonly string? _text;
    private readonly double _number;

    private Value(ValueKind kind, double number = 0, string? text = null, JsonElement json = default)
    {
        Kind = kind;
        _number = number;
        _text = text;
        _json = json;
    }

    public static Value Missing { get; } = new(ValueKind.Missing);

    public static Value Null { get; } = new(ValueKind.Null);

    public ValueKind Kind { get; }

    public bool IsMissingOrNull => Kind is ValueKind.Missing or ValueKind.Null;

    /// <summary>Numbers and texts count as true, even 0 and ""; so says adaptive-expressions, unlike JavaScript.</summary>
    public bool IsTrue => Kind == ValueKind.Boolean ? AsBoolean : !IsMissingOrNull;

    public bool AsBoolean => _number != 0;

    public double AsNumber => _number;

    public string AsText => _text!;

    /// <summary>The list or object itself.</summary>
    public JsonElement AsJson => _json;

    public static Value From(bool value) => new(ValueKind.Boolean, value ? 1 : 0);

    public static Value From(double value) => new(ValueKind.Number, value);

    public static Value From(string value) => new(ValueKind.Text, text: value);

    public static Value From(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => Null,
        JsonValueKind.True => From(true),
        JsonValueKind.False => From(false),
        JsonValueKind.Number => new(ValueKind.Number, json.GetDouble(), json: json),
        JsonValueKind.String => From(json.GetString()!),
        JsonValueKind.Array => new(ValueKind.List, json: json),
        JsonValueKind.Object => new(ValueKind.Object, json: json),
        _ => Missing,
    };

    /// <summary>The value as card JSON; a number from the data keeps its own digits.</summary>
    public JsonNode? ToNode() => Kind switch
    {
        ValueKind.Boolean => JsonValue.Create(AsBoolean),
        ValueKind.Number when _json.ValueKind == JsonValueKind.Number => JsonValue.Create(_json),
        ValueKind.Number => JsonValue.Create(_number),
        ValueKind.Text => JsonValue.Create(_text),
        ValueKind.List => JsonArray.Create(_json),
        ValueKind.Object => JsonObject.Create(_json),
        _ => null,
    };

    /// <summary>The value in the middle of a text, the way JavaScript's <c>toString</c> has it.</summary>
    public override string ToString() => Kind switch
    {
        ValueKind.Boolean => AsBoolean ? "true" : "false",
        ValueKind.Number => JavaScriptNumber.Format(_number),
        ValueKind.Text => AsText,
        ValueKind.List => Join(","),
        ValueKind.Object => "[object Object]",
        ValueKind.Null => "null",
        _ => "undefined",
    };

    /// <summary>The items of a list as one text; nothing stands for null.</summary>
    public string Join(string separator) => JoinFirst(_json.GetArrayLength(), separator);

    public string JoinFirst(int count, string separator) =>
        string.Join(separator, _json.EnumerateArray().Take(count).Select(From).Select(item => item.IsMissingOrNull ? "" : item.ToString()));

    /// <summary>
    /// The property of that name whatever its case, the first if several differ by nothing else. Of a list, a text, a
    /// number: nothing.
    /// </summary>
    public Value Property(string name)
    {
        if (Kind != ValueKind.Object)
        {
            return Missing;
        }

        foreach (var property in _json.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return From(property.Value);
            }
        }

        return Missing;
    }

    /// <summary>The list's item at that place; missing if this is no list or it is shorter.</summary>
    public Value Item(int index) =>
        Kind == ValueKind.List && index < _json.GetArrayLength() ? From(_json[index]) : Missing;
}
