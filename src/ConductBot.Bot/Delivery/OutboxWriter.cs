using System.Text.Json;
using ConductBot.Storage;
using ConductBot.Storage.Sealing;

namespace ConductBot.Bot.Delivery;

/// <summary>Puts messages into a commit, sealed, each after the one before it, so that what is said first is seen first.</summary>
public sealed class OutboxWriter(Commit commit, MasterSeal seal)
{
    private Guid? last;

    public void Add(Outgoing message)
    {
        var id = Guid.CreateVersion7(commit.At);
        var payload = seal.Seal(JsonSerializer.SerializeToUtf8Bytes(message, DeliveryJson.Default.Outgoing), SealedPlace.Outbox(id));
        commit.Outbox.Add(new(id, LaneOf(message), last, message.Kind.ToString(), payload));
        last = id;
    }

    /// <summary>A message and its later changes go one after the other; so does everything in one chat.</summary>
    private static string LaneOf(Outgoing message) => message.Kind switch
    {
        OutgoingKind.Conversation => $"conversation/{message.ConversationId}",
        OutgoingKind.Delete when message.Slot is not null => DeliveryKeys.Slot(message.Slot),
        OutgoingKind.Update or OutgoingKind.Delete when message.ConversationId is not null => $"conversation/{message.ConversationId}",
        OutgoingKind.Person => DeliveryKeys.Person(message.TenantId, message.PersonId!),
        OutgoingKind.Channel or OutgoingKind.Update => DeliveryKeys.Slot(message.Slot ?? message.ChannelId ?? ""),
        _ => throw new InvalidOperationException($"No lane for {message.Kind}."),
    };
}
