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

    public Task StartAsync() => process.StartAsync(Command(Url, "serve"));

    /// <summary>Runs the program with these words beside it, on the same database, until it ends.</summary>
    public async Task<(int Exit, string Output, string Error)> BesideAsync(params string[] words)
    {
        using var beside = System.Diagnostics.Process.Start(Command(new($"http://127.0.0.1:{ProgramProcess.FreePort()}/"), words))!;
        var (output, error) = (beside.StandardOutput.ReadToEndAsync(), beside.StandardError.ReadToEndAsync());
        try
        {
            await beside.WaitForExitAsync().WaitAsync(ProgramProcess.Patience);
        }
        finally
        {
            beside.Kill();
        }

        return (beside.ExitCode, await output, await error);
    }

    private System.Diagnostics.ProcessStartInfo Command(Uri url, params string[] words)
    {
        var start = ProgramProcess.Command(folder, words);
        var settings = world.Settings.Append(new("ConnectionStrings:ConductBot", $"Data Source={Path.Combine(folder, "conductbot.db")}"))
            .Append(new("Urls", url.AbsoluteUri)).Append(new("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information"));
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        return start;
    }

    public Task KillAsync() => process.KillAsync();

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
