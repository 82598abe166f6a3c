using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ConductBot.Teams;

/// <summary>A message as quoted by the client of the person who picked it.</summary>
public sealed class MessageActionsPayload
{
    public string? Id { get; set; }

    public string? ReplyToId { get; set; }

    public string? LinkToMessage { get; set; }

    public string? CreatedDateTime { get; set; }

    public string? LastModifiedDateTime { get; set; }

    public bool? Deleted { get; set; }

    public string? Subject { get; set; }

    public string? Summary { get; set; }

    public string? Importance { get; set; }

    public string? Locale { get; set; }

    [JsonConverter(typeof(Lenient<MessageActionsPayloadBody>))]
    public MessageActionsPayloadBody? Body { get; set; }

    [JsonConverter(typeof(Lenient<MessageActionsPayloadFrom>))]
    public MessageActionsPayloadFrom? From { get; set; }

    /// <summary>Files and cards. Pictures pasted into the message are not here but in the HTML of <see cref="Body"/>.</summary>
    [JsonConverter(typeof(LenientList<Attachment>))]
    public List<Attachment>? Attachments { get; set; }

    public string? AttachmentLayout { get; set; }

    [JsonConverter(typeof(LenientList<MessageActionsPayloadMention>))]
    public List<MessageActionsPayloadMention>? Mentions { get; set; }

    [JsonConverter(typeof(LenientList<MessageActionsPayloadReaction>))]
    public List<MessageActionsPayloadReaction>? Reactions { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

public sealed class MessageActionsPayloadBody
{
    /// <summary><c>html</c> or <c>text</c>.</summary>
    public string? ContentType { get; set; }

    public string? Content { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>Who wrote it: <see cref="User"/> is null for a bot's or a connector's message.</summary>
public sealed class MessageActionsPayloadFrom
{
    [JsonConverter(typeof(Lenient<MessageActionsPayloadUser>))]
    public MessageActionsPayloadUser? User { get; set; }

    [JsonConverter(typeof(Lenient<MessageActionsPayloadApp>))]
    public MessageActionsPayloadApp? Application { get; set; }

    public JsonNode? Conversation { get; set; }

    public JsonNode? Device { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

public sealed class MessageActionsPayloadUser
{
    public string? UserIdentityType { get; set; }

    public string? Id { get; set; }

    public string? DisplayName { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

public sealed class MessageActionsPayloadApp
{
    public string? ApplicationIdentityType { get; set; }

    public string? Id { get; set; }

    public string? DisplayName { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

public sealed class MessageActionsPayloadMention
{
    public string? Id { get; set; }

    public string? MentionText { get; set; }

    [JsonConverter(typeof(Lenient<MessageActionsPayloadFrom>))]
    public MessageActionsPayloadFrom? Mentioned { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

public sealed class MessageActionsPayloadReaction
{
    public string? ReactionType { get; set; }

    public string? CreatedDateTime { get; set; }

    [JsonConverter(typeof(Lenient<MessageActionsPayloadFrom>))]
    public MessageActionsPayloadFrom? User { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}
