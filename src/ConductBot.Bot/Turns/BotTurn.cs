using System.Text.Json;
using System.Text.Json.Nodes;
using ConductBot.Bot.Delivery;
using ConductBot.Bot.People;
using ConductBot.Cases;
using ConductBot.Storage;
using ConductBot.Storage.Sealing;
using ConductBot.Teams;

namespace ConductBot.Bot.Turns;

/// <summary>
/// One attempt at answering one activity. Gathers all that is to be written; nothing is sent and nothing is stored until
/// the whole of it is committed, so an attempt that lost a race is simply thrown away.
/// </summary>
public sealed class BotTurn : ISendQueue
{
    public BotTurn(Activity activity, DateTimeOffset now, IStore store, MasterSeal outboxSeal)
    {
        Activity = activity;
        Store = store;
        Commit = new() { At = now };
        Outbox = new(Commit, outboxSeal);
    }

    public Activity Activity { get; }

    public IStore Store { get; }

    public Commit Commit { get; }

    /// <summary>What leaves after the commit.</summary>
    public OutboxWriter Outbox { get; }

    public DateTimeOffset Now => Commit.At;

    public string TenantId => Activity.TenantId ?? "";

    /// <summary>Entra object id of the person, from the verified activity; empty when Teams sent none.</summary>
    public string PersonId => Activity.From?.AadObjectId ?? "";

    /// <summary>The school this turn is about; null when the person belongs to none, or has yet to say which.</summary>
    public School? School { get; init; }

    /// <summary>The schools to choose from, where the person belongs to several.</summary>
    public IReadOnlyList<School> Candidates { get; init; } = [];

    /// <summary>What the person is spoken to in: a constant of <see cref="Languages.Language"/>.</summary>
    public string Language { get; set; } = Languages.Language.British;

    public Actor Actor => new(PersonId, School?.RolesOf(PersonId, TenantId) ?? Roles.None);

    /// <summary>How to reach the person, as it is kept once this turn is through; null where Teams named nobody.</summary>
    public PersonAddress? Address { get; private set; }

    /// <summary>Keeps how to reach the person, where that is news.</summary>
    public void Remember(PersonAddress? known, PersonAddress now)
    {
        Address = now;
        if (now != known)
        {
            Commit.States.RemoveAll(write => write.Key == DeliveryKeys.Person(TenantId, PersonId));
            Commit.States.Add(now.Write(TenantId, PersonId));
        }
    }

    /// <summary>The person is spoken to in this language, whatever their Teams asks for.</summary>
    public void SpeakFromNowOn(string language)
    {
        Language = language;
        if (Address is { } address)
        {
            Remember(known: null, address with { Chosen = language });
        }
    }

    /// <summary>Answers where the person spoke.</summary>
    public void Reply(Activity message, string? slot = null, string? caseReference = null, string what = OutgoingWhat.Answer) => Send(new()
    {
        Kind = OutgoingKind.Conversation,
        ServiceUrl = Activity.ServiceUrl!,
        TenantId = TenantId,
        ConversationId = Activity.Conversation!.Id,
        Activity = OnTheWire(message),
        Slot = slot,
        Case = caseReference,
        What = what,
    });

    /// <summary>Answers in private: in this chat where it is one, else in the person's own, which is made when there is none.</summary>
    public void ReplyPrivately(Activity message, string what = "a private answer")
    {
        if (Activity.IsOwnChat)
        {
            Reply(message, what: what);
            return;
        }

        Send(new()
        {
            Kind = OutgoingKind.Person,
            ServiceUrl = Activity.ServiceUrl!,
            TenantId = TenantId,
            PersonId = PersonId,
            ChannelId = Activity.BaseChannelId,
            TeamId = Activity.ChannelData?.Team?.Id,
            Activity = OnTheWire(message),
            What = what,
        });
    }

    void ISendQueue.Enqueue(ConversationReference to, Activity activity) => Reply(activity);

    void ISendQueue.EnqueueUpdate(ConversationReference to, Activity activity) => Send(new()
    {
        Kind = OutgoingKind.Update,
        ServiceUrl = to.ServiceUrl!,
        TenantId = TenantId,
        ConversationId = to.Conversation!.Id,
        ActivityId = activity.Id,
        Activity = OnTheWire(activity),
        What = "A changed message",
    });

    void ISendQueue.EnqueueDelete(ConversationReference to, string activityId) => Send(new()
    {
        Kind = OutgoingKind.Delete,
        ServiceUrl = to.ServiceUrl!,
        TenantId = TenantId,
        ConversationId = to.Conversation!.Id,
        ActivityId = activityId,
        Activity = new JsonObject(),
        What = "The removal of a message",
    });

    /// <summary>Puts a message into the outbox, to leave after the commit and after the one before it was tried.</summary>
    public void Send(Outgoing message) => Outbox.Add(message);

    public static JsonNode OnTheWire(Activity message) => JsonSerializer.SerializeToNode(message, TeamsJson.Wire.Activity)!;
}
