using System.Text.Json.Nodes;

namespace ConductBot.Tests.Playground;

/// <summary>One server to a test.</summary>
public abstract class PlaygroundTest : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    private protected PlaygroundServer Server { get; private set; } = null!;

    private protected string StateFolder => folder.Path;

    public async ValueTask InitializeAsync() => Server = await PlaygroundServer.StartAsync(folder.Path);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the server and starts another over the same files, as after a crash: nothing is saved at the end.</summary>
    private protected async Task RestartAsync(TimeProvider? time = null)
    {
        await Server.DisposeAsync();
        Server = await PlaygroundServer.StartAsync(folder.Path, time);
    }

    private protected static JsonObject Words(string text) => new() { ["type"] = "message", ["text"] = text };

    private protected static JsonObject Card(string heading) => new()
    {
        ["type"] = "message",
        ["summary"] = heading,
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["content"] = new JsonObject
            {
                ["type"] = "AdaptiveCard",
                ["version"] = "1.5",
                ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = heading }),
            },
        }),
    };

    private protected static string Heading(JsonNode message) =>
        (string)message["attachments"]![0]!["content"]!["body"]![0]!["text"]!;

    private protected static string Activities(string conversation, string? activity = null) =>
        $"v3/conversations/{Uri.EscapeDataString(conversation)}/activities{(activity is null ? "" : "/" + activity)}";
}
