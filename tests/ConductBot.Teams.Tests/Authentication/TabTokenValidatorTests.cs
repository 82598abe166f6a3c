using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConductBot.Teams;

public sealed class TabTokenValidatorTests : IDisposable
{
    private const string Tenant = "5c4001d5-77aa-4b6e-9d4f-0a1b2c3d4e5f";
    private const string OtherTenant = "9188040d-6c67-4c5b-b112-36a304b66dad";
    private const string Person = "258f0a59-caa4-452d-ab58-1db67db5fb80";

    private static readonly string[] Tenants = ["0a9b8c7d-1111-4222-8333-444455556666", Tenant];

    private readonly ManualTime time = new();
    private readonly FakeIssuer issuer = new();
    private readonly BotFrameworkOptions options = new() { MicrosoftAppId = FakeIssuer.AppId };
    private readonly OpenIdKeys keys;
    private readonly TabTokenValidator validator;

    public TabTokenValidatorTests()
    {
        keys = new(FakeIssuer.MetadataUrl, issuer, time, NullLogger<OpenIdKeys>.Instance, () => 0.5, "Entra");
        validator = new(options, TabTokenValidator.IssuersOf(TeamsCloud.Public), keys, time, NullLogger<TabTokenValidator>.Instance);
    }

    // What is done to a good token, as a claim and its JSON (null: left out), and why it is no good then.
    public static TheoryData<string, string?, RejectionReason> Wrong => new()
    {
        { "iss", null, RejectionReason.WrongIssuer },
        { "iss", "\"https://login.microsoftonline.com/5c4001d5-77aa-4b6e-9d4f-0a1b2c3d4e5f/v2.0/\"", RejectionReason.WrongIssuer },
        { "iss", "\"https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0\"", RejectionReason.WrongIssuer },
        { "iss", "\"https://login.microsoftonline.com/common/v2.0\"", RejectionReason.WrongIssuer },
        { "iss", "\"https://login.microsoftonline.com/{tenantid}/v2.0\"", RejectionReason.WrongIssuer },
        { "iss", "\"https://login.microsoftonline.us/5c4001d5-77aa-4b6e-9d4f-0a1b2c3d4e5f/v2.0\"", RejectionReason.WrongIssuer },
        { "iss", "\"https://sts.windows.net/5c4001d5-77aa-4b6e-9d4f-0a1b2c3d4e5f\"", RejectionReason.WrongIssuer },
        { "iss", "\"https://sts.windows.net/9188040d-6c67-4c5b-b112-36a304b66dad/\"", RejectionReason.WrongIssuer },
        { "iss", "\"https://api.botframework.com\"", RejectionReason.WrongIssuer },
        { "iss", "[\"https://login.microsoftonline.com/5c4001d5-77aa-4b6e-9d4f-0a1b2c3d4e5f/v2.0\"]", RejectionReason.WrongIssuer },
        { "tid", null, RejectionReason.WrongTenant },
        { "tid", "\"\"", RejectionReason.WrongTenant },
        { "tid", "\"common\"", RejectionReason.WrongTenant },
        { "tid", "\"9188040d-6c67-4c5b-b112-36a304b66dad\"", RejectionReason.WrongTenant },
        { "tid", "[\"5c4001d5-77aa-4b6e-9d4f-0a1b2c3d4e5f\"]", RejectionReason.WrongTenant },
        { "aud", null, RejectionReason.WrongAudience },
        { "aud", "\"00000003-0000-0000-c000-000000000000\"", RejectionReason.WrongAudience },
        { "aud", "\"api://conductbot.school.example/botid-3d1f6a52-8c1e-4b5f-9f0e-6a1d2c3b4e5f\"", RejectionReason.WrongAudience },
        { "aud", "\"api://botid-00000003-0000-0000-c000-000000000000\"", RejectionReason.WrongAudience },
        { "aud", "\"28:3d1f6a52-8c1e-4b5f-9f0e-6a1d2c3b4e5f\"", RejectionReason.WrongAudience },
        { "aud", "[\"3d1f6a52-8c1e-4b5f-9f0e-6a1d2c3b4e5f\"]", RejectionReason.WrongAudience },
        { "exp", null, RejectionReason.BadLifetime },
        { "exp", "\"4102444800\"", RejectionReason.BadLifetime },
        { "exp", "4102444800", RejectionReason.BadLifetime },
        { "nbf", null, RejectionReason.BadLifetime },
        { "nbf", "true", RejectionReason.BadLifetime },
        { "nbf", "4102444800", RejectionReason.BadLifetime },
        { "scp", null, RejectionReason.WrongScope },
        { "scp", "\"\"", RejectionReason.WrongScope },
        { "scp", "\"User.Read\"", RejectionReason.WrongScope },
        { "scp", "\"access_as_user2 Access_As_User\"", RejectionReason.WrongScope },
        { "scp", "[\"access_as_user\"]", RejectionReason.WrongScope },
        { "oid", null, RejectionReason.WrongPerson },
        { "oid", "\"\"", RejectionReason.WrongPerson },
        { "oid", "\"dsl@school.example\"", RejectionReason.WrongPerson },
        { "oid", "\"{258f0a59-caa4-452d-ab58-1db67db5fb80}\"", RejectionReason.WrongPerson },
        { "oid", "17", RejectionReason.WrongPerson },
    };

