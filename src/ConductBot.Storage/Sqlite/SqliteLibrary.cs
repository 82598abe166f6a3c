using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace ConductBot.Storage;

/// <summary>
/// Lends the managed provider the operating system's own SQLite, which is kept patched with the system. The provider
/// asks for a library called e_sqlite3, which comes in a package of native binaries that we do not use.
/// </summary>
internal static class SqliteLibrary
{
    private static readonly Lazy<bool> Loaded = new(Provide);

    /// <exception cref="StoreException">There is no SQLite on this machine.</exception>
    public static void Load() => _ = Loaded.Value;

    internal static IntPtr Find(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var handle))
            {
                return handle;
            }
        }

        throw new StoreException(
            "SQLite is not installed on this machine: install the package libsqlite3-0 (Debian, Ubuntu), sqlite-libs (Alpine, Fedora), "
            + "or use PostgreSQL.");
    }

    private static bool Provide()
    {
        var library = Find(Names());
        var provider = new SQLite3Provider_e_sqlite3();
        NativeLibrary.SetDllImportResolver(provider.GetType().Assembly, (_, _, _) => library);
        raw.SetProvider(provider);
        raw.FreezeProvider();
        return true;
    }

    private static string[] Names()
    {
        if (OperatingSystem.IsWindows())
        {
            return ["winsqlite3.dll"];
        }

        return OperatingSystem.IsMacOS()
            ? ["/usr/lib/libsqlite3.dylib", "libsqlite3.dylib"]
            : ["libsqlite3.so.0", "libsqlite3.so"];
    }
}
