using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ConductBot.Testing;

/// <summary>
/// Microsoft Graph, as far as its reference describes the calls that the bot makes. What was not granted is refused; what the
/// reference does not have, and more of somebody's case than its reference, is a breach.
/// </summary>
public sealed class FakeGraph(Uri root)
{
    private readonly Lock gate = new();
    private readonly List<string> breaches = [];
    private readonly List<string> asked = [];
    private readonly Queue<(HttpStatusCode Status, int? RetryAfter)> troubles = [];
    private readonly Dictionary<string, List<string>> groups = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<(string UserId, bool IsOwner)>> teams = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, byte[]> pictures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> events = new(StringComparer.Ordinal);
    private readonly List<JsonObject> tasks = [];

    /// <summary>Without path.</summary>
    public string Url { get; } = root.GetLeftPart(UriPartial.Authority);

    public required string Token { get; init; }

    /// <summary>What the administrator has granted.</summary>
    public HashSet<string> Granted { get; } = new(StringComparer.Ordinal);

    /// <summary>Graph hears, and never answers: what is to happen meanwhile. Null when it answers.</summary>
    public Action? Hangs { get; set; }

    /// <summary>What happens between the question and its answer.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public IReadOnlyList<string> Breaches => Copy(breaches);

    /// <summary>The questions, as method and path.</summary>
    public IReadOnlyList<string> Asked => Copy(asked);

    /// <summary>What stands in people's calendars, by whose it is.</summary>
    public IReadOnlyList<(string UserId, JsonObject Event)> Events
    {
        get
        {
            lock (gate)
            {
                return [.. events.Select(made => (made.Key.Split('|')[0], made.Value))];
            }
        }
    }

    public IReadOnlyList<JsonObject> Tasks => Copy(tasks);

    public void AddGroup(string id, params IEnumerable<Person> members) => Change(() => groups[id] = [.. members.Select(person => person.ObjectId)]);

    public void AddTeam(string groupId, params IEnumerable<(Person Person, bool IsOwner)> members) =>
        Change(() => teams[groupId] = [.. members.Select(member => (member.Person.ObjectId, member.IsOwner))]);

    /// <param name="message">The message, as Graph's addresses name it: <c>chats/…/messages/…</c></param>
    public void AddPicture(string message, string id, byte[] bytes) => Change(() => pictures[$"{message}/hostedContents/{id}"] = bytes);

    /// <summary>The next questions are answered like this.</summary>
    public void Fail(HttpStatusCode status, int? retryAfter = null, int times = 1) => Change(() =>
    {
        for (var i = 0; i < times; i++)
        {
            troubles.Enqueue((status, retryAfter));
        }
    });

