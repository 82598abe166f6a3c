namespace ConductBot.Storage;

/// <summary>
/// The right to serve from a store. A SQLite file has one server: two would send each message twice and take each other's
/// leases. The right is a lock on a file beside it, which the system takes back however the process ends. Commands do not ask
/// for it, and PostgreSQL has as many servers as there are.
/// </summary>
public sealed class ServingLock : IDisposable
{
    /// <summary>How the system says that another holds it: Linux, macOS, and Windows in two ways.</summary>
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    private readonly FileStream? held;

    private ServingLock(FileStream? held) => this.held = held;

    /// <exception cref="StoreException">Another process serves from the same file; or the lock cannot be had at all.</exception>
    public static ServingLock Take(string? connectionString)
    {
        if (Stores.DatabasePath(connectionString) is not { } database)
        {
            return new(held: null);
        }

        try
        {
            // By whatever name it is asked for, it is the same file.
            var named = new FileInfo(database);
            var file = (named.Exists ? named.ResolveLinkTarget(returnFinalTarget: true) ?? named : named).FullName;
            return new(new($"{file}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException taken) when (HeldByAnother.Contains(taken.HResult))
        {
            throw new StoreException(
                $"Another ConductBot serves from the database {database} already. Stop that one first; for several at once use PostgreSQL (ConnectionStrings:ConductBot, Host=…).", taken);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The database {database} cannot be opened: {refused.Message}", refused);
        }
    }

    public void Dispose() => held?.Dispose();
}
