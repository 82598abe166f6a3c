using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ConductBot.Tests.Bot;

/// <summary>The built program as a process of its own, which a test may kill at any moment and start again.</summary>
/// <param name="ready">What it writes once it can be asked.</param>
internal sealed class ProgramProcess(string ready) : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<string> said = [];
    private Process? process;

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

    /// <summary>How it is started in a folder with these words; the environment is the caller's to set.</summary>
    public static ProcessStartInfo Command(string folder, params IEnumerable<string> words) => new(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "conductbot.dll"), .. words])
    {
        WorkingDirectory = folder,
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async Task StartAsync(ProcessStartInfo start)
    {
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
    }

    private void Hear(string? line, TaskCompletionSource listening)
    {
        lock (said)
        {
            said.Add(line ?? "(end)");
        }

        if (line?.Contains(ready, StringComparison.Ordinal) == true)
        {
            listening.TrySetResult();
        }
        else if (line is null)
        {
            listening.TrySetException(new InvalidOperationException("The program ended: " + string.Join('\n', Said)));
        }
    }
}
