using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConductBot.Teams;

/// <summary>A person or a bot, as the channel knows them.</summary>
public sealed class ChannelAccount
{
    /// <summary>Opaque and particular to this bot: <c>29:</c> for a person, <c>28:</c> and the app id for a bot.</summary>
    public string? Id { get; set; }

    public string? Name { get; set; }

    /// <summary>The Entra object id: the one thing about a person worth keeping, and what rights are decided on.</summary>
    public string? AadObjectId { get; set; }

    /// <summary>What some answers call the Entra object id instead.</summary>
    public string? ObjectId { get; set; }

    public string? Role { get; set; }

    public string? UserPrincipalName { get; set; }

    public string? Email { get; set; }

    public string? TenantId { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>A chat, group chat or channel thread.</summary>
public sealed class ConversationAccount
{
    /// <summary>In a channel thread: the channel's id, then <c>;messageid=</c> and the root message's number.</summary>
    public string? Id { get; set; }

    public string? Name { get; set; }

    /// <summary>One of <see cref="ConversationTypes"/>.</summary>
    public string? ConversationType { get; set; }

    /// <summary>True in a group chat and in a channel; missing in a personal chat.</summary>
    public bool? IsGroup { get; set; }

    public string? TenantId { get; set; }

    public string? AadObjectId { get; set; }

    public string? Role { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>All that is needed to find a conversation again later.</summary>
public sealed class ConversationReference
{
    public string? ActivityId { get; set; }

    [JsonConverter(typeof(Lenient<ChannelAccount>))]
    public ChannelAccount? User { get; set; }

    [JsonConverter(typeof(Lenient<ChannelAccount>))]
    public ChannelAccount? Bot { get; set; }

    [JsonConverter(typeof(Lenient<ConversationAccount>))]
    public ConversationAccount? Conversation { get; set; }

    public string? ChannelId { get; set; }

    public string? Locale { get; set; }

    public string? ServiceUrl { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}
