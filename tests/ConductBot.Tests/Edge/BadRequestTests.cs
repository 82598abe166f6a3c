using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ConductBot.Testing;
using ConductBot.Tests.Bot;

namespace ConductBot.Tests.Edge;

/// <summary>Bodies that are no activities, activities that lack what they need, and requests that nobody signed.</summary>
public sealed class BadRequestTests
{
    private static readonly SchoolCast Oak = SchoolCast.Of("oak");

    [Theory]
    [InlineData("", 400)]
    [InlineData("{", 400)]
    [InlineData("null", 400)]
    [InlineData("[]", 400)]
    [InlineData("[{\"type\":\"message\"}]", 400)]
    [InlineData("\"message\"", 400)]
    [InlineData("{}", 400)]
    [InlineData("{\"type\":null}", 400)]
    [InlineData("{\"type\":\"\"}", 400)]
    [InlineData("{\"type\":[\"message\"]}", 400)]
    [InlineData("{\"type\":\"message\",\"type\":\"invoke\"}", 400)]
    [InlineData("{\"type\":\"message\"}", 403)]
    [InlineData("{\"type\":\"message\"} trailing", 400)]
    [InlineData("{\"type\":\"message\",\"text\":\"\\u00", 400)]
    public async Task A_body_that_is_no_activity_is_refused_with_a_reason(string body, int status)
    {
        await using var bot = await BotHost.StartAsync();

        var answer = await bot.Client.PostAsync(Encoding.UTF8.GetBytes(body), bot.World.Service.AbsoluteUri);

        Assert.Equal(status, answer.Status);
        Assert.True(status != 400 || (string?)answer.Body?["error"]?["code"] == "BadRequest", answer.Text);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_and_nesting_without_end_are_refused()
    {
        await using var bot = await BotHost.StartAsync();
        var service = bot.World.Service.AbsoluteUri;

        var noText = await bot.Client.PostAsync([0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D], service);
        var deep = await bot.Client.PostAsync(Encoding.UTF8.GetBytes("{\"type\":\"message\",\"value\":" + new string('[', 10_000)), service);
        var large = await bot.Client.PostAsync(Encoding.UTF8.GetBytes($"{{\"type\":\"message\",\"text\":\"{new string('a', 300_000)}\"}}"), service);

        Assert.Equal([400, 400, 413], [noText.Status, deep.Status, large.Status]);
    }

    [Theory]
    [InlineData("conversation", 400)]
    [InlineData("from", 400)]
    [InlineData("serviceUrl", 403)]
    [InlineData("recipient", 403)]
    [InlineData("channelId", 403)]
    [InlineData("text", 200)]
    [InlineData("id", 200)]
    [InlineData("timestamp", 200)]
    [InlineData("entities", 200)]
    [InlineData("channelData", 200)]
    [InlineData("locale", 200)]
    public async Task An_activity_without_one_of_its_fields_gets_the_status_it_deserves(string field, int status)
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Add(Oak.Teacher.Chat);
        var activity = bot.Inbound.Message(Oak.Teacher, Oak.Teacher.Chat, "help");
        activity.Remove(field);

        var answer = await bot.Client.PostAsync(Encoding.UTF8.GetBytes(activity.ToJsonString()), bot.World.Service.AbsoluteUri);
        await bot.DeliverAsync();

        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("conversation.id")]
    [InlineData("from.id")]
    [InlineData("from.aadObjectId")]
    [InlineData("channelData.team.id")]
    [InlineData("channelData.channel.id")]
    public async Task An_id_that_no_store_could_keep_is_refused(string field)
    {
        await using var bot = await BotHost.StartAsync();
        foreach (var strange in new[] { "a\u0000b", "a\u0007", "\U0010FFFF" })
        {
            var activity = bot.Inbound.Message(Oak.Teacher, field.StartsWith("channelData", StringComparison.Ordinal) ? Oak.Channel : Oak.Teacher.Chat, "report");
            var parts = field.Split('.');
            parts[..^1].Aggregate((JsonNode)activity, (node, part) => node[part]!)[parts[^1]] = strange;

            Assert.Equal(400, (await bot.Client.PostAsync(activity)).Status);
        }

        Assert.Empty(bot.Log.Errors);
    }

    [Fact]
    public async Task Fields_that_nobody_knows_are_looked_past()
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Add(Oak.Teacher.Chat);
        var activity = bot.Inbound.Message(Oak.Teacher, Oak.Teacher.Chat, "report");
        activity["newField"] = new JsonObject { ["deep"] = new JsonArray(1, "two", null) };
        activity["from"]!["newField"] = true;
        activity["entities"]!.AsArray().Add(new JsonObject { ["type"] = "newEntity", ["x"] = 1 });
        activity["entities"]!.AsArray().Add("not even an object");

        Assert.Equal(200, (await bot.Client.PostAsync(activity)).Status);
        await bot.DeliverAsync();

