using System.Text;
using Microsoft.Extensions.Logging;

namespace ConductBot.Teams;

/// <summary>
/// Decides whether a request comes from the Bot Connector: the seven checks of its authentication page, and the key's
/// endorsement. It accepts the Connector's tokens only; the emulator's and other bots' are refused like any stranger's.
/// </summary>
public sealed class ConnectorTokenValidator(
    BotFrameworkOptions options, IOpenIdKeySource keys, TimeProvider time, ILogger<ConnectorTokenValidator> logger)
{
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

        var (token, reason) = await VerifiedToken.VerifyAsync(authorization, keys, cancellationToken);
        return token is null ? NotAuthenticated(reason)
            : TokenProblem(token) is { } bad ? NotAuthenticated(bad)
            : ActivityProblem(token, activity) is { } wrong ? new AuthenticationResult.Rejected(403, wrong)
            : new AuthenticationResult.Accepted(activity.ServiceUrl ?? "", token.Key.Id);
    }

    private static AuthenticationResult.Rejected NotAuthenticated(RejectionReason reason) => new(401, reason);

    /// <summary>What makes the token no good, whatever it came with.</summary>
    private RejectionReason? TokenProblem(VerifiedToken token) =>
        token.Text("iss") != options.Issuer ? RejectionReason.WrongIssuer
        // One text. RFC 7519 also allows a list, but the Connector sends none and Microsoft's own verifier takes none.
        : !IsAppId(token.Text("aud")) ? RejectionReason.WrongAudience
        : token.LifetimeProblem(time);

    /// <summary>What makes a good token the wrong one for this activity.</summary>
    private RejectionReason? ActivityProblem(VerifiedToken token, ActivityClaims activity)
    {
        if (activity.ChannelId != Channels.MSTeams)
        {
            return RejectionReason.WrongChannel;
        }

        if (!token.Key.Endorses(activity.ChannelId))
        {
            return RejectionReason.KeyNotEndorsed;
        }

        // Without this, whoever has a token of ours could have our own token posted to an address of theirs.
        if (!SameService(token.Text("serviceurl"), activity.ServiceUrl))
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

    /// <summary>Teams writes a bot's id as <c>28:</c> and the app's id.</summary>
    private bool IsUs(string? recipientId) => recipientId is not null && IsAppId(recipientId[(recipientId.LastIndexOf(':') + 1)..]);

    private bool IsAppId(string? id) => string.Equals(id, options.MicrosoftAppId, StringComparison.OrdinalIgnoreCase);

    private bool IsAllowed(string tenantId) => options.AllowedTenants.Contains(tenantId, StringComparer.OrdinalIgnoreCase);

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
