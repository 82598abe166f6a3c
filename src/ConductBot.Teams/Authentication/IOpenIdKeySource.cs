namespace ConductBot.Teams;

/// <summary>Where a validator gets the keys that the Bot Connector, or Entra, signs with.</summary>
public interface IOpenIdKeySource
{
    /// <summary>Looks a key up by its id; may have to ask for fresh keys first.</summary>
    ValueTask<OpenIdKeyLookup> FindAsync(string keyId, CancellationToken cancellationToken);
}

/// <summary>The key; or none, either because there is no such key or because no keys could be had.</summary>
public readonly record struct OpenIdKeyLookup(OpenIdKey? Key, bool KeysAvailable)
{
    public static OpenIdKeyLookup Unknown => new(null, KeysAvailable: true);

    public static OpenIdKeyLookup Unavailable => new(null, KeysAvailable: false);

    public static OpenIdKeyLookup Found(OpenIdKey key) => new(key, KeysAvailable: true);
}
