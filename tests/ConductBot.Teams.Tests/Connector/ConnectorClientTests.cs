using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConductBot.Teams;

/// <summary>
/// The requests as they go out: method, path with its percent-encoding, body. The expected ones are what Microsoft's own
/// client (botframework-connector 4.23) sends for the same call.
/// </summary>
public sealed class ConnectorClientTests : IDisposable
{
    private const string Service = "https://smba.trafficmanager.net/amer/";
    private const string Thread = "19:safeguarding@thread.tacv2;messageid=1795168842257";
    private const string ThreadPath = "/amer/v3/conversations/19%3Asafeguarding%40thread.tacv2%3Bmessageid%3D1795168842257";

    private readonly ManualTime time = new();
    private readonly StrictHandler handler = new();
    private readonly NumberedTokens source = new();
    private readonly CachedTokens tokens;
    private readonly ConnectorClient client;

    public ConnectorClientTests()
    {
        tokens = new(source, time, NullLogger<CachedTokens>.Instance);
        client = Client(new BotFrameworkOptions());
    }

    private static Activity Message => new()
    {
        Type = "message",
        Text = "hello",
        Summary = "sum",
        Importance = "high",
        InputHint = "acceptingInput",
        From = new() { Id = "28:bot", Name = "ConductBot" },
        Recipient = new() { Id = "29:1" },
        Conversation = new() { Id = Thread },
        ReplyToId = "a1",
        ChannelData = new() { Notification = new() { Alert = true } },
        Entities = [new Mention { Type = "mention", Text = "<at>D</at>", Mentioned = new() { Id = "29:1", Name = "D" } }],
        Attachments = [Attachment.AdaptiveCard(JsonNode.Parse("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"x"}],"refresh":{"action":{"type":"Action.Execute","verb":"r"},"userIds":["29:1"]}}""")!)],
    };

    private const string MessageJson = """
        {"type":"message","from":{"id":"28:bot","name":"ConductBot"},
         "conversation":{"id":"19:safeguarding@thread.tacv2;messageid=1795168842257"},"recipient":{"id":"29:1"},
         "text":"hello","inputHint":"acceptingInput","summary":"sum",
         "attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5",
           "body":[{"type":"TextBlock","text":"x"}],"refresh":{"action":{"type":"Action.Execute","verb":"r"},"userIds":["29:1"]}}}],
         "entities":[{"type":"mention","text":"<at>D</at>","mentioned":{"id":"29:1","name":"D"}}],
         "channelData":{"notification":{"alert":true}},"replyToId":"a1","importance":"high"}
        """;

    public void Dispose() => handler.Dispose();

    [Fact]
    public async Task Sending_to_a_conversation()
    {
        handler.Expect("POST", HttpStatusCode.Created, """{"id":"17"}""");

        var result = await client.SendToConversationAsync(Service, Thread, Message);

        Assert.Equal("17", Ok(result).Id);
        Assert.Equal(ThreadPath + "/activities", handler.Single.PathAndQuery);
        Assert.Equal("Bearer token-1", handler.Single.Authorization);
        Assert.Equal("application/json; charset=utf-8", handler.Single.ContentType);
        SameJson(MessageJson, handler.Single.Body);
    }

    [Fact]
    public async Task Replying()
    {
        handler.Expect("POST", HttpStatusCode.Created, """{"id":"17"}""");

        await client.ReplyToActivityAsync(Service, Thread, "1795168842257", Message);

        Assert.Equal(ThreadPath + "/activities/1795168842257", handler.Single.PathAndQuery);
        SameJson(MessageJson, handler.Single.Body);
    }

    [Fact]
    public async Task Updating()
    {
        handler.Expect("PUT", HttpStatusCode.OK, """{"id":"1795168842257"}""");
        var message = Message;
        message.Id = "1795168842257";

        await client.UpdateActivityAsync(Service, Thread, "1795168842257", message);

        Assert.Equal(ThreadPath + "/activities/1795168842257", handler.Single.PathAndQuery);
        var expected = JsonNode.Parse(MessageJson)!;
        expected["id"] = "1795168842257";
        SameJson(expected.ToJsonString(), handler.Single.Body);
    }

