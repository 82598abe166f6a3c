using System.Collections.Immutable;

namespace ConductBot.Storage;

/// <summary>All that the store in memory holds, unchangeable: a commit makes the next one, or nothing at all.</summary>
internal sealed record MemoryTables
{
    public ImmutableDictionary<string, InboxRow> Inbox { get; init; } = ImmutableDictionary.Create<string, InboxRow>(StringComparer.Ordinal);

    public ImmutableDictionary<string, KeptState> States { get; init; } = ImmutableDictionary.Create<string, KeptState>(StringComparer.Ordinal);

    public ImmutableDictionary<string, ImmutableList<StoredEvent>> Streams { get; init; } =
        ImmutableDictionary.Create<string, ImmutableList<StoredEvent>>(StringComparer.Ordinal);

    /// <summary>In the order they were put in.</summary>
    public ImmutableSortedDictionary<long, QueuedMessage> Outbox { get; init; } = ImmutableSortedDictionary<long, QueuedMessage>.Empty;

    public long LastSequence { get; init; }

    public QueuedMessage? FindMessage(Guid id) => Outbox.Values.FirstOrDefault(message => message.Id == id);
}

internal sealed record InboxRow(InboxEntry Entry, DateTimeOffset At);

/// <param name="Value">Null marks a row that was removed; its count of versions goes on if it comes back.</param>
internal sealed record KeptState(long Version, byte[]? Value, DateTimeOffset At);

internal sealed record QueuedMessage(
    long Sequence, Guid Id, string Lane, Guid? After, string Kind, byte[] Payload, DateTimeOffset CreatedAt, DateTimeOffset NotBefore)
{
    public int Attempts { get; init; }

    public bool Uncertain { get; init; }

    public string? LeasedBy { get; init; }

    public DateTimeOffset LeasedUntil { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    public bool Waits => SettledAt is null;

    public DateTimeOffset Due => LeasedBy is not null && LeasedUntil > NotBefore ? LeasedUntil : NotBefore;

    /// <summary>Its first attempt has ended one way or another, or was given up; <paramref name="now"/> null: ended for certain.</summary>
    public bool HasBeenTried(DateTimeOffset? now) =>
        !Waits || Attempts > 1 || (Attempts == 1 && (LeasedBy is null || LeasedUntil <= now));

    public OutboxRow ToRow() => new(Id, Lane, Kind, [.. Payload], Attempts - 1, Uncertain, CreatedAt);
}
