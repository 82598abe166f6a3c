using System.Text;

namespace ConductBot.Storage;

/// <summary>What no store accepts: mistakes in our own code, found before anything is written.</summary>
internal static class CommitCheck
{
    public static void ThrowIfWrong(Commit commit)
    {
        if (commit.Inbox is { } inbox)
        {
            Name(inbox.Key);
        }

        foreach (var write in commit.States)
        {
            Name(write.Key);
            Version(write.ExpectedVersion ?? 0);
        }

        foreach (var append in commit.Appends)
        {
            Name(append.Stream);
            Version(append.ExpectedVersion);
            foreach (var written in append.Events)
            {
                Name(written.Type);
                Storable(written.Data);
            }
        }

        Order(commit.Outbox);
    }

    private static void Version(long expectedVersion) => ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);

    /// <summary>
    /// Waiting only for what was put in earlier is what makes a circle of waiting impossible. A message that is not
    /// there (any more) has been settled and pruned.
    /// </summary>
    private static void Order(List<OutboxMessage> messages)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            Name(messages[i].Lane);
            Name(messages[i].Kind);
            if (messages[i].After is { } after && messages.FindIndex(message => message.Id == after) >= i)
            {
                throw new ArgumentException($"Outbox message {messages[i].Id} comes before {after}, which it is to follow.", nameof(messages));
            }
        }
    }

    private static void Name(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        Storable(text);
    }

    /// <summary>
    /// PostgreSQL cannot hold a NUL, no database half a surrogate pair, and U+10FFFF, which is no character, marks the
    /// end of a range of keys.
    /// </summary>
    private static void Storable(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is 0 or 0x10FFFF)
            {
                throw new ArgumentException("A key or text holds a character that cannot be stored.", nameof(text));
            }
        }

        // EnumerateRunes shows half a pair as U+FFFD, which may also be meant.
        if (!Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Equals(text, StringComparison.Ordinal))
        {
            throw new ArgumentException("A key or text holds half of a surrogate pair.", nameof(text));
        }
    }
}
