using Microsoft.Extensions.Configuration;

namespace ConductBot.Teams;

/// <summary>How the bot proves who it is, and whom it believes. There is no setting that turns checking off.</summary>
public sealed class BotFrameworkOptions
{
    public const string SingleTenant = "SingleTenant";
    public const string MultiTenant = "MultiTenant";
    public const string UserAssignedMsi = "UserAssignedMSI";

    private const string Off = "off";

    public BotFrameworkOptions()
        : this(TeamsCloud.Public)
    {
    }

    public BotFrameworkOptions(TeamsCloud cloud)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        Cloud = cloud;
        OpenIdMetadataUrl = cloud.OpenIdMetadataUrl;
        Issuer = cloud.Issuer;
        Scope = cloud.Scope;
        ServiceHosts = cloud.ServiceHosts;
        GraphUrl = cloud.GraphUrl;
    }

    /// <summary>Where the tenant lives; the addresses below are that cloud's unless they are set one by one.</summary>
    public TeamsCloud Cloud { get; }

    /// <summary><c>SingleTenant</c>, <c>MultiTenant</c> or <c>UserAssignedMSI</c>.</summary>
    public string MicrosoftAppType { get; set; } = SingleTenant;

    /// <summary>The app's GUID. Without one every request is refused.</summary>
    public string? MicrosoftAppId { get; set; }

    public string? MicrosoftAppPassword { get; set; }

    public string? MicrosoftAppTenantId { get; set; }

    /// <summary>What stands in for the password, if anything does.</summary>
    public IdentityOptions Identity { get; set; } = new();

    /// <summary>The tenants whose activities are dealt with; empty means any.</summary>
    public IReadOnlyList<string> AllowedTenants { get; set; } = [];

    public string OpenIdMetadataUrl { get; set; }

    /// <summary>Who must have issued the tokens of incoming requests.</summary>
    public string Issuer { get; set; }

    /// <summary>An OAuth 2 endpoint to ask for our own token; null to let Azure.Identity find it from the type and tenant.</summary>
    public string? TokenUrl { get; set; }

    /// <summary>What our own token is asked for.</summary>
    public string Scope { get; set; }

    /// <summary>Where our token may be sent: exactly these, each a <c>host</c> or a <c>host:port</c>.</summary>
    public IReadOnlyList<string> ServiceHosts { get; set; }

    /// <summary>Where Microsoft Graph is, without path; null to do without it.</summary>
    public string? GraphUrl { get; set; }

    /// <summary>What our token for Graph is asked for.</summary>
    public string GraphScope => $"{GraphUrl?.TrimEnd('/')}/.default";

    /// <summary>Where the keys of the tab's tokens are published; null for the tenant's own, or everybody's where the app is of several tenants.</summary>
    public string? TabOpenIdMetadataUrl { get; set; }

    /// <summary>The host name in the app's id as the app package says it, <c>api://{host}/botid-{id}</c>; null where tokens name the app by its GUID.</summary>
    public string? TabHost { get; set; }

    /// <summary>The same, with what holds where nothing is set.</summary>
    public Uri TabMetadata => new(TabOpenIdMetadataUrl ?? $"{Cloud.LoginUrl}/{TabAuthority}/v2.0/.well-known/openid-configuration");

    private string TabAuthority => IsType(MultiTenant) || MicrosoftAppTenantId is null ? "common" : Uri.EscapeDataString(MicrosoftAppTenantId);

    /// <summary>Whether the app is a managed identity of Azure's, and so needs no secret.</summary>
    internal bool IsManagedIdentity => TokenUrl is null && IsType(UserAssignedMsi);

    private string? UnknownCloud { get; init; }

    /// <summary>Reads the settings under their usual names.</summary>
    public static BotFrameworkOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var name = Text(configuration, nameof(Cloud)) ?? TeamsCloud.Public.Name;
        var cloud = TeamsCloud.Find(name);
        var defaults = new BotFrameworkOptions(cloud ?? TeamsCloud.Public);
        return new(defaults.Cloud)
        {
            UnknownCloud = cloud is null ? name : null,
            MicrosoftAppType = Text(configuration, nameof(MicrosoftAppType)) ?? defaults.MicrosoftAppType,
            MicrosoftAppId = Text(configuration, nameof(MicrosoftAppId)),
            MicrosoftAppPassword = Text(configuration, nameof(MicrosoftAppPassword)),
            MicrosoftAppTenantId = Text(configuration, nameof(MicrosoftAppTenantId)),
            Identity = new()
            {
                CertificatePath = Text(configuration, "Identity:CertificatePath"),
                CertificatePassword = configuration["Identity:CertificatePassword"],
                CertificateThumbprint = Text(configuration, "Identity:CertificateThumbprint"),
                ManagedIdentity = Text(configuration, "Identity:ManagedIdentity"),
                FederatedTokenFile = Text(configuration, "Identity:FederatedTokenFile"),
            },
            OpenIdMetadataUrl = Text(configuration, "Connector:OpenIdMetadataUrl") ?? defaults.OpenIdMetadataUrl,
            Issuer = Text(configuration, "Connector:Issuer") ?? defaults.Issuer,
            TokenUrl = Text(configuration, "Connector:TokenUrl"),
            Scope = Text(configuration, "Connector:Scope") ?? defaults.Scope,
            GraphUrl = Text(configuration, "Graph:Url") is not { } graph ? defaults.GraphUrl : string.Equals(graph, Off, StringComparison.OrdinalIgnoreCase) ? null : graph,
            TabOpenIdMetadataUrl = Text(configuration, "Tab:OpenIdMetadataUrl"),
            TabHost = Text(configuration, "Tab:Host"),
            ServiceHosts = Texts(configuration, "Connector:ServiceHosts") is { Count: > 0 } hosts ? hosts : defaults.ServiceHosts,
        };
    }

    /// <summary>What is wrong with the settings, each sentence beginning with the setting's full name; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. UnknownCloud is { } unknown ? [$"Cloud: '{unknown}' is none of {string.Join(", ", TeamsCloud.All.Select(cloud => cloud.Name))}."] : (string[])[],
        .. AppTypeProblem(),
        .. MicrosoftAppId is { } id && !Guid.TryParse(id, out _) ? ["MicrosoftAppId: must be the app's GUID."] : (string[])[],
        .. Identity.Problems(MicrosoftAppPassword is not null),
        .. UrlProblem("Connector:OpenIdMetadataUrl", OpenIdMetadataUrl),
        .. TokenUrl is null ? [] : UrlProblem("Connector:TokenUrl", TokenUrl),
        .. GraphUrl is null ? [] : UrlProblem("Graph:Url", GraphUrl),
        .. TabOpenIdMetadataUrl is null ? [] : UrlProblem("Tab:OpenIdMetadataUrl", TabOpenIdMetadataUrl),
        .. TabHost is not null && Uri.CheckHostName(TabHost) != UriHostNameType.Dns
            ? [$"Tab:Host: '{TabHost}' must be a host name, without https:// and without a path."] : (string[])[],
        .. string.IsNullOrWhiteSpace(Issuer) ? ["Connector:Issuer: must not be empty."] : (string[])[],
        .. ServiceHosts.Where(host => !Teams.ServiceHosts.IsWellFormed(host))
            .Select(host => $"Connector:ServiceHosts: '{host}' must be a host or host:port, without https:// and without a path."),
    ];

    /// <summary>What is missing for the bot to get a token of its own; empty when it can. Without one it hears but cannot speak.</summary>
    public IReadOnlyList<string> CredentialProblems()
    {
        if (MicrosoftAppId is null)
        {
            return ["MicrosoftAppId: not set, so every request is refused."];
        }

        var hasSecret = MicrosoftAppPassword is not null || (TokenUrl is null && Identity.IsSet);
        return
        [
            .. !IsManagedIdentity && !hasSecret
                ? ["MicrosoftAppPassword: not set, nor anything of Identity in its place, so the bot cannot get a token and cannot answer."] : (string[])[],
            .. TokenUrl is null && IsType(SingleTenant) && MicrosoftAppTenantId is null
                ? ["MicrosoftAppTenantId: not set, so the bot does not know where to ask for its token."] : (string[])[],
        ];
    }

    /// <summary>Every host that the settings name, without port: those may be on this machine or in the school's own network.</summary>
    internal HashSet<string> NamedHosts() =>
        new[] { OpenIdMetadataUrl, TabOpenIdMetadataUrl, TokenUrl, GraphUrl }.Concat(ServiceHosts.Select(host => $"https://{host}/"))
            .Select(url => Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? parsed.IdnHost : null)
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    internal bool IsType(string type) => string.Equals(MicrosoftAppType, type, StringComparison.OrdinalIgnoreCase);

    private string[] AppTypeProblem() =>
        IsType(SingleTenant) || IsType(MultiTenant) || IsType(UserAssignedMsi)
            ? []
            : [$"MicrosoftAppType: '{MicrosoftAppType}' is none of {SingleTenant}, {MultiTenant}, {UserAssignedMsi}."];

    private static string[] UrlProblem(string key, string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.IsHttpsOrLoopback
            ? []
            : [$"{key}: must be an https:// address (http:// only for this machine itself)."];

    private static string? Text(IConfiguration configuration, string key) =>
        configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>A list in the file, or one text with commas from the environment or the command line.</summary>
    private static List<string> Texts(IConfiguration configuration, string key) =>
        configuration.GetSection(key).GetChildren().Select(child => child.Value).Append(configuration[key])
            .SelectMany(text => (text ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToList();
}
