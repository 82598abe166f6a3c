using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ConductBot.Browser;

/// <summary>The built program as a process of its own, in Development, in an empty folder.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string folder = Directory.CreateTempSubdirectory("conductbot-browser-").FullName;
    private readonly int port = FreePort();
    private Process? process;

    public string Url => $"http://localhost:{port}/";

    /// <summary>Starts it, or starts it again on the same database after it was killed.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "conductbot.dll"), "--Urls", Url },
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
        };
        foreach (var inherited in start.Environment.Keys.Where(IsSetting).ToList())
        {
            start.Environment.Remove(inherited);
        }

        process = Process.Start(start)!;
        var listening = new TaskCompletionSource();
        var said = new List<string>();
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await listening.Task.WaitAsync(Patience);

        void Hear(string? line)
        {
            lock (said)
            {
                said.Add(line ?? "(end)");
                if (line?.Contains("Playground:", StringComparison.Ordinal) == true)
                {
                    listening.TrySetResult();
                }
                else if (line is null)
                {
                    listening.TrySetException(new InvalidOperationException("The program stopped: " + string.Join('\n', said)));
                }
            }
        }
    }

    /// <summary>SIGKILL: no chance to tidy up.</summary>
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

        Directory.Delete(folder, recursive: true);
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("Schools", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Connector", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("MicrosoftApp", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Security", StringComparison.OrdinalIgnoreCase);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
