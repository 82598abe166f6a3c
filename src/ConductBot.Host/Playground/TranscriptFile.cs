using System.Text.Json;

namespace ConductBot.Host.Playground;

/// <summary>
/// Keeps one school's transcript on disk, so that the page shows the same conversation after a crash. A write goes to a
/// temporary file that is flushed and then renamed: the file is the old state or the new one, never half of each.
/// </summary>
internal sealed class TranscriptFile(string path)
{
    private readonly SemaphoreSlim gate = new(1);
    private long written;

    public TranscriptState Read()
    {
        if (!File.Exists(path))
        {
            return TranscriptState.Empty;
        }

        using var stream = File.OpenRead(path);

        return JsonSerializer.Deserialize(stream, PlaygroundJson.Default.TranscriptState) ?? TranscriptState.Empty;
    }

    /// <summary>
    /// Returns once every change up to <paramref name="change"/> is on disk. Changes made while a write is under way go
    /// out together in the next one.
    /// </summary>
    public async Task SaveAsync(long change, Func<(long Change, TranscriptState State)> current, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (written < change)
            {
                var (latest, state) = current();
                await WriteAsync(state, cancellationToken);
                written = latest;
            }
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task WriteAsync(TranscriptState state, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + ".tmp";
        await using (var stream = new FileStream(temporary, OwnerOnly()))
        {
            await JsonSerializer.SerializeAsync(stream, state, PlaygroundJson.Default.TranscriptState, cancellationToken);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    // The transcript holds the words of reports in the clear: demonstration or not, they are nobody else's to read.
    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
