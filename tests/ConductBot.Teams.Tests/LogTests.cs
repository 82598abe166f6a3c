using System.Net;
using Microsoft.Extensions.Logging;

namespace ConductBot.Teams;

/// <summary>Logs are read by people who may not know what is in the cases.</summary>
public sealed class LogTests
{
    private readonly ManualTime time = new();
    private readonly Lines lines = new();

    [Fact]
    public async Task No_token_no_name_and_nothing_anybody_wrote_is_in_them()
    {
        using var issuer = new FakeIssuer();
        using var handler = new StrictHandler();
        using var keys = new OpenIdKeys(FakeIssuer.MetadataUrl, issuer, time, lines.For<OpenIdKeys>());
        var options = new BotFrameworkOptions { MicrosoftAppId = FakeIssuer.AppId };
        var validator = new ConnectorTokenValidator(options, keys, time, lines.For<ConnectorTokenValidator>());
        var source = new NumberedTokens();
        var client = new ConnectorClient(handler, new(source, time, lines.For<CachedTokens>()), options, time, lines.For<ConnectorClient>());
        var activity = Samples.Activity("message-personal");
        var token = FakeIssuer.Token(time.GetUtcNow(), claims: claims => claims["aud"] = "another");

        await validator.ValidateAsync($"Bearer {token}", ActivityClaims.Of(activity));
        issuer.Instead = _ => throw new HttpRequestException("Morag Ellis");
        await keys.RefreshAsync(default);
        handler.Expect("POST", HttpStatusCode.Forbidden, """{"error":{"code":"Morag Ellis","message":"Morag Ellis blocked you"}}""")
            .Expect("POST", HttpStatusCode.Created, """{"id":"17"}""");
        await client.SendToConversationAsync(activity.ServiceUrl!, activity.Conversation!.Id!, activity);
        await client.CreateConversationAsync(activity.ServiceUrl!, ConversationParameters.Personal(activity.From!.Id!, "t"));
        await client.SendToConversationAsync("https://evil.test/Morag Ellis", activity.Conversation!.Id!, activity);

        var text = string.Join('\n', lines.All);
        Assert.Equal(7, lines.All.Count);
        Assert.All(
            (string[])[token, "token-1", "Bearer", "Morag", "village", activity.From.Id!, activity.Conversation.Id!],
            secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task They_say_what_happened_by_kind_and_code()
    {
        using var handler = new StrictHandler().Expect("POST", HttpStatusCode.TooManyRequests, """{"error":{"code":"Throttled"}}""");
        var client = new ConnectorClient(handler, new(new NumberedTokens(), time, lines.For<CachedTokens>()), new(), time, lines.For<ConnectorClient>());

        await client.SendToConversationAsync(FakeIssuer.ServiceUrl, "a:1", Activity.Message("hello"));
        await client.SendToConversationAsync("https://evil.test/", "a:1", Activity.Message("hello"));

        Assert.Equal(
            [
                "Information: The connector answered POST conversations with 429 Throttled after 0 ms",
                "Critical: The connector was not asked: UnknownServiceHost, host 'evil.test'",
            ],
            lines.All);
    }

    private sealed class Lines
    {
        public List<string> All { get; } = [];

        public ILogger<T> For<T>() => new Logger<T>(this);

        private sealed class Logger<T>(Lines lines) : ILogger<T>
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                lock (lines.All)
                {
                    lines.All.Add($"{logLevel}: {formatter(state, exception)}{exception}");
                }
            }
        }
    }
}
