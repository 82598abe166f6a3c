using System.Globalization;

namespace ConductBot.Teams;

/// <summary>
/// The hosts our token may be sent to. A service URL comes from outside, so without this list a forged one collects tokens.
/// </summary>
public sealed class ServiceHosts(IEnumerable<string> hosts)
{
    private readonly HashSet<string> allowed = hosts.Select(host => host.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True for https on exactly one of the hosts and ports; http only on this machine, and also only when listed.</summary>
    public bool Allows(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return url.IsHttpsOrLoopback
            && url.UserInfo.Length == 0
            && allowed.Contains(url.IsDefaultPort ? url.IdnHost : string.Create(CultureInfo.InvariantCulture, $"{url.IdnHost}:{url.Port}"));
    }

    internal static bool IsWellFormed(string host) =>
        Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var url)
            && url is { UserInfo: "", PathAndQuery: "/", Fragment: "" }
            && (string.Equals(host, url.Authority, StringComparison.OrdinalIgnoreCase) || host.EndsWith(":443", StringComparison.Ordinal));
}

internal static class UriExtensions
{
    extension(Uri url)
    {
        /// <summary>Whether secrets and keys may travel this way: encrypted, or without leaving this machine.</summary>
        public bool IsHttpsOrLoopback =>
            url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
    }
}
