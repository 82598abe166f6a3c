using System.Net;

namespace ConductBot.Teams;

/// <summary>How this process talks to the outside.</summary>
public static class TeamsHttp
{
    /// <summary>
    /// One for the whole process. Connections are renewed, so that a changed address is noticed; redirects are not followed,
    /// since they would take the token along.
    /// </summary>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
    };
}
