using System.Text.Json;
using ConductBot.Bot.CaseWork;
using ConductBot.Bot.People;
using ConductBot.Bot.Turns;
using ConductBot.Storage;
using ConductBot.Storage.Sealing;
using ConductBot.Teams;
using Microsoft.Extensions.Logging;

namespace ConductBot.Bot.Delivery;

/// <summary>
/// Sends what turns have left in the outbox: in order within a lane, lanes side by side, so that one that hangs holds up
/// no other. What the connector cannot take yet is tried again by whichever node is free; what it refuses for good is put
/// on the case, for the DSL to see.
/// </summary>
public sealed class Postman(
    IStore store, ConnectorClient connector, CaseDesk desk, Schools schools, TurnSeals seals, OutboxSignal signal, TimeProvider time, ILogger<Postman> log)
{
    private const int MostAtOnce = 8;
    private const int MostNotes = 4;

    /// <summary>Longer than the connector client waits for an answer, so that two nodes never send the same message at once.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(21);

    /// <summary>How soon a retry that falls due is seen while another message hangs.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly string node = $"{Environment.MachineName}/{Guid.NewGuid():N}";

    /// <summary>Sends all that is due now, and what becomes due while that is under way.</summary>
    /// <returns>When to look again at the latest; null when nothing waits.</returns>
    public async Task<DateTimeOffset?> DeliverAsync(CancellationToken cancellationToken)
    {
        List<Task> underWay = [];
        while (true)
        {
            underWay.RemoveAll(delivery => delivery.IsCompleted);
            var now = time.GetUtcNow();
            var free = MostAtOnce - underWay.Count;
            var rows = free == 0 ? [] : await store.LeaseOutboxAsync(node, now, now + Lease, free, cancellationToken);
            underWay.AddRange(rows.Select(row => DeliverSafelyAsync(row, cancellationToken)));

            if (underWay.Count == 0)
            {
                return await store.NextOutboxDueAsync(cancellationToken);
            }

            await SomethingEndsOrComesAsync(underWay, cancellationToken);
        }
    }

    private async Task SomethingEndsOrComesAsync(List<Task> underWay, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var rings = signal.WaitAsync(LookAgain, enough.Token);
        await Task.WhenAny([rings, .. underWay]);
        await enough.CancelAsync();
        await rings.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>One message's trouble is its own: its lease runs out, and it is tried again.</summary>
    private async Task DeliverSafelyAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        try
        {
            await DeliverAsync(row, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host is going down; the lease runs out and the next one sends it.
        }
        catch (Exception failure)
        {
            Log.DeliveryBroken(log, failure, row.Id, row.Kind, row.Attempts + 1);
        }
    }

    private async Task DeliverAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        var commit = new Commit { At = time.GetUtcNow() };
        if (seals.Outbox.Open(row.Payload, SealedPlace.Outbox(row.Id)) is not Opened.Plain plain)
        {
            Log.Undeliverable(log, row.Id, row.Kind, "Unreadable");
            await store.SettleOutboxAsync(row.Id, node, new OutboxOutcome.Undeliverable("Unreadable"), commit, cancellationToken);
            return;
        }

        var message = await ToItsPlaceAsync(JsonSerializer.Deserialize(plain.Content, DeliveryJson.Default.Outgoing)!, cancellationToken);
        var attempt = message.Kind is OutgoingKind.Channel or OutgoingKind.Update && message is { School: not null, ChannelId: null }
            ? new Attempt.Never("NoChannel")
            : await TryAsync(message, commit, cancellationToken);
        var outcome = await JudgeAsync(row, message, attempt, commit, cancellationToken);

        switch (outcome)
        {
            case OutboxOutcome.Sent:
                Log.Sent(log, row.Id, row.Kind, row.Attempts + 1);
                break;

            case OutboxOutcome.Again again:
                Log.SentAgainLater(log, row.Id, row.Kind, row.Attempts + 1, again.Error, again.NotBefore - commit.At);
                break;

            case OutboxOutcome.Undeliverable undeliverable:
                Log.Undeliverable(log, row.Id, row.Kind, undeliverable.Error);
                break;
        }

        await SettleAsync(row, message, outcome, commit, cancellationToken);
    }

    /// <summary>
    /// Where the school's channel is by now: what waited while it moved goes to the new one, and while there is none that may
    /// be written to, because it was shared or archived, nowhere. The roster that people are found by moves with it.
    /// </summary>
    private async Task<Outgoing> ToItsPlaceAsync(Outgoing message, CancellationToken cancellationToken)
    {
        if (message.School is null)
        {
            return message;
        }

        await schools.RefreshAsync(atOnce: false, cancellationToken);
        return schools.Find(message.School) is not { } school || school.ChannelId == message.ChannelId ? message
            : message.Kind is OutgoingKind.Channel or OutgoingKind.Update ? message with { ChannelId = school.ChannelId, TeamId = school.TeamId }
            : school.ChannelId is { } channel ? message with { ChannelId = channel, TeamId = message.TeamId is null ? null : school.TeamId }
            : message;
    }

    /// <summary>What was learnt while sending is written with the end of the lease, and what is undeliverable goes onto its case.</summary>
    private async Task SettleAsync(OutboxRow row, Outgoing message, OutboxOutcome outcome, Commit learnt, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var commit = new Commit { At = learnt.At };
            commit.States.AddRange(attempt == 1 ? learnt.States : await WithNewestAddressAsync(message, learnt.States, cancellationToken));
            if (outcome is OutboxOutcome.Undeliverable undeliverable && attempt < MostNotes)
            {
                commit = await WithNoteAsync(commit, message, undeliverable.Error, cancellationToken);
            }

            // Conflict: the case moved between reading and noting, or the lease is another's by now, who settles it.
            if (await store.SettleOutboxAsync(row.Id, node, outcome, commit, cancellationToken) is not CommitResult.Conflict || attempt == MostNotes)
            {
                return;
            }
        }
    }

    /// <summary>The person has written meanwhile, perhaps to choose a language: only the chat that was made is news to what is kept by now.</summary>
    private async Task<IEnumerable<StateWrite>> WithNewestAddressAsync(Outgoing message, IReadOnlyList<StateWrite> learnt, CancellationToken cancellationToken)
    {
        if (message.PersonId is not { } person || learnt.FirstOrDefault(write => write.Key == DeliveryKeys.Person(message.TenantId, person)) is not { Value: { } made } write)
        {
            return learnt;
        }

        var address = JsonSerializer.Deserialize(made, DeliveryJson.Default.PersonAddress)!;
        var newest = await PersonAddress.FindAsync(store, message.TenantId, person, cancellationToken) ?? address;
        return learnt.Where(other => other != write).Append((newest with { ConversationId = address.ConversationId }).Write(message.TenantId, person));
    }

    private async Task<Commit> WithNoteAsync(Commit commit, Outgoing message, string code, CancellationToken cancellationToken)
    {
        var noted = new Commit { At = commit.At };
        noted.States.AddRange(commit.States);
        try
        {
            await desk.NoteUndeliverableAsync(noted, new(noted, seals.Outbox), message, code, cancellationToken);
            return noted;
        }
        catch (InvalidDataException failure)
        {
            // The case cannot be read or drawn, so it cannot be told; that must not send the message for ever.
            Log.NoteNotWritten(log, failure, message.Case);
            return commit;
        }
    }

    /// <summary>One attempt, over before the lease is: a message to a person may take three calls.</summary>
    private async Task<Attempt> TryAsync(Outgoing message, Commit commit, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await SendAsync(message, commit, either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new Attempt.NotNow(null, ConnectorErrorCodes.NoAnswer, MayHaveHappened: true);
        }
    }

    private async Task<OutboxOutcome> JudgeAsync(OutboxRow row, Outgoing message, Attempt attempt, Commit commit, CancellationToken cancellationToken)
    {
        var lostKey = $"lost-answer/{row.Id:N}";
        var lostBefore = row.Attempts > 0 && await store.ReadStateAsync(lostKey, cancellationToken) is not null;
        var outcome = Judge(row, attempt, lostBefore);
        if (outcome is not OutboxOutcome.Again && lostBefore)
        {
            commit.States.Add(new(lostKey, ExpectedVersion: null, Value: null));
        }
        else if (outcome is OutboxOutcome.Again && !lostBefore && attempt is Attempt.NotNow { MayHaveHappened: true })
        {
            commit.States.Add(new(lostKey, ExpectedVersion: null, [1]));
        }

        if (message.Kind == OutgoingKind.Channel && (lostBefore || row.Uncertain || attempt is Attempt.NotNow { MayHaveHappened: true }))
        {
            MayBeDoubled(message, commit);
        }

        return outcome;
    }

    /// <param name="lostBefore">An attempt before this one may have reached the chat although no answer said so.</param>
    private OutboxOutcome Judge(OutboxRow row, Attempt attempt, bool lostBefore)
    {
        switch (attempt)
        {
            case Attempt.Done:
                return new OutboxOutcome.Sent();

            case Attempt.Never never:
                return new OutboxOutcome.Undeliverable(never.Code);

            case Attempt.NotNow later:
                // This attempt, the one noted before it, and one that a crash cut off.
                var lost = later.MayHaveHappened ? 1 + (lostBefore ? 1 : 0) + (row.Uncertain ? 1 : 0) : 0;
                var again = new ConnectorResult<ResourceResponse>.TryAgain(later.RetryAfter, later.Code, later.MayHaveHappened);
                return RetryPolicy.After(again, row.Attempts + 1, lost, Random.Shared.NextDouble()).Wait is { } wait
                    ? new OutboxOutcome.Again(time.GetUtcNow() + wait, later.Code)
                    : new OutboxOutcome.Undeliverable(later.Code);

            default:
                throw new InvalidOperationException($"No outcome for {attempt}.");
        }
    }

    private async Task<Attempt> SendAsync(Outgoing message, Commit commit, CancellationToken cancellationToken)
    {
        var activity = message.Activity.Deserialize(TeamsJson.Default.Activity)!;
        return message.Kind switch
        {
            OutgoingKind.Conversation => Read(
                await connector.SendToConversationAsync(message.ServiceUrl, message.ConversationId!, activity, cancellationToken),
                sent => Keep(message, commit, message.ConversationId!, sent.Id)),
            OutgoingKind.Channel => await PostToChannelAsync(message, activity, commit, cancellationToken),
            OutgoingKind.Person => await SendToPersonAsync(message, activity, commit, cancellationToken),
            OutgoingKind.Update => await UpdateAsync(message, activity, commit, cancellationToken),
            OutgoingKind.Delete => await RemoveAsync(message.ServiceUrl, message.ConversationId!, message.ActivityId!, cancellationToken),
            _ => throw new InvalidOperationException($"No way to send {message.Kind}."),
        };
    }

    private async Task<Attempt> PostToChannelAsync(Outgoing message, Activity activity, Commit commit, CancellationToken cancellationToken) => Read(
        await connector.CreateConversationAsync(
            message.ServiceUrl, ConversationParameters.ChannelThread(message.ChannelId!, message.TenantId, activity), cancellationToken),
        made => Keep(message, commit, made.Id ?? message.ChannelId!, made.ActivityId ?? ThreadId.RootOf(made.Id), made.ServiceUrl));

    private async Task<Attempt> UpdateAsync(Outgoing message, Activity activity, Commit commit, CancellationToken cancellationToken)
    {
        var sent = message.Slot is null
            ? new SentMessage(message.ServiceUrl, message.ConversationId!, message.ActivityId)
            : await FindAsync(message.Slot, cancellationToken);

        // The channel has moved: what stands in the old one is left as it is, and those who read that see no more of the case.
        var isElsewhere = message.ChannelId is { } channel && sent?.ConversationId.Split(';')[0] != channel;
        if (sent?.ActivityId is { } activityId && !isElsewhere)
        {
            activity.Id = activityId;
            var result = await connector.UpdateActivityAsync(sent.ServiceUrl, sent.ConversationId, activityId, activity, cancellationToken);
            if (result is not ConnectorResult<ResourceResponse>.Refused { Status: 404 })
            {
                return Read(result);
            }

            activity.Id = null;
            if (message.ChannelId is not null && await ClearAsync(message, sent, activityId, commit, cancellationToken) is { } notNow)
            {
                return notNow;
            }
        }

        // The message is gone, or its id never came back. A case's card is posted anew; an answered question is not missed.
        if (message.ChannelId is null)
        {
            return new Attempt.Done();
        }

        var posted = await PostToChannelAsync(message, activity, commit, cancellationToken);
        if (posted is Attempt.NotNow { MayHaveHappened: true })
        {
            MayBeDoubled(message, commit);
        }

        return posted;
    }

    /// <summary>
    /// Now and then the connector says 404 of a message that is there. It must go before another takes its place; where the connector
    /// says no more than that again, it may stand there still.
    /// </summary>
    /// <returns>What to wait for; null where another may be posted.</returns>
    private async Task<Attempt?> ClearAsync(Outgoing message, SentMessage sent, string activityId, Commit commit, CancellationToken cancellationToken)
    {
        var result = await connector.DeleteActivityAsync(sent.ServiceUrl, sent.ConversationId, activityId, cancellationToken);
        if (Read(result) is Attempt.NotNow notNow)
        {
            return notNow;
        }

        if (result is not ConnectorResult<ResourceResponse>.Ok)
        {
            MayBeDoubled(message, commit);
        }

        return null;
    }

    /// <summary>What was sent again may be there twice, and only one of the two is known: the other is taken away when somebody looks at it.</summary>
    private static void MayBeDoubled(Outgoing message, Commit commit)
    {
        if (message.Slot is { } slot)
        {
            commit.States.Add(new(DeliveryKeys.Doubled(slot), ExpectedVersion: null, [1]));
        }
    }

    private async Task<Attempt> RemoveAsync(string serviceUrl, string conversationId, string activityId, CancellationToken cancellationToken)
    {
        var result = await connector.DeleteActivityAsync(serviceUrl, conversationId, activityId, cancellationToken);
        return result is ConnectorResult<ResourceResponse>.Refused { Status: 404 } ? new Attempt.Done() : Read(result);
    }

    private async Task<Attempt> SendToPersonAsync(Outgoing message, Activity activity, Commit commit, CancellationToken cancellationToken)
    {
        var address = await PersonAddress.FindAsync(store, message.TenantId, message.PersonId!, cancellationToken);
        var service = address?.ServiceUrl ?? message.ServiceUrl;

        if (address?.ConversationId is null)
        {
            if (address?.Mri is null)
            {
                var roster = message.TeamId ?? message.ChannelId;
                if (roster is null)
                {
                    return new Attempt.Never("NoAddress");
                }

                var member = await connector.GetConversationMemberAsync(service, roster, message.PersonId!, cancellationToken);
                if (member is not ConnectorResult<TeamsChannelAccount>.Ok { Value.Id: { } mri })
                {
                    return member is ConnectorResult<TeamsChannelAccount>.Ok ? new Attempt.Never("NoAddress") : Read(member);
                }

                address = new(service, mri, ConversationId: null);
            }

            var made = await connector.CreateConversationAsync(
                service, ConversationParameters.Personal(address.Mri!, message.TenantId), cancellationToken);
            if (made is not ConnectorResult<ConversationResourceResponse>.Ok { Value.Id: { } conversation })
            {
                return made is ConnectorResult<ConversationResourceResponse>.Ok ? new Attempt.Never("NoConversation") : Read(made);
            }

            address = address with { ConversationId = conversation };
            commit.States.Add(address.Write(message.TenantId, message.PersonId!));
        }

        return Read(
            await connector.SendToConversationAsync(service, address.ConversationId!, activity, cancellationToken),
            sent => Keep(message, commit, address.ConversationId!, sent.Id, service));
    }

    private async Task<SentMessage?> FindAsync(string slot, CancellationToken cancellationToken)
    {
        var row = await store.ReadStateAsync(DeliveryKeys.Slot(slot), cancellationToken);
        return row is null ? null : JsonSerializer.Deserialize(row.Value, DeliveryJson.Default.SentMessage);
    }

    private static void Keep(Outgoing message, Commit commit, string conversationId, string? activityId, string? serviceUrl = null)
    {
        if (message.Slot is not null)
        {
            var sent = new SentMessage(serviceUrl ?? message.ServiceUrl, conversationId, activityId);
            commit.States.Add(new(
                DeliveryKeys.Slot(message.Slot), ExpectedVersion: null, JsonSerializer.SerializeToUtf8Bytes(sent, DeliveryJson.Default.SentMessage)));
        }
    }

    private static Attempt Read<T>(ConnectorResult<T> result, Action<T>? keep = null)
    {
        switch (result)
        {
            case ConnectorResult<T>.Ok ok:
                keep?.Invoke(ok.Value);
                return new Attempt.Done();
            case ConnectorResult<T>.TryAgain again:
                return new Attempt.NotNow(again.RetryAfter, again.Code, again.MayHaveHappened);
            case ConnectorResult<T>.Refused refused:
                return new Attempt.Never(refused.Code);
            default:
                throw new InvalidOperationException($"No reading of {result}.");
        }
    }

    private abstract record Attempt
    {
        public sealed record Done : Attempt;

        public sealed record NotNow(TimeSpan? RetryAfter, string Code, bool MayHaveHappened) : Attempt;

        public sealed record Never(string Code) : Attempt;
    }
}
