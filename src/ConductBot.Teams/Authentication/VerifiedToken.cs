using System.Text.Json;

namespace ConductBot.Teams;

/// <summary>A bearer token whose signature was verified. Who issued it, for whom and for what is for the validators to judge.</summary>
/// <param name="Claims">What it says.</param>
/// <param name="Key">What it was signed with.</param>
internal sealed record VerifiedToken(JsonElement Claims, OpenIdKey Key)
{
    /// <summary>The one algorithm that the Connector's metadata and Entra's list.</summary>
    public const string Algorithm = "RS256";

    private const string Scheme = "Bearer ";
    private const double Skew = 5 * 60;
    private const double LongestLife = 24 * 60 * 60;

    /// <param name="authorization">The request's Authorization header, null when it has none.</param>
    /// <param name="keys">What the issuer signs with.</param>
    /// <param name="cancellationToken">Ends the wait for keys.</param>
    /// <returns>The token; or null, and why it is none.</returns>
    public static async Task<(VerifiedToken? Token, RejectionReason Reason)> VerifyAsync(
        string? authorization, IOpenIdKeySource keys, CancellationToken cancellationToken)
    {
        if (authorization?.StartsWith(Scheme, StringComparison.Ordinal) != true)
        {
            return (null, RejectionReason.NoToken);
        }

        if (JsonWebToken.Parse(authorization[Scheme.Length..], out var reason) is not { } token)
        {
            return (null, reason);
        }

        if (token.Algorithm != Algorithm)
        {
            return (null, RejectionReason.WrongAlgorithm);
        }

        var (key, keysAvailable) = await keys.FindAsync(token.KeyId, cancellationToken);
        if (key is null)
        {
            return (null, keysAvailable ? RejectionReason.UnknownKey : RejectionReason.KeysUnavailable);
        }

        // Nothing of the token is read before this.
        if (!key.Verifies(token.SignedBytes, token.Signature))
        {
            return (null, RejectionReason.BadSignature);
        }

        using var claims = JsonWebToken.ParseObject(token.Payload);
        return claims is null ? (null, RejectionReason.MalformedToken) : (new(claims.RootElement.Clone(), key), default);
    }

    /// <summary>A claim that is a text; null where it is missing or anything else.</summary>
    public string? Text(string claim) => JsonWebToken.Text(Claims, claim);

    /// <summary>What is wrong with its times, with some minutes for clocks that differ; null when nothing is.</summary>
    public RejectionReason? LifetimeProblem(TimeProvider time)
    {
        if (Seconds("exp") is not { } expires || Seconds("nbf") is not { } starts || expires <= starts || expires - starts > LongestLife)
        {
            return RejectionReason.BadLifetime;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        return expires + Skew <= now ? RejectionReason.Expired
            : starts - Skew > now ? RejectionReason.NotYetValid
            : null;
    }

    private double? Seconds(string claim) =>
        Claims.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds)
            ? seconds
            : null;
}
