using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ConductBot.Storage;

/// <summary>An empty database of its own for one test.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    public abstract string ConnectionString { get; }

    /// <summary>Another node on the same data.</summary>
    public Task<IStore> OpenAsync() => Stores.OpenAsync(ConnectionString, CancellationToken.None);

    /// <summary>What somebody does who goes past the store. Comes with the guards on the events taken away.</summary>
    public Task<int> TamperAsync(string sql) => ExecuteAsync(WithoutGuards + sql);

    public async Task<int> ExecuteAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<object?> AskAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    public abstract ValueTask DisposeAsync();

    protected abstract string WithoutGuards { get; }

    /// <summary>A connection past the store.</summary>
    public abstract Task<DbConnection> ConnectAsync();
}

internal sealed class SqliteDatabase : TestDatabase
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("conductbot-");

    public override string ConnectionString => $"Data Source={Path}";

    public string Path => System.IO.Path.Combine(folder.FullName, "conductbot.db");

    protected override string WithoutGuards => "drop trigger if exists event_is_not_changed; drop trigger if exists event_is_not_removed;";

    public override ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    public override async Task<DbConnection> ConnectAsync()
    {
        SqliteLibrary.Load();
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False;Foreign Keys=False");
        await connection.OpenAsync();
        return connection;
    }
}

internal sealed class PostgresDatabase : TestDatabase
{
    private const string Setting = "CONDUCTBOT_TEST_POSTGRES";

    private const string HowTo =
        Setting + " is not set. With PostgreSQL's programs there (apt-get install -y postgresql): export "
        + Setting + "=\"$(tests/postgres.sh start)\"";

    private readonly string server;
    private readonly string schema = $"test_{Guid.NewGuid():N}";

    private PostgresDatabase(string server) => this.server = server;

    public override string ConnectionString => $"{server};Search Path={schema};Application Name={schema};Maximum Pool Size=12";

    protected override string WithoutGuards =>
        "drop trigger if exists event_is_kept on event; alter table event drop constraint if exists event_stream_fkey;";

    /// <summary>How the server knows this test's sessions from all others.</summary>
    public string Name => schema;

    /// <summary>A schema of its own; skips the test when there is no server.</summary>
    public static async Task<PostgresDatabase> CreateAsync()
    {
        var connectionString = Environment.GetEnvironmentVariable(Setting);
        Assert.SkipWhen(string.IsNullOrEmpty(connectionString), HowTo);
        var database = new PostgresDatabase(connectionString!);
        await database.ExecuteAsync($"create schema {database.schema}");
        return database;
    }

    public override async ValueTask DisposeAsync() => await ExecuteAsync($"drop schema {schema} cascade");

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection($"{server};Search Path={schema};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }
}
