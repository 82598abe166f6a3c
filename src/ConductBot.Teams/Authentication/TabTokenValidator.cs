using Microsoft.Extensions.Logging;

namespace ConductBot.Teams;

/// <summary>Whether a request of the tab comes from somebody whom Entra knows, through Teams, for us.</summary>
public abstract record TabAuthentication
{
    private TabAuthentication()
    {
    }

    /// <summary>It does. What the person may see is for the schools to say.</summary>
    /// <param name="TenantId">The tenant that the person signed in to.</param>
    /// <param name="ObjectId">Their Entra object id there, a GUID.</param>
    public sealed record Accepted(string TenantId, string ObjectId) : TabAuthentication;

    /// <summary>It does not: to be answered with 401. The reason is for our log and not for the caller.</summary>
    public sealed record Rejected(RejectionReason Reason) : TabAuthentication;
}

/// <summary>
/// Decides whether a bearer token is one that Entra gave Teams for somebody who has our tab open: an access token for our app,
/// signed by Entra, for a tenant that we serve, with the scope that the app's registration exposes for this.
/// </summary>
/// <remarks>
/// By hand, like the Connector's: ASP.NET Core's JwtBearer and the libraries below it, which would be the usual way, are not in the
/// package feed this project builds from. The rules are those of Microsoft's page on validating claims.
/// </remarks>
/// <param name="options">Which app the tokens are for.</param>
/// <param name="issuers">Who may have issued them, with <see cref="AnyTenant"/> where the token's own tenant stands.</param>
/// <param name="keys">What they are signed with.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told why a token was refused, and never the token.</param>
public sealed class TabTokenValidator(
    BotFrameworkOptions options, IReadOnlyList<string> issuers, IOpenIdKeySource keys, TimeProvider time, ILogger<TabTokenValidator> logger)
{
    /// <summary>What a client is permitted to do with our app on behalf of somebody: see this tab.</summary>
    public const string Scope = "access_as_user";

    /// <summary>Entra's own placeholder in the issuers of its metadata.</summary>
    public const string AnyTenant = "{tenantid}";

    /// <summary>The issuers of a cloud's Entra: of tokens of version 2, and of version 1, which a registration gets that does not ask for 2.</summary>
    public static IReadOnlyList<string> IssuersOf(TeamsCloud cloud)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        return [$"{cloud.LoginUrl}/{AnyTenant}/v2.0", $"{cloud.OldIssuer}/{AnyTenant}/"];
    }

    /// <param name="authorization">The request's Authorization header, null when it has none.</param>
    /// <param name="tenants">The tenants of the schools. None at all lets nobody in.</param>
    /// <param name="cancellationToken">Ends the wait for keys.</param>
    public async Task<TabAuthentication> ValidateAsync(
        string? authorization, IReadOnlyCollection<string> tenants, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tenants);
        var result = await JudgeAsync(authorization, tenants, cancellationToken);
        if (result is TabAuthentication.Rejected rejected)
        {
            logger.TabTokenRejected(rejected.Reason);
        }

        return result;
    }

    private async Task<TabAuthentication> JudgeAsync(string? authorization, IReadOnlyCollection<string> tenants, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(options.MicrosoftAppId))
        {
            return Rejected(RejectionReason.NotConfigured);
        }

        var (token, reason) = await VerifiedToken.VerifyAsync(authorization, keys, cancellationToken);
        return token is null ? Rejected(reason) : Judge(token, tenants);
    }

    private TabAuthentication Judge(VerifiedToken token, IReadOnlyCollection<string> tenants)
    {
        if (Id(token, "tid") is not { } tenant || !tenants.Contains(tenant, StringComparer.OrdinalIgnoreCase))
        {
            return Rejected(RejectionReason.WrongTenant);
        }

        if (!IsIssuer(token.Text("iss"), tenant) || !MaySign(token.Key, tenant))
        {
            return Rejected(RejectionReason.WrongIssuer);
        }

        if (!IsForUs(token.Text("aud")))
        {
            return Rejected(RejectionReason.WrongAudience);
        }

        if (token.LifetimeProblem(time) is { } late)
        {
            return Rejected(late);
        }

        // A token that an app got for itself has roles and no scope: nobody sits in front of it.
        if (token.Text("scp")?.Split(' ').Contains(Scope, StringComparer.Ordinal) != true)
        {
            return Rejected(RejectionReason.WrongScope);
        }

        return Id(token, "oid") is { } person ? new TabAuthentication.Accepted(tenant, person) : Rejected(RejectionReason.WrongPerson);
    }

    private bool IsIssuer(string? issuer, string tenant) => issuer is not null && issuers.Any(template => In(template, tenant) == issuer);

    /// <summary>Of the keys that Entra publishes for all tenants some are for one only: Microsoft's page asks to heed that.</summary>
    private bool MaySign(OpenIdKey key, string tenant) => key.Issuer is not { } issuer || IsIssuer(In(issuer, tenant), tenant);

    private static string In(string template, string tenant) => template.Replace(AnyTenant, tenant, StringComparison.Ordinal);

    /// <summary>By its GUID in tokens of version 2, by the id that the app package names in those of version 1.</summary>
    private bool IsForUs(string? audience)
    {
        string?[] names =
        [
            options.MicrosoftAppId,
            $"api://botid-{options.MicrosoftAppId}",
            options.TabHost is null ? null : $"api://{options.TabHost}/botid-{options.MicrosoftAppId}",
        ];
        return audience is not null && names.Contains(audience, StringComparer.OrdinalIgnoreCase);
    }

    private static TabAuthentication.Rejected Rejected(RejectionReason reason) => new(reason);

    private static string? Id(VerifiedToken token, string claim) =>
        token.Text(claim) is { } text && Guid.TryParseExact(text, "D", out _) ? text : null;
}
