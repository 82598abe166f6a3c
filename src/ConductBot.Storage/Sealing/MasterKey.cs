using System.Security.Cryptography;
using System.Text;

namespace ConductBot.Storage.Sealing;

/// <summary>The master key is missing or is not the one the data was sealed with; the message names the setting.</summary>
public sealed class MasterKeyException(string message) : Exception(message);

/// <summary>
/// The host's secret. Never used as it is: each use has a key of its own, derived by HKDF (RFC 5869). Former master
/// keys may stand beside the current one, to open what they sealed.
/// </summary>
public sealed class MasterKey
{
    internal const int IdLength = 8;
    private const string Setting = "Security:MasterKey";
    private const int Length = 32;

    /// <summary>The current key first.</summary>
    private readonly List<(byte[] Id, byte[] Secret)> keys;

    private MasterKey(IEnumerable<byte[]> secrets) =>
        keys = [.. secrets.Select(secret => (Derive(secret, "id", IdLength), secret))];

    /// <param name="current">32 bytes as base64: seals and opens.</param>
    /// <param name="former">Keys used before: they only open.</param>
    public static MasterKey FromBase64(string? current, params IEnumerable<string> former) =>
        new([Decode(current), .. former.Select(Decode)]);

    /// <summary>
    /// The key kept in a file beside a database, made when there is none. For Development only: whoever takes the
    /// folder has both. The file can be read by its owner alone.
    /// </summary>
    public static MasterKey LoadOrCreateBeside(string databasePath)
    {
        var path = databasePath + ".key";
        if (!File.Exists(path))
        {
            Create(path);
        }

        try
        {
            return FromBase64(File.ReadAllText(path).Trim());
        }
        catch (MasterKeyException)
        {
            throw new MasterKeyException($"{path} does not hold a master key: 32 bytes as base64. Put the key back, or remove it with its database.");
        }
    }

    internal byte[] CurrentId => keys[0].Id;

    internal byte[] DeriveCurrent(string purpose) => Derive(keys[0].Secret, purpose, Length);

    /// <summary>The key for a purpose from the master key with this id, or null when we do not have that one.</summary>
    internal byte[]? DeriveFrom(ReadOnlySpan<byte> id, string purpose)
    {
        foreach (var key in keys)
        {
            if (id.SequenceEqual(key.Id))
            {
                return Derive(key.Secret, purpose, Length);
            }
        }

        return null;
    }

    internal static MasterKeyException Unknown(string row) =>
        new($"{row} was sealed with a master key other than the one in {Setting}.");

    private static byte[] Derive(byte[] secret, string purpose, int length) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, length, info: Encoding.UTF8.GetBytes("conductbot/" + purpose));

    private static byte[] Decode(string? base64)
    {
        var secret = new byte[Length];
        if (string.IsNullOrWhiteSpace(base64))
        {
            throw new MasterKeyException($"{Setting} is missing: set it to 32 random bytes as base64, such as `openssl rand -base64 32` prints.");
        }

        // One byte more than wanted would not fit, so a longer key is refused too.
        if (!Convert.TryFromBase64String(base64, secret, out var written) || written != Length)
        {
            throw new MasterKeyException($"{Setting} is not 32 bytes as base64; `openssl rand -base64 32` prints a good one.");
        }

        return secret;
    }

    /// <summary>Complete under another name first, so that a second process starting at once never reads half a key.</summary>
    private static void Create(string path)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(draft, options))
        {
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length))));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
