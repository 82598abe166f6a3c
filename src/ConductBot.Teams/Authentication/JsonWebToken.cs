using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ConductBot.Teams;

/// <summary>
/// A signed token (RFC 7515, RFC 7519), taken apart but not believed. Strict: unpadded base64url only, no name twice, and
/// none of the header fields that let a token bring its own key or its own rules.
/// </summary>
internal sealed record JsonWebToken(string Algorithm, string KeyId, byte[] SignedBytes, byte[] Signature, byte[] Payload)
{
    private const int MaxLength = 16 * 1024;
    private const int MaxKeyIdLength = 128;

    private static readonly string[] RefusedFields = ["crit", "jku", "jwk", "x5u", "zip"];
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>The token; or null, and why it is none.</summary>
    public static JsonWebToken? Parse(string text, out RejectionReason reason)
    {
        reason = RejectionReason.MalformedToken;
        if (text.Length > MaxLength
            || text.Split('.') is not [var header, var payload, var signature]
            || Decode(header) is not { } headerBytes
            || Decode(payload) is not { } payloadBytes
            || Decode(signature) is not { } signatureBytes)
        {
            return null;
        }

        using var fields = ParseObject(headerBytes);
        if (fields is null)
        {
            return null;
        }

        reason = RejectionReason.UnacceptableHeader;
        var signed = Encoding.ASCII.GetBytes(text, 0, header.Length + 1 + payload.Length);
        return IsAcceptable(fields.RootElement)
            && Text(fields.RootElement, "alg") is { } algorithm
            && Text(fields.RootElement, "kid") is { Length: > 0 and <= MaxKeyIdLength } keyId
                ? new(algorithm, keyId, signed, signatureBytes, payloadBytes)
                : null;
    }

    /// <summary>The object these bytes are, or null when they are none. Every text in it can be read.</summary>
    public static JsonDocument? ParseObject(byte[] utf8)
    {
        if (!Utf8.IsValid(utf8) || !LoneSurrogates.Replace(utf8).Span.SequenceEqual(utf8))
        {
            return null;
        }

        try
        {
            var document = JsonDocument.Parse(utf8, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string? Text(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsAcceptable(JsonElement header) =>
        !RefusedFields.Any(name => header.TryGetProperty(name, out _))
        && (!header.TryGetProperty("typ", out _) || string.Equals(Text(header, "typ"), "JWT", StringComparison.OrdinalIgnoreCase));

    private static byte[]? Decode(string part) =>
        // The decoder forgives padding and white space, and then one token could be written in many ways.
        part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') && part.Length > 0 && Base64Url.IsValid(part)
            ? Base64Url.DecodeFromChars(part)
            : null;
}
