using System.Text.Json.Nodes;

namespace ConductBot.Tests.Playground;

public sealed class TranscriptTests : PlaygroundTest
{
    [Fact]
    public async Task After_a_crash_the_page_shows_the_conversation_as_before_and_old_cards_can_be_updated()
    {
        var (conversation, id) = await Server.PostThreadAsync(Card("Before"));
        await Server.PageAsync("POST", $"{PlaygroundServer.Oak}/send", Presses.Say("teacher", "chat", "hello"));
        Server.Bot = _ => Answers.Card("For Dana");
        await Server.PageAsync("POST", $"{PlaygroundServer.Oak}/invoke", Presses.Execute("dsl", id));
        var before = await Server.MessagesAsync();

        await RestartAsync();

        var after = await Server.MessagesAsync();
        Assert.Equal(before.Select(message => message.ToJsonString()), after.Select(message => message.ToJsonString()));
        Assert.Equal(200, (await Server.ConnectorAsync("PUT", Activities(conversation, id), Card("After"))).Status);
        Assert.Equal("After", Heading(await Server.MessageAsync(id)));
    }

    [Fact]
    public async Task Ids_go_on_rising_even_when_the_clock_went_back()
    {
        var (_, before) = await Server.PostThreadAsync(Card("One"));

        await RestartAsync(new StandingClock { Now = new(2026, 11, 19, 0, 0, 0, TimeSpan.Zero) });
        var (_, after) = await Server.PostThreadAsync(Card("Two"));

        Assert.True(string.CompareOrdinal(after, before) > 0, $"{after} after {before}");
    }

    [Fact]
    public async Task Every_answered_message_is_on_disk_however_many_come_at_once()
    {
        var posts = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Server.PostThreadAsync(Words($"Post {number}"))));

        var file = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(StateFolder, "playground-oak-demo.json")))!;

        var kept = file["messages"]!.AsArray().Select(message => (string)message!["id"]!).ToList();
        Assert.Equal(posts.Select(post => post.Id).Order(StringComparer.Ordinal), kept);
        Assert.Equal(["playground-oak-demo.json"], Directory.GetFiles(StateFolder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Nobody_else_on_the_machine_may_read_the_file()
    {
        await Server.PostThreadAsync(Words("x"));

        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
        }
        else
        {
            var mode = File.GetUnixFileMode(Path.Combine(StateFolder, "playground-oak-demo.json"));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        }
    }

    [Fact]
    public async Task With_another_port_the_bot_is_told_again_where_to_answer()
    {
        await Server.PageAsync("POST", $"{PlaygroundServer.Oak}/open", new JsonObject { ["person"] = "dsl" });

        await RestartAsync();
        await Server.PageAsync("POST", $"{PlaygroundServer.Oak}/open", new JsonObject { ["person"] = "dsl" });

        Assert.Equal(2, Server.Told.Count);
        Assert.StartsWith(Server.Address.AbsoluteUri, (string)Server.Told[0].Activity["serviceUrl"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_told_of_every_change_as_it_happens()
    {
        await using var watch = Server.WatchAsync().GetAsyncEnumerator();
        await watch.MoveNextAsync();
        Assert.Equal("state", watch.Current.What);

        var (conversation, id) = await Server.PostThreadAsync(Card("Before"));
        await Server.ConnectorAsync("PUT", Activities(conversation, id), Card("After"));
        Server.Bot = _ => Answers.Card("For Dana");
        await Server.PageAsync("POST", $"{PlaygroundServer.Oak}/invoke", Presses.Execute("dsl", id));
        await Server.ConnectorAsync("DELETE", Activities(conversation, id));
        await Server.PageAsync("POST", $"{PlaygroundServer.Oak}/reset", new JsonObject());

        foreach (var what in new[] { "posted", "updated", "viewed", "deleted", "state" })
        {
            await watch.MoveNextAsync();
            Assert.Equal(what, watch.Current.What);
        }
    }
}
