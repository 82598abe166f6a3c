using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConductBot.Teams;

public class OpenIdKeySetTests
{
    private static readonly RSAParameters Good = FakeIssuer.Key(0).ExportParameters(includePrivateParameters: false);

    [Fact]
    public void A_key_for_RS256_is_taken() => Assert.NotNull(Parse(_ => { }));

    [Fact]
    public void Fields_that_say_nothing_against_it_may_be_missing() => Assert.NotNull(Parse(key => key.Remove("use")));

    public static TheoryData<string, string?> Bad => new()
    {
        { "kty", "\"EC\"" },
        { "kty", null },
        { "use", "\"enc\"" },
        { "use", "7" },
        { "alg", "\"RS512\"" },
        { "alg", "\"none\"" },
        { "kid", null },
        { "kid", "\"\"" },
        { "kid", "7" },
        { "n", null },
        { "n", "\"\"" },
        { "n", "\"not base64url!\"" },
        { "n", "\"AAAA\"" },
        { "e", null },
        { "e", "\"\"" },
        { "e", "\"AQ\"" },
        { "e", "\"AA\"" },
        { "e", "\"BA\"" },
        { "e", "\"AQAB_____________\"" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_key_that_is_not_fit_is_left_out(string field, string? json) => Assert.Null(Parse(key =>
    {
        key.Remove(field);
        if (json is not null)
        {
            key[field] = JsonNode.Parse(json);
        }
    }));

    [Fact]
    public void A_short_key_is_left_out()
    {
        using var small = RSA.Create(1024);
        var modulus = Base64Url.EncodeToString(small.ExportParameters(false).Modulus);
        var padded = Base64Url.EncodeToString([.. new byte[128], .. small.ExportParameters(false).Modulus!]);

        Assert.Null(Parse(key => key["n"] = modulus));
        Assert.Null(Parse(key => key["n"] = padded));
        Assert.Null(Parse(key => key["n"] = Base64Url.EncodeToString(Enumerable.Repeat((byte)0xFF, 5000).ToArray())));
    }

    [Fact]
    public void Of_two_keys_with_one_id_the_first_counts()
    {
        var first = Key();
        var second = Key();
        second["endorsements"] = new JsonArray("webchat");

        var set = OpenIdKeySet.Parse(Utf8(new JsonObject { ["keys"] = new JsonArray(first, second) }));

        Assert.Equal(1, set.Count);
        Assert.True(set.Find("key-1")!.Endorses("msteams"));
    }

    [Fact]
    public void What_is_no_key_at_all_is_passed_over()
    {
        var set = OpenIdKeySet.Parse(Utf8(new JsonObject { ["keys"] = new JsonArray(null, 7, "x", new JsonArray(), new JsonObject(), Key()) }));

        Assert.Equal(1, set.Count);
    }

    [Theory]
    [InlineData("""["msteams"]""", true)]
    [InlineData("""["webchat","msteams"]""", true)]
    [InlineData("""["MSTeams"]""", false)]
    [InlineData("""[]""", false)]
    [InlineData("""[7,null,{}]""", false)]
    [InlineData("\"msteams\"", false)]
    [InlineData("null", false)]
    public void A_key_endorses_the_channels_it_lists(string endorsements, bool expected) =>
        Assert.Equal(expected, Parse(key => key["endorsements"] = JsonNode.Parse(endorsements))!.Endorses("msteams"));

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"keys":7}""")]
    [InlineData("null")]
    [InlineData("x")]
    public void What_is_no_set_is_refused(string text) =>
        Assert.ThrowsAny<JsonException>(() => OpenIdKeySet.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_signature_is_verified_from_many_threads_at_once()
    {
        var key = Parse(_ => { })!;
        var signed = "signed by us"u8.ToArray();
        var signature = FakeIssuer.Key(0).SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        Parallel.For(0, 200, attempt => Assert.Equal(attempt % 2 == 0, key.Verifies(attempt % 2 == 0 ? signed : "forged"u8, signature)));
    }

    private static OpenIdKey? Parse(Action<JsonObject> change)
    {
        var key = Key();
        change(key);
        return OpenIdKeySet.Parse(Utf8(new JsonObject { ["keys"] = new JsonArray(key) })).Find("key-1");
    }

    private static JsonObject Key() => new()
    {
        ["kty"] = "RSA",
        ["use"] = "sig",
        ["kid"] = "key-1",
        ["n"] = Base64Url.EncodeToString(Good.Modulus),
        ["e"] = Base64Url.EncodeToString(Good.Exponent),
        ["endorsements"] = new JsonArray("msteams"),
    };

    private static byte[] Utf8(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
