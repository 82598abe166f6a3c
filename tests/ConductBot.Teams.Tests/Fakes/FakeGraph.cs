using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;

namespace ConductBot.Teams;

/// <summary>
/// Plays Microsoft Graph for one tenant, as far as its reference describes the calls the bot makes: who may ask for what, what
/// an answer looks like, how a refusal does. Anything that the reference does not have fails the test.
/// </summary>
internal sealed class FakeGraph : HttpMessageHandler
{
    public const string Root = "https://graph.microsoft.com";

    private readonly Lock gate = new();
    private readonly List<Asked> asked = [];
    private readonly List<string> unexpected = [];
    private readonly Queue<HttpResponseMessage> faults = [];
    private readonly Dictionary<string, JsonObject> users = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> groups = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (string UserId, string[] Roles)[]> members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> pictures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> events = new(StringComparer.Ordinal);

    /// <summary>What the administrator has granted.</summary>
    public HashSet<string> Granted { get; } =
    [
        "GroupMember.Read.All", "TeamMember.Read.Group", "ChannelMessage.Read.All", "Chat.Read.All", "Calendars.ReadWrite", "Tasks.ReadWrite.All",
    ];

    /// <summary>The token that is believed.</summary>
    public string Token { get; set; } = "token-1";

    /// <summary>How many members fit on a page, whatever was asked for.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>Where the next page is said to be; the right place when null.</summary>
    public string? NextLinkInstead { get; set; }

    public List<JsonObject> Tasks { get; } = [];

    public List<JsonObject> Events { get; } = [];

    public IReadOnlyList<Asked> Asked
    {
        get
        {
            lock (gate)
            {
                return [.. asked];
            }
        }
    }

    public FakeGraph AddUser(string id, string name)
    {
        users[id] = new() { ["id"] = id, ["displayName"] = name, ["mail"] = $"{id}@school.example", ["userPrincipalName"] = $"{id}@school.example" };
        return this;
    }

    /// <param name="id">The group.</param>
    /// <param name="members">People and other groups.</param>
    public FakeGraph AddGroup(string id, params string[] members)
    {
        groups[id] = [.. members];
        return this;
    }

    /// <param name="path">The list, as Graph's addresses name it: of a team's members.</param>
    /// <param name="people">Who is on it.</param>
    public FakeGraph AddMembers(string path, params (string UserId, string[] Roles)[] people)
    {
        members[path] = people;
        return this;
    }

    /// <param name="path">The message, without the leading slash, as Graph's addresses name it.</param>
    /// <param name="id">The picture.</param>
    /// <param name="bytes">What it is.</param>
    public FakeGraph AddPicture(string path, string id, byte[] bytes)
    {
        pictures[$"{path}/hostedContents/{id}"] = bytes;
        return this;
    }