    [Fact]
    public async Task Deleting()
    {
        handler.Expect("DELETE", HttpStatusCode.OK);

        Ok(await client.DeleteActivityAsync(Service, Thread, "1795168842257"));

        Assert.Equal(ThreadPath + "/activities/1795168842257", handler.Single.PathAndQuery);
        Assert.Equal(("", null), (handler.Single.Body, handler.Single.ContentType));
    }

    [Fact]
    public async Task Starting_a_thread_in_a_channel()
    {
        handler.Expect("POST", HttpStatusCode.Created, """{"id":"19:s@thread.tacv2;messageid=1","activityId":"1","serviceUrl":"https://smba.trafficmanager.net/amer/"}""");
        var parameters = ConversationParameters.ChannelThread("19:safeguarding@thread.tacv2", "t", Message);
        parameters.Bot = new() { Id = "28:bot" };
        parameters.ChannelData!.Tenant = new() { Id = "t" };

        var result = Ok(await client.CreateConversationAsync(Service, parameters));

        Assert.Equal(("19:s@thread.tacv2;messageid=1", "1"), (result.Id, result.ActivityId));
        Assert.Equal("/amer/v3/conversations", handler.Single.PathAndQuery);
        SameJson(
            $$"""
            {"isGroup":true,"bot":{"id":"28:bot"},"tenantId":"t","activity":{{MessageJson}},
             "channelData":{"channel":{"id":"19:safeguarding@thread.tacv2"},"tenant":{"id":"t"} } }
            """,
            handler.Single.Body);
    }

    [Fact]
    public async Task Finding_a_persons_chat()
    {
        handler.Expect("POST", HttpStatusCode.Created, """{"id":"a:1"}""");

        var result = Ok(await client.CreateConversationAsync(Service, ConversationParameters.Personal("29:1", "t")));

        Assert.Equal(("a:1", null), (result.Id, result.ActivityId));
        SameJson("""{"isGroup":false,"members":[{"id":"29:1"}],"tenantId":"t"}""", handler.Single.Body);
    }

    [Fact]
    public async Task Asking_about_a_member()
    {
        handler.Expect("GET", HttpStatusCode.OK, """{"id":"29:1","objectId":"o","name":"Tom","givenName":"T","userPrincipalName":"t@x","tenantId":"t","userRole":"user"}""");

        var member = Ok(await client.GetConversationMemberAsync(Service, Thread, "29:1"));

        Assert.Equal(ThreadPath + "/members/29%3A1", handler.Single.PathAndQuery);
        Assert.Equal(("29:1", "o", "Tom", "user"), (member.Id, member.EntraObjectId, member.Name, member.UserRole));
    }

    [Fact]
    public async Task Asking_for_members_page_by_page()
    {
        handler.Expect("GET", HttpStatusCode.OK, """{"members":[{"id":"29:1","aadObjectId":"o"}],"continuationToken":"a/b+c="}""")
            .Expect("GET", HttpStatusCode.OK, """{"members":[]}""");

        var first = Ok(await client.GetPagedMembersAsync(Service, Thread, 50, null));
        var second = Ok(await client.GetPagedMembersAsync(Service, Thread, 50, first.ContinuationToken));

        Assert.Equal([ThreadPath + "/pagedmembers?pageSize=50", ThreadPath + "/pagedmembers?pageSize=50&continuationToken=a%2Fb%2Bc%3D"], handler.Asked.Select(asked => asked.PathAndQuery));
        Assert.Equal("o", Assert.Single(first.Members!).EntraObjectId);
        Assert.Equal((0, null), (second.Members!.Count, second.ContinuationToken));
    }

    [Fact]
    public async Task Asking_about_a_team_and_its_channels()
    {
        handler.Expect("GET", HttpStatusCode.OK, """{"id":"19:t","name":"Hill","aadGroupId":"g","channelCount":2,"memberCount":6}""")
            .Expect("GET", HttpStatusCode.OK, """{"conversations":[{"id":"19:t","name":null},{"id":"19:s","name":"Safeguarding"}]}""");

        var team = Ok(await client.GetTeamDetailsAsync(Service, "19:t@thread.tacv2"));
        var channels = Ok(await client.GetTeamChannelsAsync(Service, "19:t@thread.tacv2"));

        Assert.Equal(["/amer/v3/teams/19%3At%40thread.tacv2", "/amer/v3/teams/19%3At%40thread.tacv2/conversations"], handler.Asked.Select(asked => asked.PathAndQuery));
        Assert.Equal(("g", 6), (team.AadGroupId, team.MemberCount));
        Assert.Equal([null, "Safeguarding"], channels.Conversations!.Select(channel => channel.Name));
    }

