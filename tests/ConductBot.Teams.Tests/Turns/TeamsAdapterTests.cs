namespace ConductBot.Teams;

public class TeamsAdapterTests
{
    private readonly RecordingQueue queue = new();

    [Fact]
    public async Task What_a_bot_sends_is_queued_for_where_the_activity_came_from()
    {
        var activity = Samples.Activity("message-channel-mention");

        var response = await new TeamsAdapter().ProcessActivityAsync(activity, new Bot(turn => turn.SendActivityAsync("Hello")), queue);

        var (what, to, sent, _) = Assert.Single(queue.Items);
        Assert.Equal("send", what);
        Assert.Equal(activity.ServiceUrl, to.ServiceUrl);
        Assert.Equal(activity.Conversation!.Id, to.Conversation!.Id);
        Assert.Equal(("message", "Hello", "plain"), (sent!.Type, sent.Text, sent.TextFormat));
        Assert.Equal((activity.Recipient!.Id, activity.Conversation.Id), (sent.From!.Id, sent.Conversation!.Id));
        Assert.Equal(new InvokeResponse(200), response);
    }

    [Fact]
    public async Task The_fields_that_the_service_fills_in_are_left_to_it()
    {
        await new TeamsAdapter().ProcessActivityAsync(Samples.Activity("message-personal"), new Bot(turn => turn.SendActivityAsync("Hello")), queue);

        var sent = Assert.Single(queue.Items).Activity!;
        Assert.Equal((null, null, null, null, null), (sent.Id, sent.Timestamp, sent.ServiceUrl, sent.Recipient, sent.ReplyToId));
    }

    [Fact]
    public async Task Updates_and_deletions_are_queued_in_the_order_they_were_asked_for()
    {
        var bot = new Bot(async turn =>
        {
            await turn.UpdateActivityAsync(new() { Id = "17", Text = "new" });
            await turn.DeleteActivityAsync("18");
            Assert.False(turn.Responded);
            await turn.SendActivityAsync(new Activity { Text = "done" });
            Assert.True(turn.Responded);
        });

        await new TeamsAdapter().ProcessActivityAsync(Samples.Activity("message-personal"), bot, queue);

        Assert.Equal([("update", "17"), ("delete", "18"), ("send", null)], queue.Items.Select(item => (item.What, item.Id)));
    }

    [Fact]
    public async Task An_update_must_say_of_what() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => new TeamsAdapter().ProcessActivityAsync(
            Samples.Activity("message-personal"), new Bot(turn => turn.UpdateActivityAsync(new() { Text = "?" })), queue));

    [Fact]
    public async Task Nothing_can_be_sent_once_the_turn_is_over()
    {
        ITurnContext? kept = null;
        await new TeamsAdapter().ProcessActivityAsync(Samples.Activity("message-personal"), new Bot(turn => Keep(turn)), queue);

        await Assert.ThrowsAsync<InvalidOperationException>(() => kept!.SendActivityAsync("too late"));
        Assert.Empty(queue.Items);

        Task Keep(ITurnContext turn)
        {
            kept = turn;
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_failing_bot_fails_the_turn()
    {
        var failing = new Bot(_ => throw new NotSupportedException("bug"));

        await Assert.ThrowsAsync<NotSupportedException>(() => new TeamsAdapter().ProcessActivityAsync(Samples.Activity("message-personal"), failing, queue));
    }

    [Fact]
    public async Task Middleware_surrounds_the_bot_in_the_order_given()
    {
        var log = new List<string>();
        var adapter = new TeamsAdapter([new Noting("outer", log), new Noting("inner", log)]);

        await adapter.ProcessActivityAsync(Samples.Activity("message-personal"), new Bot(turn => Task.Run(() => log.Add("bot " + turn.TurnState.Get<string>("who")))), queue);

        Assert.Equal(["outer in", "inner in", "bot inner", "inner out", "outer out"], log);
    }

    [Fact]
    public async Task Middleware_may_end_a_turn_and_answer_its_invoke()
    {
        var adapter = new TeamsAdapter([new Ending()]);

        var response = await adapter.ProcessActivityAsync(Samples.Activity("invoke-task-fetch"), new Bot(_ => throw new NotSupportedException()), queue);

        Assert.Equal(new InvokeResponse(403), response);
    }

    [Fact]
    public async Task An_invoke_that_nobody_answered_gets_501() =>
        Assert.Equal(501, (await new TeamsAdapter().ProcessActivityAsync(Samples.Activity("invoke-task-fetch"), new Bot(_ => Task.CompletedTask), queue)).Status);

    [Fact]
    public async Task Only_an_invoke_is_answered_with_what_the_bot_says()
    {
        var bot = new Bot(turn =>
        {
            turn.InvokeResponse = new(412);
            return Task.CompletedTask;
        });

        Assert.Equal(200, (await new TeamsAdapter().ProcessActivityAsync(Samples.Activity("typing"), bot, queue)).Status);
        Assert.Equal(412, (await new TeamsAdapter().ProcessActivityAsync(Samples.Activity("invoke-unknown"), bot, queue)).Status);
    }

    private sealed class Bot(Func<ITurnContext, Task> turn) : IBot
    {
        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) => turn(turnContext);
    }

    private sealed class Noting(string name, List<string> log) : ITurnMiddleware
    {
        public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken)
        {
            log.Add(name + " in");
            turnContext.TurnState.Set(name, "who");
            await next(cancellationToken);
            log.Add(name + " out");
        }
    }

    private sealed class Ending : ITurnMiddleware
    {
        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken)
        {
            turnContext.InvokeResponse = new(403);
            return Task.CompletedTask;
        }
    }
}
