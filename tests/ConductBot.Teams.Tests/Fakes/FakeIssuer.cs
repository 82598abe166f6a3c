using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ConductBot.Teams;

/// <summary>
/// Plays the Bot Connector's signing side: publishes metadata and keys over HTTP, and makes tokens, good ones and whatever
/// else a test wants. Keys can be added and taken away while requests come in.
/// </summary>
internal sealed class FakeIssuer : HttpMessageHandler
{
    public const string AppId = "3d1f6a52-8c1e-4b5f-9f0e-6a1d2c3b4e5f";
    public const string Issuer = "https://api.botframework.com";
    public const string ServiceUrl = "https://smba.trafficmanager.net/uk/0a9b8c7d-1111-4222-8333-444455556666/";
    public static readonly Uri MetadataUrl = new("https://login.example.test/v1/.well-known/openidconfiguration");

    private static readonly Uri KeysUrl = new("https://login.example.test/v1/.well-known/keys");

    // Making keys is slow and says nothing about the code under test, so all tests share three.
    private static readonly RSA[] Keys = [RSA.Create(2048), RSA.Create(2048), RSA.Create(2048)];

    private readonly Lock gate = new();
    private readonly List<JsonObject> published = [];
    private readonly List<Uri> asked = [];

    public FakeIssuer() => Publish("key-1", 0);

    /// <summary>Set to have the publisher fail.</summary>
    public Func<Uri, HttpResponseMessage?>? Instead { get; set; }

    /// <summary>Awaited by every fetch before it answers.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>How often the metadata was asked for.</summary>
    public int Fetches => Asked.Count(url => url == MetadataUrl);

    public IReadOnlyList<Uri> Asked
    {
        get
        {
            lock (gate)
            {
                return [.. asked];
            }
        }
    }

    public static RSA Key(int number) => Keys[number];

    public void Publish(string keyId, int number, params string[]? endorsements)
    {
        var parameters = Keys[number].ExportParameters(includePrivateParameters: false);
        var key = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = keyId,
            ["n"] = Base64Url.EncodeToString(parameters.Modulus),
            ["e"] = Base64Url.EncodeToString(parameters.Exponent),
        };
        if (endorsements is not null)
        {
            key["endorsements"] = new JsonArray([.. (endorsements is [] ? [Channels.MSTeams] : endorsements).Select(name => JsonValue.Create(name))]);
        }

        lock (gate)
        {
            published.Add(key);
        }
    }

    /// <summary>A key of Entra's, which says whom it signs for.</summary>
    public void PublishFor(string issuer, string keyId, int number)
    {
        Publish(keyId, number, null);
        lock (gate)
        {
            published[^1]["issuer"] = issuer;
        }
    }

    public void PublishUnendorsed(string keyId, int number) => Publish(keyId, number, null);

    public void Withdraw(string keyId)
    {
        lock (gate)
        {
            published.RemoveAll(key => (string?)key["kid"] == keyId);
        }
    }

    public string KeySet()
    {
        lock (gate)
        {
            return new JsonObject { ["keys"] = new JsonArray([.. published.Select(key => key.DeepClone())]) }.ToJsonString();
        }
    }

    /// <summary>A good token, unless the test changes something about it.</summary>
    public static string Token(
        DateTimeOffset now, int key = 0, string keyId = "key-1", Action<JsonObject>? header = null, Action<JsonObject>? claims = null)
    {
        var headerFields = new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = keyId, ["x5t"] = keyId };
        var claimFields = new JsonObject
        {
            ["serviceurl"] = ServiceUrl,
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
            ["iss"] = Issuer,
            ["aud"] = AppId,
        };
        header?.Invoke(headerFields);
        claims?.Invoke(claimFields);
        return Sign(headerFields.ToJsonString(), claimFields.ToJsonString(), key);
    }

    public static string Sign(string header, string claims, int key)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(Keys[key].SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal(HttpMethod.Get, request.Method);
        Assert.Null(request.Headers.Authorization);
        lock (gate)
        {
            asked.Add(request.RequestUri!);
        }

        await Gate.WaitAsync(cancellationToken);
        if (Instead?.Invoke(request.RequestUri!) is { } other)
        {
            return other;
        }

        if (request.RequestUri == MetadataUrl)
        {
            return StrictHandler.Respond(HttpStatusCode.OK, $$"""
                {"issuer":"{{Issuer}}","jwks_uri":"{{KeysUrl}}","id_token_signing_alg_values_supported":["RS256"]}
                """);
        }

        return request.RequestUri == KeysUrl
            ? StrictHandler.Respond(HttpStatusCode.OK, KeySet())
            : throw new InvalidOperationException($"Unexpected: {request.RequestUri}");
    }
}
