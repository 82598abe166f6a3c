namespace ConductBot.Storage;

/// <summary>What every store must do; the same tests for all three.</summary>
public abstract partial class StoreSuite : IAsyncLifetime
{
    private readonly List<IDisposable> nodes = [];

    protected static CancellationToken Now => TestContext.Current.CancellationToken;

    protected IStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await PrepareAsync();
        Store = await OpenNodeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        nodes.ForEach(node => node.Dispose());
        await CleanUpAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Another node on the same data; closed at the end of the test.</summary>
    protected async Task<IStore> OpenNodeAsync()
    {
        var node = await OpenAsync();
        if (node is IDisposable disposable)
        {
            nodes.Add(disposable);
        }

        return node;
    }

    /// <summary>Another process may serve from the same store.</summary>
    protected virtual bool OthersMaySendFromIt => false;

    protected virtual Task PrepareAsync() => Task.CompletedTask;

    protected abstract Task<IStore> OpenAsync();

    protected virtual ValueTask CleanUpAsync() => ValueTask.CompletedTask;

    protected async Task DoneAsync(Commit commit) => Assert.IsType<CommitResult.Done>(await Store.CommitAsync(commit, Now));

    protected async Task ConflictAsync(string what, Commit commit) =>
        Assert.Equal(new CommitResult.Conflict(what), await Store.CommitAsync(commit, Now));

    protected async Task<string?> StateAsync(string key) =>
        await Store.ReadStateAsync(key, Now) is { } row ? $"{row.Version}: {Given.Text(row.Value)}" : null;
}

public sealed class MemoryStoreTests : StoreSuite
{
    private readonly MemoryStore store = new();

    protected override Task<IStore> OpenAsync() => Task.FromResult<IStore>(store);
}
