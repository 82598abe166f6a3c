namespace ConductBot.Teams;

/// <summary>
/// One of Microsoft's clouds: separate places with addresses of their own, so that nothing of one works in another. From the
/// Bot Framework's authentication constants and its pages on government clouds, and Graph's page on national clouds.
/// </summary>
/// <param name="Name">What the setting <c>Cloud</c> says.</param>
/// <param name="LoginUrl">Where Entra gives out tokens.</param>
/// <param name="MultiTenantAuthority">The tenant in which every multi-tenant bot is registered.</param>
/// <param name="OpenIdMetadataUrl">Where the keys of incoming requests are published.</param>
/// <param name="Issuer">Who issues the tokens of incoming requests.</param>
/// <param name="Scope">What our own token is asked for.</param>
/// <param name="GraphUrl">Where Microsoft Graph is.</param>
/// <param name="TokenExchange">What a managed identity's token is asked for when it stands in for a secret.</param>
/// <param name="ServiceHosts">The connector. Exact names: anybody can register a name under trafficmanager.net.</param>
/// <param name="OldIssuer">Who issues Entra's tokens of version 1, without the tenant that follows it.</param>
/// <param name="TeamsUrl">Where a link into Teams begins.</param>
/// <param name="TabHosts">The origins in which Teams shows a tab, as a page's policy names them: nobody else may frame one.</param>
public sealed record TeamsCloud(
    string Name, string LoginUrl, string MultiTenantAuthority, string OpenIdMetadataUrl, string Issuer, string Scope, string GraphUrl,
    string TokenExchange, IReadOnlyList<string> ServiceHosts, string OldIssuer, string TeamsUrl, IReadOnlyList<string> TabHosts)
{
    /// <summary>Everybody's, and all of the United Kingdom's schools'.</summary>
    public static TeamsCloud Public { get; } = new(
        nameof(Public),
        "https://login.microsoftonline.com",
        "botframework.com",
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        "https://api.botframework.com",
        "https://api.botframework.com/.default",
        "https://graph.microsoft.com",
        "api://AzureADTokenExchange/.default",
        ["smba.trafficmanager.net", "smba.onyx.prod.teams.trafficmanager.net"],
        "https://sts.windows.net",
        "https://teams.microsoft.com",
        ["https://teams.microsoft.com", "https://*.teams.microsoft.com", "https://*.cloud.microsoft"]);

    /// <summary>The United States' government community cloud: the public one with a connector of its own.</summary>
    public static TeamsCloud Gcc { get; } = Public with { Name = nameof(Gcc), ServiceHosts = ["smba.infra.gcc.teams.microsoft.com"] };

    public static TeamsCloud GccHigh { get; } = new(
        nameof(GccHigh),
        "https://login.microsoftonline.us",
        "MicrosoftServices.onmicrosoft.us",
        "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
        "https://api.botframework.us",
        "https://api.botframework.us/.default",
        "https://graph.microsoft.us",
        "api://AzureADTokenExchangeUSGov/.default",
        ["smba.infra.gov.teams.microsoft.us"],
        "https://sts.windows.net",
        "https://gov.teams.microsoft.us",
        ["https://gov.teams.microsoft.us", "https://*.gov.teams.microsoft.us"]);

    public static TeamsCloud Dod { get; } = GccHigh with
    {
        Name = nameof(Dod),
        GraphUrl = "https://dod-graph.microsoft.us",
        ServiceHosts = ["smba.infra.dod.teams.microsoft.us"],
        TeamsUrl = "https://dod.teams.microsoft.us",
        TabHosts = ["https://dod.teams.microsoft.us", "https://*.dod.teams.microsoft.us"],
    };

    /// <summary>Operated by 21Vianet.</summary>
    public static TeamsCloud China { get; } = new(
        nameof(China),
        "https://login.partner.microsoftonline.cn",
        "microsoftservices.partner.onmschina.cn",
        "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
        "https://api.botframework.azure.cn",
        "https://api.botframework.azure.cn/.default",
        "https://microsoftgraph.chinacloudapi.cn",
        "api://AzureADTokenExchangeChina/.default",
        ["frontend.botapi.msg.infra.teams.microsoftonline.cn"],
        "https://sts.chinacloudapi.cn",
        "https://teams.microsoftonline.cn",
        ["https://teams.microsoftonline.cn", "https://*.teams.microsoftonline.cn"]);

    public static IReadOnlyList<TeamsCloud> All { get; } = [Public, Gcc, GccHigh, Dod, China];

    public static TeamsCloud? Find(string name) => All.FirstOrDefault(cloud => string.Equals(cloud.Name, name, StringComparison.OrdinalIgnoreCase));
}
