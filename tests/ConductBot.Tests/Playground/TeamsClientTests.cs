using System.Text.Json.Nodes;
using ConductBot.Host.Playground;
using Microsoft.AspNetCore.Http;

namespace ConductBot.Tests.Playground;

/// <summary>What the bot is told when somebody does something on the page.</summary>
public sealed class TeamsClientTests : PlaygroundTest
{
    private const string BotId = "28:3f1b7d1a-52c4-4e0e-8f6a-7f1f2f7c9b10";

    [Fact]
    public async Task Words_in_a_chat_arrive_signed_and_as_Teams_writes_them()
    {
        await PageAsync("send", Presses.Say("teacher", "chat", "Is <this>\nallowed?"));

        var (activity, authorization) = Assert.Single(Server.Told);
        var serviceUrl = new Uri(Server.Address, "/playground/connector/").AbsoluteUri;
        Assert.Equal($"Bearer token-for-{serviceUrl}", authorization);
        var expected = JsonNode.Parse($$"""
            {
              "type": "message",
              "id": "1795166104123",
              "timestamp": "2026-11-20T09:15:04.123Z",
              "localTimestamp": "2026-11-20T09:15:04.123+00:00",
              "localTimezone": "Europe/London",
              "channelId": "msteams",
              "serviceUrl": "{{serviceUrl}}",
              "from": { "id": "{{Server.School.Teacher.Mri}}", "name": "Tara Teacher", "aadObjectId": "{{Server.School.Teacher.AadObjectId}}" },
              "conversation": { "conversationType": "personal", "tenantId": "{{DemoSchools.TenantId}}", "id": "{{await Server.ChatAsync(Server.School.Teacher)}}" },
              "recipient": { "id": "{{BotId}}", "name": "ConductBot" },
              "channelData": { "tenant": { "id": "{{DemoSchools.TenantId}}" } },
              "locale": "en-GB",
              "entities": [{ "locale": "en-GB", "country": "GB", "platform": "Web", "timezone": "Europe/London", "type": "clientInfo" }],
              "textFormat": "plain",
              "text": "Is <this>\nallowed?",
              "attachments": [{ "contentType": "text/html", "content": "<p>Is &lt;this&gt;<br>allowed?</p>" }]
            }
            """);
        Assert.Equal(expected!.ToJsonString(), activity.ToJsonString());
    }

    [Fact]
    public async Task A_channel_post_reaches_the_bot_only_with_a_mention_and_in_a_thread_of_its_own()
    {
        await PageAsync("send", Presses.Say("colleague", "channel", "Morning all"));
        await PageAsync("send", Presses.Say("colleague", "channel", "what does 4.2 say?", mention: true));
        var thread = (string)(await Server.MessagesAsync())[1]["id"]!;
        await PageAsync("send", Presses.Say("deputy", "channel", "and 4.3?", mention: true, thread));

        Assert.Equal(3, (await Server.MessagesAsync()).Count);
        Assert.Collection(
            Server.Told,
            post =>
            {
                Assert.Equal("<at>ConductBot</at> what does 4.2 say?", (string?)post.Activity["text"]);
                Assert.Equal($"{Server.School.ChannelId};messageid={thread}", (string?)post.Activity["conversation"]!["id"]);
                Assert.True((bool)post.Activity["conversation"]!["isGroup"]!);
                Assert.Equal(BotId, (string?)post.Activity["entities"]![0]!["mentioned"]!["id"]);
                Assert.Equal("<at>ConductBot</at>", (string?)post.Activity["entities"]![0]!["text"]);
                Assert.Equal(Server.School.TeamId, (string?)post.Activity["channelData"]!["team"]!["id"]);
                Assert.Equal(Server.School.ChannelId, (string?)post.Activity["channelData"]!["channel"]!["id"]);
            },
            reply =>
            {
                Assert.Equal(Server.School.Deputy.AadObjectId, (string?)reply.Activity["from"]!["aadObjectId"]);
                Assert.Equal($"{Server.School.ChannelId};messageid={thread}", (string?)reply.Activity["conversation"]!["id"]);
            });
    }

