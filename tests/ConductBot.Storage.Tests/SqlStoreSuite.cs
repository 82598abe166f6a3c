namespace ConductBot.Storage;

/// <summary>What only a store that outlives its process must do.</summary>
public abstract partial class SqlStoreSuite : StoreSuite
{
    private TestDatabase? database;

    protected TestDatabase Database => database!;

    protected abstract Task<TestDatabase> CreateDatabaseAsync();

    protected override async Task PrepareAsync() => database = await CreateDatabaseAsync();

    protected override Task<IStore> OpenAsync() => Database.OpenAsync();

    protected override ValueTask CleanUpAsync() => database?.DisposeAsync() ?? ValueTask.CompletedTask;
}
