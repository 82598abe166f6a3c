using Microsoft.Extensions.Logging.Abstractions;

namespace ConductBot.Teams;

public sealed class DevelopmentChannelTests : IDisposable
{
    private const string Local = "http://localhost:5000/playground/";

    private readonly ManualTime time = new();
    private readonly BotFrameworkOptions options = new() { MicrosoftAppId = FakeIssuer.AppId };
    private readonly DevelopmentChannel channel;

    public DevelopmentChannelTests() => channel = new(options, time);

    public void Dispose() => channel.Dispose();

    [Fact]
    public async Task Its_requests_pass_the_same_checks_as_the_connectors()
    {
        var activity = new ActivityClaims(Local, "msteams", $"28:{FakeIssuer.AppId}", []);

        Assert.IsType<AuthenticationResult.Accepted>(await Judge(channel, channel.Authorize(Local), activity));
        Assert.Equal(
            new AuthenticationResult.Rejected(403, RejectionReason.WrongServiceUrl),
            await Judge(channel, channel.Authorize(Local), activity with { ServiceUrl = FakeIssuer.ServiceUrl }));

        var old = channel.Authorize(Local);
        time.Advance(TimeSpan.FromMinutes(65));
        Assert.Equal(new AuthenticationResult.Rejected(401, RejectionReason.Expired), await Judge(channel, old, activity));
    }

    [Fact]
    public async Task Another_process_cannot_sign_for_it()
    {
        using var another = new DevelopmentChannel(options, time);

        Assert.Equal(
            new AuthenticationResult.Rejected(401, RejectionReason.UnknownKey),
            await Judge(channel, another.Authorize(Local), new(Local, "msteams", $"28:{FakeIssuer.AppId}", [])));
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/uk/")]
    [InlineData("https://localhost.evil.test/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("nonsense")]
    public void It_vouches_for_nothing_but_this_machine(string serviceUrl) =>
        Assert.Throws<ArgumentException>(() => channel.Authorize(serviceUrl));

    [Fact]
    public async Task Published_keys_are_still_asked_for_when_there_are_any()
    {
        using var issuer = new FakeIssuer();
        using var published = new OpenIdKeys(FakeIssuer.MetadataUrl, issuer, time, NullLogger<OpenIdKeys>.Instance);
        using var both = new DevelopmentChannel(options, time, published);

        Assert.Equal("key-1", (await both.FindAsync("key-1", default)).Key?.Id);
        Assert.IsType<AuthenticationResult.Accepted>(await Judge(both, both.Authorize(Local), new(Local, "msteams", $"28:{FakeIssuer.AppId}", [])));
        Assert.Equal(1, issuer.Fetches);
    }

    [Fact]
    public async Task It_knows_the_bots_own_token()
    {
        var token = await channel.GetTokenAsync("any", default);

        Assert.True(channel.IsFromBot($"Bearer {token.Value}"));
        Assert.False(channel.IsFromBot("Bearer x"));
        Assert.False(channel.IsFromBot(token.Value));
        Assert.False(channel.IsFromBot(null));
    }

    private Task<AuthenticationResult> Judge(IOpenIdKeySource keys, string authorization, ActivityClaims activity) =>
        new ConnectorTokenValidator(options, keys, time, NullLogger<ConnectorTokenValidator>.Instance).ValidateAsync(authorization, activity);
}
