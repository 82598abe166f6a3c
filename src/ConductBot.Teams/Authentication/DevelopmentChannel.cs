using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ConductBot.Teams;

/// <summary>
/// Stands in for the Bot Connector on a developer's machine: signs requests to this very process with a key that never leaves
/// it, and shows the public half to the same validator. For the Development environment only; whatever it signs can only
/// name a service on this machine.
/// </summary>
public sealed class DevelopmentChannel : IOpenIdKeySource, ITokenSource, IDisposable
{
    /// <summary>Who issues the tab's tokens here: nobody whom any other server believes.</summary>
    public const string TabIssuer = "urn:conductbot:development:{tenantid}";

    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly RSA rsa = RSA.Create(2048);
    private readonly string keyId = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(20));
    private readonly string botToken = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
    private readonly OpenIdKeySet keys;
    private readonly BotFrameworkOptions options;
    private readonly IOpenIdKeySource? published;
    private readonly TimeProvider time;

    /// <param name="options">Whose app id the tokens are for.</param>
    /// <param name="time">The clock.</param>
    /// <param name="published">Where to look for keys that are not this channel's own, if anywhere.</param>
    public DevelopmentChannel(BotFrameworkOptions options, TimeProvider time, IOpenIdKeySource? published = null)
    {
        this.options = options;
        this.time = time;
        this.published = published;
        keys = OpenIdKeySet.Parse(Encoding.UTF8.GetBytes(PublicKeys().ToJsonString()));
    }

    public ValueTask<OpenIdKeyLookup> FindAsync(string keyId, CancellationToken cancellationToken) =>
        keys.Find(keyId) is { } key ? ValueTask.FromResult(OpenIdKeyLookup.Found(key))
            : published is not null ? published.FindAsync(keyId, cancellationToken)
            : ValueTask.FromResult(OpenIdKeyLookup.Unknown);

    /// <summary>The Authorization header for an activity that names this service URL.</summary>
    /// <exception cref="ArgumentException">The service is not on this machine.</exception>
    public string Authorize(string serviceUrl)
    {
        if (!Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) || !url.IsLoopback)
        {
            throw new ArgumentException("Only services on this machine are vouched for.", nameof(serviceUrl));
        }

        return $"Bearer {Sign(new()
        {
            ["serviceurl"] = serviceUrl,
            ["iss"] = options.Issuer,
            ["aud"] = options.MicrosoftAppId,
        })}";
    }

    /// <summary>A token as Teams would give the tab for this person.</summary>
    public string TabToken(string tenantId, string objectId) => Sign(new()
    {
        ["iss"] = TabIssuer.Replace(TabTokenValidator.AnyTenant, tenantId, StringComparison.Ordinal),
        ["aud"] = options.MicrosoftAppId,
        ["tid"] = tenantId,
        ["oid"] = objectId,
        ["scp"] = TabTokenValidator.Scope,
    });

    /// <summary>The token the bot answers with, when it has no credentials of its own.</summary>
    public Task<BearerToken> GetTokenAsync(string scope, CancellationToken cancellationToken) =>
        Task.FromResult(new BearerToken(botToken, time.GetUtcNow() + Life));

    /// <summary>Whether a request to the stand-in's own connector comes from the bot.</summary>
    public bool IsFromBot(string? authorization) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(authorization ?? ""), Encoding.UTF8.GetBytes($"Bearer {botToken}"));

    public void Dispose() => rsa.Dispose();

    private string Sign(JsonObject claims)
    {
        var now = time.GetUtcNow();
        claims["nbf"] = now.ToUnixTimeSeconds();
        claims["exp"] = (now + Life).ToUnixTimeSeconds();
        var header = new JsonObject { ["typ"] = "JWT", ["alg"] = VerifiedToken.Algorithm, ["kid"] = keyId, ["x5t"] = keyId };
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private JsonObject PublicKeys()
    {
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = keyId,
                ["n"] = Base64Url.EncodeToString(parameters.Modulus),
                ["e"] = Base64Url.EncodeToString(parameters.Exponent),
                ["endorsements"] = new JsonArray(Channels.MSTeams),
            }),
        };
    }
}
