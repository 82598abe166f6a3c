using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ConductBot.Testing;
using ConductBot.Tests.Bot;

namespace ConductBot.Tests.Restart;

/// <summary>The built program as a process of its own, in Production, which a test may kill at any moment.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string folder = Scratch.Folder();
    private readonly FakeWorld world;
    private readonly HttpClient http;
    private readonly List<string> said = [];
    private Process? process;

    public BotProcess(FakeWorld world)
    {
        this.world = world;
        Url = new($"http://127.0.0.1:{FreePort()}/");
        http = new() { BaseAddress = Url, Timeout = Patience };
        Client = new(http, SigningKey.Shared, FakeWorld.AppId, TimeProvider.System);
    }

    public Uri Url { get; }

    public SignedClient Client { get; }

    /// <summary>What it wrote so far, over all its lives.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            lock (said)
            {
                return [.. said];
            }
        }
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "conductbot.dll"), "serve" },
        };
        var settings = world.Settings.Append(new("ConnectionStrings:ConductBot", $"Data Source={Path.Combine(folder, "conductbot.db")}"))
            .Append(new("Urls", Url.AbsoluteUri)).Append(new("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information"));
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        process = Process.Start(start)!;
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Hear(line.Data, listening);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, listening);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await listening.Task.WaitAsync(Patience);
    }

    /// <summary>SIGKILL: no chance to finish or to tidy up.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await KillAsync();
        }

        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void Hear(string? line, TaskCompletionSource listening)
    {
        lock (said)
        {
            said.Add(line ?? "(end)");
        }

        if (line?.Contains("Now listening on", StringComparison.Ordinal) == true)
        {
            listening.TrySetResult();
        }
        else if (line is null)
        {
            listening.TrySetException(new InvalidOperationException("The program ended: " + string.Join('\n', Said)));
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
