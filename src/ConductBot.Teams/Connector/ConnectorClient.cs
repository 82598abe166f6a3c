using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;

namespace ConductBot.Teams;

/// <summary>
/// The Bot Connector's REST interface, as far as this bot needs it. Asks once (and once more with a fresh token); when to ask
/// again is <see cref="RetryPolicy"/>'s business. Nothing is ever sent to a host that is not on the list.
/// </summary>
public sealed class ConnectorClient(
    HttpMessageHandler handler, CachedTokens tokens, BotFrameworkOptions options, TimeProvider time, ILogger<ConnectorClient> logger)
{
    /// <summary>
    /// A call is over by then, with a result: getting a token, one try of fifteen seconds at most, and the second one after
    /// a refused token all included. Whoever keeps others from sending the same message must do so for longer.
    /// </summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(20);

    private readonly ConnectorHttp http = new(handler, tokens, options, time, logger);

    /// <summary>Sends a message to a chat, a channel or a thread.</summary>
    public Task<ConnectorResult<ResourceResponse>> SendToConversationAsync(
        string serviceUrl, string conversationId, Activity activity, CancellationToken cancellationToken = default) =>
        SendAsync(new(HttpMethod.Post, serviceUrl, ["conversations", conversationId, "activities"]) { RepeatsAreSeen = true }, activity, cancellationToken);

    /// <summary>Sends a message as a reply to another.</summary>
    public Task<ConnectorResult<ResourceResponse>> ReplyToActivityAsync(
        string serviceUrl, string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default) =>
        SendAsync(new(HttpMethod.Post, serviceUrl, ["conversations", conversationId, "activities", activityId]) { RepeatsAreSeen = true }, activity, cancellationToken);

    /// <summary>Puts another message in the place of one that was sent.</summary>
    public Task<ConnectorResult<ResourceResponse>> UpdateActivityAsync(
        string serviceUrl, string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default) =>
        SendAsync(new(HttpMethod.Put, serviceUrl, ["conversations", conversationId, "activities", activityId]), activity, cancellationToken);

    public Task<ConnectorResult<ResourceResponse>> DeleteActivityAsync(
        string serviceUrl, string conversationId, string activityId, CancellationToken cancellationToken = default) =>
        http.AskAsync(
            new(HttpMethod.Delete, serviceUrl, ["conversations", conversationId, "activities", activityId]),
            TeamsJson.Default.ResourceResponse, () => new(), cancellationToken);

    /// <summary>Finds or makes a personal chat, or starts a thread in a channel.</summary>
    public Task<ConnectorResult<ConversationResourceResponse>> CreateConversationAsync(
        string serviceUrl, ConversationParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = new ConnectorRequest(HttpMethod.Post, serviceUrl, ["conversations"])
        {
            // One person's chat is always the same one; a thread is new each time.
            RepeatsAreSeen = parameters.Activity is not null,
            Body = JsonSerializer.SerializeToUtf8Bytes(parameters, TeamsJson.Wire.ConversationParameters),
        };
        return http.AskAsync(request, TeamsJson.Default.ConversationResourceResponse, () => new(), cancellationToken);
    }

    /// <summary>Asks about one member, by channel id, Entra object id or user principal name.</summary>
    public Task<ConnectorResult<TeamsChannelAccount>> GetConversationMemberAsync(
        string serviceUrl, string conversationId, string memberId, CancellationToken cancellationToken = default) =>
        GetAsync(new(HttpMethod.Get, serviceUrl, ["conversations", conversationId, "members", memberId]), TeamsJson.Default.TeamsChannelAccount, cancellationToken);

    /// <summary>Asks for some of the members: from 50 to 500 at a time.</summary>
    public Task<ConnectorResult<TeamsPagedMembersResult>> GetPagedMembersAsync(
        string serviceUrl, string conversationId, int pageSize, string? continuationToken, CancellationToken cancellationToken = default)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"?pageSize={pageSize}")
            + (continuationToken is null ? "" : $"&continuationToken={Uri.EscapeDataString(continuationToken)}");
        return GetAsync(
            new(HttpMethod.Get, serviceUrl, ["conversations", conversationId, "pagedmembers"]) { Query = query },
            TeamsJson.Default.TeamsPagedMembersResult, cancellationToken);
    }

    public Task<ConnectorResult<TeamInfo>> GetTeamDetailsAsync(
        string serviceUrl, string teamId, CancellationToken cancellationToken = default) =>
        GetAsync(new(HttpMethod.Get, serviceUrl, ["teams", teamId]), TeamsJson.Default.TeamInfo, cancellationToken);

    /// <summary>Asks for a team's channels; the General channel has no name.</summary>
    public Task<ConnectorResult<ConversationList>> GetTeamChannelsAsync(
        string serviceUrl, string teamId, CancellationToken cancellationToken = default) =>
        GetAsync(new(HttpMethod.Get, serviceUrl, ["teams", teamId, "conversations"]), TeamsJson.Default.ConversationList, cancellationToken);

    private Task<ConnectorResult<ResourceResponse>> SendAsync(ConnectorRequest request, Activity activity, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var body = JsonSerializer.SerializeToUtf8Bytes(activity, TeamsJson.Wire.Activity);
        return http.AskAsync(request with { Body = body }, TeamsJson.Default.ResourceResponse, () => new(), cancellationToken);
    }

    private Task<ConnectorResult<T>> GetAsync<T>(ConnectorRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => http.AskAsync(request, type, ifEmpty: null, cancellationToken);
}
