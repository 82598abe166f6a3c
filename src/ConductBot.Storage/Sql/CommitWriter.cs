namespace ConductBot.Storage;

/// <summary>
/// Writes one commit inside a transaction that the caller commits or drops. Rows are always locked in the same order
/// (inbox, states, streams, lanes, each by name), so that two commits never wait for each other.
/// </summary>
internal sealed class CommitWriter(
    SqlSession session, Commit commit, Func<SqlSession, IReadOnlyList<OutboxMessage>, CancellationToken, Task> lockLanes)
{
    private static readonly CommitResult Done = new CommitResult.Done();

    public async Task<CommitResult> WriteAsync(CancellationToken cancellationToken)
    {
        if (commit.Inbox is { } inbox && await AnswerAsync(inbox, cancellationToken) is { } earlier)
        {
            return new CommitResult.AlreadyAnswered(earlier);
        }

        // Sorting keeps several writes to one key in the order they were given.
        foreach (var write in commit.States.OrderBy(write => write.Key, StringComparer.Ordinal))
        {
            if (!await WriteStateAsync(write, cancellationToken))
            {
                return new CommitResult.Conflict(write.Key);
            }
        }

        foreach (var append in commit.Appends.OrderBy(append => append.Stream, StringComparer.Ordinal))
        {
            if (!await AppendAsync(append, cancellationToken))
            {
                return new CommitResult.Conflict(append.Stream);
            }
        }

        return await QueueAsync(cancellationToken);
    }

    /// <returns>The earlier answer, if there is one.</returns>
    private async Task<InboxEntry?> AnswerAsync(InboxEntry answer, CancellationToken cancellationToken)
    {
        while (true)
        {
            var written = await session.ExecuteAsync(
                "answer-inbox",
                [("key", answer.Key), ("status", answer.Status), ("body", answer.Body), ("at", commit.At.UtcTicks)],
                cancellationToken);
            if (written == 1)
            {
                return null;
            }

            if (await SqlStore.FindInboxAsync(session, answer.Key, cancellationToken) is { } earlier)
            {
                return earlier;
            }

            // Pruned between the two statements: it is new again.
        }
    }

    private async Task<bool> WriteStateAsync(StateWrite write, CancellationToken cancellationToken)
    {
        List<(string, object?)> row = [("key", write.Key), ("value", write.Value), ("at", commit.At.UtcTicks)];
        var written = write.ExpectedVersion switch
        {
            null => await session.ExecuteAsync("put-state", row, cancellationToken),
            0 => await session.ExecuteAsync("create-state", row, cancellationToken),
            { } expected => await session.ExecuteAsync("change-state", [.. row, ("expected", expected)], cancellationToken),
        };
        return written == 1;
    }

    private async Task<bool> AppendAsync(StreamAppend append, CancellationToken cancellationToken)
    {
        var found = await session.QueryAsync(
            "read-head",
            [("stream", append.Stream)],
            row => new StreamHead(append.Stream, row.GetInt64(0), row.GetString(1)),
            cancellationToken);
        var head = found.SingleOrDefault() ?? new(append.Stream, 0, EventChain.Start);
        if (head.Version != append.ExpectedVersion)
        {
            return false;
        }

        var events = EventChain.Follow(head, commit.At, append.Events);
        if (events.Count == 0)
        {
            return true;
        }

        List<(string, object?)> moved = [("stream", append.Stream), ("version", events[^1].Version), ("hash", events[^1].Hash)];
        var written = found.Count == 0
            ? await session.ExecuteAsync("create-head", moved, cancellationToken)
            : await session.ExecuteAsync("move-head", [.. moved, ("expected", append.ExpectedVersion)], cancellationToken);
        if (written == 0)
        {
            return false;
        }

        foreach (var stored in events)
        {
            await session.ExecuteAsync(
                "append-event",
                [
                    ("stream", stored.Stream),
                    ("version", stored.Version),
                    ("at", StoredTime.ToText(stored.At)),
                    ("type", stored.Type),
                    ("data", stored.Data),
                    ("sealed", stored.Sealed),
                    ("previousHash", stored.PreviousHash),
                    ("hash", stored.Hash),
                ],
                cancellationToken);
        }

        return true;
    }

    private async Task<CommitResult> QueueAsync(CancellationToken cancellationToken)
    {
        if (commit.Outbox.Count == 0)
        {
            return Done;
        }

        await lockLanes(session, commit.Outbox, cancellationToken);
        foreach (var message in commit.Outbox)
        {
            var written = await session.ExecuteAsync(
                "queue-message",
                [
                    ("id", message.Id),
                    ("lane", message.Lane),
                    ("after", message.After),
                    ("kind", message.Kind),
                    ("payload", message.Payload),
                    ("createdAt", StoredTime.ToText(commit.At)),
                    ("notBefore", commit.At.UtcTicks),
                ],
                cancellationToken);
            if (written == 0)
            {
                return new CommitResult.Conflict(message.Id.ToString());
            }
        }

        return Done;
    }
}
