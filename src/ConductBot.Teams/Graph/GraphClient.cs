using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;

namespace ConductBot.Teams;

/// <summary>
/// Microsoft Graph as far as this bot needs it, as the app itself. Each call says whose tenant it asks. A permission that was
/// not granted is <see cref="GraphResult{T}.NotPermitted"/>, never an exception; nothing is ever sent to a host other than Graph's.
/// </summary>
public sealed class GraphClient(
    HttpMessageHandler handler, CachedTokens tokens, BotFrameworkOptions options, TimeProvider time, ILogger<GraphClient> logger)
{
    /// <summary>A call is over by then, with a result, tries and waits included.</summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(10);

    /// <summary>More members of a group than this are not read.</summary>
    public const int MostMembers = 1000;

    /// <summary>A picture in a message that is larger than this is not read.</summary>
    public const int MostPictureBytes = 10 * 1024 * 1024;

    private readonly GraphHttp http = new(handler, tokens, options, time, logger);

    /// <summary>The people in a group, direct members and those of groups within it. Their ids are all that is asked for.</summary>
    public Task<GraphResult<GraphMembers>> GetMembersAsync(string tenantId, string groupId, CancellationToken cancellationToken = default)
    {
        var request = new GraphRequest(HttpMethod.Get, tenantId, ["groups", groupId, "transitiveMembers", "microsoft.graph.user"], GraphPermissions.MembersOfGroups)
        {
            Query = [("$select", "id"), ("$top", "100"), ("$count", "true")],
            IsSearch = true,
        };
        return PageByPageAsync(request, cancellationToken);
    }

    /// <summary>Whether somebody is an owner of a team; false for its other members and for everybody else.</summary>
    /// <param name="tenantId">Whose directory is asked.</param>
    /// <param name="teamGroupId">The team's <c>aadGroupId</c>, not its thread id.</param>
    /// <param name="userId">The person's Entra object id.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<GraphResult<bool>> IsTeamOwnerAsync(string tenantId, string teamGroupId, string userId, CancellationToken cancellationToken = default)
    {
        // It goes into a filter, where a quotation mark would end the text.
        if (!Guid.TryParse(userId, out var person))
        {
            return new GraphResult<bool>.Refused(0, ConnectorErrorCodes.BadId);
        }

        var request = new GraphRequest(HttpMethod.Get, tenantId, ["teams", teamGroupId, "members"], GraphPermissions.MembersOfTeam)
        {
            Query = [("$filter", $"(microsoft.graph.aadUserConversationMember/userId eq '{person}')")],
        };
        var answer = await http.AskAsync(request, Json(GraphJson.Default.GraphPageGraphMember), cancellationToken);
        return answer.To<bool>(page => page.Value is { } members
            ? new GraphResult<bool>.Ok(members.Exists(member => Guid.TryParse(member.UserId, out var id) && id == person && member.IsOwner))
            : new GraphResult<bool>.Refused(200, ConnectorErrorCodes.BadAnswer));
    }

    /// <summary>The ids of the pictures that were pasted into a message.</summary>
    public async Task<GraphResult<IReadOnlyList<string>>> GetHostedContentIdsAsync(
        string tenantId, GraphMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var request = new GraphRequest(HttpMethod.Get, tenantId, [.. message.Segments, "hostedContents"], message.Permission);
        var answer = await http.AskAsync(request, Json(GraphJson.Default.GraphPageGraphId), cancellationToken);
        return answer.To<IReadOnlyList<string>>(page => page.Value is { } contents
            ? new GraphResult<IReadOnlyList<string>>.Ok([.. contents.Select(content => content.Id).OfType<string>()])
            : new GraphResult<IReadOnlyList<string>>.Refused(200, ConnectorErrorCodes.BadAnswer));
    }

    /// <summary>A picture that was pasted into a message: of a kind known by its first bytes, and not larger than <see cref="MostPictureBytes"/>.</summary>
    public async Task<GraphResult<DownloadedFile>> GetHostedContentAsync(
        string tenantId, GraphMessage message, string contentId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var request = new GraphRequest(HttpMethod.Get, tenantId, [.. message.Segments, "hostedContents", contentId, "$value"], message.Permission)
        {
            MostBytes = MostPictureBytes,
        };
        var answer = await http.AskAsync(request, bytes => bytes, cancellationToken);
        return answer.To<DownloadedFile>(bytes => DownloadedFile.Of(bytes) is { } file
            ? new GraphResult<DownloadedFile>.Ok(file)
            : new GraphResult<DownloadedFile>.Refused(200, GraphErrorCodes.UnknownKind));
    }

    /// <summary>Puts a private appointment into somebody's calendar. Asking twice with one transaction id makes one.</summary>
    public Task<GraphResult<GraphItem>> CreateEventAsync(
        string tenantId, string userId, GraphEvent meeting, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        var body = new JsonObject
        {
            ["subject"] = meeting.Title,
            ["sensitivity"] = "private",
            ["transactionId"] = meeting.TransactionId,
            ["start"] = When(meeting.Start, meeting.TimeZone),
            ["end"] = When(meeting.End, meeting.TimeZone),
        };
        var request = new GraphRequest(HttpMethod.Post, tenantId, ["users", userId, "events"], GraphPermissions.Calendars) { Body = Utf8(body) };
        return http.AskAsync(request, Json(GraphJson.Default.GraphItem), cancellationToken);
    }

    /// <summary>Puts a task into a plan. Asked twice, it makes two.</summary>
    public Task<GraphResult<GraphItem>> CreateTaskAsync(string tenantId, GraphTask task, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        var body = new JsonObject { ["planId"] = task.PlanId, ["title"] = task.Title };
        if (task.Due is { } due)
        {
            body["dueDateTime"] = due.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }

        var request = new GraphRequest(HttpMethod.Post, tenantId, ["planner", "tasks"], GraphPermissions.Tasks) { Body = Utf8(body), RepeatsAreSeen = true };
        return http.AskAsync(request, Json(GraphJson.Default.GraphItem), cancellationToken);
    }

    private async Task<GraphResult<GraphMembers>> PageByPageAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        while (true)
        {
            var answer = await http.AskAsync(request, Json(GraphJson.Default.GraphPageGraphId), cancellationToken);
            if (answer is not GraphResult<GraphPage<GraphId>>.Ok { Value: { Value: { } some } page })
            {
                return answer.To(_ => new GraphResult<GraphMembers>.Refused(200, ConnectorErrorCodes.BadAnswer));
            }

            ids.AddRange(some.Select(person => person.Id).OfType<string>().Where(id => id.Length > 0));
            if (page.NextLink is not { } next || ids.Count >= MostMembers)
            {
                return new GraphResult<GraphMembers>.Ok(new([.. ids.Take(MostMembers)], page.NextLink is null && ids.Count <= MostMembers));
            }

            request = request with { Link = next };
        }
    }

    private static JsonObject When(DateTime local, string zone) =>
        new() { ["dateTime"] = local.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture), ["timeZone"] = zone };

    private static byte[] Utf8(JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString());

    private static Func<byte[], T?> Json<T>(JsonTypeInfo<T> type)
        where T : class => bytes => bytes.Length == 0 ? null : JsonSerializer.Deserialize(bytes, type);
}
