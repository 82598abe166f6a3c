using ConductBot.Tests.Bot;

namespace ConductBot.Browser;

/// <summary>The built program as a process of its own, in Development, in an empty folder.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private readonly ProgramProcess process = new(ready: "Playground:");
    private readonly string folder = Directory.CreateTempSubdirectory("conductbot-browser-").FullName;
    private readonly int port = ProgramProcess.FreePort();

    public string Url => $"http://localhost:{port}/";

    /// <summary>Starts it, or starts it again on the same database after it was killed.</summary>
    public async Task StartAsync()
    {
        var start = ProgramProcess.Command(folder, "--Urls", Url);
        foreach (var inherited in start.Environment.Keys.Where(IsSetting).ToList())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        await process.StartAsync(start);
    }

    public Task KillAsync() => process.KillAsync();

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("Schools", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Connector", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("MicrosoftApp", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Security", StringComparison.OrdinalIgnoreCase);
}
