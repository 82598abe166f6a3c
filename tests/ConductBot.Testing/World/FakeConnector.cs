using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ConductBot.Testing;

/// <summary>
/// The Bot Connector's routes, as strict as can be: whatever the bot does that the protocol does not ask for is a breach,
/// and a breach fails the test. Keeps every message with its changes.
/// </summary>
public sealed partial class FakeConnector(Uri service, string tenantId)
{
    /// <summary>Bytes of UTF-16 without escapes, as Teams counts. It takes about 100 KB; the bot promises a card of 80, and the rest of the message.</summary>
    public const int LargestBody = 84 * 1024;

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock gate = new();
    private readonly List<PostedMessage> messages = [];
    private readonly List<ConnectorCall> calls = [];
    private readonly List<string> breaches = [];
    private readonly List<(Func<ConnectorCall, bool> When, Trouble What)> troubles = [];
    private readonly Dictionary<string, Place> places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Person> people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(Person Person, string Role)>> teams = new(StringComparer.Ordinal);
    private readonly HashSet<string> gone = new(StringComparer.Ordinal);
    private readonly List<(Func<ConnectorCall, bool> When, TaskCompletionSource Seen)> watches = [];
    private readonly List<(Func<IReadOnlyList<PostedMessage>, bool> When, TaskCompletionSource Seen)> waits = [];
    private long lastId = 1_796_000_000_000;

    /// <summary>The only token that is believed.</summary>
    public string Token { get; set; } = "";

    public IReadOnlyList<PostedMessage> Messages
    {
        get
        {
            lock (gate)
            {
                return [.. messages];
            }
        }
    }

    public IReadOnlyList<ConnectorCall> Calls
    {
        get
        {
            lock (gate)
            {
                return [.. calls];
            }
        }
    }

    public IReadOnlyList<string> Breaches
    {
        get
        {
            lock (gate)
            {
                return [.. breaches];
            }
        }
    }

    public IEnumerable<PostedMessage> In(Place place) => Messages.Where(message => message.Place.BaseId == place.BaseId);

    /// <summary>The bot is installed here.</summary>
    public void Add(Place place)
    {
        lock (gate)
        {
            places[place.Id] = place;
        }
    }

    /// <summary>Somebody of the tenant whom the rosters know.</summary>
    public void Add(Person person)
    {
        lock (gate)
        {
            people[person.ObjectId] = person;
        }
    }

    /// <summary>A team with these people; a team that nobody was put into has everybody.</summary>
    /// <param name="role">owner, user, guest or anonymous.</param>
    public void Enrol(string teamId, Person person, string role = "user")
    {
        lock (gate)
        {
            people[person.ObjectId] = person;
            if (!teams.TryGetValue(teamId, out var members))
            {
                teams[teamId] = members = [];
            }

            members.RemoveAll(member => member.Person == person);
            members.Add((person, role));
        }
    }

    public void Leave(string teamId, Person person)
    {
        lock (gate)
        {
            teams[teamId].RemoveAll(member => member.Person == person);
        }
    }

    /// <summary>How many members come at a time at most, whatever is asked for.</summary>
    public int MembersToAPage { get; set; } = 500;

    /// <summary>A channel is deleted, or the bot taken out of a team: whoever writes there has not listened.</summary>
    public void Remove(string channelOrTeamId)
    {
        lock (gate)
        {
            gone.Add(channelOrTeamId);
        }
    }

    public void Restore(string channelOrTeamId)
    {
        lock (gate)
        {
            gone.Remove(channelOrTeamId);
        }
    }

    /// <summary>The next calls of this kind go wrong, each kind of trouble once for every time it is said.</summary>
    public void Fail(Func<ConnectorCall, bool> when, Trouble what, int times = 1)
    {
        lock (gate)
        {
            troubles.AddRange(Enumerable.Repeat((when, what), times));
        }
    }

