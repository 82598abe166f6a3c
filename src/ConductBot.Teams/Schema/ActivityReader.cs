using System.Text.Json;
using System.Text.Unicode;

namespace ConductBot.Teams;

/// <summary>What became of a request's body: an activity, or the reason why it is none. A reason is answered with 400.</summary>
public sealed record ActivityReading(Activity? Activity, string? Reason);

/// <summary>Turns a request's body into an activity, once, before anything is believed of it.</summary>
public static class ActivityReader
{
    /// <summary>Deep enough for cards in a preview, and no deeper: the reader recurses.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    public static ActivityReading Read(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        if (!Utf8.IsValid(utf8))
        {
            return new(null, "not UTF-8");
        }

        try
        {
            // A name given twice would let the part that checks and the part that acts read different values.
            using var body = JsonDocument.Parse(LoneSurrogates.Replace(utf8), Strict);
            if (body.RootElement.ValueKind != JsonValueKind.Object)
            {
                return new(null, "not an object");
            }

            var activity = body.RootElement.Deserialize(TeamsJson.Default.Activity);
            if (string.IsNullOrWhiteSpace(activity?.Type))
            {
                return new(null, "no type");
            }

            // Written by bots for their own use; on the wire it could only be a forgery.
            activity.Properties?.Remove("callerId");
            return new(activity, null);
        }
        catch (JsonException)
        {
            return new(null, "not JSON");
        }
    }
}
