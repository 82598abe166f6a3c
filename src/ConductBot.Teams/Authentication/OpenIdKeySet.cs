using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;

namespace ConductBot.Teams;

/// <summary>A public key of the Bot Connector's or Entra's, and whom it may speak for.</summary>
public sealed class OpenIdKey
{
    private readonly Lock gate = new();
    private readonly RSA rsa;
    private readonly FrozenSet<string> endorsements;

    internal OpenIdKey(string id, RSA rsa, IEnumerable<string> endorsements, string? issuer = null)
    {
        Id = id;
        Issuer = issuer;
        this.rsa = rsa;
        this.endorsements = endorsements.ToFrozenSet(StringComparer.Ordinal);
    }

    public string Id { get; }

    /// <summary>The only issuer that this key signs for, with <c>{tenantid}</c> for any tenant; null where its publisher does not say.</summary>
    public string? Issuer { get; }

    /// <summary>Whether this key vouches for a channel; a key without endorsements vouches for none.</summary>
    public bool Endorses(string channelId) => endorsements.Contains(channelId);

    /// <summary>Whether this key made the signature, by RS256.</summary>
    public bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        // Making the RSA object costs several times what verifying does, so it is kept; and it promises nothing to two threads at once.
        lock (gate)
        {
            return rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }
}

/// <summary>The keys of a JSON Web Key Set (RFC 7517) that are fit for RS256; the others are left out.</summary>
public sealed class OpenIdKeySet
{
    private const int MaxKeys = 200;
    private const int MinModulusBytes = 2048 / 8;
    private const int MaxModulusBytes = 8192 / 8;
    private const int MaxExponentBytes = 8;

    private readonly FrozenDictionary<string, OpenIdKey> keys;

    private OpenIdKeySet(IEnumerable<OpenIdKey> keys) =>
        this.keys = keys.DistinctBy(key => key.Id, StringComparer.Ordinal).ToFrozenDictionary(key => key.Id, StringComparer.Ordinal);

    public int Count => keys.Count;

    public OpenIdKey? Find(string keyId) => keys.GetValueOrDefault(keyId);

    /// <exception cref="JsonException">These bytes are no key set.</exception>
    public static OpenIdKeySet Parse(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("keys", out var list)
            && list.ValueKind == JsonValueKind.Array
                ? new(list.EnumerateArray().Take(MaxKeys).Select(ReadKey).OfType<OpenIdKey>())
                : throw new JsonException("A key set must be an object with an array of keys.");
    }

    private static OpenIdKey? ReadKey(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object
            || JsonWebToken.Text(key, "kty") != "RSA"
            || (key.TryGetProperty("use", out _) && JsonWebToken.Text(key, "use") != "sig")
            || (key.TryGetProperty("alg", out _) && JsonWebToken.Text(key, "alg") != VerifiedToken.Algorithm)
            || JsonWebToken.Text(key, "kid") is not { Length: > 0 } id
            || Number(key, "n") is not { Length: >= MinModulusBytes and <= MaxModulusBytes } modulus
            || Number(key, "e") is not { Length: <= MaxExponentBytes } exponent
            || (exponent[^1] & 1) == 0 || exponent is [1])
        {
            return null;
        }

        return Rsa(new() { Modulus = modulus, Exponent = exponent }) is { } rsa
            ? new(id, rsa, Endorsements(key), JsonWebToken.Text(key, "issuer"))
            : null;
    }

    private static RSA? Rsa(RSAParameters parameters)
    {
        try
        {
            return RSA.Create(parameters);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Endorsements(JsonElement key) =>
        key.TryGetProperty("endorsements", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString() ?? "")
            : [];

    /// <summary>A positive whole number without leading zero bytes, or null.</summary>
    private static byte[]? Number(JsonElement key, string name)
    {
        if (JsonWebToken.Text(key, name) is not { } text || !Base64Url.IsValid(text))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text).AsSpan().TrimStart((byte)0);
        return bytes.IsEmpty ? null : bytes.ToArray();
    }
}
