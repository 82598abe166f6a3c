using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ConductBot.Host.Playground;
using ConductBot.Host.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace ConductBot.Tests.Playground;

/// <summary>Who visits the playground may be anybody, so who may visit is kept narrow.</summary>
public sealed class PlaygroundAccessTests : PlaygroundTest
{
    [Fact]
    public async Task It_cannot_be_mapped_outside_Development()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => PlaygroundServer.StartAsync(StateFolder, environment: "Production"));

        Assert.Contains("Production", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_with_a_registration_of_its_own_has_none_of_it()
    {
        await using var app = await ConductBotServer.BuildAsync(
            [
                "--environment", "Production",
                "--Urls", "http://127.0.0.1:0",
                "--MicrosoftAppId", "3f1b7d1a-52c4-4e0e-8f6a-7f1f2f7c9b10",
                "--MicrosoftAppPassword", "not-a-secret",
                "--MicrosoftAppTenantId", DemoSchools.TenantId,
                "--ConnectionStrings:ConductBot", $"Data Source={Path.Combine(StateFolder, "conductbot.db")}",
                "--Security:MasterKey", Convert.ToBase64String(new byte[32]),
            ],
            builder => builder.Logging.ClearProviders());
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        foreach (var path in new[] { "/", "/playground/api/schools", "/playground/api/oak-demo/stream", "/playground/connector/v3/teams/x", "/playground/app.js" })
        {
            using var response = await client.GetAsync(path);

            Assert.Equal((path, HttpStatusCode.NotFound), (path, response.StatusCode));
        }

        using var token = await client.PostAsync("/playground/api/ogat-demo/tab-token", new StringContent("""{"person":"dsl"}""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.NotFound, token.StatusCode);

        await app.StopAsync();
    }

    [Theory]
    [InlineData("Host", "conductbot.example")]
    [InlineData("Host", "localhost.example:3978")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_site_in_the_visitors_browser_gets_nothing(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "schools");
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await Server.RawAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_form_cannot_speak_for_anybody(string contentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{PlaygroundServer.Oak}/send")
        {
            Content = new StringContent(Presses.Say("dsl", "chat", "approve").ToJsonString(), Encoding.UTF8, contentType),
        };

        using var response = await Server.RawAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(await Server.MessagesAsync());
    }

    [Theory]
    [InlineData("oak-demo", """{"person":"dsl"}""", 200)]
    [InlineData("oak-demo", """{"person":"nobody"}""", 400)]
    [InlineData("oak-demo", "{}", 400)]
    [InlineData("no-school", """{"person":"dsl"}""", 404)]
    public async Task A_token_for_the_tab_is_for_somebody_of_a_demo_school(string school, string body, int status)
    {
        var (answered, answer) = await Server.PageAsync("POST", $"{school}/tab-token", JsonNode.Parse(body));

        Assert.Equal(status, answered);
        Assert.Equal(
            status == 200 ? $"tab-token-for-{DemoSchools.Oak.Dsl.AadObjectId}-of-{DemoSchools.TenantId}" : null, (string?)answer!["token"]);
    }

    [Fact]
    public async Task The_page_comes_with_a_policy_that_lets_nothing_else_in()
    {
        await File.WriteAllTextAsync(Path.Combine(StateFolder, "index.html"), "<title>page</title>");

        using var response = await Server.RawAsync(new HttpRequestMessage(HttpMethod.Get, Server.Address));

        Assert.Equal("<title>page</title>", await response.Content.ReadAsStringAsync());
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/playground/playground-oak-demo.json.tmp")]
    [InlineData("/playground/..%2Fsecret.html")]
    [InlineData("/playground/%2Fetc%2Fpasswd")]
    public async Task Only_files_of_the_page_are_served(string path)
    {
        using var response = await Server.RawAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(Server.Address, path)));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Without_a_built_page_the_visitor_is_told_how_to_build_it()
    {
        using var response = await Server.RawAsync(new HttpRequestMessage(HttpMethod.Get, Server.Address));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("Node.js", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
