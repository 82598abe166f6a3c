using System.Data.Common;
using System.Globalization;

namespace ConductBot.Storage;

/// <summary>What the two databases have in common; where they differ is in their .sql files and below this class.</summary>
public abstract class SqlStore : IStore
{
    /// <summary>Collisions with other transactions that are worth another try before the turn is told to decide again.</summary>
    private const int Tries = 3;

    private protected SqlStore(SqlTexts texts) => Texts = texts;

    private protected SqlTexts Texts { get; }

    private protected abstract ValueTask<SqlSession> ReadAsync(CancellationToken cancellationToken);

    private protected abstract ValueTask<SqlSession> WriteAsync(CancellationToken cancellationToken);

    /// <summary>True when the database gave up a transaction only because of another one.</summary>
    private protected virtual bool IsCollision(DbException exception) => false;

    /// <summary>Sees to it that messages appear in a lane in the order of their numbers.</summary>
    private protected virtual Task LockLanesAsync(
        SqlSession session, IReadOnlyList<OutboxMessage> messages, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<InboxEntry?> FindInboxAsync(string key, CancellationToken cancellationToken)
    {
        await using var session = await ReadAsync(cancellationToken);
        return await FindInboxAsync(session, key, cancellationToken);
    }

    public async Task<StateRow?> ReadStateAsync(string key, CancellationToken cancellationToken)
    {
        await using var session = await ReadAsync(cancellationToken);
        var rows = await session.QueryAsync(
            "read-state", [("key", key)], row => new StateRow(key, row.GetInt64(0), row.GetFieldValue<byte[]>(1)), cancellationToken);
        return rows.SingleOrDefault();
    }

    public async Task<IReadOnlyList<StateRow>> ListStatesAsync(string prefix, CancellationToken cancellationToken)
    {
        await using var session = await ReadAsync(cancellationToken);
        var rows = await session.QueryAsync(
            "list-states",
            [("from", prefix), ("to", prefix + "\U0010FFFF")],
            row => new StateRow(row.GetString(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2)),
            cancellationToken);
        return [.. rows.OrderBy(row => row.Key, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<StateAge>> ListStatesWrittenBeforeAsync(string prefix, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var session = await ReadAsync(cancellationToken);
        var rows = await session.QueryAsync(
            "list-states-written-before",
            [("from", prefix), ("to", prefix + "\U0010FFFF"), ("before", before.UtcTicks)],
            row => new StateAge(row.GetString(0), row.GetInt64(1), StoredTime.FromTicks(row.GetInt64(2))),
            cancellationToken);
        return [.. rows.OrderBy(row => row.Key, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<StoredEvent>> ReadStreamAsync(string stream, CancellationToken cancellationToken)
    {
        await using var session = await ReadAsync(cancellationToken);
        return await session.QueryAsync("read-stream", [("stream", stream)], row => ReadEvent(stream, row), cancellationToken);
    }

    public async Task<IReadOnlyList<StreamHead>> ListStreamsAsync(CancellationToken cancellationToken)
    {
        await using var session = await ReadAsync(cancellationToken);
        var heads = await session.QueryAsync(
            "list-streams",
            [("start", EventChain.Start)],
            row => new StreamHead(row.GetString(0), row.GetInt64(1), row.GetString(2)),
            cancellationToken);
        return [.. heads.OrderBy(head => head.Stream, StringComparer.Ordinal)];
    }

    public Task<CommitResult> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        CommitCheck.ThrowIfWrong(commit);
        return TryAsync(session => new CommitWriter(session, commit, LockLanesAsync).WriteAsync(cancellationToken), cancellationToken);
    }

    public async Task<IReadOnlyList<OutboxRow>> LeaseOutboxAsync(
        string node, DateTimeOffset now, DateTimeOffset until, int most, CancellationToken cancellationToken)
    {
        await using var session = await WriteAsync(cancellationToken);
        var found = await session.QueryAsync(
            "lease-find", [("now", now.UtcTicks), ("most", most)], row => (Sequence: row.GetInt64(0), Row: ReadMessage(row)), cancellationToken);
        foreach (var (sequence, _) in found)
        {
            await session.ExecuteAsync(
                "lease-take", [("seq", sequence), ("node", node), ("until", until.UtcTicks)], cancellationToken);
        }

        await session.CommitAsync();
        return [.. found.OrderBy(message => message.Sequence).Select(message => message.Row)];
    }

    public Task<CommitResult> SettleOutboxAsync(
        Guid id, string node, OutboxOutcome outcome, Commit commit, CancellationToken cancellationToken)
    {
        CommitCheck.ThrowIfWrong(commit);
        return TryAsync(
            async session => await SettleAsync(session, id, node, outcome, commit.At, cancellationToken)
                ? await new CommitWriter(session, commit, LockLanesAsync).WriteAsync(cancellationToken)
                : new CommitResult.Conflict(id.ToString()),
            cancellationToken);
    }

    public virtual Task EndLeasesAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<DateTimeOffset?> NextOutboxDueAsync(CancellationToken cancellationToken)
    {
        await using var session = await ReadAsync(cancellationToken);
        var due = await session.QueryAsync(
            "next-outbox-due", [], row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), cancellationToken);
        return due[0] is { } ticks ? StoredTime.FromTicks(ticks) : null;
    }

    public virtual async Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        foreach (var statement in (string[])["prune-inbox", "prune-outbox", "prune-states"])
        {
            // A transaction each: no turn waits for more than one of them.
            await using var session = await WriteAsync(cancellationToken);
            await session.ExecuteAsync(statement, [("before", before.UtcTicks)], cancellationToken);
            await session.CommitAsync();
        }
    }

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await using var session = await WriteAsync(cancellationToken);
        await session.ExecuteAsync("check", [], cancellationToken);
        await session.CommitAsync();
    }

    internal static async Task<InboxEntry?> FindInboxAsync(SqlSession session, string key, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            "find-inbox",
            [("key", key)],
            row => new InboxEntry(key, row.GetInt32(0), row.IsDBNull(1) ? null : row.GetFieldValue<byte[]>(1)),
            cancellationToken);
        return rows.SingleOrDefault();
    }

    /// <summary>Brings an empty or older database up to date; processes that start together wait for each other.</summary>
    private protected async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var session = await WriteAsync(cancellationToken);
        await session.ExecuteAsync("open-ledger", [], cancellationToken);
        var done = await session.QueryAsync("find-migrations", [], row => row.GetInt32(0), cancellationToken);
        if (done.Except(Texts.Migrations.Select(migration => migration.Number)).Any())
        {
            throw new StoreException("The database was made by a newer version of ConductBot; run that version, or go back to a backup.");
        }

        foreach (var migration in Texts.Migrations.Where(migration => !done.Contains(migration.Number)))
        {
            await session.ExecuteAsync(migration.Text, [], cancellationToken);
            await session.ExecuteAsync(
                "record-migration", [("number", migration.Number), ("name", migration.Name)], cancellationToken);
        }

        await session.CommitAsync();
    }

    private static Task<bool> SettleAsync(
        SqlSession session, Guid id, string node, OutboxOutcome outcome, DateTimeOffset at, CancellationToken cancellationToken)
    {
        return outcome switch
        {
            OutboxOutcome.Sent => Settle("settle-sent", ("at", at.UtcTicks)),
            OutboxOutcome.Again again => Settle("settle-again", ("notBefore", again.NotBefore.UtcTicks), ("error", again.Error)),
            OutboxOutcome.Undeliverable never => Settle("settle-undeliverable", ("at", at.UtcTicks), ("error", never.Error)),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };

        async Task<bool> Settle(string statement, params (string Name, object? Value)[] details) =>
            await session.ExecuteAsync(statement, [("id", id), ("node", node), .. details], cancellationToken) == 1;
    }

    private static StoredEvent ReadEvent(string stream, DbDataReader row)
    {
        var version = row.GetInt64(0);
        try
        {
            return new(
                stream,
                version,
                StoredTime.FromText(row.GetString(1)),
                row.GetString(2),
                row.GetString(3),
                row.IsDBNull(4) ? null : row.GetFieldValue<byte[]>(4),
                row.GetString(5),
                row.GetString(6));
        }
        catch (Exception notAsWritten) when (notAsWritten is FormatException or InvalidCastException)
        {
            throw new DamagedEventException(stream, version, notAsWritten);
        }
    }

    private static OutboxRow ReadMessage(DbDataReader row) =>
        new(
            row.GetGuid(1),
            row.GetString(2),
            row.GetString(3),
            row.GetFieldValue<byte[]>(4),
            row.GetInt32(5),
            row.GetBoolean(6),
            StoredTime.FromText(row.GetString(7)));

    private async Task<CommitResult> TryAsync(Func<SqlSession, Task<CommitResult>> write, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var session = await WriteAsync(cancellationToken);
                var result = await write(session);
                if (result is CommitResult.Done)
                {
                    await session.CommitAsync();
                }

                return result;
            }
            catch (DbException collision) when (IsCollision(collision))
            {
                // Nothing was written. Too many times in a row is like somebody else having been first.
                if (attempt == Tries)
                {
                    return new CommitResult.Conflict("another transaction");
                }
            }
        }
    }
}
