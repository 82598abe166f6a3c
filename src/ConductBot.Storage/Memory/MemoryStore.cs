using System.Collections.Immutable;

namespace ConductBot.Storage;

/// <summary>Keeps everything in memory, with the same rules as the databases: for tests.</summary>
public sealed class MemoryStore : IStore
{
    private readonly Lock gate = new();
    private MemoryTables tables = new();

    public Task<InboxEntry?> FindInboxAsync(string key, CancellationToken cancellationToken) =>
        Read(tables => Copy(tables.Inbox.GetValueOrDefault(key)?.Entry));

    public Task<StateRow?> ReadStateAsync(string key, CancellationToken cancellationToken) =>
        Read(tables => tables.States.TryGetValue(key, out var kept) ? ToRow(key, kept) : null);

    public Task<IReadOnlyList<StateRow>> ListStatesAsync(string prefix, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<StateRow>>(tables =>
            [.. tables.States
                .Where(state => state.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(state => ToRow(state.Key, state.Value))
                .OfType<StateRow>()
                .OrderBy(row => row.Key, StringComparer.Ordinal)]);

    public Task<IReadOnlyList<StateAge>> ListStatesWrittenBeforeAsync(string prefix, DateTimeOffset before, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<StateAge>>(tables =>
            [.. tables.States
                .Where(state => state.Value is { Value: not null } kept && kept.At < before && state.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(state => new StateAge(state.Key, state.Value.Version, state.Value.At.ToUniversalTime()))
                .OrderBy(row => row.Key, StringComparer.Ordinal)]);

    public Task<IReadOnlyList<StoredEvent>> ReadStreamAsync(string stream, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<StoredEvent>>(tables =>
            [.. tables.Streams.GetValueOrDefault(stream, []).Select(stored => stored with { Sealed = Copy(stored.Sealed) })]);

    public Task<IReadOnlyList<StreamHead>> ListStreamsAsync(CancellationToken cancellationToken) =>
        Read<IReadOnlyList<StreamHead>>(tables =>
            [.. tables.Streams.Keys.Order(StringComparer.Ordinal).Select(stream => HeadOf(tables, stream))]);

    public Task<CommitResult> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        CommitCheck.ThrowIfWrong(commit);
        return Write(tables => Apply(tables, commit));
    }

    public Task<IReadOnlyList<OutboxRow>> LeaseOutboxAsync(
        string node, DateTimeOffset now, DateTimeOffset until, int most, CancellationToken cancellationToken) =>
        Write<IReadOnlyList<OutboxRow>>(tables =>
        {
            var leased = Sendable(tables, now)
                .Where(message => message.Due <= now)
                .Take(most)
                .Select(message => message with
                {
                    Attempts = message.Attempts + 1,
                    Uncertain = message.Uncertain || message.LeasedBy is not null,
                    LeasedBy = node,
                    LeasedUntil = until,
                })
                .ToList();
            var outbox = tables.Outbox.SetItems(leased.ToDictionary(message => message.Sequence));
            return (tables with { Outbox = outbox }, [.. leased.Select(message => message.ToRow())]);
        });

    public Task EndLeasesAsync(CancellationToken cancellationToken) => Write(tables =>
    {
        var ended = tables.Outbox.Values.Where(message => message is { Waits: true, LeasedBy: not null })
            .ToDictionary(message => message.Sequence, message => message with { LeasedUntil = DateTimeOffset.MinValue });
        return (tables with { Outbox = tables.Outbox.SetItems(ended) }, ended.Count);
    });

    public Task<CommitResult> SettleOutboxAsync(
        Guid id, string node, OutboxOutcome outcome, Commit commit, CancellationToken cancellationToken)
    {
        CommitCheck.ThrowIfWrong(commit);
        return Write(tables =>
            tables.FindMessage(id) is { Waits: true } message && string.Equals(message.LeasedBy, node, StringComparison.Ordinal)
                ? Apply(tables with { Outbox = tables.Outbox.SetItem(message.Sequence, Settle(message, outcome, commit.At)) }, commit)
                : (null, new CommitResult.Conflict(id.ToString())));
    }

    public Task<DateTimeOffset?> NextOutboxDueAsync(CancellationToken cancellationToken) =>
        Read(tables => Sendable(tables, now: null).Min(message => (DateTimeOffset?)message.Due)?.ToUniversalTime());

    public Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        Write(tables => (
            tables with
            {
                Inbox = tables.Inbox.RemoveRange(tables.Inbox.Where(row => row.Value.At < before).Select(row => row.Key)),
                Outbox = tables.Outbox.RemoveRange(tables.Outbox.Where(row => row.Value.SettledAt < before).Select(row => row.Key)),
                States = tables.States.RemoveRange(
                    tables.States.Where(row => row.Value.Value is null && row.Value.At < before).Select(row => row.Key)),
            },
            true));

    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static (MemoryTables? Next, CommitResult Result) Apply(MemoryTables tables, Commit commit)
    {
        if (commit.Inbox is { } inbox)
        {
            if (tables.Inbox.TryGetValue(inbox.Key, out var earlier))
            {
                return (null, new CommitResult.AlreadyAnswered(Copy(earlier.Entry)!));
            }

            tables = tables with { Inbox = tables.Inbox.Add(inbox.Key, new(Copy(inbox)!, commit.At)) };
        }

        // In the databases' order, so that of several conflicts the same one is reported.
        foreach (var write in commit.States.OrderBy(write => write.Key, StringComparer.Ordinal))
        {
            var kept = tables.States.GetValueOrDefault(write.Key) ?? new(0, Value: null, commit.At);
            if (write.ExpectedVersion is { } expected && expected != (kept.Value is null ? 0 : kept.Version))
            {
                return (null, new CommitResult.Conflict(write.Key));
            }

            kept = new(kept.Version + 1, Copy(write.Value), commit.At);
            tables = tables with { States = tables.States.SetItem(write.Key, kept) };
        }

        foreach (var append in commit.Appends.OrderBy(append => append.Stream, StringComparer.Ordinal))
        {
            var head = HeadOf(tables, append.Stream);
            if (head.Version != append.ExpectedVersion)
            {
                return (null, new CommitResult.Conflict(append.Stream));
            }

            if (append.Events.Count > 0)
            {
                var copies = append.Events.Select(written => written with { Sealed = Copy(written.Sealed) }).ToList();
                var events = tables.Streams.GetValueOrDefault(append.Stream, []).AddRange(EventChain.Follow(head, commit.At, copies));
                tables = tables with { Streams = tables.Streams.SetItem(append.Stream, events) };
            }
        }

        foreach (var message in commit.Outbox)
        {
            if (tables.FindMessage(message.Id) is not null)
            {
                return (null, new CommitResult.Conflict(message.Id.ToString()));
            }

            var sequence = tables.LastSequence + 1;
            var queued = new QueuedMessage(
                sequence, message.Id, message.Lane, message.After, message.Kind, [.. message.Payload], commit.At, commit.At);
            tables = tables with { LastSequence = sequence, Outbox = tables.Outbox.Add(sequence, queued) };
        }

        return (tables, new CommitResult.Done());
    }

    private static QueuedMessage Settle(QueuedMessage message, OutboxOutcome outcome, DateTimeOffset at)
    {
        var released = message with { LeasedBy = null };
        return outcome switch
        {
            OutboxOutcome.Sent => released with { SettledAt = at, Payload = [] },
            OutboxOutcome.Undeliverable => released with { SettledAt = at },
            OutboxOutcome.Again again => released with { NotBefore = again.NotBefore },
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };
    }

    /// <summary>The first message waiting in each lane, unless it follows one that has not been tried, in order.</summary>
    private static IEnumerable<QueuedMessage> Sendable(MemoryTables tables, DateTimeOffset? now)
    {
        var lanes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var message in tables.Outbox.Values.Where(message => message.Waits))
        {
            var isFirst = lanes.Add(message.Lane);
            var earlier = message.After is { } after ? tables.FindMessage(after) : null;
            if (isFirst && (earlier is null || earlier.Sequence > message.Sequence || earlier.HasBeenTried(now)))
            {
                yield return message;
            }
        }
    }

    private static StreamHead HeadOf(MemoryTables tables, string stream) =>
        tables.Streams.TryGetValue(stream, out var events) && events is [.., var last]
            ? new(stream, last.Version, last.Hash)
            : new(stream, 0, EventChain.Start);

    private static StateRow? ToRow(string key, KeptState kept) => kept.Value is { } value ? new(key, kept.Version, [.. value]) : null;

    private static InboxEntry? Copy(InboxEntry? entry) => entry is null ? null : entry with { Body = Copy(entry.Body) };

    private static byte[]? Copy(byte[]? bytes) => bytes is null ? null : [.. bytes];

    private Task<T> Read<T>(Func<MemoryTables, T> read)
    {
        lock (gate)
        {
            return Task.FromResult(read(tables));
        }
    }

    private Task<T> Write<T>(Func<MemoryTables, (MemoryTables? Next, T Result)> write)
    {
        lock (gate)
        {
            var (next, result) = write(tables);
            tables = next ?? tables;
            return Task.FromResult(result);
        }
    }
}
