using System.Data.Common;

namespace ConductBot.Storage;

/// <summary>Opens the store that a connection string asks for.</summary>
public static class Stores
{
    private const string Setting = "ConnectionStrings:ConductBot";

    /// <summary><c>Data Source=…</c> is SQLite, <c>Host=…</c> is PostgreSQL. The database is made or brought up to date.</summary>
    /// <exception cref="StoreException">It cannot be opened; the message says why in one sentence.</exception>
    public static async Task<IStore> OpenAsync(string? connectionString, CancellationToken cancellationToken)
    {
        var path = DatabasePath(connectionString);
        try
        {
            return path is null
                ? await PostgresStore.OpenAsync(connectionString!, cancellationToken)
                : await SqliteStore.OpenAsync(connectionString!, cancellationToken);
        }
        catch (ArgumentException notUnderstood)
        {
            throw NotAConnectionString(notUnderstood);
        }
    }

    /// <summary>As <see cref="OpenAsync"/>, for the one moment at start-up when nothing else runs yet.</summary>
    public static IStore Open(string? connectionString) =>
        OpenAsync(connectionString, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>The SQLite file a connection string names, or null when it asks for PostgreSQL.</summary>
    /// <exception cref="StoreException">It asks for neither.</exception>
    public static string? DatabasePath(string? connectionString)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
            if (parts.ContainsKey("Host"))
            {
                return null;
            }

            return parts.ContainsKey("Data Source")
                ? FileOf(connectionString!)
                : throw new StoreException($"{Setting} must begin with Data Source= (a SQLite file) or Host= (PostgreSQL).");
        }
        catch (ArgumentException notUnderstood)
        {
            throw NotAConnectionString(notUnderstood);
        }
    }

    private static string FileOf(string connectionString)
    {
        var path = SqliteStore.PathOf(connectionString);
        return path.Length == 0 || path.Contains(":memory:", StringComparison.OrdinalIgnoreCase)
            ? throw new StoreException($"{Setting} must name a file after Data Source=: a database in memory forgets every case.")
            : path;
    }

    /// <summary>The reasons the libraries give name a keyword or a position, never a value.</summary>
    private static StoreException NotAConnectionString(ArgumentException notUnderstood) =>
        new($"{Setting} is not a connection string: {notUnderstood.Message}", notUnderstood);
}
