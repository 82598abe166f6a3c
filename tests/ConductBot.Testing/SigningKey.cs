using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ConductBot.Testing;

/// <summary>A key as the Bot Connector publishes it, with its private half. New for every run of the tests.</summary>
public sealed class SigningKey : IDisposable
{
    public const string Issuer = "https://api.botframework.com";

    private readonly RSA rsa = RSA.Create(2048);

    public static SigningKey Shared { get; } = new();

    public string Id { get; } = Guid.NewGuid().ToString("N");

    public JsonObject KeySet()
    {
        var key = rsa.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = Id,
                ["n"] = Base64Url.EncodeToString(key.Modulus),
                ["e"] = Base64Url.EncodeToString(key.Exponent),
                ["endorsements"] = new JsonArray("msteams"),
            }),
        };
    }

    /// <summary>A token for one service address, good for an hour.</summary>
    public string Token(string appId, string serviceUrl, DateTimeOffset now)
    {
        return Sign(new()
        {
            ["iss"] = Issuer,
            ["aud"] = appId,
            ["serviceurl"] = serviceUrl,
            ["nbf"] = now.ToUnixTimeSeconds() - 10,
            ["exp"] = now.ToUnixTimeSeconds() + 3590,
        });
    }

    /// <summary>A token as Teams gets it from Entra for somebody who has the tab open; the test may change what it says.</summary>
    public string TabToken(string appId, string tenantId, string objectId, DateTimeOffset now, Action<JsonObject>? change = null)
    {
        var claims = new JsonObject
        {
            ["iss"] = $"https://login.microsoftonline.com/{tenantId}/v2.0",
            ["aud"] = appId,
            ["tid"] = tenantId,
            ["oid"] = objectId,
            ["scp"] = "access_as_user",
            ["ver"] = "2.0",
            ["nbf"] = now.ToUnixTimeSeconds() - 10,
            ["exp"] = now.ToUnixTimeSeconds() + 3590,
        };
        change?.Invoke(claims);
        return Sign(claims);
    }

    public void Dispose() => rsa.Dispose();

    private string Sign(JsonObject claims)
    {
        var header = new JsonObject { ["alg"] = "RS256", ["kid"] = Id, ["typ"] = "JWT" };
        var signed = $"{Part(header)}.{Part(claims)}";
        lock (rsa)
        {
            return $"{signed}.{Base64Url.EncodeToString(rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
        }
    }

    private static string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
