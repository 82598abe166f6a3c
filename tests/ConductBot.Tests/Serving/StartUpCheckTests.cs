using System.Net;
using System.Text;
using ConductBot.Host.Serving;
using ConductBot.Testing;
using ConductBot.Tests.Bot;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConductBot.Tests.Serving;

/// <summary>Whoever sets the bot up reads in the log what is wrong, and the process lives all the same.</summary>
public sealed class StartUpCheckTests : IAsyncDisposable
{
    private readonly string folder = Scratch.Folder();
    private readonly CapturedLog log = new();
    private readonly ManualTime time = new(BotHost.Start);
    private readonly Outside outside = new();
    private readonly Dictionary<string, string?> settings;
    private WebApplication? app;

    public StartUpCheckTests() =>
        settings = new FakeWorld().Settings.Append(new("ConnectionStrings:ConductBot", $"Data Source={Path.Combine(folder, "conductbot.db")}"))
            .ToDictionary(StringComparer.OrdinalIgnoreCase);

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        outside.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task When_all_is_well_it_says_so_and_the_first_request_waits_for_no_keys()
    {
        await StartAsync();
        var fetches = outside.Fetches;

        Assert.Contains(log.Lines, line => line.Contains("the bot hears Teams and can answer, as app b07f00d5-1234-4abc-8def-0123456789ab in the cloud Public", StringComparison.Ordinal));
        Assert.Empty(log.Errors);
        Assert.Equal(1, fetches);

        var teacher = SchoolCast.Of("ogat").Teacher;
        var activity = new FakeWorld().Inbound.Message(teacher, teacher.Chat, "help");
        var answer = await new SignedClient(app!.GetTestClient(), SigningKey.Shared, FakeWorld.AppId, time).PostAsync(activity);
        Assert.Equal((200, 1), (answer.Status, outside.Fetches));
    }

    [Theory]
    [InlineData("AADSTS7000222", "MicrosoftAppPassword: the secret has expired (AADSTS7000222)")]
    [InlineData("AADSTS7000215", "MicrosoftAppPassword: Entra does not accept it")]
    [InlineData("AADSTS700016", "MicrosoftAppId: the tenant")]
    public async Task A_token_that_cannot_be_had_is_explained(string code, string said)
    {
        outside.Token = () => Json(HttpStatusCode.Unauthorized, $$"""{"error":"invalid_client","error_description":"{{code}}: for the app 'x'."}""");

        await StartAsync();

        Says(said);
        Says("Until that is mended the bot cannot answer.");
        Assert.DoesNotContain(log.Lines, line => line.Contains(FakeWorld.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_that_cannot_be_had_are_told_with_their_host()
    {
        outside.Metadata = () => throw new HttpRequestException("down");

        await StartAsync();

        Says("Connector:OpenIdMetadataUrl: the keys of Teams' requests cannot be had from world.test");
    }

    [Theory]
    [InlineData(-10, "The clock of this machine is 10 minutes fast.")]
    [InlineData(7, "The clock of this machine is 7 minutes slow.")]
    public async Task A_clock_that_is_wrong_is_told(int minutes, string said)
    {
        outside.Date = time.GetUtcNow().AddMinutes(minutes);

        await StartAsync();

        Says(said);
    }

    [Fact]
    public async Task A_clock_that_is_right_is_no_matter()
    {
        outside.Date = time.GetUtcNow().AddMinutes(1);

        await StartAsync();

        Assert.Empty(log.Errors);
    }

    [Fact]
    public async Task A_host_that_nobody_knows_is_told()
    {
        settings["Connector:ServiceHosts:0"] = "smba.trafficmanager.example";

        await StartAsync();

        Assert.Contains(log.Lines, line => line.Contains("'smba.trafficmanager.example' is no connector of Microsoft's", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Contains("holds no connector of the cloud Public", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_missing_secret_is_told_once()
    {
        settings["MicrosoftAppPassword"] = null;

        await StartAsync();

        Assert.Single(log.Lines, line => line.Contains("MicrosoftAppPassword", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("can answer, as", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "Security:MasterKey is missing")]
    [InlineData("c2hvcnQ=", "Security:MasterKey is not 32 bytes")]
    public async Task Without_a_master_key_it_lives_takes_nothing_in_and_says_why(string? key, string said)
    {
        settings["Security:MasterKey"] = key;

        await StartAsync();

        Says(said);
        using var http = app!.GetTestClient();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.PostAsync(new Uri("/api/messages", UriKind.Relative), new StringContent("{}"))).StatusCode);
        var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains(said, await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "conductbot.db")));
    }

    private static HttpResponseMessage Json(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private void Says(string sentence) => Assert.Contains(log.Errors, line => line.Contains(sentence, StringComparison.Ordinal));

    /// <summary>Starts the host, waits until its check is done, and sees that it lives.</summary>
    private async Task StartAsync()
    {
        app = await ConductBotServer.BuildAsync(["--environment=Production"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(settings);
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.Services.AddSingleton<HttpMessageHandler>(outside);
        });
        await app.StartAsync();
        if (app.Services.GetServices<IHostedService>().OfType<StartUpCheck>().SingleOrDefault()?.ExecuteTask is { } check)
        {
            await check;
        }

        using var http = app.GetTestClient();
        Assert.Equal("live", await http.GetStringAsync(new Uri("/health/live", UriKind.Relative)));
    }

    /// <summary>The publisher of the keys and the giver of tokens, each of which may fail.</summary>
    private sealed class Outside : HttpMessageHandler
    {
        private int fetches;

        public int Fetches => Volatile.Read(ref fetches);

        public DateTimeOffset? Date { get; set; }

        public Func<HttpResponseMessage> Metadata { get; set; } = () => Json(HttpStatusCode.OK, """{"jwks_uri":"https://world.test/keys"}""");

        public Func<HttpResponseMessage> Token { get; set; } = () => Json(HttpStatusCode.OK, """{"access_token":"abc","expires_in":3600}""");

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = request.RequestUri!.AbsolutePath switch
            {
                "/openid" => Count(Metadata()),
                "/keys" => Json(HttpStatusCode.OK, SigningKey.Shared.KeySet().ToJsonString()),
                "/token" => Token(),
                _ => new(HttpStatusCode.ServiceUnavailable),
            };
            response.Headers.Date = Date;
            return Task.FromResult(response);
        }

        private HttpResponseMessage Count(HttpResponseMessage response)
        {
            Interlocked.Increment(ref fetches);
            return response;
        }
    }
}
