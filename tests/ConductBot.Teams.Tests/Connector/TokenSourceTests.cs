using System.Net;
using System.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConductBot.Teams;

public sealed class TokenSourceTests : IDisposable
{
    private const string Scope = "https://api.botframework.com/.default";

    private readonly ManualTime time = new();
    private readonly StrictHandler handler = new();
    private readonly BotFrameworkOptions options = new()
    {
        MicrosoftAppId = FakeIssuer.AppId,
        MicrosoftAppPassword = "p&=+ é",
        MicrosoftAppTenantId = "0a9b8c7d-1111-4222-8333-444455556666",
        TokenUrl = "https://login.example.test/oauth2/v2.0/token",
    };

    public void Dispose() => handler.Dispose();

    [Fact]
    public async Task Client_credentials_are_posted_as_a_form()
    {
        handler.Expect("POST", HttpStatusCode.OK, """{"token_type":"Bearer","expires_in":3600,"ext_expires_in":3600,"access_token":"abc.def"}""");

        var token = await Direct().GetTokenAsync(Scope, default);

        Assert.Equal(new("abc.def", time.GetUtcNow().AddHours(1)), token);
        Assert.Equal(options.TokenUrl, handler.Single.Url.ToString());
        Assert.Equal("application/x-www-form-urlencoded", handler.Single.ContentType);
        Assert.Null(handler.Single.Authorization);
        var form = HttpUtility.ParseQueryString(handler.Single.Body);
        Assert.Equal(
            ("client_credentials", FakeIssuer.AppId, "p&=+ é", Scope, 4),
            (form["grant_type"], form["client_id"], form["client_secret"], form["scope"], form.Count));
    }

    [Theory]
    [InlineData("\"3600\"", 3600)]
    [InlineData("3599", 3599)]
    [InlineData("null", 300)]
    [InlineData("-1", 300)]
    [InlineData("\"soon\"", 300)]
    [InlineData("1e99", 300)]
    [InlineData("{}", 300)]
    public async Task A_life_may_be_written_as_text_and_is_short_when_not_stated(string json, int seconds)
    {
        handler.Expect("POST", HttpStatusCode.OK, $$"""{"access_token":"abc","expires_in":{{json}}}""");

        Assert.Equal(time.GetUtcNow().AddSeconds(seconds), (await Direct().GetTokenAsync(Scope, default)).ExpiresOn);
    }

    [Fact]
    public async Task A_refusal_is_told_in_codes_without_the_explanation()
    {
        handler.Expect("POST", HttpStatusCode.BadRequest, """{"error":"unauthorized_client","error_description":"AADSTS700016: Application with identifier 'x' was not found in the directory 'Bot Framework'."}""");

        var exception = await Assert.ThrowsAsync<TokenException>(() => Direct().GetTokenAsync(Scope, default));

        Assert.Equal("400 unauthorized_client AADSTS700016", exception.Message);
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"access_token":""}""")]
    [InlineData(200, """{"access_token":"a\r\nX-Evil: 1"}""")]
    [InlineData(200, """{"access_token":"é"}""")]
    [InlineData(200, "<html>")]
    [InlineData(302, "")]
    [InlineData(500, """{"access_token":"abc"}""")]
    public async Task What_is_no_token_is_a_refusal(int status, string body)
    {
        handler.Expect("POST", (HttpStatusCode)status, body);

        await Assert.ThrowsAsync<TokenException>(() => Direct().GetTokenAsync(Scope, default));
    }

    [Theory]
    [InlineData("http://login.example.test/token")]
    [InlineData("token")]
    [InlineData(null)]
    public void Secrets_travel_by_https_only(string? url)
    {
        options.TokenUrl = url;

        Assert.Throws<ArgumentException>(Direct);
    }

    [Fact]
    public async Task The_settings_decide_who_is_asked()
    {
        handler.Expect("POST", HttpStatusCode.OK, """{"access_token":"abc","expires_in":3600}""");
        var tokens = CachedTokens.For(options, handler, time, NullLogger<CachedTokens>.Instance);

        Assert.Equal("abc", (await tokens.GetAsync(Scope, default)).Value);
    }

    [Theory]
    [InlineData("SingleTenant", "/0a9b8c7d-1111-4222-8333-444455556666/oauth2/v2.0/token")]
    [InlineData("MultiTenant", "/botframework.com/oauth2/v2.0/token")]
    public async Task Entra_is_asked_in_the_tenant_the_bot_is_registered_in(string type, string path)
    {
        options.MicrosoftAppType = type;
        using var entra = new Entra();

        var source = new AzureIdentityTokenSource(options, entra);
        var first = await source.GetTokenAsync(Scope, default);
        var second = await source.GetTokenAsync(Scope, default);

        Assert.Equal(("entra-1", "entra-2"), (first.Value, second.Value));
        Assert.All(entra.TokenRequests, request =>
        {
            Assert.Equal("https://login.microsoftonline.com" + path, request.Url.ToString());
            var form = HttpUtility.ParseQueryString(request.Body);
            Assert.Equal(("client_credentials", FakeIssuer.AppId, "p&=+ é"), (form["grant_type"], form["client_id"], form["client_secret"]));
            Assert.Contains(Scope, form["scope"], StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Entras_refusal_is_told_by_its_code()
    {
        using var entra = new Entra { Refusal = """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided for 'x'.","error_codes":[7000215]}""" };

        var exception = await Assert.ThrowsAsync<TokenException>(() => new AzureIdentityTokenSource(options, entra).GetTokenAsync(Scope, default));

        Assert.Equal("AADSTS7000215", exception.Message);
    }

    [Fact]
    public async Task Settings_that_cannot_be_used_are_a_refusal_too()
    {
        options.MicrosoftAppTenantId = null;

        await Assert.ThrowsAsync<TokenException>(() => new AzureIdentityTokenSource(options).GetTokenAsync(Scope, default));
    }

    private ClientCredentialsTokenSource Direct() => new(options, handler, time);

    /// <summary>As much of Entra as its client library asks for.</summary>
    private sealed class Entra : HttpMessageHandler
    {
        public List<Asked> TokenRequests { get; } = [];

        public string? Refusal { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var url = request.RequestUri!;
            if (request.Method == HttpMethod.Post && url.AbsolutePath.EndsWith("/token", StringComparison.Ordinal))
            {
                TokenRequests.Add(new("POST", url, null, null, body));
                return Refusal is { } refusal
                    ? StrictHandler.Respond(HttpStatusCode.Unauthorized, refusal)
                    : StrictHandler.Respond(HttpStatusCode.OK, $$"""{"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":"entra-{{TokenRequests.Count}}"}""");
            }

            return url.AbsolutePath.Contains("discovery/instance", StringComparison.Ordinal)
                ? StrictHandler.Respond(HttpStatusCode.OK, """
                    {"tenant_discovery_endpoint":"https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration","api-version":"1.1",
                     "metadata":[{"preferred_network":"login.microsoftonline.com","preferred_cache":"login.windows.net","aliases":["login.microsoftonline.com","login.windows.net"]}]}
                    """)
                : throw new InvalidOperationException($"Unexpected: {request.Method} {url}");
        }
    }
}
