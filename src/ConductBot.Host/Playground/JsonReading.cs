using System.Text.Json;

namespace ConductBot.Host.Playground;

/// <summary>Reads JSON that may be anything: what is not there, or of another kind, is null or empty.</summary>
internal static class JsonReading
{
    public static JsonElement? Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : null;

    public static string? Text(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The elements of an array, which may be kept after the document is gone.</summary>
    public static IReadOnlyList<JsonElement> Items(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } items ? [.. items.EnumerateArray().Select(item => item.Clone())] : [];
}
