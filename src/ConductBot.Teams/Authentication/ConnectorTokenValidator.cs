using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace ConductBot.Teams;

/// <summary>
/// Decides whether a request comes from the Bot Connector: the seven checks of its authentication page, and the key's
/// endorsement. It accepts the Connector's tokens only; the emulator's and other bots' are refused like any stranger's.
/// </summary>
public sealed class ConnectorTokenValidator(
    BotFrameworkOptions options, IOpenIdKeySource keys, TimeProvider time, ILogger<ConnectorTokenValidator> logger)
{
    /// <summary>The one algorithm the Connector's metadata lists.</summary>
    internal const string Algorithm = "RS256";

    private const string Scheme = "Bearer ";
    private const double Skew = 5 * 60;
    private const double LongestLife = 24 * 60 * 60;

    /// <param name="authorization">The request's Authorization header, null when it has none.</param>
    /// <param name="activity">What the body says; it was read, but nothing may have been done with it yet.</param>
    /// <param name="cancellationToken">Ends the wait for keys.</param>
    public async Task<AuthenticationResult> ValidateAsync(
        string? authorization, ActivityClaims activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var result = await JudgeAsync(authorization, activity, cancellationToken);
        if (result is AuthenticationResult.Rejected rejected)
        {
            logger.RequestRejected(rejected.Status, rejected.Reason);
        }

        return result;
    }

    private async Task<AuthenticationResult> JudgeAsync(string? authorization, ActivityClaims activity, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(options.MicrosoftAppId))
        {
            return NotAuthenticated(RejectionReason.NotConfigured);
        }

        if (authorization?.StartsWith(Scheme, StringComparison.Ordinal) != true)
        {
            return NotAuthenticated(RejectionReason.NoToken);
        }

        if (JsonWebToken.Parse(authorization[Scheme.Length..], out var reason) is not { } token)
        {
            return NotAuthenticated(reason);
        }

        if (token.Algorithm != Algorithm)
        {
            return NotAuthenticated(RejectionReason.WrongAlgorithm);
        }

        var (key, keysAvailable) = await keys.FindAsync(token.KeyId, cancellationToken);
        if (key is null)
        {
            return NotAuthenticated(keysAvailable ? RejectionReason.UnknownKey : RejectionReason.KeysUnavailable);
        }

        // Nothing of the token is read before this.
        if (!key.Verifies(token.SignedBytes, token.Signature))
        {
            return NotAuthenticated(RejectionReason.BadSignature);
        }

        using var claims = JsonWebToken.ParseObject(token.Payload);
        if (claims is null)
        {
            return NotAuthenticated(RejectionReason.MalformedToken);
        }

        if (TokenProblem(claims.RootElement) is { } bad)
        {
            return NotAuthenticated(bad);
        }

        return ActivityProblem(claims.RootElement, key, activity) is { } wrong
            ? new AuthenticationResult.Rejected(403, wrong)
            : new AuthenticationResult.Accepted(activity.ServiceUrl ?? "", key.Id);
    }

    private static AuthenticationResult.Rejected NotAuthenticated(RejectionReason reason) => new(401, reason);

    /// <summary>What makes the token no good, whatever it came with.</summary>
    private RejectionReason? TokenProblem(JsonElement claims)
    {
        if (JsonWebToken.Text(claims, "iss") != options.Issuer)
        {
            return RejectionReason.WrongIssuer;
        }

        if (!IsForUs(claims))
        {
            return RejectionReason.WrongAudience;
        }

        if (Seconds(claims, "exp") is not { } expires || Seconds(claims, "nbf") is not { } starts
            || expires <= starts || expires - starts > LongestLife)
        {
            return RejectionReason.BadLifetime;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        return expires + Skew <= now ? RejectionReason.Expired
            : starts - Skew > now ? RejectionReason.NotYetValid
            : null;
    }

    /// <summary>What makes a good token the wrong one for this activity.</summary>
    private RejectionReason? ActivityProblem(JsonElement claims, OpenIdKey key, ActivityClaims activity)
    {
        if (activity.ChannelId != Channels.MSTeams)
        {
            return RejectionReason.WrongChannel;
        }

        if (!key.Endorses(activity.ChannelId))
        {
            return RejectionReason.KeyNotEndorsed;
        }

        // Without this, whoever has a token of ours could have our own token posted to an address of theirs.
        if (!SameService(JsonWebToken.Text(claims, "serviceurl"), activity.ServiceUrl))
        {
            return RejectionReason.WrongServiceUrl;
        }

        if (!IsUs(activity.RecipientId))
        {
            return RejectionReason.WrongRecipient;
        }

        return options.AllowedTenants.Count == 0 || (activity.TenantIds.Count > 0 && activity.TenantIds.All(IsAllowed))
            ? null
            : RejectionReason.WrongTenant;
    }

    /// <summary>One text. RFC 7519 also allows a list, but the Connector sends none and Microsoft's own verifier takes none.</summary>
    private bool IsForUs(JsonElement claims) => IsAppId(JsonWebToken.Text(claims, "aud"));

    /// <summary>Teams writes a bot's id as <c>28:</c> and the app's id.</summary>
    private bool IsUs(string? recipientId) => recipientId is not null && IsAppId(recipientId[(recipientId.LastIndexOf(':') + 1)..]);

    private bool IsAppId(string? id) => string.Equals(id, options.MicrosoftAppId, StringComparison.OrdinalIgnoreCase);

    private bool IsAllowed(string tenantId) => options.AllowedTenants.Contains(tenantId, StringComparer.OrdinalIgnoreCase);

    private static double? Seconds(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds)
            ? seconds
            : null;

    /// <summary>The same address but for the case of its scheme and host. Not even a slash more: Microsoft's verifier takes none.</summary>
    private static bool SameService(string? claimed, string? stated)
    {
        if (claimed is null || stated is null || !Ascii.IsValid(claimed) || !Ascii.IsValid(stated)
            || !Uri.TryCreate(claimed, UriKind.Absolute, out var url) || !url.IsHttpsOrLoopback)
        {
            return false;
        }

        var path = claimed.IndexOf('/', claimed.IndexOf("://", StringComparison.Ordinal) + 3);
        var host = path < 0 ? claimed.Length : path;
        return claimed.Length == stated.Length
            && claimed.AsSpan(0, host).Equals(stated.AsSpan(0, host), StringComparison.OrdinalIgnoreCase)
            && claimed.AsSpan(host).SequenceEqual(stated.AsSpan(host));
    }
}