    public async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : JsonNode.Parse(await request.Content.ReadAsByteArrayAsync(cancellationToken)) as JsonObject;
        var path = request.RequestUri!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries)[1..].Select(Uri.UnescapeDataString).ToArray();
        Change(() => asked.Add($"{request.Method} {string.Join('/', path)}"));
        if (request.Headers.Authorization is not { Scheme: "Bearer" } bearer || bearer.Parameter != Token)
        {
            return Breach("without Graph's token", HttpStatusCode.Unauthorized);
        }

        if (Hangs is { } meanwhile)
        {
            meanwhile();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        if (Meanwhile is { } before)
        {
            await before();
        }

        lock (gate)
        {
            if (troubles.TryDequeue(out var trouble))
            {
                var refused = Error(trouble.Status, trouble.Status.ToString());
                refused.Headers.RetryAfter = trouble.RetryAfter is { } seconds ? new(TimeSpan.FromSeconds(seconds)) : null;
                return refused;
            }

            return Needs(path) is { } permission && !Granted.Contains(permission)
                ? Error(HttpStatusCode.Forbidden, "Authorization_RequestDenied")
                : Answer(request, path, body);
        }
    }

    private static string? Needs(string[] path) => path switch
    {
        ["groups", ..] => "GroupMember.Read.All",
        ["teams", _, "members"] => "TeamMember.Read.Group",
        ["teams", ..] => "ChannelMessage.Read.All",
        ["chats", ..] => "Chat.Read.All",
        ["users", _, "events"] => "Calendars.ReadWrite",
        ["planner", ..] => "Tasks.ReadWrite.All",
        _ => null,
    };

    private HttpResponseMessage Answer(HttpRequestMessage request, string[] path, JsonObject? body)
    {
        var query = Uri.UnescapeDataString(request.RequestUri!.Query);
        return (request.Method.Method, path) switch
        {
            ("GET", ["groups", var id, "transitiveMembers", "microsoft.graph.user"]) => Members(request, id, query),
            ("GET", ["teams", var id, "members"]) => Owners(id, query),
            ("GET", [.., "messages" or "replies", _, "hostedContents"]) => Pictures(string.Join('/', path)),
            ("GET", [.. var picture, "$value"]) => pictures.TryGetValue(string.Join('/', picture), out var bytes)
                ? new(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes) }
                : Error(HttpStatusCode.NotFound, "NotFound"),
            ("POST", ["users", var id, "events"]) => MakeEvent(id, body!),
            ("POST", ["planner", "tasks"]) => MakeTask(body!),
            _ => Breach($"{request.Method} {string.Join('/', path)}: no such question", HttpStatusCode.NotFound),
        };
    }

    private HttpResponseMessage Members(HttpRequestMessage request, string id, string query)
    {
        // Without the index Graph refuses to tell people from groups among the members.
        var isIndexed = request.Headers.TryGetValues("ConsistencyLevel", out var level) && level.Single() == "eventual"
            && query.Contains("$count=true", StringComparison.Ordinal);
        return !isIndexed ? Breach("members of a group without Graph's index", HttpStatusCode.BadRequest)
            : !groups.TryGetValue(id, out var members) ? Error(HttpStatusCode.NotFound, "Request_ResourceNotFound")
            : Json(HttpStatusCode.OK, new() { ["value"] = new JsonArray([.. members.Select(member => new JsonObject { ["id"] = member })]) });
    }

    private HttpResponseMessage Owners(string id, string query)
    {
        const string Before = "?$filter=(microsoft.graph.aadUserConversationMember/userId eq '";
        if (!query.StartsWith(Before, StringComparison.Ordinal) || !query.EndsWith("')", StringComparison.Ordinal))
        {
            return Breach("all members of a team", HttpStatusCode.BadRequest);
        }

        return !teams.TryGetValue(id, out var members)
            ? Error(HttpStatusCode.NotFound, "NotFound")
            : Json(HttpStatusCode.OK, new()
            {
                ["value"] = new JsonArray(
                [
                    .. members.Where(member => member.UserId == query[Before.Length..^2]).Select(member => new JsonObject
                    {
                        ["userId"] = member.UserId,
                        ["roles"] = member.IsOwner ? new JsonArray("owner") : [],
                    }),
                ]),
            });
    }

    private HttpResponseMessage Pictures(string path) => Json(HttpStatusCode.OK, new()
    {
        ["value"] = new JsonArray(
        [
            .. pictures.Keys.Where(name => name.StartsWith($"{path}/", StringComparison.Ordinal))
                .Select(name => new JsonObject { ["id"] = name[(path.Length + 1)..], ["contentBytes"] = null }),
        ]),
    });

    private HttpResponseMessage MakeEvent(string userId, JsonObject meeting)
    {
        if (meeting["sensitivity"]?.GetValue<string>() != "private" || meeting["transactionId"] is not { } transaction || meeting["start"]?["dateTime"] is null)
        {
            return Breach("a meeting that everybody sees, or that cannot be told from another", HttpStatusCode.BadRequest);
        }

        if (TellsTooMuch(meeting["subject"]) || meeting["body"] is not null || meeting["attendees"] is not (null or JsonArray { Count: 0 }))
        {
            return Breach("a meeting that says more than the case's reference", HttpStatusCode.BadRequest);
        }

        // Graph knows a meeting of the same mailbox again by its transaction, and makes no second one.
        var key = $"{userId}|{transaction}";
        events.TryAdd(key, meeting);
        return Json(HttpStatusCode.Created, new() { ["id"] = key });
    }

    private HttpResponseMessage MakeTask(JsonObject task)
    {
        if (task["planId"] is null)
        {
            return Error(HttpStatusCode.BadRequest, "BadRequest");
        }

        if (TellsTooMuch(task["title"]))
        {
            return Breach("a task that says more than the case's reference", HttpStatusCode.BadRequest);
        }

        tasks.Add(task);
        return Json(HttpStatusCode.Created, new() { ["id"] = $"task-{tasks.Count}" });
    }

    private static bool TellsTooMuch(JsonNode? title) =>
        ((string?)title ?? "").Split('-') is not ["CB", { Length: 4 } year, { Length: 4 } number] || !(year + number).All(char.IsAsciiDigit);

    private HttpResponseMessage Breach(string what, HttpStatusCode status)
    {
        Change(() => breaches.Add($"Graph was asked for {what}"));
        return Error(status, "BadRequest");
    }

    private void Change(Action change)
    {
        lock (gate)
        {
            change();
        }
    }

    private List<T> Copy<T>(List<T> list)
    {
        lock (gate)
        {
            return [.. list];
        }
    }

    private static HttpResponseMessage Error(HttpStatusCode status, string code) =>
        Json(status, new() { ["error"] = new JsonObject { ["code"] = code, ["message"] = "For an administrator." } });

    private static HttpResponseMessage Json(HttpStatusCode status, JsonObject body) =>
        new(status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
}
