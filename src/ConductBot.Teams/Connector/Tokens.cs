namespace ConductBot.Teams;

/// <summary>A token of ours. Its text stays out of logs, also when the whole record is logged by mistake.</summary>
public sealed record BearerToken(string Value, DateTimeOffset ExpiresOn)
{
    public override string ToString() => $"BearerToken until {ExpiresOn:u}";
}

/// <summary>Gets a new token each time it is asked.</summary>
public interface ITokenSource
{
    /// <exception cref="TokenException">The answer is no.</exception>
    Task<BearerToken> GetTokenAsync(string scope, CancellationToken cancellationToken);

    /// <summary>The same, for what belongs to one tenant. An app that lives in one tenant only has no choice.</summary>
    /// <exception cref="TokenException">The answer is no.</exception>
    Task<BearerToken> GetTokenAsync(string scope, string tenantId, CancellationToken cancellationToken) => GetTokenAsync(scope, cancellationToken);
}

/// <summary>No token can be had. The message holds codes only.</summary>
public sealed class TokenException(string message, Exception? innerException = null) : Exception(message, innerException);
