using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

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

        return Parse(Encoding.UTF8.GetBytes(text)) ?? node;
    }

    /// <summary>What these bytes say, or null when they are not JSON that can be read without surprises.</summary>
    internal static JsonNode? Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Utf8.IsValid(utf8) ? JsonNode.Parse(LoneSurrogates.Replace(utf8).Span, documentOptions: Strict) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The payload as an object, or null when it is none.</summary>
    public static JsonObject? ObjectOf(JsonNode? node) => Unwrap(node) as JsonObject;

    /// <summary>The payload as <typeparamref name="T"/>, or null when it is not an object. Fields of a wrong type read as missing.</summary>
    public static T? As<T>(JsonNode? node, JsonTypeInfo<T> type)
        where T : class => ObjectOf(node)?.Deserialize(type);
}
