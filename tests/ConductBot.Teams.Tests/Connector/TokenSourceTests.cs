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
        using var entra = new FakeEntra();

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
        using var entra = new FakeEntra { Refusal = """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided for 'x'.","error_codes":[7000215]}""" };

        var exception = await Assert.ThrowsAsync<TokenException>(() => new AzureIdentityTokenSource(options, entra).GetTokenAsync(Scope, default));

        Assert.Equal("AADSTS7000215", exception.Message);
    }

    [Theory]
    [InlineData("SingleTenant", "/0a9b8c7d-1111-4222-8333-444455556666/oauth2/v2.0/token")]
    [InlineData("MultiTenant", "/99999999-1111-4222-8333-444455556666/oauth2/v2.0/token")]
    public async Task What_belongs_to_a_tenant_is_asked_for_in_that_tenant_by_a_multi_tenant_app(string type, string path)
    {
        options.MicrosoftAppType = type;
        using var entra = new FakeEntra();

        await new AzureIdentityTokenSource(options, entra).GetTokenAsync("https://graph.microsoft.com/.default", "99999999-1111-4222-8333-444455556666", default);

        Assert.Equal(path, Assert.Single(entra.TokenRequests).Url.AbsolutePath);
    }

    [Fact]
    public async Task Tokens_of_different_tenants_are_kept_apart()
    {
        var source = new NumberedTokens();
        var tokens = new CachedTokens(source, time, NullLogger<CachedTokens>.Instance);

        var one = await tokens.GetAsync(Scope, "t1", default);
        var two = await tokens.GetAsync(Scope, "t2", default);
        tokens.Drop(Scope, "t1", one);

        Assert.NotEqual(one, two);
        Assert.Equal(two, await tokens.GetAsync(Scope, "t2", default));
        Assert.NotEqual(one, await tokens.GetAsync(Scope, "t1", default));
        Assert.Equal([$"{Scope} in t1", $"{Scope} in t2", $"{Scope} in t1"], source.Scopes);
    }

    [Fact]
    public async Task Settings_that_cannot_be_used_are_a_refusal_too()
    {
        options.MicrosoftAppTenantId = null;

        await Assert.ThrowsAsync<TokenException>(() => new AzureIdentityTokenSource(options).GetTokenAsync(Scope, default));
    }

    private ClientCredentialsTokenSource Direct() => new(options, handler, time);
}
