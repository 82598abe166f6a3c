using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConductBot.Teams;

/// <summary>What Teams adds to an activity.</summary>
public sealed class TeamsChannelData
{
    [JsonConverter(typeof(Lenient<TeamInfo>))]
    public TeamInfo? Team { get; set; }

    [JsonConverter(typeof(Lenient<ChannelInfo>))]
    public ChannelInfo? Channel { get; set; }

    /// <summary>One of <see cref="TeamsEventTypes"/>, in whatever case the client chose.</summary>
    public string? EventType { get; set; }

    [JsonConverter(typeof(Lenient<TenantInfo>))]
    public TenantInfo? Tenant { get; set; }

    [JsonConverter(typeof(Lenient<TeamsChannelDataSettings>))]
    public TeamsChannelDataSettings? Settings { get; set; }

    [JsonConverter(typeof(Lenient<TeamsSource>))]
    public TeamsSource? Source { get; set; }

    [JsonConverter(typeof(Lenient<NotificationInfo>))]
    public NotificationInfo? Notification { get; set; }

    /// <summary>With <c>channelShared</c>: the teams that read the channel from now on.</summary>
    [JsonConverter(typeof(LenientList<TeamInfo>))]
    public List<TeamInfo>? SharedWithTeams { get; set; }

    /// <summary>With <c>channelUnshared</c>: the teams that read it no more.</summary>
    [JsonConverter(typeof(LenientList<TeamInfo>))]
    public List<TeamInfo>? UnsharedFromTeams { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>A team. Its <see cref="Id"/> is also the id of its General channel.</summary>
public sealed class TeamInfo
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    /// <summary>The Microsoft 365 group behind the team: what Graph wants to be asked for.</summary>
    public string? AadGroupId { get; set; }

    public string? TenantId { get; set; }

    public string? Type { get; set; }

    public int? ChannelCount { get; set; }

    public int? MemberCount { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>A channel. The General channel's <see cref="Name"/> is missing, in every language.</summary>
public sealed class ChannelInfo
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    /// <summary><c>standard</c>, <c>private</c> or <c>shared</c>; often missing.</summary>
    public string? Type { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

public sealed class TenantInfo
{
    public string? Id { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>How the app was installed.</summary>
public sealed class TeamsChannelDataSettings
{
    /// <summary>The channel picked while installing. Nobody has confirmed it as a place for confidential things.</summary>
    [JsonConverter(typeof(Lenient<ChannelInfo>))]
    public ChannelInfo? SelectedChannel { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>Where in the client an invoke came from, such as <c>message</c> or <c>compose</c>.</summary>
public sealed class TeamsSource
{
    public string? Name { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>Asks for a toast and an entry in the activity feed.</summary>
public sealed class NotificationInfo
{
    public bool? Alert { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}
