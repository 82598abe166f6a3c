using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace ConductBot.Teams;

/// <summary>Reads payloads that some clients send as JSON and others as a string holding JSON.</summary>
public static class JsonText
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = ActivityReader.MaxDepth };

    /// <summary>The node itself, or what is inside it when it is a string holding an object or an array.</summary>
    public static JsonNode? Unwrap(JsonNode? node)
    {
        if (node is not JsonValue value || !value.TryGetValue<string>(out var text) || text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return node;
        }

        try
        {
            return JsonNode.Parse(LoneSurrogates.Replace(Encoding.UTF8.GetBytes(text)).Span, documentOptions: Strict);
        }
        catch (JsonException)
        {
            return node;
        }
    }

    /// <summary>The payload as an object, or null when it is none.</summary>
    public static JsonObject? ObjectOf(JsonNode? node) => Unwrap(node) as JsonObject;

    /// <summary>The payload as <typeparamref name="T"/>, or null when it is not an object. Fields of a wrong type read as missing.</summary>
    public static T? As<T>(JsonNode? node, JsonTypeInfo<T> type)
        where T : class => ObjectOf(node)?.Deserialize(type);
}
