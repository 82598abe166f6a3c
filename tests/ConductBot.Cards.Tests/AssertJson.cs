using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConductBot.Cards;

internal static class AssertJson
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static bool AreSame(JsonNode? expected, JsonNode? actual) => JsonElement.DeepEquals(Element(expected), Element(actual));

    public static void Same(JsonNode? expected, JsonNode? actual)
    {
        if (!AreSame(expected, actual))
        {
            Assert.Fail($"Expected {Write(expected)}\nActual {Write(actual)}");
        }
    }

    private static JsonElement Element(JsonNode? node) => JsonElement.Parse(Write(node));

    private static string Write(JsonNode? node) => node?.ToJsonString(Readable) ?? "null";
}
