using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ConductBot.Teams;

/// <summary>
/// One thing said or done in a conversation, either way. Every field but <see cref="Type"/> may be missing; a field of an
/// unexpected JSON type reads as missing; fields this class does not know are kept in <see cref="Properties"/>.
/// </summary>
public sealed class Activity
{
    /// <summary>One of <see cref="ActivityTypes"/>, or a type this bot does not know yet (which is ignored, not refused).</summary>
    public string? Type { get; set; }

    /// <summary>Digits for a message, <c>f:</c> and a GUID for most other things; unique within the conversation.</summary>
    public string? Id { get; set; }

    public DateTimeOffset? Timestamp { get; set; }

    /// <summary>The sender's own clock, with its offset. Not to be trusted for records.</summary>
    public DateTimeOffset? LocalTimestamp { get; set; }

    public string? LocalTimezone { get; set; }

    /// <summary>Where answers are posted. Only good once the token that came with it has vouched for it.</summary>
    public string? ServiceUrl { get; set; }

    public string? ChannelId { get; set; }

    [JsonConverter(typeof(Lenient<ChannelAccount>))]
    public ChannelAccount? From { get; set; }

    [JsonConverter(typeof(Lenient<ConversationAccount>))]
    public ConversationAccount? Conversation { get; set; }

    [JsonConverter(typeof(Lenient<ChannelAccount>))]
    public ChannelAccount? Recipient { get; set; }

    public string? TextFormat { get; set; }

    public string? AttachmentLayout { get; set; }

    [JsonConverter(typeof(LenientList<ChannelAccount>))]
    public List<ChannelAccount>? MembersAdded { get; set; }

    [JsonConverter(typeof(LenientList<ChannelAccount>))]
    public List<ChannelAccount>? MembersRemoved { get; set; }

    [JsonConverter(typeof(LenientList<MessageReaction>))]
    public List<MessageReaction>? ReactionsAdded { get; set; }

    [JsonConverter(typeof(LenientList<MessageReaction>))]
    public List<MessageReaction>? ReactionsRemoved { get; set; }

    public string? Locale { get; set; }

    /// <summary>As typed, the mention of the bot included: see <see cref="MentionExtensions.RemoveRecipientMention"/>.</summary>
    public string? Text { get; set; }

    public string? Speak { get; set; }

    public string? InputHint { get; set; }

    /// <summary>What the notification and the activity feed show in place of a card. No name and no quotation belongs here.</summary>
    public string? Summary { get; set; }

    [JsonConverter(typeof(Lenient<SuggestedActions>))]
    public SuggestedActions? SuggestedActions { get; set; }

    [JsonConverter(typeof(LenientList<Attachment>))]
    public List<Attachment>? Attachments { get; set; }

    /// <summary>Mentions read as <see cref="Mention"/>; every other kind is carried along untouched.</summary>
    [JsonConverter(typeof(LenientList<Entity>))]
    public List<Entity>? Entities { get; set; }

    [JsonConverter(typeof(Lenient<TeamsChannelData>))]
    public TeamsChannelData? ChannelData { get; set; }

    /// <summary>On an <c>installationUpdate</c>: one of <see cref="InstallationActions"/>.</summary>
    public string? Action { get; set; }

    /// <summary>On a card's action: the id of the message that holds the card.</summary>
    public string? ReplyToId { get; set; }

    /// <summary>The payload of a card's submit, or of an invoke. Some clients send a string that holds JSON.</summary>
    public JsonNode? Value { get; set; }

    public string? ValueType { get; set; }

    /// <summary>On an invoke or event: what it is, one of <see cref="InvokeNames"/> or <see cref="EventNames"/>.</summary>
    public string? Name { get; set; }

    [JsonConverter(typeof(Lenient<ConversationReference>))]
    public ConversationReference? RelatesTo { get; set; }

    public string? Importance { get; set; }

    public string? DeliveryMode { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }

    /// <summary>A message of plain words.</summary>
    public static Activity Message(string text) => new() { Type = ActivityTypes.Message, Text = text, TextFormat = TextFormats.Plain };

    /// <summary>A message that is one Adaptive Card.</summary>
    /// <param name="card">The card, a JSON object.</param>
    /// <param name="summary">What notifications and screen readers say in its place.</param>
    public static Activity Card(JsonNode card, string summary) => new()
    {
        Type = ActivityTypes.Message,
        Summary = summary,
        Attachments = [Attachment.AdaptiveCard(card)],
    };
}
