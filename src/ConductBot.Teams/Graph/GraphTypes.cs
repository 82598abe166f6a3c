using System.Text.Json.Serialization;

namespace ConductBot.Teams;

/// <summary>Which message of Teams is meant.</summary>
public abstract record GraphMessage
{
    private GraphMessage()
    {
    }

    /// <summary>A message in a channel.</summary>
    /// <param name="TeamGroupId">The team's <c>aadGroupId</c>, not its thread id.</param>
    /// <param name="ChannelId">Without <c>;messageid=</c>.</param>
    /// <param name="MessageId">The message.</param>
    /// <param name="RootId">The message it replies to; null for a thread's first.</param>
    public sealed record InChannel(string TeamGroupId, string ChannelId, string MessageId, string? RootId = null) : GraphMessage;

    /// <summary>A message in a chat.</summary>
    public sealed record InChat(string ChatId, string MessageId) : GraphMessage;

    internal IReadOnlyList<string> Segments => this switch
    {
        InChannel { RootId: { } root } reply => ["teams", reply.TeamGroupId, "channels", reply.ChannelId, "messages", root, "replies", reply.MessageId],
        InChannel first => ["teams", first.TeamGroupId, "channels", first.ChannelId, "messages", first.MessageId],
        InChat chat => ["chats", chat.ChatId, "messages", chat.MessageId],
        _ => throw new InvalidOperationException("A message of no kind."),
    };

    internal string Permission => this is InChat ? GraphPermissions.ChatMessages : GraphPermissions.ChannelMessages;
}

/// <summary>An appointment in somebody's calendar.</summary>
public sealed record GraphEvent
{
    /// <summary>Shown to whoever sees the calendar: a reference, never what it is about.</summary>
    public required string Title { get; init; }

    /// <summary>The same text for the same meeting, so that asking twice makes one.</summary>
    public required string TransactionId { get; init; }

    /// <summary>By the clock of <see cref="TimeZone"/>.</summary>
    public required DateTime Start { get; init; }

    public required DateTime End { get; init; }

    public string TimeZone { get; init; } = "Europe/London";
}

/// <summary>A task in a Planner plan.</summary>
public sealed record GraphTask
{
    public required string PlanId { get; init; }

    /// <summary>Shown to every member of the plan: a reference, never what it is about.</summary>
    public required string Title { get; init; }

    public DateTimeOffset? Due { get; init; }
}

/// <summary>What was made.</summary>
/// <param name="Id">Graph's id of it.</param>
public sealed record GraphItem(string Id);

/// <summary>The members of a group.</summary>
/// <param name="Ids">Entra object ids; at most <see cref="GraphClient.MostMembers"/>.</param>
/// <param name="IsComplete">False when there are more.</param>
public sealed record GraphMembers(IReadOnlyList<string> Ids, bool IsComplete);

internal sealed record GraphPage<T>(List<T>? Value)
{
    [JsonPropertyName("@odata.nextLink")]
    public string? NextLink { get; init; }
}

/// <summary>A member of a team. The roles are written <c>owner</c> here and <c>Owner</c> there; most members have none.</summary>
internal sealed record GraphMember(string? UserId, List<string>? Roles)
{
    public bool IsOwner => Roles?.Contains("owner", StringComparer.OrdinalIgnoreCase) == true;
}

internal sealed record GraphId(string? Id);

/// <summary>How Graph's JSON becomes these types.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(LenientString)])]
[JsonSerializable(typeof(GraphPage<GraphId>))]
[JsonSerializable(typeof(GraphPage<GraphMember>))]
[JsonSerializable(typeof(GraphItem))]
internal sealed partial class GraphJson : JsonSerializerContext;
