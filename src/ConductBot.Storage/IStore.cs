namespace ConductBot.Storage;

/// <summary>
/// Where a turn is kept. Reading is free of locks; whatever a turn wants written is handed over once, in a
/// <see cref="Commit"/>, which happens whole or not at all. Knows bytes and keys, nothing of schools.
/// </summary>
public interface IStore
{
    /// <summary>The answer already given to an activity, or null when it is new.</summary>
    Task<InboxEntry?> FindInboxAsync(string key, CancellationToken cancellationToken);

    Task<StateRow?> ReadStateAsync(string key, CancellationToken cancellationToken);

    /// <summary>Rows whose key starts with <paramref name="prefix"/> (ordinal), in key order.</summary>
    Task<IReadOnlyList<StateRow>> ListStatesAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>
    /// Which rows whose key starts with <paramref name="prefix"/> were last written before that moment, in key order, without
    /// their values: for finding what lies about.
    /// </summary>
    Task<IReadOnlyList<StateAge>> ListStatesWrittenBeforeAsync(string prefix, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>A stream's events, oldest first; empty when there is no such stream.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadStreamAsync(string stream, CancellationToken cancellationToken);

    /// <summary>Every stream's name and recorded end, in name order.</summary>
    Task<IReadOnlyList<StreamHead>> ListStreamsAsync(CancellationToken cancellationToken);

    /// <summary>Writes everything in one transaction, or nothing.</summary>
    Task<CommitResult> CommitAsync(Commit commit, CancellationToken cancellationToken);

    /// <summary>
    /// Takes up to <paramref name="most"/> messages that may be sent now: the oldest unsent of its lane, due, under no
    /// lease, and whose <see cref="OutboxMessage.After"/> has been tried. Leased until <paramref name="until"/>.
    /// </summary>
    /// <param name="node">A name for one run of one process: a lease of an earlier run is waited out like another node's.</param>
    Task<IReadOnlyList<OutboxRow>> LeaseOutboxAsync(
        string node, DateTimeOffset now, DateTimeOffset until, int most, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a lease: sent, to be tried again, or undeliverable; with <paramref name="commit"/> in the same transaction.
    /// A sent message's payload is blanked. Conflict with the id when the lease is not the node's any more.
    /// </summary>
    Task<CommitResult> SettleOutboxAsync(
        Guid id, string node, OutboxOutcome outcome, Commit commit, CancellationToken cancellationToken);

    /// <summary>
    /// Ends the leases of an earlier run, so that what it had begun need not be waited out. For the start of a process that
    /// alone sends from this store; where others may send from it, in PostgreSQL, it does nothing.
    /// </summary>
    Task EndLeasesAsync(CancellationToken cancellationToken);

    /// <summary>When the next waiting message falls due, in UTC, or null when none waits.</summary>
    Task<DateTimeOffset?> NextOutboxDueAsync(CancellationToken cancellationToken);

    /// <summary>Removes inbox entries, settled outbox rows and the marks of removed state rows that are older than this.</summary>
    Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Throws when the store cannot be written to.</summary>
    Task CheckAsync(CancellationToken cancellationToken);
}
