using System.Text.Json.Nodes;

namespace ConductBot.Host.Package;

/// <summary>Reads a manifest that may hold anything anywhere: what is not there or of another kind is empty.</summary>
internal static class Json
{
    public static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    public static IReadOnlyList<JsonNode?> Items(JsonNode? node) => node is JsonArray list ? [.. list] : [];

    public static IEnumerable<JsonObject> Objects(JsonNode? node) => Items(node).OfType<JsonObject>();

    public static IEnumerable<string> Texts(JsonNode? node) => Items(node).Select(Text);

    /// <summary>What stands at a path of names.</summary>
    public static JsonNode? At(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }
}
