using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConductBot.Teams;

public sealed class ConnectorTokenValidatorTests : IDisposable
{
    private static readonly ActivityClaims Good = new(FakeIssuer.ServiceUrl, "msteams", $"28:{FakeIssuer.AppId}", ["0a9b8c7d-1111-4222-8333-444455556666"]);

    private readonly ManualTime time = new();
    private readonly FakeIssuer issuer = new();
    private readonly BotFrameworkOptions options = new() { MicrosoftAppId = FakeIssuer.AppId };
    private readonly OpenIdKeys keys;
    private readonly ConnectorTokenValidator validator;

    public ConnectorTokenValidatorTests()
    {
        keys = new(FakeIssuer.MetadataUrl, issuer, time, NullLogger<OpenIdKeys>.Instance, () => 0.5);
        validator = new(options, keys, time, NullLogger<ConnectorTokenValidator>.Instance);
    }

    public void Dispose()
    {
        keys.Dispose();
        issuer.Dispose();
    }

    [Fact]
    public async Task A_token_of_the_connectors_for_this_activity_is_accepted() =>
        Assert.Equal(new AuthenticationResult.Accepted(FakeIssuer.ServiceUrl, "key-1"), await Judge($"Bearer {Token()}"));

    [Fact]
    public async Task A_key_that_rolls_over_under_traffic_costs_no_good_request()
    {
        // Two keys at a time, as they are published: the old one signs until its last token is over.
        for (var round = 1; round <= 12; round++)
        {
            issuer.Publish($"key-{round + 1}", (round + 1) % 3);
            var requests = Enumerable.Range(0, 30).Select(number =>
            {
                var key = round + (number % 2);
                return Task.Run(() => Judge($"Bearer {FakeIssuer.Token(time.GetUtcNow(), key: key == 1 ? 0 : key % 3, keyId: $"key-{key}")}"));
            });

            Assert.All(await Task.WhenAll(requests), result => Assert.IsType<AuthenticationResult.Accepted>(result));
            issuer.Withdraw($"key-{round}");
            time.Advance(TimeSpan.FromMinutes(5));
        }
    }

    [Fact]
    public async Task Without_an_app_id_everything_is_refused()
    {
        options.MicrosoftAppId = null;

        await Refuses(401, RejectionReason.NotConfigured, Token());
        Assert.Equal(0, issuer.Fetches);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("bearer a.b.c")]
    [InlineData("a.b.c")]
    public async Task There_must_be_a_bearer_token(string? authorization) =>
        Assert.Equal(new AuthenticationResult.Rejected(401, RejectionReason.NoToken), await Judge(authorization));

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d")]
    [InlineData("..")]
    [InlineData("{}.{}.x")]
    [InlineData("e30.e30.")]
    [InlineData("e30=.e30=.e30=")]
    [InlineData(" e30.e30.e30")]
    [InlineData("e30.e30.e30 ")]
    [InlineData("e30.e30.e3+")]
    [InlineData("e30.e30.e3/")]
    [InlineData("e.e30.e30")]
    [InlineData("W10.e30.e30")]
    [InlineData("bnVsbA.e30.e30")]
    [InlineData("é30.e30.e30")]
    public async Task What_is_no_token_is_refused(string token) => await Refuses(401, RejectionReason.MalformedToken, token);

    [Fact]
    public async Task An_oversized_token_is_refused_without_being_looked_at() =>
        await Refuses(401, RejectionReason.MalformedToken, Token(claims: claims => claims["padding"] = new string('x', 16 * 1024)));

    [Theory]
    [InlineData("""{"alg":"RS256","kid":"key-1","kid":"key-2"}""")]
    [InlineData("""{"alg":"none","alg":"RS256","kid":"key-1"}""")]
    [InlineData("""{"alg":"RS256","\u0061lg":"none","kid":"key-1"}""")]
    [InlineData("""{"alg":"RS256","kid":"\ud800"}""")]
    [InlineData("""{"alg":"RS256","kid":"key-1","x":[[[[[[[[[[1]]]]]]]]]]}""")]
    [InlineData("""{"alg":"RS256","kid":"key-1"} """ + "x")]
    public async Task A_header_that_two_readers_could_read_differently_is_refused(string header) =>
        await Refuses(401, RejectionReason.MalformedToken, FakeIssuer.Sign(header, "{}", 0));

