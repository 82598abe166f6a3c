using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json.Nodes;
using ConductBot.Host.Playground;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConductBot.Tests.Playground;

/// <summary>The playground on a port of its own, with a bot that writes down what it is told and answers as the test says.</summary>
internal sealed class PlaygroundServer : IAsyncDisposable
{
    public const string Oak = "oak-demo";

    private readonly WebApplication app;
    private readonly HttpClient page;
    private readonly HttpClient connector;

    private PlaygroundServer(WebApplication app)
    {
        this.app = app;
        Address = new Uri(app.Urls.Single());
        page = new HttpClient { BaseAddress = new Uri(Address, "/playground/api/") };
        connector = new HttpClient { BaseAddress = new Uri(Address, "/playground/connector/") };
        connector.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "the-bots-token");
    }

    public Uri Address { get; }

    public DemoSchool School => DemoSchools.Oak;

    /// <summary>What the bot was told, in order, each with the Authorization header it came with.</summary>
    public List<(JsonObject Activity, string Authorization)> Told { get; } = [];

    /// <summary>How the bot answers; status 200 without a body until a test says otherwise.</summary>
    public Func<JsonObject, IResult> Bot { get; set; } = _ => Results.Ok();

    /// <summary>Sees each request's path before anything is done about it.</summary>
    public Action<string> Arrived { get; set; } = _ => { };

    public static async Task<PlaygroundServer> StartAsync(
        string stateFolder, TimeProvider? time = null, string environment = "Development", string? webFolder = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var web = builder.Build();
        PlaygroundServer? server = null;
        web.Use((context, next) =>
        {
            server!.Arrived(context.Request.Path);

            return next();
        });
        web.MapPost("/api/messages", async (HttpRequest request) =>
        {
            var activity = (await JsonNode.ParseAsync(request.Body))!.AsObject();
            lock (server!.Told)
            {
                server.Told.Add((activity, request.Headers.Authorization.ToString()));
            }

            return server.Bot(activity);
        });
        web.MapPlayground(new PlaygroundOptions
        {
            BotUrl = () => new Uri(server!.Address, "/api/messages"),
            SignTab = (tenant, person) => $"tab-token-for-{person}-of-{tenant}",
            Sign = serviceUrl => $"token-for-{serviceUrl}",
            AppId = "3f1b7d1a-52c4-4e0e-8f6a-7f1f2f7c9b10",
            StateFolder = stateFolder,
            Time = time ?? new StandingClock(),
            WebFolder = webFolder ?? stateFolder,
        });
        await web.StartAsync();

        return server = new PlaygroundServer(web);
    }

    public Task<(int Status, JsonNode? Body)> PageAsync(string method, string path, JsonNode? body = null) => SendAsync(page, method, path, body);

    public Task<(int Status, JsonNode? Body)> ConnectorAsync(string method, string path, JsonNode? body = null) => SendAsync(connector, method, path, body);

    public Task<(int Status, JsonNode? Body)> AnonymousAsync(string method, string path) =>
        SendAsync(page, method, new Uri(connector.BaseAddress!, path).AbsoluteUri, method is "POST" or "PUT" ? new JsonObject() : null);

    public Task<HttpResponseMessage> RawAsync(HttpRequestMessage request) => page.SendAsync(request);

    /// <summary>Posts as the bot into a conversation and gives back the message's id.</summary>
    public async Task<string> PostAsync(string conversation, JsonNode activity)
    {
        var (status, body) = await ConnectorAsync("POST", $"v3/conversations/{Uri.EscapeDataString(conversation)}/activities", activity);
        Assert.Equal(201, status);

        return (string)body!["id"]!;
    }

    /// <summary>Starts a thread in the safeguarding channel as the bot.</summary>
    public async Task<(string Conversation, string Id)> PostThreadAsync(JsonNode activity)
    {
        var (status, body) = await ConnectorAsync("POST", "v3/conversations", ThreadParameters(activity));
        Assert.Equal(201, status);

        return ((string)body!["id"]!, (string)body["activityId"]!);
    }

    /// <summary>The id of a person's chat with the bot.</summary>
    public async Task<string> ChatAsync(DemoPerson person)
    {
        var (_, body) = await ConnectorAsync("POST", "v3/conversations", ChatParameters(person));

        return (string)body!["id"]!;
    }

    public JsonObject ThreadParameters(JsonNode activity) => new()
    {
        ["isGroup"] = true,
        ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = School.ChannelId } },
        ["tenantId"] = DemoSchools.TenantId,
        ["activity"] = activity,
    };

    public JsonObject ChatParameters(DemoPerson person) => new()
    {
        ["isGroup"] = false,
        ["members"] = new JsonArray(new JsonObject { ["id"] = person.Mri }),
        ["tenantId"] = DemoSchools.TenantId,
    };

    /// <summary>What the page gets when it opens: the first event of the stream.</summary>
    public async Task<IReadOnlyList<JsonObject>> MessagesAsync()
    {
        await foreach (var (what, data) in WatchAsync())
        {
            Assert.Equal("state", what);

            return [.. data["messages"]!.AsArray().Select(message => message!.AsObject())];
        }

        throw new InvalidOperationException("The stream ended before it began.");
    }

    public async Task<JsonObject> MessageAsync(string id) => Assert.Single(await MessagesAsync(), message => (string)message["id"]! == id);

    public async IAsyncEnumerable<(string What, JsonNode Data)> WatchAsync()
    {
        using var response = await page.GetAsync($"{Oak}/stream", HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        await foreach (var item in SseParser.Create(stream).EnumerateAsync())
        {
            yield return (item.EventType, JsonNode.Parse(item.Data)!);
        }
    }

    public async ValueTask DisposeAsync()
    {
        page.Dispose();
        connector.Dispose();
        await app.DisposeAsync();
    }

    private static async Task<(int Status, JsonNode? Body)> SendAsync(HttpClient client, string method, string path, JsonNode? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();

        return ((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }
}

/// <summary>A clock that stands still until it is set.</summary>
internal sealed class StandingClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 9, 15, 4, 123, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("conductbot-playground-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
