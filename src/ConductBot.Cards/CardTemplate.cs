using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConductBot.Cards.Expressions;
using ConductBot.Cards.Templates;

namespace ConductBot.Cards;

/// <summary>
/// An Adaptive Card template, compiled once and expanded with data as often as needed, by any number of threads.
/// </summary>
/// <remarks>
/// It understands <c>${path}</c>, <c>$data</c>, <c>$when</c>, <c>$root</c>, <c>$index</c>, comparison, <c>&amp;&amp;</c>,
/// <c>||</c>, <c>!</c>, <c>+</c>, <c>if</c>, <c>join</c>, <c>count</c>, <c>exists</c> and <c>empty</c>, and expands them to
/// what npm's adaptivecards-templating 2.3.1 does. Anything else is refused when the template is parsed.
/// </remarks>
public sealed class CardTemplate
{
    // A property given twice would be read differently by different readers: refuse it.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly TemplateNode _root;
    private readonly Place _place;

    private CardTemplate(string name, TemplateNode root, Place place)
    {
        Name = name;
        _root = root;
        _place = place;
    }

    /// <summary>What the template is called in messages, usually <c>subject/name</c>.</summary>
    public string Name { get; }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, string)"/>
    public static CardTemplate Parse(string json, string name) => Parse(Encoding.UTF8.GetBytes(json), name);

    /// <summary>Compiles a template.</summary>
    /// <exception cref="CardTemplateException">It is not JSON, or uses something that is not supported.</exception>
    public static CardTemplate Parse(ReadOnlySpan<byte> json, string name)
    {
        var root = ReadJson(json, name);
        var place = new Place(name, "");
        return root.ValueKind == JsonValueKind.Object
            ? new(name, TemplateCompiler.Compile(root, place), place)
            : throw place.Refuse("a template is a JSON object");
    }

    /// <summary>The card for this data. The data is left as it was.</summary>
    /// <exception cref="CardTemplateException">The data cannot be shown, a null inside a text for instance.</exception>
    public JsonObject Expand(JsonNode data)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            data.WriteTo(writer);
        }

        return Expand(JsonElement.Parse(buffer.WrittenSpan));
    }

    /// <inheritdoc cref="Expand(JsonNode)"/>
    public JsonObject Expand(JsonElement data)
    {
        var whole = Value.From(data);
        _root.TryExpand(new Scope(whole, whole, Value.Missing), out var card);
        return card as JsonObject ?? throw _place.Refuse("no card came of it: its own $when or $data dropped or repeated it");
    }

    /// <summary>Writes the card for this data.</summary>
    /// <exception cref="CardTemplateException">The data cannot be shown; nothing has been written then.</exception>
    public void Expand(JsonElement data, Utf8JsonWriter writer) => Expand(data).WriteTo(writer);

    internal static JsonElement ReadJson(ReadOnlySpan<byte> json, string name)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        try
        {
            return JsonElement.Parse(json.StartsWith(mark) ? json[mark.Length..] : json, Strict);
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? $"line {line + 1}, column {e.BytePositionInLine + 1}" : "the whole file";
            throw new CardTemplateException(name, place, $"this is not JSON: {e.Message}", e);
        }
    }
}