    [Fact]
    public async Task The_bot_is_told_once_that_it_was_added_and_again_after_a_reset()
    {
        await PageAsync("open", []);
        await PageAsync("open", new() { ["person"] = "teacher" });
        await PageAsync("open", new() { ["person"] = "teacher" });
        Assert.Equal(["installationUpdate", "conversationUpdate", "installationUpdate", "conversationUpdate"], Types());
        var (installation, update) = (Server.Told[0].Activity, Server.Told[1].Activity);
        Assert.Equal(("add", Server.School.ChannelId, Server.School.Dsl.Mri), (
            (string?)installation["action"], (string?)installation["channelData"]!["settings"]!["selectedChannel"]!["id"], (string?)installation["from"]!["id"]));
        Assert.Equal(("teamMemberAdded", BotId, Server.School.GroupId), (
            (string?)update["channelData"]!["eventType"], (string?)update["membersAdded"]![0]!["id"], (string?)update["channelData"]!["team"]!["aadGroupId"]));
        Assert.Equal([BotId, Server.School.Teacher.Mri], Server.Told[3].Activity["membersAdded"]!.AsArray().Select(member => (string)member!["id"]!));
        Assert.StartsWith("f:", (string)Server.Told[3].Activity["id"]!, StringComparison.Ordinal);

        Server.Told.Clear();
        await PageAsync("send", Presses.Say("teacher", "chat", "hello"));
        await PageAsync("reset", []);
        await PageAsync("open", []);
        await PageAsync("open", new() { ["person"] = "teacher" });

        Assert.Empty(await Server.MessagesAsync());
        Assert.Equal(["message", "installationUpdate", "conversationUpdate", "installationUpdate", "conversationUpdate"], Types());
        Assert.Equal("remove", (string?)Server.Told[1].Activity["action"]);
        Assert.Equal(BotId, (string?)Server.Told[2].Activity["membersRemoved"]![0]!["id"]);
        Assert.Equal("add", (string?)Server.Told[3].Activity["action"]);
    }

