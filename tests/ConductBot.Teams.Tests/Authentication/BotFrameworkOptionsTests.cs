using Microsoft.Extensions.Configuration;

namespace ConductBot.Teams;

public class BotFrameworkOptionsTests
{
    [Fact]
    public void Without_settings_it_is_the_public_cloud_and_nobody()
    {
        var options = From();

        Assert.Empty(options.Problems());
        Assert.Null(options.MicrosoftAppId);
        Assert.Equal("SingleTenant", options.MicrosoftAppType);
        Assert.Equal("https://login.botframework.com/v1/.well-known/openidconfiguration", options.OpenIdMetadataUrl);
        Assert.Equal("https://api.botframework.com", options.Issuer);
        Assert.Equal("https://api.botframework.com/.default", options.Scope);
        Assert.Equal(["smba.trafficmanager.net", "smba.onyx.prod.teams.trafficmanager.net"], options.ServiceHosts);
        Assert.Equal(["MicrosoftAppId: not set, so every request is refused."], options.CredentialProblems());
    }

    [Fact]
    public void Settings_are_read_under_their_usual_names()
    {
        var options = From(
            ("MicrosoftAppType", "MultiTenant"), ("MicrosoftAppId", FakeIssuer.AppId), ("MicrosoftAppPassword", " p "), ("MicrosoftAppTenantId", "t"),
            ("Connector:OpenIdMetadataUrl", "http://127.0.0.1:39080/m"), ("Connector:TokenUrl", "https://login.test/token"),
            ("Connector:ServiceHosts:0", "localhost:56150"), ("Connector:ServiceHosts:1", "smba.trafficmanager.net"));

        Assert.Empty(options.Problems());
        Assert.Empty(options.CredentialProblems());
        Assert.Equal(
            ("MultiTenant", FakeIssuer.AppId, "p", "t", "http://127.0.0.1:39080/m", "https://login.test/token"),
            (options.MicrosoftAppType, options.MicrosoftAppId, options.MicrosoftAppPassword, options.MicrosoftAppTenantId, options.OpenIdMetadataUrl, options.TokenUrl));
        Assert.Equal(["localhost:56150", "smba.trafficmanager.net"], options.ServiceHosts);
    }

    [Fact]
    public void Hosts_may_be_written_in_one_text() =>
        Assert.Equal(["a.test", "b.test:8443"], From(("Connector:ServiceHosts", "a.test, b.test:8443")).ServiceHosts);

    [Fact]
    public void An_empty_setting_is_no_setting() => Assert.Null(From(("MicrosoftAppId", "  ")).MicrosoftAppId);

    [Theory]
    [InlineData("MicrosoftAppType", "Simple")]
    [InlineData("MicrosoftAppId", "conductbot")]
    [InlineData("Connector:OpenIdMetadataUrl", "http://login.example.test/")]
    [InlineData("Connector:OpenIdMetadataUrl", "login.example.test")]
    [InlineData("Connector:TokenUrl", "http://login.example.test/token")]
    [InlineData("Graph:Url", "http://graph.example.test")]
    [InlineData("Tab:OpenIdMetadataUrl", "http://login.example.test/")]
    [InlineData("Tab:Host", "https://bot.school.example")]
    [InlineData("Tab:Host", "bot.school.example/caseload")]
    [InlineData("Cloud", "Germany")]
    [InlineData("Identity:ManagedIdentity", "mine")]
    [InlineData("Identity:CertificateThumbprint", "ab cd")]
    [InlineData("Connector:ServiceHosts", "https://smba.trafficmanager.net")]
    [InlineData("Connector:ServiceHosts", "smba.trafficmanager.net/teams")]
    [InlineData("Connector:ServiceHosts", "*.trafficmanager.net")]
    [InlineData("Connector:ServiceHosts", "user@smba.trafficmanager.net")]
    [InlineData("Connector:ServiceHosts", "host:99999")]
    public void A_problem_names_the_setting_in_full(string key, string value) =>
        Assert.StartsWith(key + ": ", Assert.Single(From((key, value)).Problems()), StringComparison.Ordinal);

    [Fact]
    public void A_cloud_brings_its_addresses_and_each_may_be_set_by_itself()
    {
        var options = From(("Cloud", "gcchigh"), ("Connector:Issuer", "https://issuer.test"));

        Assert.Empty(options.Problems());
        Assert.Equal(
            ("https://login.botframework.azure.us/v1/.well-known/openidconfiguration", "https://issuer.test", "https://api.botframework.us/.default", "https://graph.microsoft.us/.default"),
            (options.OpenIdMetadataUrl, options.Issuer, options.Scope, options.GraphScope));
        Assert.Equal(["smba.infra.gov.teams.microsoft.us"], options.ServiceHosts);
    }

    [Fact]
    public void No_two_clouds_share_a_connector_and_all_their_addresses_can_be_used()
    {
        Assert.All(TeamsCloud.All, cloud => Assert.Empty(new BotFrameworkOptions(cloud).Problems()));
        Assert.Equal(TeamsCloud.All.Sum(cloud => cloud.ServiceHosts.Count), TeamsCloud.All.SelectMany(cloud => cloud.ServiceHosts).Distinct().Count());
    }

    [Fact]
    public void Graph_can_be_switched_off() => Assert.Null(From(("Graph:Url", "off")).GraphUrl);

    [Theory]
    [InlineData("Identity:CertificatePath", "/keys/bot.pfx")]
    [InlineData("Identity:CertificateThumbprint", "0123456789abcdef0123456789ABCDEF01234567")]
    [InlineData("Identity:ManagedIdentity", "system")]
    [InlineData("Identity:FederatedTokenFile", "/var/run/token")]
    public void Something_else_may_stand_in_for_the_password_but_not_beside_it(string key, string value)
    {
        var alone = From(("MicrosoftAppId", FakeIssuer.AppId), ("MicrosoftAppTenantId", "t"), (key, value));
        var beside = From(("MicrosoftAppPassword", "p"), (key, value));
        var twice = From(("Identity:ManagedIdentity", "system"), ("Identity:FederatedTokenFile", "f"));

        Assert.Empty(alone.Problems());
        Assert.Empty(alone.CredentialProblems());
        Assert.Equal($"{key}: set besides MicrosoftAppPassword, and the bot has one identity only.", Assert.Single(beside.Problems()));
        Assert.StartsWith("Identity:FederatedTokenFile: ", Assert.Single(twice.Problems()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SingleTenant", null, new[] { "MicrosoftAppPassword", "MicrosoftAppTenantId" })]
    [InlineData("SingleTenant", "https://login.test/token", new[] { "MicrosoftAppPassword" })]
    [InlineData("MultiTenant", null, new[] { "MicrosoftAppPassword" })]
    [InlineData("userassignedmsi", null, new string[0])]
    [InlineData("UserAssignedMSI", "https://login.test/token", new[] { "MicrosoftAppPassword" })]
    public void What_is_missing_for_a_token_depends_on_the_kind_of_app(string type, string? tokenUrl, string[] missing)
    {
        var options = From(("MicrosoftAppId", FakeIssuer.AppId), ("MicrosoftAppType", type), ("Connector:TokenUrl", tokenUrl));

        Assert.Equal(missing, options.CredentialProblems().Select(problem => problem.Split(':')[0]));
    }

    private static BotFrameworkOptions From(params (string Key, string? Value)[] settings) =>
        BotFrameworkOptions.From(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.Ordinal)).Build());
}
