using ConductBot.Storage;

namespace ConductBot.Host.Commands;

/// <summary>An open database for as long as a command runs.</summary>
internal sealed class CommandSession : IAsyncDisposable
{
    private CommandSession(CommandSettings settings, IStore store)
    {
        Settings = settings;
        Store = store;
    }

    public CommandSettings Settings { get; }

    public IStore Store { get; }

    public static async Task<CommandSession> OpenAsync(CommandSettings settings, CancellationToken cancellationToken) =>
        new(settings, await settings.OpenStoreAsync(cancellationToken));

    public async ValueTask DisposeAsync()
    {
        switch (Store)
        {
            case IAsyncDisposable later:
                await later.DisposeAsync();
                break;
            case IDisposable now:
                now.Dispose();
                break;
        }
    }
}