    [Fact]
    public async Task Tabs_that_open_together_tell_the_bot_once()
    {
        using var opened = new CountdownEvent(8);
        Server.Arrived = path => _ = path.EndsWith("/open", StringComparison.Ordinal) && opened.Signal();
        Server.Bot = _ =>
        {
            opened.Wait();

            return Results.Ok();
        };

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PageAsync("open", new() { ["person"] = "dsl" })));

        Assert.Equal(["installationUpdate", "conversationUpdate"], Types());
    }

    [Fact]
    public async Task A_bot_that_could_not_be_told_of_a_chat_is_told_at_the_next_opening()
    {
        Server.Bot = _ => Results.StatusCode(503);
        var (refused, problem) = await PageAsync("open", new() { ["person"] = "teacher" });
        Server.Bot = _ => Results.Ok();
        var (opened, _) = await PageAsync("open", new() { ["person"] = "teacher" });

        Assert.Equal((502, "ConductBot answered with HTTP status 503."), (refused, (string?)problem!["error"]!["message"]));
        Assert.Equal(204, opened);
        Assert.Equal(["installationUpdate", "installationUpdate", "conversationUpdate"], Types());
    }

    [Fact]
    public async Task A_submit_is_a_message_with_a_value_that_nobody_sees()
    {
        var card = await Server.PostAsync(await Server.ChatAsync(Server.School.Teacher), Card("Question"));

        await PageAsync("send", new() { ["person"] = "teacher", ["place"] = "chat", ["value"] = new JsonObject { ["step"] = "danger" }, ["replyTo"] = card, ["mention"] = false });

        Assert.Single(await Server.MessagesAsync());
        var (activity, _) = Assert.Single(Server.Told);
        Assert.Equal(("message", card, "danger"), ((string?)activity["type"], (string?)activity["replyToId"], (string?)activity["value"]!["step"]));
        Assert.False(activity.ContainsKey("text"));
        Assert.True(string.CompareOrdinal((string)activity["id"]!, card) > 0);
    }

    [Fact]
    public async Task A_message_back_shows_other_words_than_it_sends()
    {
        await PageAsync("send", new()
        {
            ["person"] = "teacher",
            ["place"] = "chat",
            ["mention"] = false,
            ["text"] = "report",
            ["shown"] = "Report a post",
            ["value"] = new JsonObject { ["cmd"] = "start" },
        });

        Assert.Equal("Report a post", (string?)Assert.Single(await Server.MessagesAsync())["text"]);
        var (activity, _) = Assert.Single(Server.Told);
        Assert.Equal(("report", "start"), ((string?)activity["text"], (string?)activity["value"]!["cmd"]));
    }

    [Fact]
    public async Task A_press_is_an_invoke_whose_card_only_that_person_sees()
    {
        var (conversation, id) = await Server.PostThreadAsync(Card("For all"));
        Server.Bot = _ => Answers.Card("For the deputy");

        var (status, answer) = await PageAsync("invoke", Presses.Execute("deputy", id, "case/view", "automatic"));

        Assert.Equal((200, "application/vnd.microsoft.card.adaptive"), (status, (string?)answer!["type"]));
        var (activity, _) = Assert.Single(Server.Told);
        Assert.Equal(("invoke", "adaptiveCard/action", id, conversation), (
            (string?)activity["type"], (string?)activity["name"], (string?)activity["replyToId"], (string?)activity["conversation"]!["id"]));
        Assert.Equal(
            """{"action":{"type":"Action.Execute","id":"go","title":"Go","verb":"case/view","data":{"case":"OD-2026-0001","version":1}},"trigger":"automatic"}""",
            activity["value"]!.ToJsonString());
        var message = await Server.MessageAsync(id);
        Assert.Equal(("For all", 1), (Heading(message), (int)message["version"]!));
        Assert.Equal(["deputy"], message["views"]!.AsObject().Select(view => view.Key));
    }

    [Fact]
    public async Task An_answer_that_is_no_card_changes_none()
    {
        var (_, id) = await Server.PostThreadAsync(Card("For all"));
        var words = new JsonObject { ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.activity.message", ["value"] = "Noted." };
        Server.Bot = _ => Answers.Json(words);

        var (_, answer) = await PageAsync("invoke", Presses.Execute("dsl", id));

        Assert.True(JsonNode.DeepEquals(words, answer));
        Assert.Empty((await Server.MessageAsync(id))["views"]!.AsObject());
    }

    public static TheoryData<int, string> Unusable => new()
    {
        { 200, "" },
        { 200, "\"\"" },
        { 200, "<html>" },
        { 200, """{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive"}""" },
        { 501, """{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"x"}""" },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task An_answer_Teams_cannot_use_becomes_what_Teams_would_show(int httpStatus, string body)
    {
        var (_, id) = await Server.PostThreadAsync(Card("For all"));
        Server.Bot = _ => Results.Text(body, "application/json", statusCode: httpStatus);

        var (status, answer) = await PageAsync("invoke", Presses.Execute("dsl", id));

        Assert.Equal((200, 502, "application/vnd.microsoft.error"), (status, (int)answer!["statusCode"]!, (string?)answer["type"]));
        Assert.Equal("Unable to reach ConductBot. Please try again.", (string?)answer["value"]!["message"]);
    }

    [Fact]
    public async Task What_the_bot_did_not_take_stands_and_can_be_sent_again_under_its_id()
    {
        Server.Bot = _ => Results.StatusCode(500);
        var (status, _) = await PageAsync("send", Presses.Say("teacher", "chat", "hello"));
        var message = Assert.Single(await Server.MessagesAsync());
        Assert.Equal((502, "ConductBot answered with HTTP status 500."), (status, (string?)message["undelivered"]));

        Server.Bot = _ => Results.Ok();
        var again = new JsonObject { ["person"] = "teacher", ["place"] = "chat", ["mention"] = false, ["again"] = (string)message["id"]! };
        Assert.Equal(204, (await PageAsync("send", again)).Status);

        Assert.False(Assert.Single(await Server.MessagesAsync()).ContainsKey("undelivered"));
        Assert.Equal(Server.Told[0].Activity["id"]!.ToString(), Server.Told[1].Activity["id"]!.ToString());
        Assert.Equal(502, (await PageAsync("send", again.DeepClone().AsObject())).Status);
    }

    [Fact]
    public async Task A_person_acts_only_where_they_are()
    {
        var dslsCard = await Server.PostAsync(await Server.ChatAsync(Server.School.Dsl), Card("For Dana"));

        Assert.Equal(404, (await PageAsync("invoke", Presses.Execute("teacher", dslsCard))).Status);
        Assert.Equal(400, (await PageAsync("send", Presses.Say("stranger", "chat", "x"))).Status);
        Assert.Equal(404, (await PageAsync("send", Presses.Say("teacher", "channel", "x", mention: true, "1795166100000"))).Status);
        Assert.Equal(404, (await PageAsync("send", Presses.Say("teacher", "elsewhere", "x"))).Status);
        Assert.Equal(400, (await PageAsync("send", Presses.Say("teacher", "chat", "  "))).Status);
        Assert.Equal(404, (await Server.PageAsync("POST", "no-school/send", Presses.Say("teacher", "chat", "x"))).Status);
        Assert.Empty(Server.Told);
    }

    private IEnumerable<string> Types() => Server.Told.Select(told => (string)told.Activity["type"]!);

    private Task<(int Status, JsonNode? Body)> PageAsync(string path, JsonObject body) =>
        Server.PageAsync("POST", $"{PlaygroundServer.Oak}/{path}", body);
}
