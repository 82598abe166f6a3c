using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConductBot.Teams;

/// <summary>
/// Asks for a conversation. Two kinds exist: a personal chat (exactly one member, by channel id, and the tenant) and a new
/// thread in a channel (the channel and the first message). Group chats cannot be made.
/// </summary>
public sealed class ConversationParameters
{
    public bool? IsGroup { get; set; }

    [JsonConverter(typeof(Lenient<ChannelAccount>))]
    public ChannelAccount? Bot { get; set; }

    [JsonConverter(typeof(LenientList<ChannelAccount>))]
    public List<ChannelAccount>? Members { get; set; }

    public string? TenantId { get; set; }

    [JsonConverter(typeof(Lenient<Activity>))]
    public Activity? Activity { get; set; }

    [JsonConverter(typeof(Lenient<TeamsChannelData>))]
    public TeamsChannelData? ChannelData { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }

    /// <summary>The same person always gives the same chat, so asking twice does no harm.</summary>
    public static ConversationParameters Personal(string userId, string tenantId) => new()
    {
        IsGroup = false,
        Members = [new() { Id = userId }],
        TenantId = tenantId,
    };

    /// <summary>Every accepted request makes another thread.</summary>
    public static ConversationParameters ChannelThread(string channelId, string tenantId, Activity first) => new()
    {
        IsGroup = true,
        ChannelData = new() { Channel = new() { Id = channelId } },
        TenantId = tenantId,
        Activity = first,
    };
}

/// <summary>The conversation that was made.</summary>
public sealed class ConversationResourceResponse
{
    public string? Id { get; set; }

    /// <summary>The first message's id in a channel; missing for a personal chat.</summary>
    public string? ActivityId { get; set; }

    public string? ServiceUrl { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>What was sent. No id came back when <see cref="Id"/> is null, and then the message cannot be updated.</summary>
public sealed class ResourceResponse
{
    public string? Id { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>A member of a team or chat.</summary>
public sealed class TeamsChannelAccount
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? GivenName { get; set; }

    public string? Surname { get; set; }

    public string? Email { get; set; }

    public string? UserPrincipalName { get; set; }

    public string? TenantId { get; set; }

    /// <summary><c>user</c> or <c>anonymous</c>.</summary>
    public string? UserRole { get; set; }

    public string? AadObjectId { get; set; }

    public string? ObjectId { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }

    /// <summary>The Entra object id, under whichever of its two names it came.</summary>
    [JsonIgnore]
    public string? EntraObjectId => AadObjectId ?? ObjectId;
}

/// <summary>Some of the members; there are more while <see cref="ContinuationToken"/> is there.</summary>
public sealed class TeamsPagedMembersResult
{
    [JsonConverter(typeof(LenientList<TeamsChannelAccount>))]
    public List<TeamsChannelAccount>? Members { get; set; }

    public string? ContinuationToken { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>The channels of a team.</summary>
public sealed class ConversationList
{
    [JsonConverter(typeof(LenientList<ChannelInfo>))]
    public List<ChannelInfo>? Conversations { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}
