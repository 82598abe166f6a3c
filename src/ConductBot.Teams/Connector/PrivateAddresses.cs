using System.Net;
using System.Net.Sockets;

namespace ConductBot.Teams;

/// <summary>Addresses that lead to this machine or into a private network, where an address from outside has no business.</summary>
internal static class PrivateAddresses
{
    // IANA's registries of special-purpose addresses (RFC 6890), without the parts that are globally reachable.
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            "::/8", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    // RFC 6052: an IPv4 address in the last four bytes.
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    public static bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily == AddressFamily.InterNetworkV6 && Translated.Contains(plain))
        {
            plain = new IPAddress(plain.GetAddressBytes()[12..]);
        }

        return Special.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }
}

/// <summary>A name that leads into a private network was about to be followed.</summary>
internal sealed class PrivateAddressException() : HttpRequestException("The address is a private one.");
