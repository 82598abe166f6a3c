using System.Buffers.Binary;
using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace ConductBot.Storage;

/// <summary>One database for any number of nodes.</summary>
public sealed class PostgresStore : SqlStore, IDisposable, IAsyncDisposable
{
    private readonly NpgsqlDataSource source;

    private PostgresStore(NpgsqlDataSource source)
        : base(new("Postgres")) => this.source = source;

    /// <param name="connectionString"><c>Host=db;Database=conductbot;Username=conductbot;Password=…</c></param>
    public static async Task<PostgresStore> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.ApplicationName ??= "ConductBot";
        var store = new PostgresStore(NpgsqlDataSource.Create(builder));
        try
        {
            await store.MigrateAsync(cancellationToken);
            return store;
        }
        catch (NpgsqlException failed)
        {
            await store.DisposeAsync();
            throw new StoreException($"PostgreSQL at {builder.Host}:{builder.Port} cannot be used: {failed.Message}", failed);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public void Dispose() => source.Dispose();

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private protected override async ValueTask<SqlSession> ReadAsync(CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        return new(connection, transaction: null, Texts, connection.DisposeAsync);
    }

    /// <summary>
    /// Read committed is enough: every row a commit depends on is locked by the statement that tests it, and that
    /// statement tests the row as the last commit left it.
    /// </summary>
    private protected override async ValueTask<SqlSession> WriteAsync(CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
            return new(connection, transaction, Texts, connection.DisposeAsync);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private protected override bool IsCollision(DbException exception) =>
        exception.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    private protected override Task LockLanesAsync(
        SqlSession session, IReadOnlyList<OutboxMessage> messages, CancellationToken cancellationToken)
    {
        var lanes = messages.Select(message => Number(message.Lane)).Distinct().Order().ToArray();
        return session.ExecuteAsync("lock-lanes", [("lanes", lanes)], cancellationToken);
    }

    /// <summary>Advisory locks go by number. Two lanes that share one only wait for each other now and then.</summary>
    private static long Number(string lane) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("lane/" + lane)));
}