        Assert.Equal("danger", new CardReader(bot.Connector.In(Oak.Teacher.Chat).Single().Card!).Step);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Somebody_whom_Teams_does_not_name_is_nobody_s_staff_and_shares_nothing(bool everyMemberIsStaff)
    {
        await using var bot = await BotHost.StartAsync(settings =>
        {
            foreach (var key in settings.Keys.Where(key => everyMemberIsStaff && key.Contains(":Staff:", StringComparison.Ordinal)).ToList())
            {
                settings.Remove(key);
            }
        });
        foreach (var person in new[] { Oak.Teacher, Oak.Colleague })
        {
            bot.Connector.Add(person.Chat);
            foreach (var words in new[] { "report", "no", "what did I write before?" })
            {
                var activity = bot.Inbound.Message(person, person.Chat, words);
                activity["from"]!.AsObject().Remove("aadObjectId");
                Assert.Equal(200, (await bot.Client.PostAsync(activity)).Status);
            }

            await bot.DeliverAsync();
            Assert.All(bot.Connector.In(person.Chat), message =>
                Assert.Contains("I am not set up for your school", message.Words, StringComparison.Ordinal));
        }

        Assert.Empty(await bot.ReferencesAsync());
    }

    [Fact]
    public async Task Nobody_is_heard_without_a_good_token()
    {
        await using var bot = await BotHost.StartAsync();
        var activity = bot.Inbound.Message(Oak.Teacher, Oak.Teacher.Chat, "report");
        var token = SigningKey.Shared.Token(FakeWorld.AppId, bot.World.Service.AbsoluteUri, bot.Time.GetUtcNow());
        using var stranger = new SigningKey();
        (string? Token, HttpStatusCode Status)[] tries =
        [
            (null, HttpStatusCode.Unauthorized),
            ("", HttpStatusCode.Unauthorized),
            ("nonsense", HttpStatusCode.Unauthorized),
            (stranger.Token(FakeWorld.AppId, bot.World.Service.AbsoluteUri, bot.Time.GetUtcNow()), HttpStatusCode.Unauthorized),
            (SigningKey.Shared.Token(Guid.NewGuid().ToString(), bot.World.Service.AbsoluteUri, bot.Time.GetUtcNow()), HttpStatusCode.Unauthorized),
            (SigningKey.Shared.Token(FakeWorld.AppId, bot.World.Service.AbsoluteUri, bot.Time.GetUtcNow().AddHours(-2)), HttpStatusCode.Unauthorized),
            (SigningKey.Shared.Token(FakeWorld.AppId, bot.World.Service.AbsoluteUri, bot.Time.GetUtcNow().AddHours(2)), HttpStatusCode.Unauthorized),
            (SigningKey.Shared.Token(FakeWorld.AppId, "https://smba.trafficmanager.net/other/", bot.Time.GetUtcNow()), HttpStatusCode.Forbidden),
            (token, HttpStatusCode.OK),
        ];

        foreach (var (bearer, status) in tries)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, SignedClient.Path) { Content = new StringContent(activity.ToJsonString()) };
            request.Headers.TryAddWithoutValidation("Authorization", bearer is null ? null : $"Bearer {bearer}");
            using var response = await bot.Http.SendAsync(request);
            Assert.Equal(status, response.StatusCode);
            Assert.True(status != HttpStatusCode.Unauthorized || response.Headers.WwwAuthenticate.Single().Scheme == "Bearer");
            Assert.True(status == HttpStatusCode.OK || (await response.Content.ReadAsStringAsync()).Length == 0, "A refusal tells a stranger nothing.");
        }
    }

    [Fact]
    public async Task A_service_address_that_is_not_on_the_list_gets_no_token_of_ours_even_when_it_is_signed_for()
    {
        await using var bot = await BotHost.StartAsync();
        var activity = bot.Inbound.Message(Oak.Teacher, Oak.Teacher.Chat, "report");
        activity["serviceUrl"] = "https://evil.trafficmanager.net/uk/";

        var answer = await bot.Client.PostAsync(activity);
        await bot.DeliverAsync();

        Assert.Equal(200, answer.Status);
        Assert.Empty(bot.Connector.Calls);
    }

    [Fact]
    public async Task Another_tenant_is_refused_wherever_it_is_named()
    {
        await using var bot = await BotHost.StartAsync();
        foreach (var place in new[] { "conversation", "channelData" })
        {
            var activity = bot.Inbound.Message(Oak.Teacher, Oak.Teacher.Chat, "report");
            var tenant = JsonValue.Create("99999999-0000-4000-8000-000000000000");
            _ = place == "conversation" ? activity["conversation"]!["tenantId"] = tenant : activity["channelData"]!["tenant"]!["id"] = tenant;
            Assert.Equal(403, (await bot.Client.PostAsync(activity)).Status);
        }
    }

    [Fact]
    public async Task Only_posts_are_taken_and_health_is_told()
    {
        await using var bot = await BotHost.StartAsync();

        using var get = await bot.Http.GetAsync(new Uri(SignedClient.Path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
        Assert.Equal("live", await bot.Http.GetStringAsync(new Uri("/health/live", UriKind.Relative)));
        Assert.Equal("ready", await bot.Http.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
        using var playground = await bot.Http.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, playground.StatusCode);
    }

    [Fact]
    public async Task Without_an_app_id_everything_is_refused_and_the_log_says_why()
    {
        await using var bot = await BotHost.StartAsync(settings => settings["MicrosoftAppId"] = null, delivers: false);

        var answer = await bot.Client.PostAsync(bot.Inbound.Message(Oak.Teacher, Oak.Teacher.Chat, "report"));
        using var ready = await bot.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));

        Assert.Equal(401, answer.Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains(bot.Log.Errors, line => line.Contains("MicrosoftAppId is not set", StringComparison.Ordinal));
    }
}
