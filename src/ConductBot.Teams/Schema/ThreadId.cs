namespace ConductBot.Teams;

/// <summary>The id of a channel's thread: the channel's, then the number of the thread's first message.</summary>
public static class ThreadId
{
    private const string Mark = ";messageid=";

    /// <summary>The first message's number; null for an id that is no thread's. The connector may name it here and nowhere else.</summary>
    public static string? RootOf(string? conversationId) =>
        conversationId?.Split(Mark, 2) is [_, { Length: > 0 } root] ? root : null;
}
