namespace ConductBot.Teams;

/// <summary>Whether a request really comes from the Bot Connector and is for us.</summary>
public abstract record AuthenticationResult
{
    private AuthenticationResult()
    {
    }

    /// <summary>It does. Its service URL may be used and kept.</summary>
    public sealed record Accepted(string ServiceUrl, string KeyId) : AuthenticationResult;

    /// <summary>
    /// It does not: 401 when the token is missing or not good, to be answered with <c>WWW-Authenticate: Bearer</c>; 403 when
    /// the token is good but the activity is not what it was given for. The reason is for our log and not for the caller.
    /// </summary>
    public sealed record Rejected(int Status, RejectionReason Reason) : AuthenticationResult;
}

public enum RejectionReason
{
    NotConfigured,
    NoToken,
    MalformedToken,
    UnacceptableHeader,
    WrongAlgorithm,
    UnknownKey,
    KeysUnavailable,
    BadSignature,
    WrongIssuer,
    WrongAudience,
    BadLifetime,
    Expired,
    NotYetValid,
    KeyNotEndorsed,
    WrongServiceUrl,
    WrongChannel,
    WrongRecipient,
    WrongTenant,
    WrongScope,
    WrongPerson,
}

/// <summary>What an activity says about itself that the token has to bear out.</summary>
public sealed record ActivityClaims(string? ServiceUrl, string? ChannelId, string? RecipientId, IReadOnlyList<string> TenantIds)
{
    /// <summary>A tenant is named in two places; both are taken, since either may be what somebody looks at later.</summary>
    public static ActivityClaims Of(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        string?[] tenants = [activity.Conversation?.TenantId, activity.ChannelData?.Tenant?.Id];
        return new(activity.ServiceUrl, activity.ChannelId, activity.Recipient?.Id, [.. tenants.OfType<string>()]);
    }
}