    /// <summary>The next question gets this answer, whatever it is.</summary>
    public FakeGraph Fail(HttpStatusCode status, string code, string? retryAfter = null, string message = "")
    {
        var body = new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["innerError"] = new JsonObject { ["request-id"] = "6a0e3d1c-0000-4000-8000-000000000001" } } };
        return Answer(StrictHandler.Respond(status, code.Length == 0 ? "" : body.ToJsonString(), response =>
        {
            if (retryAfter is not null)
            {
                response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            }
        }));
    }

    public FakeGraph Answer(HttpResponseMessage response)
    {
        lock (gate)
        {
            faults.Enqueue(response);
        }

        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var question = new Asked(
            request.Method.Method, request.RequestUri!, request.Headers.Authorization?.ToString(), request.Content?.Headers.ContentType?.ToString(), body);
        lock (gate)
        {
            asked.Add(question);
            return faults.TryDequeue(out var fault) ? fault
                : question.Authorization != $"Bearer {Token}" ? Error(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken")
                : Reply(question, request.Headers.TryGetValues("ConsistencyLevel", out var level) && level.Single() == "eventual");
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Assert.Empty(unexpected);
        Assert.Empty(faults);
    }

    private static HttpResponseMessage Error(HttpStatusCode status, string code) =>
        StrictHandler.Respond(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = "For an administrator." } }.ToJsonString());

    private static HttpResponseMessage Json(HttpStatusCode status, JsonObject body) => StrictHandler.Respond(status, body.ToJsonString());

    private static JsonObject Only(JsonObject user, string? select) =>
        new((select ?? "").Split(',').Select(name => KeyValuePair.Create(name, user[name]?.DeepClone())));

    private HttpResponseMessage Reply(Asked question, bool isEventual)
    {
        Assert.Equal(Root, question.Url.GetLeftPart(UriPartial.Authority));
        var path = question.Url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        var query = HttpUtility.ParseQueryString(question.Url.Query);
        Assert.Equal("v1.0", path[0]);
        var needs = Needs(question.Method, path);
        if (needs.Except(Granted).Any())
        {
            return Error(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        }

        return (question.Method, path[1..]) switch
        {
            ("GET", ["groups", var id, "transitiveMembers", "microsoft.graph.user"]) => Members(id, query, isEventual),
            ("POST", ["users", var id, "events"]) => MakeEvent(id, question.Json!.AsObject()),
            ("POST", ["planner", "tasks"]) => MakeTask(question.Json!.AsObject()),
            ("GET", ["teams", _, "members"]) => MembersOfTeam(string.Join('/', path[1..]), query),
            ("GET", [.., "hostedContents"]) => Pictures(string.Join('/', path[1..])),
            ("GET", [.. var picture, "$value"]) => Picture(string.Join('/', picture)),
            _ => Unexpected(question),
        };
    }

    private static string[] Needs(string method, string[] path) => (method, path[1..]) switch
    {
        (_, ["groups", ..]) => ["GroupMember.Read.All"],
        ("POST", ["users", _, "events"]) => ["Calendars.ReadWrite"],
        (_, ["planner", ..]) => ["Tasks.ReadWrite.All"],
        (_, ["chats", ..]) => ["Chat.Read.All"],
        (_, ["teams", _, "members"]) => ["TeamMember.Read.Group"],
        (_, ["teams", ..]) => ["ChannelMessage.Read.All"],
        _ => [],
    };

    private HttpResponseMessage Unexpected(Asked question)
    {
        unexpected.Add($"{question.Method} {question.Url}");
        throw new InvalidOperationException($"Unexpected: {question.Method} {question.Url}");
    }

    private IEnumerable<string> MembersOf(string group) =>
        groups.GetValueOrDefault(group, []).SelectMany(member => groups.ContainsKey(member) ? MembersOf(member) : [member]).Distinct();

    private HttpResponseMessage Members(string id, System.Collections.Specialized.NameValueCollection query, bool isEventual)
    {
        // The cast to users works on the index only.
        if (!isEventual || query["$count"] != "true")
        {
            return Error(HttpStatusCode.BadRequest, "Request_UnsupportedQuery");
        }

        if (!groups.ContainsKey(id))
        {
            return Error(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        }

        var all = MembersOf(id).ToList();
        var from = int.Parse(query["$skiptoken"] ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        var page = all.Skip(from).Take(PageSize).Select(member => (JsonNode)Only(users[member], query["$select"])).ToArray();
        var answer = new JsonObject { ["@odata.count"] = all.Count, ["value"] = new JsonArray(page) };
        if (from + PageSize < all.Count)
        {
            answer["@odata.nextLink"] = NextLinkInstead
                ?? $"{Root}/v1.0/groups/{id}/transitiveMembers/microsoft.graph.user?$select={query["$select"]}&$count=true&$skiptoken={from + PageSize}";
        }

        return Json(HttpStatusCode.OK, answer);
    }

    private HttpResponseMessage MembersOfTeam(string path, System.Collections.Specialized.NameValueCollection query)
    {
        if (!members.TryGetValue(path, out var all))
        {
            return Error(HttpStatusCode.NotFound, "NotFound");
        }

        const string Before = "(microsoft.graph.aadUserConversationMember/userId eq '";
        var filter = query["$filter"];
        Assert.True(filter is null || (filter.StartsWith(Before, StringComparison.Ordinal) && filter.EndsWith("')", StringComparison.Ordinal)));
        var found = all.Where(member => filter is null || string.Equals(filter[Before.Length..^2], member.UserId, StringComparison.OrdinalIgnoreCase));
        return Json(HttpStatusCode.OK, new()
        {
            ["value"] = new JsonArray(
            [
                .. found.Select(member => new JsonObject
                {
                    ["@odata.type"] = "#microsoft.graph.aadUserConversationMember",
                    ["id"] = $"membership-{member.UserId}",
                    ["roles"] = new JsonArray([.. member.Roles.Select(role => JsonValue.Create(role))]),
                    ["displayName"] = (string?)users[member.UserId]["displayName"],
                    ["userId"] = member.UserId,
                    ["email"] = (string?)users[member.UserId]["mail"],
                }),
            ]),
        });
    }

    private HttpResponseMessage Pictures(string path) => Json(HttpStatusCode.OK, new()
    {
        ["value"] = new JsonArray(
        [
            .. pictures.Keys.Where(name => name.StartsWith(path + "/", StringComparison.Ordinal))
                .Select(name => new JsonObject { ["id"] = name[(path.Length + 1)..], ["contentBytes"] = null, ["contentType"] = null }),
        ]),
    });

    private HttpResponseMessage Picture(string path)
    {
        if (!pictures.TryGetValue(path, out var bytes))
        {
            return Error(HttpStatusCode.NotFound, "NotFound");
        }

        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("image/jpeg");
        return new(HttpStatusCode.OK) { Content = content };
    }

    private HttpResponseMessage MakeEvent(string id, JsonObject meeting)
    {
        Assert.True(users.ContainsKey(id));
        Assert.Equal(JsonValueKind.String, meeting["start"]!["dateTime"]!.GetValueKind());
        var transaction = (string)meeting["transactionId"]!;
        if (!events.TryGetValue(transaction, out var made))
        {
            made = events[transaction] = $"event-{events.Count + 1}";
            Events.Add(meeting);
        }

        return Json(HttpStatusCode.Created, new() { ["id"] = made, ["webLink"] = $"https://outlook.office365.com/{made}", ["subject"] = meeting["subject"]!.DeepClone() });
    }

    private HttpResponseMessage MakeTask(JsonObject task)
    {
        Assert.NotNull((string?)task["planId"]);
        Tasks.Add(task);
        return Json(HttpStatusCode.Created, new() { ["@odata.etag"] = "W/\"1\"", ["id"] = $"task-{Tasks.Count}", ["title"] = task["title"]!.DeepClone() });
    }
}
