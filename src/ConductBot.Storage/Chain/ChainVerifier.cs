namespace ConductBot.Storage;

/// <summary>The first place where a stream is not as it was written.</summary>
/// <param name="Version">The event it shows at.</param>
public sealed record ChainBreak(string Stream, long Version, ChainBreakKind What);

public enum ChainBreakKind
{
    /// <summary>The event's fields do not give its hash, or the next event remembers another one.</summary>
    Altered,

    /// <summary>Later events are there, this one is not.</summary>
    Missing,

    /// <summary>The stream ends before its recorded end; this is the first event gone.</summary>
    CutShort,

    /// <summary>The events agree with each other but not with the recorded end.</summary>
    HeadMismatch,
}

/// <summary>
/// Walks every stream. Shows any change made to a part of the record; somebody who can write to the database and
/// rebuilds a whole chain together with its head is only found out by a copy of the heads kept elsewhere.
/// </summary>
public static class ChainVerifier
{
    /// <summary>The first break of each broken stream, in name order; empty when all is whole.</summary>
    public static async Task<IReadOnlyList<ChainBreak>> VerifyAsync(IStore store, CancellationToken cancellationToken)
    {
        var breaks = new List<ChainBreak>();
        var heads = await store.ListStreamsAsync(cancellationToken);
        while (heads.Count > 0)
        {
            var longer = new List<StreamHead>();
            foreach (var head in heads)
            {
                var (found, goesOn) = await WalkAsync(store, head, cancellationToken);
                if (found is not null)
                {
                    breaks.Add(found);
                }
                else if (goesOn)
                {
                    longer.Add(head);
                }
            }

            heads = await GrownAsync(store, longer, breaks, cancellationToken);
        }

        return [.. breaks.OrderBy(found => found.Stream, StringComparer.Ordinal)];
    }

    /// <summary>
    /// The bot goes on writing meanwhile. Events and head are appended together, so a stream that was found longer than
    /// its head has a later head by now; one that has not was not lengthened by us.
    /// </summary>
    private static async Task<IReadOnlyList<StreamHead>> GrownAsync(
        IStore store, List<StreamHead> longer, List<ChainBreak> breaks, CancellationToken cancellationToken)
    {
        if (longer.Count == 0)
        {
            return [];
        }

        var now = (await store.ListStreamsAsync(cancellationToken)).ToDictionary(head => head.Stream, StringComparer.Ordinal);
        var grown = new List<StreamHead>();
        foreach (var old in longer)
        {
            if (now.TryGetValue(old.Stream, out var head) && head.Version > old.Version)
            {
                grown.Add(head);
            }
            else
            {
                breaks.Add(new(old.Stream, old.Version + 1, ChainBreakKind.HeadMismatch));
            }
        }

        return grown;
    }

    private static async Task<(ChainBreak? Found, bool GoesOn)> WalkAsync(
        IStore store, StreamHead head, CancellationToken cancellationToken)
    {
        try
        {
            var events = await store.ReadStreamAsync(head.Stream, cancellationToken);
            return (FirstBreak(head, events), events.Count > head.Version);
        }
        catch (DamagedEventException damaged)
        {
            return (new(damaged.Stream, damaged.Version, ChainBreakKind.Altered), false);
        }
    }

    private static ChainBreak? FirstBreak(StreamHead head, IReadOnlyList<StoredEvent> events)
    {
        var last = new StreamHead(head.Stream, 0, EventChain.Start);
        foreach (var stored in events)
        {
            if (BrokenLink(last, stored) is { } found)
            {
                return found;
            }

            last = new(stored.Stream, stored.Version, stored.Hash);
            if (last.Version == head.Version && last != head)
            {
                return new(head.Stream, head.Version, ChainBreakKind.HeadMismatch);
            }
        }

        return last.Version < head.Version ? new(head.Stream, last.Version + 1, ChainBreakKind.CutShort) : null;
    }

    private static ChainBreak? BrokenLink(StreamHead last, StoredEvent stored)
    {
        if (stored.Version != last.Version + 1)
        {
            return new(last.Stream, last.Version + 1, ChainBreakKind.Missing);
        }

        if (!string.Equals(EventChain.HashOf(stored), stored.Hash, StringComparison.Ordinal))
        {
            return new(last.Stream, stored.Version, ChainBreakKind.Altered);
        }

        // A sound event that remembers another predecessor: the predecessor was rewritten together with its own hash.
        return string.Equals(stored.PreviousHash, last.Hash, StringComparison.Ordinal)
            ? null
            : new(last.Stream, Math.Max(last.Version, 1), ChainBreakKind.Altered);
    }
}