    public void Dispose()
    {
        keys.Dispose();
        issuer.Dispose();
    }

    [Fact]
    public async Task A_token_of_Entras_for_our_app_says_who_looks() =>
        Assert.Equal(new TabAuthentication.Accepted(Tenant, Person), await Judge(Token()));

    [Fact]
    public async Task So_does_one_of_version_1_whose_scope_is_among_others() => Assert.Equal(
        new TabAuthentication.Accepted(Tenant, Person),
        await Judge(Token(claims =>
        {
            claims["iss"] = $"https://sts.windows.net/{Tenant}/";
            claims["aud"] = $"api://botid-{FakeIssuer.AppId}";
            claims["scp"] = "User.Read access_as_user";
            claims["ver"] = "1.0";
        })));

    [Fact]
    public async Task The_apps_id_with_a_host_is_believed_where_the_settings_name_that_host()
    {
        var token = Token(claims => claims["aud"] = $"api://conductbot.school.example/botid-{FakeIssuer.AppId.ToUpperInvariant()}");
        await Refuses(RejectionReason.WrongAudience, token);

        options.TabHost = "conductbot.school.example";

        Assert.IsType<TabAuthentication.Accepted>(await Judge(token));
        await Refuses(RejectionReason.WrongAudience, Token(claims => claims["aud"] = $"api://elsewhere.example/botid-{FakeIssuer.AppId}"));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_token_of_which_one_thing_is_wrong_is_refused(string claim, string? value, RejectionReason reason) =>
        await Refuses(reason, Token(claims =>
        {
            claims.Remove(claim);
            if (value is not null)
            {
                claims[claim] = JsonNode.Parse(value);
            }
        }));

    [Fact]
    public async Task Where_no_school_is_served_nobody_is_let_in() =>
        Assert.Equal(new TabAuthentication.Rejected(RejectionReason.WrongTenant), await validator.ValidateAsync($"Bearer {Token()}", []));

    [Fact]
    public async Task Without_an_app_id_nobody_is_let_in_and_nothing_is_asked()
    {
        options.MicrosoftAppId = null;

        await Refuses(RejectionReason.NotConfigured, Token());
        Assert.Equal(0, issuer.Fetches);
    }

    [Theory]
    [InlineData(null, RejectionReason.NoToken)]
    [InlineData("", RejectionReason.NoToken)]
    [InlineData("Basic dXNlcjpwYXNz", RejectionReason.NoToken)]
    [InlineData("Bearer ", RejectionReason.MalformedToken)]
    [InlineData("Bearer e30.e30.e30", RejectionReason.UnacceptableHeader)]
    [InlineData("Bearer a.b", RejectionReason.MalformedToken)]
    public async Task There_must_be_a_token(string? authorization, RejectionReason reason) =>
        Assert.Equal(new TabAuthentication.Rejected(reason), await validator.ValidateAsync(authorization, Tenants));

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("PS256")]
    [InlineData("RS512")]
    public async Task Only_RS256_will_do(string algorithm)
    {
        await Refuses(RejectionReason.WrongAlgorithm, Token(header: header => header["alg"] = algorithm));
        Assert.Equal(0, issuer.Fetches);
    }

    [Fact]
    public async Task What_another_key_signed_or_was_changed_afterwards_is_refused()
    {
        await Refuses(RejectionReason.BadSignature, Token(key: 1));
        var parts = Token().Split('.');
        var other = Token(claims => claims["oid"] = "00000000-0000-4000-8000-000000000001").Split('.');
        await Refuses(RejectionReason.BadSignature, $"{parts[0]}.{other[1]}.{parts[2]}");
    }

    [Fact]
    public async Task A_key_is_used_once_it_is_published_and_refused_once_it_is_not()
    {
        await Accepts(Token());
        issuer.Publish("key-2", 1);
        await Accepts(Token(key: 1, header: header => header["kid"] = "key-2"));
        await Refuses(RejectionReason.UnknownKey, Token(key: 2, header: header => header["kid"] = "key-3"));

        issuer.Withdraw("key-1");
        Assert.True(await keys.RefreshAsync(TestContext.Current.CancellationToken));
        await Refuses(RejectionReason.UnknownKey, Token());
        await Accepts(Token(key: 1, header: header => header["kid"] = "key-2"));
    }

    [Fact]
    public async Task Without_keys_nobody_is_let_in()
    {
        issuer.Instead = _ => throw new HttpRequestException("down");

        await Refuses(RejectionReason.KeysUnavailable, Token());
    }

