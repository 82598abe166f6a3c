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

    private const int GroupsAtATime = 20;
    private const string PersonFields = "id,displayName,mail,userPrincipalName";

    private readonly GraphHttp http = new(handler, tokens, options, time, logger);

    /// <summary>Whether somebody belongs to a group, directly or through other groups.</summary>
    public async Task<GraphResult<bool>> IsMemberAsync(string tenantId, string userId, string groupId, CancellationToken cancellationToken = default)
    {
        var groups = await CheckMemberGroupsAsync(tenantId, userId, [groupId], cancellationToken);
        return groups.To(found => new GraphResult<bool>.Ok(found.Contains(groupId, StringComparer.OrdinalIgnoreCase)));
    }

    /// <summary>Which of these groups somebody belongs to, directly or through other groups.</summary>
    public async Task<GraphResult<IReadOnlyList<string>>> CheckMemberGroupsAsync(
        string tenantId, string userId, IReadOnlyList<string> groupIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(groupIds);
        var found = new List<string>();
        foreach (var some in groupIds.Chunk(GroupsAtATime))
        {
            var body = new JsonObject { ["groupIds"] = new JsonArray([.. some.Select(id => JsonValue.Create(id))]) };
            var request = new GraphRequest(HttpMethod.Post, tenantId, ["users", userId, "checkMemberGroups"], GraphPermissions.GroupsOfPeople) { Body = Utf8(body) };
            var answer = await http.AskAsync(request, Json(GraphJson.Default.GraphPageString), cancellationToken);
            if (answer is not GraphResult<GraphPage<string>>.Ok { Value.Value: { } ids })
            {
                return answer.To(_ => new GraphResult<IReadOnlyList<string>>.Refused(200, ConnectorErrorCodes.BadAnswer));
            }

            found.AddRange(ids);
        }

        return new GraphResult<IReadOnlyList<string>>.Ok(found);
    }

    /// <summary>
    /// The people in a group, direct members and those of groups within it. Where the app may read memberships but not people,
    /// Graph tells their ids and nothing else.
    /// </summary>
    public Task<GraphResult<GraphMembers>> GetMembersAsync(string tenantId, string groupId, CancellationToken cancellationToken = default)
    {
        var request = new GraphRequest(HttpMethod.Get, tenantId, ["groups", groupId, "transitiveMembers", "microsoft.graph.user"], GraphPermissions.MembersOfGroups)
        {
            Query = [("$select", PersonFields), ("$top", "100"), ("$count", "true")],
            IsSearch = true,
        };
        return PageByPageAsync(request, Json(GraphJson.Default.GraphPageGraphPerson), person => person, cancellationToken);
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

    /// <summary>Everybody who can read a channel, guests and people of other tenants included.</summary>
    /// <param name="tenantId">Whose directory is asked.</param>
    /// <param name="teamGroupId">The team's <c>aadGroupId</c>, not its thread id.</param>
    /// <param name="channelId">Without <c>;messageid=</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<GraphResult<GraphMembers>> GetChannelMembersAsync(
        string tenantId, string teamGroupId, string channelId, CancellationToken cancellationToken = default) =>
        PageByPageAsync(
            new(HttpMethod.Get, tenantId, ["teams", teamGroupId, "channels", channelId, "allMembers"], GraphPermissions.MembersOfChannel),
            Json(GraphJson.Default.GraphPageGraphMember),
            member => new GraphPerson(member.UserId ?? "", member.DisplayName, member.Email, UserPrincipalName: null),
            cancellationToken);

    public Task<GraphResult<GraphPerson>> GetPersonAsync(string tenantId, string userId, CancellationToken cancellationToken = default) =>
        http.AskAsync(
            new(HttpMethod.Get, tenantId, ["users", userId], GraphPermissions.People) { Query = [("$select", PersonFields)] },
            Json(GraphJson.Default.GraphPerson), cancellationToken);

    /// <summary>Finds people whose name or address has words that begin like this; at most <paramref name="most"/>, none for no words.</summary>
    public async Task<GraphResult<IReadOnlyList<GraphPerson>>> FindPeopleAsync(
        string tenantId, string words, int most = 10, CancellationToken cancellationToken = default)
    {
        // A quotation mark or backslash would end the phrase, even encoded.
        var phrase = string.Concat((words ?? "").Where(letter => letter is not ('"' or '\\') && !char.IsControl(letter))).Trim();
        if (phrase.Length == 0)
        {
            return new GraphResult<IReadOnlyList<GraphPerson>>.Ok([]);
        }

        var request = new GraphRequest(HttpMethod.Get, tenantId, ["users"], GraphPermissions.People)
        {
            Query =
            [
                ("$search", $"\"displayName:{phrase}\" OR \"mail:{phrase}\""), ("$select", PersonFields),
                ("$top", Math.Clamp(most, 1, 100).ToString(CultureInfo.InvariantCulture)),
            ],
            IsSearch = true,
        };
        var answer = await http.AskAsync(request, Json(GraphJson.Default.GraphPageGraphPerson), cancellationToken);
        return answer.To<IReadOnlyList<GraphPerson>>(page => page.Value is { } people
            ? new GraphResult<IReadOnlyList<GraphPerson>>.Ok([.. people.Where(person => !string.IsNullOrEmpty(person.Id))])
            : new GraphResult<IReadOnlyList<GraphPerson>>.Refused(200, ConnectorErrorCodes.BadAnswer));
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

    /// <summary>Puts a private meeting into somebody's calendar and invites the others. Asking twice with one transaction id makes one.</summary>
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
            ["attendees"] = new JsonArray(
            [
                .. meeting.Attendees.Select(address => new JsonObject
                {
                    ["emailAddress"] = new JsonObject { ["address"] = address },
                    ["type"] = "required",
                }),
            ]),
        };
        if (meeting.Text is { } text)
        {
            body["body"] = new JsonObject { ["contentType"] = "text", ["content"] = text };
        }

        var request = new GraphRequest(HttpMethod.Post, tenantId, ["users", userId, "events"], GraphPermissions.Calendars) { Body = Utf8(body) };
        return http.AskAsync(request, Json(GraphJson.Default.GraphItem), cancellationToken);
    }

    /// <summary>Puts a task into a plan. Asked twice, it makes two.</summary>
    public Task<GraphResult<GraphItem>> CreateTaskAsync(string tenantId, GraphTask task, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        var body = new JsonObject { ["planId"] = task.PlanId, ["title"] = task.Title };
        if (task.BucketId is { } bucket)
        {
            body["bucketId"] = bucket;
        }

        if (task.Due is { } due)
        {
            body["dueDateTime"] = due.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }

        if (task.AssignedTo.Count > 0)
        {
            var assignments = new JsonObject();
            foreach (var person in task.AssignedTo)
            {
                assignments[person] = new JsonObject { ["@odata.type"] = "#microsoft.graph.plannerAssignment", ["orderHint"] = " !" };
            }

            body["assignments"] = assignments;
        }

        var request = new GraphRequest(HttpMethod.Post, tenantId, ["planner", "tasks"], GraphPermissions.Tasks) { Body = Utf8(body), RepeatsAreSeen = true };
        return http.AskAsync(request, Json(GraphJson.Default.GraphItem), cancellationToken);
    }

    private async Task<GraphResult<GraphMembers>> PageByPageAsync<T>(
        GraphRequest request, Func<byte[], GraphPage<T>?> read, Func<T, GraphPerson> personOf, CancellationToken cancellationToken)
    {
        var people = new List<GraphPerson>();
        while (true)
        {
            var answer = await http.AskAsync(request, read, cancellationToken);
            if (answer is not GraphResult<GraphPage<T>>.Ok { Value: { Value: { } some } page })
            {
                return answer.To(_ => new GraphResult<GraphMembers>.Refused(200, ConnectorErrorCodes.BadAnswer));
            }

            people.AddRange(some.Select(personOf).Where(person => !string.IsNullOrEmpty(person.Id)));
            if (page.NextLink is not { } next || people.Count >= MostMembers)
            {
                return new GraphResult<GraphMembers>.Ok(new([.. people.Take(MostMembers)], page.NextLink is null && people.Count <= MostMembers));
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