    [Theory]
    [InlineData("""{"kid":"key-1"}""")]
    [InlineData("""{"alg":"RS256"}""")]
    [InlineData("""{"alg":256,"kid":"key-1"}""")]
    [InlineData("""{"alg":"RS256","kid":["key-1"]}""")]
    [InlineData("""{"alg":"RS256","kid":""}""")]
    [InlineData("""{"alg":"RS256","kid":"key-1","crit":["exp"]}""")]
    [InlineData("""{"alg":"RS256","kid":"key-1","jku":"https://evil.test/keys"}""")]
    [InlineData("""{"alg":"RS256","kid":"key-1","jwk":{}}""")]
    [InlineData("""{"alg":"RS256","kid":"key-1","x5u":"https://evil.test/"}""")]
    [InlineData("""{"alg":"RS256","kid":"key-1","zip":"DEF"}""")]
    [InlineData("""{"alg":"RS256","kid":"key-1","typ":"JWE"}""")]
    [InlineData("""{"alg":"RS256","kid":"key-1","typ":7}""")]
    public async Task A_header_that_lacks_something_or_brings_its_own_rules_is_refused(string header)
    {
        await Refuses(401, RejectionReason.UnacceptableHeader, FakeIssuer.Sign(header, "{}", 0));
        await Refuses(401, RejectionReason.UnacceptableHeader, Token(header: fields => fields["kid"] = new string('k', 129)));
        Assert.Equal(0, issuer.Fetches);
    }

    [Theory]
    [InlineData("jwt")]
    [InlineData("JWT")]
    [InlineData(null)]
    public async Task A_type_may_be_missing_or_in_any_case(string? type) =>
        await Accepts(Token(header: fields =>
        {
            fields.Remove("typ");
            if (type is not null)
            {
                fields["typ"] = type;
            }
        }));

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("RS384")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    [InlineData("rs256")]
    [InlineData("RS256 ")]
    public async Task Only_the_connectors_own_algorithm_will_do(string algorithm)
    {
        await Refuses(401, RejectionReason.WrongAlgorithm, Token(header: fields => fields["alg"] = algorithm));
        Assert.Equal(0, issuer.Fetches);
    }

    [Fact]
    public async Task A_public_key_is_no_shared_secret()
    {
        var token = Token(header: fields => fields["alg"] = "HS256");
        var signed = token[..token.LastIndexOf('.')];
        var mac = HMACSHA256.HashData(Encoding.ASCII.GetBytes(FakeIssuer.Key(0).ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(signed));

        await Refuses(401, RejectionReason.WrongAlgorithm, $"{signed}.{Base64Url.EncodeToString(mac)}");
    }

    [Fact]
    public async Task A_signature_by_another_key_or_scheme_is_refused()
    {
        await Refuses(401, RejectionReason.BadSignature, FakeIssuer.Token(time.GetUtcNow(), key: 1));

        var token = Token();
        var signed = token[..token.LastIndexOf('.')];
        var pss = FakeIssuer.Key(0).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        var sha512 = FakeIssuer.Key(0).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1);
        await Refuses(401, RejectionReason.BadSignature, $"{signed}.{Base64Url.EncodeToString(pss)}");
        await Refuses(401, RejectionReason.BadSignature, $"{signed}.{Base64Url.EncodeToString(sha512)}");
        await Refuses(401, RejectionReason.BadSignature, $"{signed}.AAAA");
        await Refuses(401, RejectionReason.BadSignature, $"{signed}.{new string('A', 4096)}");
    }