    [Theory]
    [InlineData("a:1personal/with+odd=chars", "/amer/v3/conversations/a%3A1personal%2Fwith%2Bodd%3Dchars/activities")]
    [InlineData("a b?c#d%2F&é", "/amer/v3/conversations/a%20b%3Fc%23d%252F%26%C3%A9/activities")]
    [InlineData("..\\..", "/amer/v3/conversations/..%5C../activities")]
    [InlineData("%2e%2e", "/amer/v3/conversations/%252e%252e/activities")]
    [InlineData("../teams", "/amer/v3/conversations/..%2Fteams/activities")]
    public async Task An_id_is_one_piece_of_the_path_whatever_is_in_it(string id, string path)
    {
        handler.Expect("POST", HttpStatusCode.Created);

        await client.SendToConversationAsync(Service, id, new() { Type = "message", Text = "x" });

        Assert.Equal(path, handler.Single.PathAndQuery);
        SameJson("""{"type":"message","text":"x"}""", handler.Single.Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("...")]
    public async Task An_id_that_would_change_the_path_is_not_asked_about(string id)
    {
        Assert.Equal((0, "BadId"), Refusal(await client.SendToConversationAsync(Service, id, Message)));
        Assert.Equal((0, "BadId"), Refusal(await client.UpdateActivityAsync(Service, Thread, id, Message)));
        Assert.Equal(0, source.Asked);
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net", "/v3/teams/t")]
    [InlineData("https://smba.trafficmanager.net/", "/v3/teams/t")]
    [InlineData("https://smba.trafficmanager.net/uk", "/uk/v3/teams/t")]
    [InlineData("https://smba.trafficmanager.net/uk/", "/uk/v3/teams/t")]
    [InlineData("https://smba.trafficmanager.net/uk//", "/uk/v3/teams/t")]
    public async Task There_is_exactly_one_slash_between_the_service_and_the_path(string service, string path)
    {
        handler.Expect("GET", HttpStatusCode.OK, "{}");

        await client.GetTeamDetailsAsync(service, "t");

        Assert.Equal(path, handler.Single.PathAndQuery);
    }

    [Theory]
    [InlineData("https://evil.test/")]
    [InlineData("https://smba.trafficmanager.net.evil.test/")]
    [InlineData("https://evil.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net@evil.test/")]
    [InlineData("https://user:pass@smba.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net:8443/")]
    [InlineData("https://smba.trafficmanager.net./")]
    [InlineData("http://smba.trafficmanager.net/")]
    [InlineData("http://localhost/")]
    [InlineData("https://169.254.169.254/")]
    [InlineData("https://smba.trafficmanager.net/?x=")]
    [InlineData("https://smba.trafficmanager.net/#")]
    [InlineData("ftp://smba.trafficmanager.net/")]
    [InlineData("//smba.trafficmanager.net/")]
    [InlineData("smba.trafficmanager.net")]
    [InlineData("")]
    public async Task Our_token_goes_to_no_host_that_is_not_on_the_list(string service)
    {
        Assert.Equal((0, "UnknownServiceHost"), Refusal(await client.SendToConversationAsync(service, Thread, Message)));
        Assert.Equal((0, "UnknownServiceHost"), Refusal(await client.GetTeamDetailsAsync(service, "t")));
        Assert.Equal(0, source.Asked);
        Assert.Empty(handler.Asked);
    }

    [Theory]
    [InlineData("http://localhost:56150/_connector", true)]
    [InlineData("http://LOCALHOST:56150/_connector", true)]
    [InlineData("http://localhost:56151/_connector", false)]
    [InlineData("http://127.0.0.1:56150/_connector", false)]
    [InlineData("https://gcc.test/", true)]
    [InlineData("https://gcc.test:443/", true)]
    [InlineData("http://gcc.test/", false)]
    [InlineData("https://smba.trafficmanager.net/", false)]
    public async Task The_list_is_what_the_settings_say_port_included(string service, bool allowed)
    {
        if (allowed)
        {
            handler.Expect("GET", HttpStatusCode.OK, "{}");
        }

        var result = await Client(new BotFrameworkOptions { ServiceHosts = ["localhost:56150", "gcc.test"] }).GetTeamDetailsAsync(service, "t");

        Assert.Equal(allowed, result is ConnectorResult<TeamInfo>.Ok);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "")]
    [InlineData(HttpStatusCode.Created, "{}")]
    [InlineData(HttpStatusCode.Accepted, "")]
    [InlineData(HttpStatusCode.NoContent, "")]
    [InlineData(HttpStatusCode.OK, "null")]
    [InlineData(HttpStatusCode.OK, "<html>")]
    [InlineData(HttpStatusCode.OK, """{"id":{}}""")]
    public async Task A_message_whose_id_does_not_come_back_was_sent_all_the_same(HttpStatusCode status, string body)
    {
        handler.Expect("POST", status, body);

        Assert.Null(Ok(await client.SendToConversationAsync(Service, Thread, Message)).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html>")]
    public async Task A_question_without_a_proper_answer_was_not_answered(string body)
    {
        handler.Expect("GET", HttpStatusCode.OK, body);

        Assert.Equal((200, "BadAnswer"), Refusal(await client.GetConversationMemberAsync(Service, Thread, "29:1")));
    }

    [Fact]
    public async Task A_token_that_is_refused_is_replaced_once()
    {
        handler.Expect("POST", HttpStatusCode.Unauthorized, """{"message":"Authorization has been denied for this request."}""")
            .Expect("POST", HttpStatusCode.Created, """{"id":"17"}""");

        Assert.Equal("17", Ok(await client.SendToConversationAsync(Service, Thread, Message)).Id);
        Assert.Equal(["Bearer token-1", "Bearer token-2"], handler.Asked.Select(asked => asked.Authorization));
        Assert.Equal(handler.Asked[0].Body, handler.Asked[1].Body);
    }

    [Fact]
    public async Task A_second_refusal_of_the_token_is_final()
    {
        handler.Expect("POST", HttpStatusCode.Unauthorized).Expect("POST", HttpStatusCode.Unauthorized, """{"error":{"code":"BotNotRegistered","message":"?"}}""");

        Assert.Equal((401, "BotNotRegistered"), Refusal(await client.SendToConversationAsync(Service, Thread, Message)));
        Assert.Equal(2, source.Asked);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_asked_and_it_is_tried_again()
    {
        source.Failure = new TokenException("400 invalid_client AADSTS7000222");

        Assert.Equal(Again(null, "NoToken", false), await client.SendToConversationAsync(Service, Thread, Message));
        Assert.Empty(handler.Asked);
    }

    public static TheoryData<int, string, string> Refusals => new()
    {
        { 400, """{"error":{"code":"BadSyntax","message":"Incorrect conversation creation parameters"}}""", "BadSyntax" },
        { 400, "", "BadRequest" },
        { 403, """{"error":{"code":"BotNotInConversationRoster","message":"The bot is not part of the conversation roster."}}""", "BotNotInConversationRoster" },
        { 403, """{"error":{"code":"ConversationBlockedByUser","message":"User blocked the conversation with the bot."}}""", "ConversationBlockedByUser" },
        { 403, """{"errorCode":209,"message":"{\r\n  \"subCode\": \"MessageWritesBlocked\",\r\n  \"details\": \"x\"\r\n}"}""", "MessageWritesBlocked" },
        { 403, """{"error":{"code":"Forbidden","message":"{\"subCode\":\"MessageWritesBlocked\"}"}}""", "MessageWritesBlocked" },
        { 404, """{"error":{"code":"ConversationNotFound","message":"Conversation not found."}}""", "ConversationNotFound" },
        { 404, """{"error":{"code":"ActivityNotFoundInConversation","message":"Message does not exist in the thread."}}""", "ActivityNotFoundInConversation" },
        { 404, """{"error":{"message":"ActivityNotFoundInConversation"}}""", "ActivityNotFoundInConversation" },
        { 404, "<html>not here</html>", "NotFound" },
        { 413, """{"error":{"code":"MessageSizeTooBig","message":"Message size too large."}}""", "MessageSizeTooBig" },
        { 500, """{"error":{"code":"ServiceError","message":"?"}}""", "ServiceError" },
        { 501, """{"error":"not_here"}""", "not_here" },
        { 302, "", "Found" },
        { 418, """{"error":{"code":"a code\nwith a line of its own in the log"}}""", "418" },
        { 418, """{"error":{"code":{"deep":1},"message":["x"]}}""", "418" },
        { 418, """{"error":7}""", "418" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_will_never_work_is_refused_with_the_connectors_word_for_it(int status, string body, string code)
    {
        handler.Expect("POST", (HttpStatusCode)status, body);

        Assert.Equal((status, code), Refusal(await client.SendToConversationAsync(Service, Thread, Message)));
    }

    [Fact]
    public async Task The_connectors_explanation_is_passed_on()
    {
        handler.Expect("POST", HttpStatusCode.Forbidden, """{"error":{"code":"InvalidBotApiHost","message":"Use the host of this cloud."}}""");

        Assert.Equal("Use the host of this cloud.", Assert.IsType<ConnectorResult<ResourceResponse>.Refused>(await client.SendToConversationAsync(Service, Thread, Message)).Message);
    }

    [Theory]
    [InlineData(408, "RequestTimeout", false)]
    [InlineData(412, "PreconditionFailed", false)]
    [InlineData(429, "Throttled", false)]
    [InlineData(502, "BadGateway", true)]
    [InlineData(503, "ServiceUnavailable", false)]
    [InlineData(504, "GatewayTimeout", true)]
    public async Task What_may_work_later_is_tried_again_and_only_a_lost_message_may_be_there_already(int status, string code, bool lost)
    {
        var body = $$$"""{"error":{"code":"{{{code}}}","message":"x"}}""";
        handler.Expect("POST", (HttpStatusCode)status, body).Expect("POST", (HttpStatusCode)status, body).Expect("POST", (HttpStatusCode)status, body)
            .Expect("PUT", (HttpStatusCode)status, body).Expect("DELETE", (HttpStatusCode)status, body).Expect("GET", (HttpStatusCode)status, body)
            .Expect("POST", (HttpStatusCode)status, body);

        Assert.Equal(Again(null, code, lost), await client.SendToConversationAsync(Service, Thread, Message));
        Assert.Equal(Again(null, code, lost), await client.ReplyToActivityAsync(Service, Thread, "1", Message));
        Assert.Equal(new ConnectorResult<ConversationResourceResponse>.TryAgain(null, code, lost), await client.CreateConversationAsync(Service, ConversationParameters.ChannelThread("c", "t", Message)));
        Assert.Equal(Again(null, code, false), await client.UpdateActivityAsync(Service, Thread, "1", Message));
        Assert.Equal(Again(null, code, false), await client.DeleteActivityAsync(Service, Thread, "1"));
        Assert.Equal(new ConnectorResult<TeamInfo>.TryAgain(null, code, false), await client.GetTeamDetailsAsync(Service, "t"));
        Assert.Equal(new ConnectorResult<ConversationResourceResponse>.TryAgain(null, code, false), await client.CreateConversationAsync(Service, ConversationParameters.Personal("29:1", "t")));
    }

    public static TheoryData<string, double?> RetryAfters => new()
    {
        { "4", 4 },
        { "0", null },
        { "299", 299 },
        { "301", 300 },
        { "99999999", 300 },
        { "Mon, 11 Jan 2027 09:00:30 GMT", 30 },
        { "Mon, 11 Jan 2027 08:00:00 GMT", null },
        { "Tue, 12 Jan 2027 09:00:00 GMT", 300 },
        { "soon", null },
    };

    [Theory]
    [MemberData(nameof(RetryAfters))]
    public async Task The_connector_says_how_long_to_wait_up_to_five_minutes(string header, double? seconds)
    {
        handler.Expect("POST", HttpStatusCode.TooManyRequests, also: response => response.Headers.TryAddWithoutValidation("Retry-After", header));

        Assert.Equal(
            Again(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null, "TooManyRequests", false),
            await client.SendToConversationAsync(Service, Thread, Message));
    }

    [Fact]
    public async Task A_try_takes_fifteen_seconds_at_most_and_then_the_message_may_be_there()
    {
        var asked = new TaskCompletionSource();
        handler.Expect("POST", async (_, cancelled) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancelled);
            throw new InvalidOperationException();
        });
        var sending = client.SendToConversationAsync(Service, Thread, Message);
        await asked.Task;

        time.Advance(TimeSpan.FromSeconds(14));
        Assert.False(sending.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(Again(null, "NoAnswer", true), await sending);
    }

    [Fact]
    public async Task A_whole_call_takes_twenty_seconds_at_most()
    {
        var stuck = new TaskCompletionSource();
        source.Gate = stuck.Task;
        var waitingForToken = client.SendToConversationAsync(Service, Thread, Message);
        time.Advance(ConnectorClient.LongestCall);
        Assert.Equal(Again(null, "NoToken", false), await waitingForToken);
        stuck.SetResult();

        var asked = new TaskCompletionSource();
        handler.Expect("POST", (_, _) =>
            {
                time.Advance(TimeSpan.FromSeconds(14));
                return Task.FromResult(StrictHandler.Respond(HttpStatusCode.Unauthorized));
            })
            .Expect("POST", async (_, cancelled) =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancelled);
                throw new InvalidOperationException();
            });
        var askingTwice = client.SendToConversationAsync(Service, Thread, Message);
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(Again(null, "NoAnswer", true), await askingTwice);
    }

    [Fact]
    public async Task A_connection_lost_after_the_message_left_leaves_it_in_doubt()
    {
        handler.Expect("POST", (_, _) => throw new HttpRequestException(HttpRequestError.ResponseEnded)).Expect("PUT", (_, _) => throw new HttpRequestException("reset"));

        Assert.Equal(Again(null, "NoAnswer", true), await client.SendToConversationAsync(Service, Thread, Message));
        Assert.Equal(Again(null, "NoAnswer", false), await client.UpdateActivityAsync(Service, Thread, "1", Message));
    }

    [Fact]
    public async Task A_connection_that_was_never_made_leaves_no_doubt()
    {
        using var unreachable = new Unreachable();
        var lonely = new ConnectorClient(unreachable, tokens, new(), time, NullLogger<ConnectorClient>.Instance);

        Assert.Equal(Again(null, "NotReached", false), await lonely.SendToConversationAsync(Service, Thread, Message));
    }

    [Fact]
    public async Task Giving_up_from_outside_is_no_result()
    {
        using var stop = new CancellationTokenSource();
        handler.Expect("POST", async (_, cancelled) =>
        {
            await stop.CancelAsync();
            cancelled.ThrowIfCancellationRequested();
            throw new InvalidOperationException();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendToConversationAsync(Service, Thread, Message, stop.Token));
    }

    [Fact]
    public async Task An_answer_of_three_megabytes_is_not_read()
    {
        handler.Expect("GET", HttpStatusCode.OK, "{}" + new string(' ', 3_000_000));

        Assert.Equal(new ConnectorResult<TeamInfo>.TryAgain(null, "NoAnswer", false), await client.GetTeamDetailsAsync(Service, "t"));
    }

    [Fact]
    public void Redirects_are_not_followed_and_connections_are_renewed()
    {
        using var real = TeamsHttp.CreateHandler(new() { ServiceHosts = ["localhost"] });

        Assert.False(real.AllowAutoRedirect);
        Assert.Equal(TimeSpan.FromMinutes(5), real.PooledConnectionLifetime);
    }

    private static ConnectorResult<ResourceResponse>.TryAgain Again(TimeSpan? retryAfter, string code, bool mayHaveHappened) => new(retryAfter, code, mayHaveHappened);

    private static T Ok<T>(ConnectorResult<T> result) => Assert.IsType<ConnectorResult<T>.Ok>(result).Value;

    private static (int Status, string Code) Refusal<T>(ConnectorResult<T> result)
    {
        var refused = Assert.IsType<ConnectorResult<T>.Refused>(result);
        return (refused.Status, refused.Code);
    }

    private static void SameJson(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);

    private ConnectorClient Client(BotFrameworkOptions options) => new(handler, tokens, options, time, NullLogger<ConnectorClient>.Instance);

    private sealed class Unreachable : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException(HttpRequestError.ConnectionError);
    }
}
