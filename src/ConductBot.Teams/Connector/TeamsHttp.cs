using System.Net;
using System.Net.Sockets;

namespace ConductBot.Teams;

/// <summary>How this process talks to the outside.</summary>
public static class TeamsHttp
{
    /// <summary>
    /// One for the whole process. Connections are renewed, so that a changed address is noticed; redirects are not followed,
    /// since they would take the token along; and a private network is entered only where the settings name the host.
    /// </summary>
    public static SocketsHttpHandler CreateHandler(BotFrameworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var named = options.NamedHosts();
        return new()
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(5),
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
            ConnectCallback = (context, cancellationToken) => ConnectAsync(context, named, cancellationToken),
        };
    }

    /// <summary>
    /// Looks where a name leads and connects to just that, so that it cannot lead elsewhere a moment later. What goes through
    /// a proxy of this machine's settings is looked up by the proxy.
    /// </summary>
    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, HashSet<string> named, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var asked = context.InitialRequestMessage.RequestUri?.IdnHost;
        var trusted = named.Contains(host) || (IsThisMachine(host) && named.Any(IsThisMachine)) || !string.Equals(host, asked, StringComparison.OrdinalIgnoreCase);
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
        if (!trusted && addresses.Any(PrivateAddresses.Contains))
        {
            throw new PrivateAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A developer's machine has several names.</summary>
    private static bool IsThisMachine(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