    /// <summary>Done when a call of this kind has come in.</summary>
    public Task Saw(Func<ConnectorCall, bool> when)
    {
        lock (gate)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            watches.Add((when, seen));
            return seen.Task;
        }
    }

    /// <summary>Done when the messages are so; at once when they are already.</summary>
    public Task Shows(Func<IReadOnlyList<PostedMessage>, bool> when)
    {
        lock (gate)
        {
            if (when(messages))
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waits.Add((when, seen));
            return seen.Task;
        }
    }

    /// <summary>Places and people that do not exist are a plain refusal and no breach: for tests that make them up.</summary>
    public bool AnybodyMayBeUnknown { get; set; }

    /// <summary>So many connections are refused before a byte has come through.</summary>
    public int RefusedConnections { get; set; }

    public async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (RefusedConnections > 0)
            {
                RefusedConnections--;
                throw new HttpRequestException(HttpRequestError.ConnectionError);
            }
        }

        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        Trouble? trouble;
        HttpResponseMessage answer;
        lock (gate)
        {
            if (Read(request, body, out var refused) is not { } call)
            {
                return refused!;
            }

            calls.Add(call);
            foreach (var watch in watches.Where(watch => watch.When(call)))
            {
                watch.Seen.TrySetResult();
            }

            var place = troubles.FindIndex(planned => planned.When(call));
            trouble = place < 0 ? null : troubles[place].What;
            if (place >= 0)
            {
                troubles.RemoveAt(place);
            }

            var work = trouble is null or Trouble.Status { AfterAccepting: true } or Trouble.Silence { AfterAccepting: true } or Trouble.Dropped { AfterAccepting: true };
            answer = work ? Do(call) : new(HttpStatusCode.InternalServerError);
            foreach (var wait in waits.Where(wait => wait.When(messages)))
            {
                wait.Seen.TrySetResult();
            }
        }

        switch (trouble)
        {
            case Trouble.Silence:
                await Task.Delay(Timeout.Infinite, cancellationToken);
                throw new HttpRequestException(HttpRequestError.ResponseEnded);

            case Trouble.Dropped:
                throw new HttpRequestException(HttpRequestError.ResponseEnded);

            case Trouble.Status status:
                answer = Error(status.Code, status.Error);
                if (status.RetryAfter is { } seconds)
                {
                    answer.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
                }

                return answer;

            default:
                return answer;
        }
    }

    /// <summary>The call, or the refusal where it is none that the protocol knows.</summary>
    private ConnectorCall? Read(HttpRequestMessage request, byte[] body, out HttpResponseMessage? refused)
    {
        var method = request.Method.Method;
        var path = request.RequestUri!.AbsolutePath;
        refused = null;
        if (!path.StartsWith($"{service.AbsolutePath.TrimEnd('/')}/v3/", StringComparison.Ordinal))
        {
            refused = Breach($"{method} {path}: not below {service.AbsolutePath}v3", 404, "NotFound");
            return null;
        }

        if (request.Headers.Authorization is not { Scheme: "Bearer" } bearer || bearer.Parameter != Token)
        {
            refused = Breach($"{method} {path}: without our token", 401, "Unauthorized");
            return null;
        }

        var raw = path[(service.AbsolutePath.TrimEnd('/').Length + "/v3/".Length)..].Split('/');
        if (raw.Any(segment => segment.AsSpan().IndexOfAny(":;@") >= 0 || segment.Trim('.').Length == 0))
        {
            refused = Breach($"{method} {path}: an id that is not percent-encoded", 400, "BadSyntax");
            return null;
        }

        JsonObject? json = null;
        if (method is "POST" or "PUT")
        {
            if (Problem(request, body, out json) is { } problem)
            {
                refused = Breach($"{method} {path}: {problem}", 400, "BadSyntax");
                return null;
            }
        }
        else if (body.Length > 0)
        {
            refused = Breach($"{method} {path}: with a body", 400, "BadSyntax");
            return null;
        }

        return new(method, [.. raw.Select(Uri.UnescapeDataString)], json, QueryOf(request.RequestUri!));
    }

    private static Dictionary<string, string> QueryOf(Uri uri) => uri.Query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? ""), StringComparer.Ordinal);

    private static string? Problem(HttpRequestMessage request, byte[] body, out JsonObject? json)
    {
        json = null;
        var type = request.Content?.Headers.ContentType;
        if (type?.MediaType != "application/json" || !string.Equals(type.CharSet, "utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return $"Content-Type {type}";
        }

        try
        {
            json = JsonNode.Parse(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body)) as JsonObject;
        }
        catch (Exception wrong) when (wrong is JsonException or DecoderFallbackException)
        {
            return "a body that is not JSON in UTF-8";
        }

        return json is null ? "a body that is no object"
            : SizeOf(json) > LargestBody ? $"a body of {SizeOf(json)} bytes"
            : null;
    }

    /// <summary>How large Teams finds it.</summary>
    public static int SizeOf(JsonNode json)
    {
        // The encoder escapes what lies beyond 16 bits all the same: six letters for each half of an emoji.
        var text = json.ToJsonString(Unescaped);
        return (text.Length - (5 * SurrogateEscape().Count(text))) * sizeof(char);
    }

    [GeneratedRegex(@"\\u[dD][89a-fA-F][0-9a-fA-F]{2}", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SurrogateEscape();

    private HttpResponseMessage Do(ConnectorCall call) => call switch
    {
        { IsCreateThread: true } => CreateThread(call),
        { IsCreatePersonal: true } => CreatePersonal(call),
        { IsSend: true } => Send(call),
        { IsMember: true } => Member(call),
        { IsRoster: true } => Roster(call),
        { IsChannelList: true } => Channels(call.Segments[1]),
        { Method: "GET", Segments: ["teams", var team] } => Team(team),
        { Method: "PUT", Segments: ["conversations", var conversation, "activities", var id] } => Update(call, conversation, id),
        { Method: "DELETE", Segments: ["conversations", var conversation, "activities", var id] } => Delete(conversation, id),
        _ => Breach($"{call.Method} {string.Join('/', call.Segments)}: no such route", 404, "NotFound"),
    };

    private HttpResponseMessage CreateThread(ConnectorCall call)
    {
        var body = call.Body!;
        var channel = (string?)body["channelData"]?["channel"]?["id"] ?? "";
        if (body["isGroup"]?.GetValueKind() != JsonValueKind.True || (string?)body["tenantId"] != tenantId
            || !places.TryGetValue(channel, out var place) || place.Type != "channel")
        {
            return Breach($"a thread in '{channel}'", 400, "BadSyntax");
        }

        if (IsGone(place))
        {
            return Breach($"a thread in '{channel}', where the bot is no more", 403, "BotNotInConversationRoster");
        }

        if (ActivityProblem(body["activity"]!.AsObject(), mayHaveId: false) is { } problem)
        {
            return Breach($"a thread whose message has {problem}", 400, "BadSyntax");
        }

        var id = NextId();
        var thread = place with { Id = $"{channel};messageid={id}" };
        places[thread.Id] = thread;
        messages.Add(new(thread, id, body["activity"]!.DeepClone().AsObject()));
        return Json(201, new() { ["id"] = thread.Id, ["activityId"] = id });
    }

    private HttpResponseMessage CreatePersonal(ConnectorCall call)
    {
        var body = call.Body!;
        if (body["isGroup"]?.GetValueKind() != JsonValueKind.False || (string?)body["tenantId"] != tenantId
            || body["members"] is not JsonArray { Count: 1 } members
            || people.Values.FirstOrDefault(person => person.Mri == (string?)members[0]?["id"]) is not { } person)
        {
            return Unknown($"a personal chat from {body.ToJsonString()}", 400, "BadSyntax");
        }

        // The same person always gives the same chat.
        places[person.Chat.Id] = person.Chat;
        return Json(201, new() { ["id"] = person.Chat.Id });
    }

    private HttpResponseMessage Send(ConnectorCall call)
    {
        if (!places.TryGetValue(call.ConversationId!, out var place))
        {
            return Unknown($"a message to '{call.ConversationId}', which does not exist", 404, "ConversationNotFound");
        }

        if (IsGone(place))
        {
            return Breach($"a message to '{call.ConversationId}', where the bot is no more", 403, "BotNotInConversationRoster");
        }

        if (ActivityProblem(call.Body!, mayHaveId: false) is { } problem)
        {
            return Breach($"a message with {problem}", 400, "BadSyntax");
        }

        var id = NextId();
        messages.Add(new(place, id, call.Body!.DeepClone().AsObject()));
        return Json(201, new() { ["id"] = id });
    }

    private HttpResponseMessage Update(ConnectorCall call, string conversation, string id)
    {
        if (messages.FirstOrDefault(message => message.Id == id && message.Place.Id == conversation) is { } there && IsGone(there.Place))
        {
            return Breach($"a change of message {id} in '{conversation}', where the bot is no more", 403, "BotNotInConversationRoster");
        }

        if (messages.FirstOrDefault(message => message.Id == id && message.Place.Id == conversation) is not { IsDeleted: false } message)
        {
            return Unknown($"a change of message {id} in '{conversation}', which does not exist", 404, "ActivityNotFoundInConversation");
        }

        if (ActivityProblem(call.Body!, mayHaveId: true) is { } problem || (call.Body!["id"] is { } stated && (string?)stated != id))
        {
            return Breach($"a change of message {id} that has a wrong body", 400, "BadSyntax");
        }

        message.Change(call.Body!.DeepClone().AsObject());
        return Json(200, new() { ["id"] = id });
    }

    private HttpResponseMessage Delete(string conversation, string id)
    {
        if (messages.FirstOrDefault(message => message.Id == id && message.Place.Id == conversation) is not { } message)
        {
            return Breach($"a removal of message {id} in '{conversation}', which does not exist", 404, "ActivityNotFoundInConversation");
        }

        if (message.IsDeleted)
        {
            return Error(404, "ActivityNotFoundInConversation");
        }

        message.IsDeleted = true;
        return new(HttpStatusCode.OK);
    }

    private HttpResponseMessage Member(ConnectorCall call)
    {
        if (RosterOf(call.Segments[1]) is not { } members)
        {
            return Unknown($"the roster of '{call.Segments[1]}', which does not exist", 404, "ConversationNotFound");
        }

        return members.Where(member => member.Person.ObjectId == call.Segments[3]).Select(Account).FirstOrDefault() is { } account
            ? Json(200, account)
            : Error(404, "MemberNotFoundInConversation");
    }

    private HttpResponseMessage Roster(ConnectorCall call)
    {
        if (RosterOf(call.Segments[1]) is not { } members)
        {
            return Unknown($"the roster of '{call.Segments[1]}', which does not exist", 404, "ConversationNotFound");
        }

        if (!int.TryParse(call.Query.GetValueOrDefault("pageSize"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) || asked is < 50 or > 500)
        {
            return Breach($"a page of '{call.Query.GetValueOrDefault("pageSize")}' members", 400, "BadArgument");
        }

        var from = int.TryParse(call.Query.GetValueOrDefault("continuationToken"), NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 0;
        var size = Math.Min(asked, MembersToAPage);
        var page = new JsonObject { ["members"] = new JsonArray([.. members.Skip(from).Take(size).Select(Account)]) };
        if (from + size < members.Count)
        {
            page["continuationToken"] = (from + size).ToString(CultureInfo.InvariantCulture);
        }

        return Json(200, page);
    }

    /// <summary>The General channel has no name, and the team's id.</summary>
    /// <summary>The Microsoft 365 group behind a team, which Teams tells whoever asks about the team.</summary>
    public static string GroupOf(string teamId) => new Guid(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(teamId)).AsSpan(0, 16)).ToString();

    private HttpResponseMessage Team(string teamId) => gone.Contains(teamId) || places.Values.All(place => place.TeamId != teamId)
        ? Unknown($"the team '{teamId}', which does not exist", 404, "ConversationNotFound")
        : Json(200, new() { ["id"] = teamId, ["name"] = "A team", ["aadGroupId"] = GroupOf(teamId) });

    private HttpResponseMessage Channels(string teamId)
    {
        var channels = places.Values.Where(place => place.TeamId == teamId && place.Id == place.BaseId && !gone.Contains(place.Id)).ToList();
        if (channels.Count == 0 || gone.Contains(teamId))
        {
            return Unknown($"the channels of '{teamId}', which does not exist", 404, "ConversationNotFound");
        }

        var listed = new JsonArray(new JsonObject { ["id"] = teamId, ["name"] = null });
        foreach (var place in channels.Where(place => place.Id != teamId))
        {
            // Teams says of some channels what they are, and of others it does not.
            var channel = new JsonObject { ["id"] = place.Id, ["name"] = "Safeguarding" };
            if (place.ChannelType is { } type)
            {
                channel["type"] = type;
            }

            listed.Add(channel);
        }

        return Json(200, new() { ["conversations"] = listed });
    }

    private IReadOnlyList<(Person Person, string Role)>? RosterOf(string conversation)
    {
        var place = places.Values.FirstOrDefault(place => (place.Id == conversation || place.TeamId == conversation) && !IsGone(place));
        return place is null ? null
            : teams.TryGetValue(place.TeamId ?? "", out var members) ? members
            : [.. people.Values.Select(person => (person, "user"))];
    }

    private bool IsGone(Place place) => gone.Contains(place.BaseId) || (place.TeamId is { } team && gone.Contains(team));

    private JsonObject Account((Person Person, string Role) member) => new()
    {
        ["id"] = member.Person.Mri,
        ["objectId"] = member.Person.ObjectId,
        ["name"] = member.Person.Name,
        ["email"] = member.Person.Address,
        ["userPrincipalName"] = member.Person.Address,
        ["tenantId"] = member.Role == "guest" ? Guid.Empty.ToString() : tenantId,
        ["userRole"] = member.Role,
    };

    private static string? ActivityProblem(JsonObject activity, bool mayHaveId)
    {
        string[] ours = mayHaveId ? ["timestamp", "serviceUrl", "recipient", "callerId"] : ["id", "timestamp", "serviceUrl", "recipient", "callerId"];
        if (ours.FirstOrDefault(name => activity[name] is not null) is { } name)
        {
            return $"'{name}', which the service fills in";
        }

        var attachments = activity["attachments"] as JsonArray;
        return (string?)activity["type"] != "message" ? "a type that is not message"
            : attachments is not null && activity["text"] is not null ? "text beside a card, which Teams may split in two"
            : attachments is { Count: not 1 } ? "several attachments"
            : attachments is null ? (string.IsNullOrWhiteSpace((string?)activity["text"]) ? "nothing to say" : null)
            : (string?)attachments[0]?["contentType"] != "application/vnd.microsoft.card.adaptive" ? "an attachment that is no card"
            : (string?)attachments[0]?["content"]?["type"] != "AdaptiveCard" ? "a card of another type"
            : string.IsNullOrWhiteSpace((string?)activity["summary"]) ? "a card without a summary"
            : attachments[0]!["content"]!["refresh"]?["userIds"] is JsonArray { Count: > 60 } ? "more than 60 people to refresh for"
            : null;
    }

    private HttpResponseMessage Unknown(string what, int status, string code) =>
        AnybodyMayBeUnknown ? Error(status, code) : Breach(what, status, code);

    private HttpResponseMessage Breach(string what, int status, string code)
    {
        breaches.Add(what);
        return Error(status, code);
    }

    private static HttpResponseMessage Error(int status, string code) =>
        Json(status, new() { ["error"] = new JsonObject { ["code"] = code, ["message"] = $"{code}." } });

    private static HttpResponseMessage Json(int status, JsonObject body) =>
        new((HttpStatusCode)status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };

    private string NextId() => (++lastId).ToString(CultureInfo.InvariantCulture);
}
