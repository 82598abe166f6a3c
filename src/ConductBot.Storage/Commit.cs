namespace ConductBot.Storage;

/// <summary>All that one turn writes.</summary>
public sealed class Commit
{
    public required DateTimeOffset At { get; init; }

    public InboxEntry? Inbox { get; set; }

    public List<StateWrite> States { get; } = [];

    public List<StreamAppend> Appends { get; } = [];

    public List<OutboxMessage> Outbox { get; } = [];
}

/// <summary>The answer to an activity, kept so that a re-delivery gets the same one and does nothing twice.</summary>
/// <param name="Key">Tenant, conversation and activity id.</param>
public sealed record InboxEntry(string Key, int Status, byte[]? Body);

/// <param name="Version">
/// 1 for the first write, one more for each after it. A removal counts, so a row that comes back goes on from there: who
/// read it in its earlier life cannot overwrite the later one. (The count of a row long removed is pruned.)
/// </param>
public sealed record StateRow(string Key, long Version, byte[] Value);

/// <param name="At">When it was last written, in UTC.</param>
public sealed record StateAge(string Key, long Version, DateTimeOffset At);

/// <summary>A compare-and-swap write.</summary>
/// <param name="ExpectedVersion">0 = must not exist; n = must be at n; null = whatever is there (for facts where the last word wins).</param>
/// <param name="Value">Null removes the row.</param>
public sealed record StateWrite(string Key, long? ExpectedVersion, byte[]? Value);

/// <param name="ExpectedVersion">The number of events the stream must have now.</param>
public sealed record StreamAppend(string Stream, long ExpectedVersion, IReadOnlyList<NewEvent> Events);

/// <param name="Data">JSON that anybody who may read the store may read.</param>
/// <param name="Sealed">The personal part, already encrypted, or null.</param>
public sealed record NewEvent(string Type, string Data, byte[]? Sealed);

/// <param name="Version">1-based place in the stream.</param>
/// <param name="Hash">Lower-case hex SHA-256 over the previous hash and every other field; the first event follows 64 zeros.</param>
public sealed record StoredEvent(
    string Stream, long Version, DateTimeOffset At, string Type, string Data, byte[]? Sealed, string PreviousHash, string Hash);

public sealed record StreamHead(string Stream, long Version, string Hash);

/// <param name="Lane">Messages of one lane are sent one after the other, in order.</param>
/// <param name="After">
/// A message of another lane, put in earlier, that must have been tried first, or null. Tried is: settled, or an attempt
/// has ended or its lease run out. One that is not there has been settled and pruned.
/// </param>
public sealed record OutboxMessage(Guid Id, string Lane, Guid? After, string Kind, byte[] Payload);

/// <param name="Attempts">How often it was leased before this time; more than 0 after a crash or a refusal.</param>
/// <param name="Uncertain">True when an earlier attempt began and nobody recorded its end.</param>
public sealed record OutboxRow(Guid Id, string Lane, string Kind, byte[] Payload, int Attempts, bool Uncertain, DateTimeOffset CreatedAt);

/// <summary>How an attempt to send ended.</summary>
public abstract record OutboxOutcome
{
    private OutboxOutcome()
    {
    }

    public sealed record Sent : OutboxOutcome;

    public sealed record Again(DateTimeOffset NotBefore, string Error) : OutboxOutcome;

    public sealed record Undeliverable(string Error) : OutboxOutcome;
}

/// <summary>How a commit ended.</summary>
public abstract record CommitResult
{
    private CommitResult()
    {
    }

    public sealed record Done : CommitResult;

    /// <summary>The activity was answered before; nothing was written.</summary>
    public sealed record AlreadyAnswered(InboxEntry Answer) : CommitResult;

    /// <summary>Somebody else was first; nothing was written. Read again and decide again.</summary>
    /// <param name="What">The state key, stream or outbox id that had moved.</param>
    public sealed record Conflict(string What) : CommitResult;
}
