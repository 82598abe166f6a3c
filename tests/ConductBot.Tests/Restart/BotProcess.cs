using ConductBot.Testing;
using ConductBot.Tests.Bot;

namespace ConductBot.Tests.Restart;

/// <summary>The built program as a process of its own, in Production, which a test may kill at any moment.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private readonly ProgramProcess process = new(ready: "Now listening on");
    private readonly string folder = Scratch.Folder();
    private readonly FakeWorld world;
    private readonly HttpClient http;

    public BotProcess(FakeWorld world)
    {
        this.world = world;
        Url = new($"http://127.0.0.1:{ProgramProcess.FreePort()}/");
        http = new() { BaseAddress = Url, Timeout = ProgramProcess.Patience };
        Client = new(http, SigningKey.Shared, FakeWorld.AppId, TimeProvider.System);
    }

    public Uri Url { get; }

    public SignedClient Client { get; }

    /// <summary>What it wrote so far, over all its lives.</summary>
    public IReadOnlyList<string> Said => process.Said;

    public async Task StartAsync()
    {
        var start = ProgramProcess.Command(folder, "serve");
        var settings = world.Settings.Append(new("ConnectionStrings:ConductBot", $"Data Source={Path.Combine(folder, "conductbot.db")}"))
            .Append(new("Urls", Url.AbsoluteUri)).Append(new("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information"));
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        await process.StartAsync(start);
    }

    public Task KillAsync() => process.KillAsync();

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
