using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ConductBot.Storage;

/// <summary>
/// One file, one process (the command line may join in). Write-ahead logging lets readers go on while one writer at a
/// time commits; a commit is on the disk when it returns.
/// </summary>
public sealed class SqliteStore : SqlStore, IDisposable
{
    private const int MostReaders = 4;
    private readonly string connectionString;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly SemaphoreSlim reading = new(MostReaders, MostReaders);
    private readonly ConcurrentBag<SqliteConnection> idleReaders = [];
    private SqliteConnection? idleWriter;

    private SqliteStore(string connectionString)
        : base(new("Sqlite")) => this.connectionString = connectionString;

    /// <param name="connectionString"><c>Data Source=conductbot.db</c></param>
    public static async Task<SqliteStore> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        SqliteLibrary.Load();

        // Connections are kept here, each with its settings made once; the library's own pool would be a second one.
        var store = new SqliteStore(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        try
        {
            await store.MigrateAsync(cancellationToken);
            return store;
        }
        catch (SqliteException failed)
        {
            store.Dispose();
            throw new StoreException($"The database {PathOf(connectionString)} cannot be opened: {failed.Message}", failed);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    public override async Task EndLeasesAsync(CancellationToken cancellationToken)
    {
        await using var session = await WriteAsync(cancellationToken);
        await session.ExecuteAsync("end-leases", [], cancellationToken);
        await session.CommitAsync();
    }

    /// <summary>The database file a connection string names.</summary>
    public static string PathOf(string connectionString) => new SqliteConnectionStringBuilder(connectionString).DataSource;

    /// <summary>
    /// What was removed is overwritten in the file at once, and leaves the log when that is emptied: pruning makes sure it
    /// is, so that a destroyed key is not read back from there.
    /// </summary>
    public override async Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await base.PruneAsync(before, cancellationToken);
        await writing.WaitAsync(cancellationToken);
        try
        {
            idleWriter ??= Connect("pragma query_only = off");
            Run(idleWriter, "pragma wal_checkpoint(truncate)");
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose()
    {
        idleWriter?.Dispose();
        while (idleReaders.TryTake(out var reader))
        {
            reader.Dispose();
        }

        writing.Dispose();
        reading.Dispose();
    }

    private protected override async ValueTask<SqlSession> ReadAsync(CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            var connection = idleReaders.TryTake(out var idle) ? idle : Connect("pragma query_only = on");
            return new(connection, transaction: null, Texts, () =>
            {
                idleReaders.Add(connection);
                reading.Release();
                return ValueTask.CompletedTask;
            });
        }
        catch
        {
            reading.Release();
            throw;
        }
    }

    private protected override async ValueTask<SqlSession> WriteAsync(CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        SqliteConnection? connection = null;
        try
        {
            connection = idleWriter ?? Connect("pragma query_only = off");
            idleWriter = null;

            // Immediate: a transaction that reads before it writes could not be given the lock later.
            var transaction = connection.BeginTransaction(deferred: false);
            return new(connection, transaction, Texts, () =>
            {
                GiveBack(connection);
                return ValueTask.CompletedTask;
            });
        }
        catch
        {
            connection?.Dispose();
            writing.Release();
            throw;
        }
    }

    private void GiveBack(SqliteConnection connection)
    {
        // Still inside a transaction that could not be rolled back: of no more use.
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            connection.Dispose();
        }
        else
        {
            idleWriter = connection;
        }

        writing.Release();
    }

    private SqliteConnection Connect(string role)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            foreach (var setting in (string[])
                ["busy_timeout = 5000", "journal_mode = wal", "synchronous = full", "foreign_keys = on", "secure_delete = on"])
            {
                Run(connection, "pragma " + setting);
            }

            Run(connection, role);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Run(SqliteConnection connection, string pragma)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragma;
        command.ExecuteNonQuery();
    }
}