    [Fact]
    public async Task Any_change_to_what_was_signed_is_noticed()
    {
        var parts = Token().Split('.');
        var other = Token(claims: fields => fields["tid"] = "evil").Split('.');

        await Refuses(401, RejectionReason.BadSignature, $"{parts[0]}.{other[1]}.{parts[2]}");
        await Refuses(401, RejectionReason.BadSignature, $"{FakeIssuer.Encode("""{"alg":"RS256","kid":"key-1"}""")}.{parts[1]}.{parts[2]}");
    }

    [Theory]
    [InlineData("https://api.botframework.us")]
    [InlineData("https://api.botframework.com/")]
    [InlineData("HTTPS://api.botframework.com")]
    [InlineData("https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/")]
    [InlineData(null)]
    public async Task Only_the_connector_may_have_issued_it(string? name) =>
        await Refuses(401, RejectionReason.WrongIssuer, Token(claims: fields => fields["iss"] = name));

    [Fact]
    public async Task It_must_be_for_us_and_only_for_us()
    {
        await Refuses(401, RejectionReason.WrongAudience, Token(claims: fields => fields["aud"] = "00000000-0000-0000-0000-0000000000ff"));
        await Refuses(401, RejectionReason.WrongAudience, Token(claims: fields => fields["aud"] = $"api://{FakeIssuer.AppId}"));
        await Refuses(401, RejectionReason.WrongAudience, Token(claims: fields => fields["aud"] = new JsonArray(FakeIssuer.AppId, "00000000-0000-0000-0000-0000000000ff")));
        await Refuses(401, RejectionReason.WrongAudience, Token(claims: fields => fields["aud"] = new JsonArray(FakeIssuer.AppId)));
        await Refuses(401, RejectionReason.WrongAudience, Token(claims: fields => fields.Remove("aud")));
        await Accepts(Token(claims: fields => fields["aud"] = FakeIssuer.AppId.ToUpperInvariant()));
    }

    [Fact]
    public async Task Claims_given_twice_are_refused()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();

        await Refuses(401, RejectionReason.MalformedToken, FakeIssuer.Sign(
            """{"alg":"RS256","kid":"key-1"}""",
            $$"""{"iss":"{{FakeIssuer.Issuer}}","aud":"x","aud":"{{FakeIssuer.AppId}}","nbf":{{now}},"exp":{{now + 60}},"serviceurl":"{{FakeIssuer.ServiceUrl}}"}""",
            0));
        await Refuses(401, RejectionReason.MalformedToken, FakeIssuer.Sign("""{"alg":"RS256","kid":"key-1"}""", "[]", 0));
        await Refuses(401, RejectionReason.MalformedToken, FakeIssuer.Sign("""{"alg":"RS256","kid":"key-1"}""", "not json", 0));
    }

    [Theory]
    [InlineData(-299, true)]
    [InlineData(-300, false)]
    [InlineData(-301, false)]
    public async Task It_is_good_until_five_minutes_after_its_end(int secondsLeft, bool accepted)
    {
        var token = Token(claims: fields =>
        {
            fields["exp"] = time.GetUtcNow().ToUnixTimeSeconds() + secondsLeft;
            fields["nbf"] = time.GetUtcNow().ToUnixTimeSeconds() - 3600;
        });

        await (accepted ? Accepts(token) : Refuses(401, RejectionReason.Expired, token));
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public async Task It_is_good_from_five_minutes_before_its_beginning(int secondsToGo, bool accepted)
    {
        var token = Token(claims: fields =>
        {
            fields["nbf"] = time.GetUtcNow().ToUnixTimeSeconds() + secondsToGo;
            fields["exp"] = time.GetUtcNow().ToUnixTimeSeconds() + 3600;
        });

        await (accepted ? Accepts(token) : Refuses(401, RejectionReason.NotYetValid, token));
    }

    [Theory]
    [InlineData("exp", null)]
    [InlineData("nbf", null)]
    [InlineData("exp", "\"1799659999\"")]
    [InlineData("exp", "true")]
    [InlineData("exp", "1e300")]
    [InlineData("exp", "1e999")]
    [InlineData("nbf", "-1e300")]
    [InlineData("nbf", "[]")]
    public async Task It_must_say_from_when_to_when_as_numbers(string claim, string? json) =>
        await Refuses(401, RejectionReason.BadLifetime, Token(claims: fields =>
        {
            fields.Remove(claim);
            if (json is not null)
            {
                fields[claim] = JsonNode.Parse(json);
            }
        }));

    [Fact]
    public async Task It_may_live_for_a_day_but_not_longer_and_not_backwards()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();

        await Accepts(Token(claims: fields => (fields["nbf"], fields["exp"]) = (now, now + 86_400)));
        await Refuses(401, RejectionReason.BadLifetime, Token(claims: fields => (fields["nbf"], fields["exp"]) = (now, now + 86_401)));
        await Refuses(401, RejectionReason.BadLifetime, Token(claims: fields => (fields["nbf"], fields["exp"]) = (now + 60, now)));
    }

    [Fact]
    public async Task The_key_must_be_endorsed_for_the_channel()
    {
        issuer.Publish("key-webchat", 1, "webchat", "MSTeams");
        issuer.PublishUnendorsed("key-bare", 2);

        await Refuses(403, RejectionReason.KeyNotEndorsed, FakeIssuer.Token(time.GetUtcNow(), 1, "key-webchat"));
        await Refuses(403, RejectionReason.KeyNotEndorsed, FakeIssuer.Token(time.GetUtcNow(), 2, "key-bare"));
    }

    [Theory]
    [InlineData("webchat")]
    [InlineData("MSTEAMS")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Only_teams_is_listened_to(string? channel)
    {
        issuer.Publish("key-webchat", 1, "webchat", "");

        await Refuses(403, RejectionReason.WrongChannel, Token(), Good with { ChannelId = channel });
        await Refuses(403, RejectionReason.WrongChannel, FakeIssuer.Token(time.GetUtcNow(), 1, "key-webchat"), Good with { ChannelId = channel });
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/uk/0a9b8c7d-1111-4222-8333-444455556666", false)]
    [InlineData("https://smba.trafficmanager.net/uk/0a9b8c7d-1111-4222-8333-444455556666//", false)]
    [InlineData("https://smba.trafficmanager.net/UK/0a9b8c7d-1111-4222-8333-444455556666/", false)]
    [InlineData("https://smba.trafficmanager.net:8443/uk/0a9b8c7d-1111-4222-8333-444455556666/", false)]
    [InlineData("https://smba.trafficmanager.net.evil.test/uk/0a9b8c7d-1111-4222-8333-444455556666/", false)]
    [InlineData("https://evil.test/uk/0a9b8c7d-1111-4222-8333-444455556666/", false)]
    [InlineData("http://smba.trafficmanager.net/uk/0a9b8c7d-1111-4222-8333-444455556666/", false)]
    [InlineData("https://\u017fmba.trafficmanager.net/uk/0a9b8c7d-1111-4222-8333-444455556666/", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("HTTPS://SMBA.TrafficManager.net/uk/0a9b8c7d-1111-4222-8333-444455556666/", true)]
    public async Task The_service_url_is_the_one_the_token_was_given_for(string? stated, bool accepted)
    {
        await (accepted
            ? Accepts(Token(), Good with { ServiceUrl = stated })
            : Refuses(403, RejectionReason.WrongServiceUrl, Token(), Good with { ServiceUrl = stated }));
        await (accepted
            ? Accepts(Token(claims: fields => fields["serviceurl"] = stated))
            : Refuses(403, RejectionReason.WrongServiceUrl, Token(claims: fields => fields["serviceurl"] = stated)));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("x:")]
    [InlineData("/uk/")]
    [InlineData("")]
    [InlineData("ftp://smba.trafficmanager.net/")]
    [InlineData("file:///etc/")]
    [InlineData("http://smba.trafficmanager.net/uk/")]
    public async Task What_our_token_could_never_be_sent_to_is_no_service_url_even_when_both_agree(string text) =>
        await Refuses(403, RejectionReason.WrongServiceUrl, Token(claims: fields => fields["serviceurl"] = text), Good with { ServiceUrl = text });

    [Theory]
    [InlineData("http://localhost:56150/_connector")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("https://smba.trafficmanager.net")]
    public async Task A_service_url_on_this_machine_may_do_without_https(string text) =>
        await Accepts(Token(claims: fields => fields["serviceurl"] = text), Good with { ServiceUrl = text });

    [Fact]
    public async Task The_camel_case_name_of_the_documentation_is_not_the_claim() =>
        await Refuses(403, RejectionReason.WrongServiceUrl, Token(claims: fields =>
        {
            fields.Remove("serviceurl");
            fields["serviceUrl"] = FakeIssuer.ServiceUrl;
        }));

    [Theory]
    [InlineData("28:00000000-0000-0000-0000-0000000000ff")]
    [InlineData("29:1somebody")]
    [InlineData("28:evil" + FakeIssuer.AppId)]
    [InlineData("28:" + FakeIssuer.AppId + "x")]
    [InlineData("28:")]
    [InlineData("")]
    [InlineData(null)]
    public async Task An_activity_for_another_bot_is_refused(string? recipient) =>
        await Refuses(403, RejectionReason.WrongRecipient, Token(), Good with { RecipientId = recipient });

    [Fact]
    public async Task Only_the_tenants_in_the_settings_are_served_when_there_are_any()
    {
        await Accepts(Token(), Good with { TenantIds = [] });

        options.AllowedTenants = ["0A9B8C7D-1111-4222-8333-444455556666", "b"];
        await Accepts(Token());
        await Accepts(Token(), Good with { TenantIds = ["b", "B"] });
        await Refuses(403, RejectionReason.WrongTenant, Token(), Good with { TenantIds = ["c"] });
        await Refuses(403, RejectionReason.WrongTenant, Token(), Good with { TenantIds = ["b", "c"] });
        await Refuses(403, RejectionReason.WrongTenant, Token(), Good with { TenantIds = [] });
    }

    [Fact]
    public void An_activitys_tenant_is_taken_from_both_places_that_name_it()
    {
        var activity = Samples.Activity("message-personal");
        activity.ChannelData!.Tenant!.Id = "another";

        Assert.Equal(["0a9b8c7d-1111-4222-8333-444455556666", "another"], ActivityClaims.Of(activity).TenantIds);
        Assert.Equal((null, null, null, 0), (ActivityClaims.Of(new()).ServiceUrl, ActivityClaims.Of(new()).ChannelId, ActivityClaims.Of(new()).RecipientId, ActivityClaims.Of(new()).TenantIds.Count));
    }

    [Fact]
    public async Task Every_sample_is_accepted_with_a_token_of_its_own()
    {
        foreach (var name in Samples.Names)
        {
            await Accepts(Token(), ActivityClaims.Of(Samples.Activity(name)));
        }
    }

    [Fact]
    public async Task A_key_nobody_knows_is_asked_for_once()
    {
        await Accepts(Token());
        Assert.Equal(1, issuer.Fetches);

        for (var request = 0; request < 50; request++)
        {
            await Refuses(401, RejectionReason.UnknownKey, FakeIssuer.Token(time.GetUtcNow(), 0, "made-up"));
        }

        Assert.Equal(2, issuer.Fetches);
    }

    [Fact]
    public async Task While_keys_cannot_be_had_nothing_is_believed()
    {
        issuer.Instead = _ => new(System.Net.HttpStatusCode.ServiceUnavailable);

        await Refuses(401, RejectionReason.KeysUnavailable, Token());
    }

    private string Token(Action<JsonObject>? header = null, Action<JsonObject>? claims = null) => FakeIssuer.Token(time.GetUtcNow(), header: header, claims: claims);

    private Task<AuthenticationResult> Judge(string? authorization, ActivityClaims? activity = null) => validator.ValidateAsync(authorization, activity ?? Good);

    private async Task Accepts(string token, ActivityClaims? activity = null) =>
        Assert.IsType<AuthenticationResult.Accepted>(await Judge($"Bearer {token}", activity));

    private async Task Refuses(int status, RejectionReason reason, string token, ActivityClaims? activity = null) =>
        Assert.Equal(new AuthenticationResult.Rejected(status, reason), await Judge($"Bearer {token}", activity));
}
