using System.Text.Json.Nodes;

namespace ConductBot.Teams;

/// <summary>
/// Reads the body of a failure. Usually <c>{"error":{"code":…,"message":…}}</c>, but a refused token gets a bare message, and
/// some refusals wrap JSON with a <c>subCode</c> into the message.
/// </summary>
internal static class ConnectorError
{
    private const int LongestCode = 64;

    public static (string? Code, string? Message) Read(byte[] body)
    {
        if (JsonText.Parse(body) is not JsonObject answer)
        {
            return (null, null);
        }

        var error = answer["error"] as JsonObject ?? answer;
        var message = TextOf(error["message"]);
        var code = CodeOf(TextOf((JsonText.Unwrap(error["message"]) as JsonObject)?["subCode"]))
            ?? CodeOf(TextOf(error["code"]))
            ?? CodeOf(TextOf(answer["error"]))
            ?? CodeOf(message);
        return (code, message);
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Only what looks like a code is one: it goes into logs.</summary>
    private static string? CodeOf(string? text) =>
        text is { Length: > 0 and <= LongestCode } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-') ? text : null;
}
