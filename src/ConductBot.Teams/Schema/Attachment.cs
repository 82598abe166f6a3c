using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ConductBot.Teams;

/// <summary>A card, a file or a picture that goes with a message.</summary>
public sealed class Attachment
{
    /// <summary>One of <see cref="ContentTypes"/>, or a MIME type.</summary>
    public string? ContentType { get; set; }

    /// <summary>May be on the connector's host (needs our token) or anywhere else (must never get it).</summary>
    public string? ContentUrl { get; set; }

    public JsonNode? Content { get; set; }

    public string? Name { get; set; }

    public string? ThumbnailUrl { get; set; }

    /// <summary>In a message extension's result only: what its list shows.</summary>
    [JsonConverter(typeof(Lenient<Attachment>))]
    public Attachment? Preview { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }

    public static Attachment AdaptiveCard(JsonNode card) => new() { ContentType = ContentTypes.AdaptiveCard, Content = card };
}

/// <summary>A reaction to a message: <c>like</c>, <c>heart</c>, …</summary>
public sealed class MessageReaction
{
    public string? Type { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>Buttons under a message: in a personal chat only, at most six, and not together with attachments.</summary>
public sealed class SuggestedActions
{
    [JsonConverter(typeof(LenientList<string>))]
    public List<string>? To { get; set; }

    [JsonConverter(typeof(LenientList<CardAction>))]
    public List<CardAction>? Actions { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>One button: <c>imBack</c>, <c>openUrl</c>, <c>messageBack</c>, <c>signin</c>, <c>invoke</c>.</summary>
public sealed class CardAction
{
    public string? Type { get; set; }

    public string? Title { get; set; }

    public string? Image { get; set; }

    public string? Text { get; set; }

    public string? DisplayText { get; set; }

    public JsonNode? Value { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}
