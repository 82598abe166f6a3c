namespace ConductBot.Teams;

public class TokenAdviceTests
{
    private readonly BotFrameworkOptions options = new()
    {
        MicrosoftAppId = FakeIssuer.AppId,
        MicrosoftAppTenantId = "0a9b8c7d-1111-4222-8333-444455556666",
        MicrosoftAppPassword = "hush",
    };

    [Theory]
    [InlineData("AADSTS700016", "MicrosoftAppId: the tenant 0a9b8c7d-1111-4222-8333-444455556666 does not know the app")]
    [InlineData("400 unauthorized_client AADSTS700016", "MicrosoftAppId: the tenant")]
    [InlineData("AADSTS90002", "MicrosoftAppTenantId: there is no tenant")]
    [InlineData("AADSTS7000215", "MicrosoftAppPassword: Entra does not accept it")]
    [InlineData("401 invalid_client AADSTS7000222", "MicrosoftAppPassword: the secret has expired")]
    [InlineData("AADSTS7000229", "MicrosoftAppTenantId: the app is registered but not present")]
    [InlineData("AADSTS7000112", "MicrosoftAppId: the app is switched off")]
    [InlineData("AADSTS500011", "Cloud: ")]
    [InlineData("AADSTS900382", "Cloud: the tenant is in another cloud")]
    [InlineData("AADSTS700027", "Identity:CertificatePath: ")]
    [InlineData("AADSTS700024", "The clock of this machine is wrong")]
    [InlineData("AADSTS700213", "Identity:FederatedTokenFile: ")]
    [InlineData("AADSTS53003", "A conditional access policy")]
    [InlineData("AADSTS999999", "Entra refuses the app a token (AADSTS999999)")]
    [InlineData("HttpRequestException", "No token can be had from login.microsoftonline.com (HttpRequestException)")]
    public void A_failure_is_told_with_the_setting_that_mends_it(string failure, string expected)
    {
        var sentence = TokenAdvice.For(failure, options);

        Assert.StartsWith(expected, sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_multi_tenant_bot_that_is_none_is_told_to_be_single_tenant()
    {
        options.MicrosoftAppType = "MultiTenant";

        Assert.StartsWith("MicrosoftAppType: ", TokenAdvice.For("AADSTS700016", options), StringComparison.Ordinal);
    }

    [Fact]
    public void An_endpoint_of_ones_own_is_named_by_its_host()
    {
        options.TokenUrl = "https://login.example.test/secret/path";

        Assert.Equal("No token can be had from login.example.test (500).", TokenAdvice.For("500", options));
    }
}
