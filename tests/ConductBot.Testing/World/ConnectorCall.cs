using System.Text.Json.Nodes;

namespace ConductBot.Testing;

/// <summary>A call of the bot to the Bot Connector, taken apart.</summary>
/// <param name="Segments">The path after <c>v3</c>, decoded.</param>
/// <param name="Query">What was asked after the path, decoded.</param>
public sealed record ConnectorCall(string Method, IReadOnlyList<string> Segments, JsonObject? Body, IReadOnlyDictionary<string, string> Query)
{
    public bool IsCreate => Method == "POST" && Segments is ["conversations"];

    public bool IsCreateThread => IsCreate && Body?["activity"] is not null;

    public bool IsCreatePersonal => IsCreate && Body?["activity"] is null;

    public bool IsSend => Method == "POST" && Segments is ["conversations", _, "activities"];

    public bool IsUpdate => Method == "PUT";

    public bool IsMember => Method == "GET" && Segments is ["conversations", _, "members", _];

    public bool IsRoster => Method == "GET" && Segments is ["conversations", _, "pagedmembers"];

    public bool IsChannelList => Method == "GET" && Segments is ["teams", _, "conversations"];

    public string? ConversationId => Segments.Count > 1 ? Segments[1] : null;
}

/// <summary>What the connector does instead of its work.</summary>
public abstract record Trouble
{
    private Trouble()
    {
    }

    /// <param name="AfterAccepting">The work is done all the same: only the answer is lost.</param>
    public sealed record Status(int Code, string Error, int? RetryAfter = null, bool AfterAccepting = false) : Trouble;

    /// <summary>The connection ends before an answer came.</summary>
    public sealed record Dropped(bool AfterAccepting = false) : Trouble;

    /// <summary>Nothing comes back until the caller gives up.</summary>
    public sealed record Silence(bool AfterAccepting = false) : Trouble;
}