    [Theory]
    [InlineData("https://login.microsoftonline.com/{tenantid}/v2.0", true)]
    [InlineData($"https://login.microsoftonline.com/{Tenant}/v2.0", true)]
    [InlineData($"https://login.microsoftonline.com/{OtherTenant}/v2.0", false)]
    [InlineData("https://login.microsoftonline.us/{tenantid}/v2.0", false)]
    public async Task A_key_that_is_for_one_tenant_signs_for_no_other(string keyIssuer, bool accepted)
    {
        issuer.PublishFor(keyIssuer, "key-of-somebody", 2);
        var token = Token(key: 2, header: header => header["kid"] = "key-of-somebody");

        if (accepted)
        {
            await Accepts(token);
        }
        else
        {
            await Refuses(RejectionReason.WrongIssuer, token);
        }
    }

    [Fact]
    public async Task Five_minutes_of_a_wrong_clock_are_forgiven_and_no_more()
    {
        var token = Token();
        time.Advance(TimeSpan.FromMinutes(65) - TimeSpan.FromSeconds(1));
        await Accepts(token);
        time.Advance(TimeSpan.FromSeconds(1));
        await Refuses(RejectionReason.Expired, token);

        var early = Token(claims =>
        {
            claims["nbf"] = time.GetUtcNow().AddMinutes(5).AddSeconds(1).ToUnixTimeSeconds();
            claims["exp"] = time.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        });
        await Refuses(RejectionReason.NotYetValid, early);
        time.Advance(TimeSpan.FromSeconds(1));
        await Accepts(early);
    }

    [Fact]
    public async Task The_reason_is_in_the_log_and_the_token_is_not()
    {
        var lines = new Lines();
        var logging = new TabTokenValidator(options, TabTokenValidator.IssuersOf(TeamsCloud.Public), keys, time, lines);
        var token = Token(claims => claims["scp"] = "User.Read");

        await logging.ValidateAsync($"Bearer {token}", Tenants);

        Assert.Equal(["Warning: A request of the tab was refused with 401: WrongScope"], lines.All);
    }

    [Fact]
    public async Task A_token_of_Development_is_believed_by_its_own_process_alone()
    {
        using var channel = new DevelopmentChannel(options, time);
        var own = new TabTokenValidator(options, [DevelopmentChannel.TabIssuer], channel, time, NullLogger<TabTokenValidator>.Instance);
        var token = channel.TabToken(Tenant, Person);

        Assert.Equal(new TabAuthentication.Accepted(Tenant, Person), await own.ValidateAsync($"Bearer {token}", Tenants));
        await Refuses(RejectionReason.UnknownKey, token);
        Assert.Equal(
            new TabAuthentication.Rejected(RejectionReason.WrongIssuer),
            await new TabTokenValidator(options, TabTokenValidator.IssuersOf(TeamsCloud.Public), channel, time, NullLogger<TabTokenValidator>.Instance)
                .ValidateAsync($"Bearer {token}", Tenants));
        Assert.IsType<TabAuthentication.Rejected>(await own.ValidateAsync(channel.Authorize("http://localhost:3978/"), Tenants));
    }

    [Fact]
    public void Each_cloud_has_issuers_and_keys_of_its_own()
    {
        Assert.Equal(
            ["https://login.partner.microsoftonline.cn/{tenantid}/v2.0", "https://sts.chinacloudapi.cn/{tenantid}/"], TabTokenValidator.IssuersOf(TeamsCloud.China));
        Assert.Equal(
            $"https://login.microsoftonline.us/{Tenant}/v2.0/.well-known/openid-configuration",
            new BotFrameworkOptions(TeamsCloud.GccHigh) { MicrosoftAppTenantId = Tenant }.TabMetadata.AbsoluteUri);
        Assert.Equal(
            "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
            new BotFrameworkOptions { MicrosoftAppTenantId = Tenant, MicrosoftAppType = BotFrameworkOptions.MultiTenant }.TabMetadata.AbsoluteUri);
        Assert.All(TeamsCloud.All, cloud => Assert.All(cloud.TabHosts, host => Assert.Matches(@"^https://(\*\.)?[a-z.]+$", host)));
    }

    private string Token(Action<JsonObject>? claims = null, int key = 0, Action<JsonObject>? header = null) => FakeIssuer.Token(
        time.GetUtcNow(),
        key,
        header: header,
        claims: fields =>
        {
            fields.Remove("serviceurl");
            fields["iss"] = $"https://login.microsoftonline.com/{Tenant}/v2.0";
            fields["tid"] = Tenant;
            fields["oid"] = Person;
            fields["scp"] = "access_as_user";
            fields["ver"] = "2.0";
            claims?.Invoke(fields);
        });

    private Task<TabAuthentication> Judge(string token) => validator.ValidateAsync($"Bearer {token}", Tenants);

    private async Task Accepts(string token) => Assert.IsType<TabAuthentication.Accepted>(await Judge(token));

    private async Task Refuses(RejectionReason reason, string token) => Assert.Equal(new TabAuthentication.Rejected(reason), await Judge(token));

    private sealed class Lines : ILogger<TabTokenValidator>
    {
        public List<string> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Add($"{logLevel}: {formatter(state, exception)}");
    }
}
