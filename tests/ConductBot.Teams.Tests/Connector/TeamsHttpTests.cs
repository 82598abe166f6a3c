using System.Net;
using System.Net.Sockets;

namespace ConductBot.Teams;

public class TeamsHttpTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("2002:0a00:0001::")]
    [InlineData("2001:db8::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    public void An_address_of_a_private_network_is_known(string address) => Assert.True(PrivateAddresses.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("52.112.0.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("192.167.255.255")]
    [InlineData("100.63.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("2603:1063::1")]
    [InlineData("64:ff9b::52.112.0.1")]
    [InlineData("::ffff:52.112.0.1")]
    public void An_address_of_the_public_internet_is_none(string address) => Assert.False(PrivateAddresses.Contains(IPAddress.Parse(address)));

    [Fact]
    public async Task This_machine_is_reached_only_where_the_settings_name_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

        using var closed = new HttpClient(TeamsHttp.CreateHandler(new()));
        var refused = await Assert.ThrowsAnyAsync<HttpRequestException>(() => closed.GetAsync(new Uri($"http://{address}/")));
        Assert.True(refused is PrivateAddressException || refused.InnerException is PrivateAddressException);
        Assert.False(listener.Pending());

        using var open = new HttpClient(TeamsHttp.CreateHandler(new() { ServiceHosts = [address] }));
        var answer = open.GetAsync(new Uri($"http://{address}/"));
        using var connection = await listener.AcceptTcpClientAsync();
        await connection.GetStream().WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray());
        Assert.Equal(HttpStatusCode.NoContent, (await answer).StatusCode);
    }
}
