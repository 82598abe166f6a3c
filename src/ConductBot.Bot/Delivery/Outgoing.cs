using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ConductBot.Storage;

namespace ConductBot.Bot.Delivery;

/// <summary>A message that is to leave: where to, and what. Written with the turn, sent after it.</summary>
public sealed record Outgoing
{
    public required OutgoingKind Kind { get; init; }

    /// <summary>Verified by the token of the activity it came with.</summary>
    public required string ServiceUrl { get; init; }

    public required string TenantId { get; init; }

    /// <summary>In the wire's own shape.</summary>
    public required JsonNode Activity { get; init; }

    /// <summary>What it is, in English and without its words: <see cref="OutgoingWhat"/> has it for the DSL's eye when it cannot be delivered.</summary>
    public required string What { get; init; }

    /// <summary>For <see cref="OutgoingKind.Conversation"/>, and for the change of a message that was sent that way.</summary>
    public string? ConversationId { get; init; }

    /// <summary>For <see cref="OutgoingKind.Channel"/>; the roster that knows a person's id, for <see cref="OutgoingKind.Person"/>.</summary>
    public string? ChannelId { get; init; }

    public string? TeamId { get; init; }

    /// <summary>Entra object id, for <see cref="OutgoingKind.Person"/>.</summary>
    public string? PersonId { get; init; }

    /// <summary>The message to change or take away, where its id is known from the activity that asked for it.</summary>
    public string? ActivityId { get; init; }

    /// <summary>The name under which the sent message's ids are kept, so that it can be changed later.</summary>
    public string? Slot { get; init; }

    /// <summary>The school whose safeguarding channel <see cref="ChannelId"/> was when this was written. The channel may move before it is sent.</summary>
    public string? School { get; init; }

    /// <summary>The case it belongs to, which tells when it cannot be delivered.</summary>
    public string? Case { get; init; }
}

public enum OutgoingKind
{
    /// <summary>Into a conversation that exists.</summary>
    Conversation,

    /// <summary>As a new thread of a channel.</summary>
    Channel,

    /// <summary>To one person, in the personal chat, which is made when there is none.</summary>
    Person,

    /// <summary>In place of the message of <see cref="Outgoing.Slot"/>, or of <see cref="Outgoing.ActivityId"/>.</summary>
    Update,

    /// <summary>Takes the message of <see cref="Outgoing.ActivityId"/> away.</summary>
    Delete,
}

/// <summary>Where a sent message can be found again.</summary>
public sealed record SentMessage(string ServiceUrl, string ConversationId, string? ActivityId);

/// <summary>What is kept of a person: ids to reach them by, no name.</summary>
/// <param name="Mri">The channel's id for them towards this bot.</param>
/// <param name="ConversationId">The personal chat, once there is one.</param>
public sealed record PersonAddress(string ServiceUrl, string? Mri, string? ConversationId)
{
    /// <summary>The language that the person's Teams asked for last; null where it asked for none that is spoken here.</summary>
    public string? Seen { get; init; }

    /// <summary>The language that the person asked for; null for that of Teams.</summary>
    public string? Chosen { get; init; }

    /// <summary>The version of the row it was read from; 0 for one that is not kept yet. Whoever writes it was the last to read it, or reads again.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    /// <summary>What is kept of this person; null when nothing is.</summary>
    public static async Task<PersonAddress?> FindAsync(IStore store, string? tenantId, string personId, CancellationToken cancellationToken)
    {
        var row = tenantId is null || personId.Length == 0 ? null : await store.ReadStateAsync(DeliveryKeys.Person(tenantId, personId), cancellationToken);
        return row is null ? null : JsonSerializer.Deserialize(row.Value, DeliveryJson.Default.PersonAddress)! with { Version = row.Version };
    }

    public StateWrite Write(string tenantId, string personId) => new(
        DeliveryKeys.Person(tenantId, personId), ExpectedVersion: Version, JsonSerializer.SerializeToUtf8Bytes(this, DeliveryJson.Default.PersonAddress));
}

/// <summary>State keys of delivery.</summary>
public static class DeliveryKeys
{
    public static string Slot(string slot) => $"message/{slot}";

    /// <summary>There while the message of a slot may stand twice: an answer was lost, and it was sent again.</summary>
    public static string Doubled(string slot) => $"doubled/{slot}";

    public static string Person(string tenantId, string personId) => $"person/{tenantId}/{personId}".ToLowerInvariant();
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Outgoing))]
[JsonSerializable(typeof(SentMessage))]
[JsonSerializable(typeof(PersonAddress))]
internal sealed partial class DeliveryJson : JsonSerializerContext;
