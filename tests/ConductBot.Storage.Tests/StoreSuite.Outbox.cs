namespace ConductBot.Storage;

public abstract partial class StoreSuite
{
    private static readonly OutboxOutcome Sent = new OutboxOutcome.Sent();
    private static readonly OutboxOutcome Never = new OutboxOutcome.Undeliverable("403");

    [Fact]
    public async Task A_message_is_leased_with_all_that_is_needed_to_send_it()
    {
        await DoneAsync(Given.Messages(Given.Message(1, "channel")));

        var message = Assert.Single(await LeaseAsync());

        Assert.Equal(
            (Given.Id(1), "channel", "card", "message 1", 0, false),
            (message.Id, message.Lane, message.Kind, Given.Text(message.Payload), message.Attempts, message.Uncertain));
        Assert.True(message.CreatedAt.EqualsExact(Given.Monday));
        Assert.Empty(await LeaseAsync());
    }

    [Fact]
    public async Task Messages_go_out_in_the_order_they_were_put_in_one_at_a_time_in_each_lane()
    {
        await DoneAsync(Given.Messages(
            Given.Message(3, "b"), Given.Message(2, "a"), Given.Message(1, "b"), Given.Message(4, "c"), Given.Message(5, "a")));

        Assert.Equal("3 2", await LeasedAsync(most: 2));
        Assert.Equal("4", await LeasedAsync(most: 2));
        await SettleAsync(2, Sent);
        Assert.Equal("5", await LeasedAsync());
        await SettleAsync(3, Sent);
        Assert.Equal("1", await LeasedAsync());
    }

    [Fact]
    public async Task A_message_that_follows_another_waits_until_that_was_tried()
    {
        await DoneAsync(Given.Messages(Given.Message(1, "a"), Given.Message(2, "b", after: 1)));
        await DoneAsync(Given.Messages(Given.Message(3, "c", after: 2)));

        Assert.Equal("1", await LeasedAsync());
        Assert.Empty(await LeasedAsync());

        // To be tried again later: tried all the same, so the next one need not wait for it.
        await SettleAsync(1, Again(minutes: 5));
        Assert.Equal("2", await LeasedAsync());
        await SettleAsync(2, Never);
        Assert.Equal("3", await LeasedAsync());
    }

    [Fact]
    public async Task A_message_may_follow_one_whose_first_attempt_was_never_heard_of_again()
    {
        await DoneAsync(Given.Messages(Given.Message(1, "a"), Given.Message(2, "b", after: 1)));

        Assert.Equal("1", await LeasedAsync(until: 10));
        Assert.Empty(await LeasedAsync(now: 9));
        Assert.Equal("1 2", await LeasedAsync(now: 10));
    }

    [Fact]
    public async Task A_run_that_alone_sends_from_the_store_does_not_wait_for_what_an_earlier_one_had_begun()
    {
        await DoneAsync(Given.Messages(Given.Message(1, "a"), Given.Message(2, "b")));
        await LeasedAsync(most: 1, until: 100);
        await Store.EndLeasesAsync(CancellationToken.None);

        Assert.Equal(OthersMaySendFromIt ? "2" : "1 2", await LeasedAsync(now: 1));
        if (!OthersMaySendFromIt)
        {
            await Store.EndLeasesAsync(CancellationToken.None);
            Assert.All(await LeaseAsync(now: 2), message => Assert.True(message.Uncertain));
        }
    }

    [Fact]
    public async Task A_later_attempt_that_is_under_way_holds_nothing_up()
    {
        await DoneAsync(Given.Messages(Given.Message(1, "a")));
        await LeasedAsync();
        await SettleAsync(1, Again(minutes: 0));
        Assert.Equal("1", await LeasedAsync());

        await DoneAsync(Given.Messages(Given.Message(2, "b", after: 1)));

        Assert.Equal("2", await LeasedAsync());
    }

    [Fact]
    public async Task A_message_may_follow_one_that_was_settled_and_pruned()
    {
        await DoneAsync(Given.Messages(Given.Message(1, "a")));
        await LeasedAsync();
        await SettleAsync(1, Sent);
        await Store.PruneAsync(Given.Monday.AddYears(1), Now);

        await DoneAsync(Given.Messages(Given.Message(2, "b", after: 1)));

        Assert.Equal("2", await LeasedAsync());
    }

    [Fact]
    public async Task Messages_cannot_wait_for_each_other_in_a_circle()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.CommitAsync(
            Given.Messages(Given.Message(1, "a", after: 2), Given.Message(2, "b", after: 1)), Now));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.CommitAsync(Given.Messages(Given.Message(1, "a", after: 1)), Now));

        await DoneAsync(Given.Messages(Given.Message(1, "a", after: 2)));
        await DoneAsync(Given.Messages(Given.Message(2, "b", after: 1)));

        Assert.Equal("1", await LeasedAsync());
        await SettleAsync(1, Sent);
        Assert.Equal("2", await LeasedAsync());
    }

    [Fact]
    public async Task A_lease_that_runs_out_passes_to_another_node_which_is_told_that_nobody_knows()
    {
        await DoneAsync(Given.Messages(Given.Message(1, "a"), Given.Message(2, "a")));
        await LeasedAsync(until: 10);

        Assert.Empty(await LeasedAsync(now: 9, node: "another"));
        var taken = Assert.Single(await LeaseAsync(now: 10, node: "another"));

        Assert.Equal((Given.Id(1), 1, true), (taken.Id, taken.Attempts, taken.Uncertain));
    }

    [Fact]
    public async Task Once_nobody_knows_a_refusal_does_not_make_it_certain()
    {
        await DoneAsync(Given.Messages(Given.Message(1, "a")));
        await LeasedAsync(until: 1);
        await LeasedAsync(now: 2);
        await SettleAsync(1, Again(minutes: 0));

        var third = Assert.Single(await LeaseAsync(now: 2));

        Assert.Equal((2, true), (third.Attempts, third.Uncertain));
    }

    [Fact]
    public async Task A_message_refused_for_now_holds_its_lane_until_it_is_due_again()
    {
        await DoneAsync(Given.Messages(Given.Message(1, "a"), Given.Message(2, "a")));
        await LeasedAsync();
        await SettleAsync(1, Again(minutes: 5));

        Assert.Empty(await LeasedAsync(now: 4));
        var again = Assert.Single(await LeaseAsync(now: 5));

        Assert.Equal((Given.Id(1), 1, false), (again.Id, again.Attempts, again.Uncertain));
        Assert.Equal("message 1", Given.Text(again.Payload));
    }

    [Fact]
    public async Task A_lane_goes_on_behind_a_message_that_cannot_be_delivered()
    {
        await DoneAsync(Given.Messages(Given.Message(1, "a"), Given.Message(2, "a")));
        await LeasedAsync();
        await SettleAsync(1, Never);

        Assert.Equal("2", await LeasedAsync());
    }

    [Fact]
    public async Task What_came_of_an_attempt_is_written_together_with_what_follows_from_it()
    {
        await DoneAsync(Given.Messages(Given.Message(1, "a")));
        await LeasedAsync();
        var commit = Given.State("activity/1", 0, "the id the connector gave it");
        commit.Outbox.Add(Given.Message(2, "a"));

        Assert.IsType<CommitResult.Done>(await Store.SettleOutboxAsync(Given.Id(1), "node", Sent, commit, Now));

        Assert.Equal("1: the id the connector gave it", await StateAsync("activity/1"));
        Assert.Equal("2", await LeasedAsync());
    }

    [Fact]
    public async Task A_lease_is_settled_only_by_who_holds_it_and_only_once()
    {
        await DoneAsync(Given.Messages(Given.Message(1, "a")));
        await ConflictOnSettlingAsync("node");
        await LeasedAsync(until: 10);
        await ConflictOnSettlingAsync("another");
        await LeasedAsync(now: 10, node: "another");
        await ConflictOnSettlingAsync("node");
        Assert.Null(await StateAsync("row"));

        await SettleAsync(1, Sent, node: "another");

        await ConflictOnSettlingAsync("another");
        Assert.Null(await StateAsync("row"));
    }

    [Fact]
    public async Task A_lease_that_ran_out_can_still_be_settled_while_nobody_took_it()
    {
        await DoneAsync(Given.Messages(Given.Message(1, "a")));
        await LeasedAsync(until: 1);

        await SettleAsync(1, Sent);

        Assert.Empty(await LeasedAsync(now: 100));
    }

    [Fact]
    public async Task A_conflict_in_what_follows_keeps_the_lease()
    {
        await DoneAsync(Given.Messages(Given.Message(1, "a")));
        await DoneAsync(new() { At = Given.Monday, Inbox = new("answered", 200, Body: null) });
        await LeasedAsync();

        var conflict = await Store.SettleOutboxAsync(Given.Id(1), "node", Sent, Given.State("row", 3, "value"), Now);
        var answered = await Store.SettleOutboxAsync(
            Given.Id(1), "node", Sent, new() { At = Given.Monday, Inbox = new("answered", 200, Body: null) }, Now);

        Assert.Equal(new CommitResult.Conflict("row"), conflict);
        Assert.IsType<CommitResult.AlreadyAnswered>(answered);
        Assert.Equal(Given.Monday.AddMinutes(30), await Store.NextOutboxDueAsync(Now));
        await SettleAsync(1, Sent);
    }

    [Fact]
    public async Task The_next_message_falls_due_when_it_is_put_in_and_again_when_it_may_be_tried_again()
    {
        Assert.Null(await Store.NextOutboxDueAsync(Now));

        await DoneAsync(Given.Messages(Given.Message(1, "a"), Given.Message(2, "b", after: 1), Given.Message(3, "a")));
        Assert.Equal(Given.Monday, await Store.NextOutboxDueAsync(Now));

        await LeasedAsync(until: 10);
        Assert.Equal(Given.Monday.AddMinutes(10), await Store.NextOutboxDueAsync(Now));

        await SettleAsync(1, Again(minutes: 20));
        Assert.Equal(Given.Monday, await Store.NextOutboxDueAsync(Now));

        await LeasedAsync(until: 40);
        Assert.Equal(Given.Monday.AddMinutes(20), await Store.NextOutboxDueAsync(Now));

        await SettleAsync(2, Never);
        await LeasedAsync(now: 20, until: 50);
        await SettleAsync(1, Sent);
        Assert.Equal(Given.Monday, await Store.NextOutboxDueAsync(Now));

        await LeasedAsync();
        await SettleAsync(3, Sent);
        Assert.Null(await Store.NextOutboxDueAsync(Now));
    }

    [Fact]
    public async Task Only_settled_messages_are_pruned()
    {
        await DoneAsync(Given.Messages(Given.Message(1, "a"), Given.Message(2, "b"), Given.Message(3, "c")));
        await LeasedAsync();
        await SettleAsync(1, Sent);
        await SettleAsync(2, Never);
        await SettleAsync(3, Again(minutes: 0));

        await Store.PruneAsync(Given.Monday, Now);
        await ConflictAsync(Given.Id(1).ToString(), Given.Messages(Given.Message(1, "a")));
        await Store.PruneAsync(Given.Monday.AddTicks(1), Now);

        await DoneAsync(Given.Messages(Given.Message(1, "a"), Given.Message(2, "a")));
        await ConflictAsync(Given.Id(3).ToString(), Given.Messages(Given.Message(3, "a")));
        Assert.Equal("3 1", await LeasedAsync());
    }

    [Fact]
    public async Task Nodes_leasing_at_once_never_get_the_same_message()
    {
        IStore[] stores = [Store, await OpenNodeAsync()];
        var commit = Given.Nothing;
        commit.Outbox.AddRange(Enumerable.Range(0, 90).Select(number => Given.Message(number, $"lane {number}")));
        await DoneAsync(commit);

        var leased = await AtOnceAsync(6, async worker =>
        {
            var mine = new List<Guid>();
            while (true)
            {
                var batch = await stores[worker % 2].LeaseOutboxAsync($"node {worker}", Given.Monday, Given.Monday.AddMinutes(30), 4, Now);
                if (batch.Count == 0 && await stores[worker % 2].NextOutboxDueAsync(Now) > Given.Monday)
                {
                    return mine;
                }

                mine.AddRange(batch.Select(message => message.Id));
            }
        });

        Assert.Equal(90, leased.Sum(mine => mine.Count));
        Assert.Equal(90, leased.SelectMany(mine => mine).Distinct().Count());
    }

    [Fact]
    public async Task A_lane_stays_in_order_while_nodes_write_to_it_and_send_from_it()
    {
        IStore[] stores = [Store, await OpenNodeAsync()];
        const int Writers = 3, Each = 12, Total = Writers * Each;
        var sent = new List<OutboxRow>();
        var underWay = 0;

        await AtOnceAsync(Writers + 3, worker => worker < Writers ? WriteAsync(worker) : SendAsync(worker));

        Assert.Equal(Total, sent.Select(message => message.Id).Distinct().Count());
        Assert.Equal(Total, sent.Count);
        for (var writer = 0; writer < Writers; writer++)
        {
            Assert.Equal(
                Enumerable.Range(0, Each).Select(number => Given.Id((writer * 100) + number)),
                sent.Select(message => message.Id).Where(id => BitConverter.ToInt32(id.ToByteArray()) / 100 == writer));
        }

        async Task<bool> WriteAsync(int writer)
        {
            for (var number = 0; number < Each; number++)
            {
                var result = await stores[writer % 2].CommitAsync(Given.Messages(Given.Message((writer * 100) + number, "channel")), Now);
                Assert.IsType<CommitResult.Done>(result);
            }

            return true;
        }

        async Task<bool> SendAsync(int worker)
        {
            while (Volatile.Read(ref underWay) >= 0 && CountSent() < Total)
            {
                foreach (var message in await stores[worker % 2].LeaseOutboxAsync($"node {worker}", Given.Monday, Given.Monday.AddMinutes(30), 5, Now))
                {
                    Assert.Equal(1, Interlocked.Increment(ref underWay));
                    lock (sent)
                    {
                        sent.Add(message);
                    }

                    Interlocked.Decrement(ref underWay);
                    Assert.IsType<CommitResult.Done>(
                        await stores[worker % 2].SettleOutboxAsync(message.Id, $"node {worker}", Sent, Given.Nothing, Now));
                }
            }

            return true;
        }

        int CountSent()
        {
            lock (sent)
            {
                return sent.Count;
            }
        }
    }

    private static OutboxOutcome.Again Again(int minutes) => new(Given.Monday.AddMinutes(minutes), "429");

    /// <param name="now">Minutes after Monday, like <paramref name="until"/>.</param>
    private Task<IReadOnlyList<OutboxRow>> LeaseAsync(int now = 0, int until = 30, int most = 10, string node = "node") =>
        Store.LeaseOutboxAsync(node, Given.Monday.AddMinutes(now), Given.Monday.AddMinutes(until), most, Now);

    /// <returns>The numbers of the messages leased: "3 2".</returns>
    private async Task<string> LeasedAsync(int now = 0, int until = 30, int most = 10, string node = "node") =>
        string.Join(' ', (await LeaseAsync(now, until, most, node)).Select(message => BitConverter.ToInt32(message.Id.ToByteArray())));

    private async Task SettleAsync(int number, OutboxOutcome outcome, string node = "node") =>
        Assert.IsType<CommitResult.Done>(await Store.SettleOutboxAsync(Given.Id(number), node, outcome, Given.Nothing, Now));

    private async Task ConflictOnSettlingAsync(string node) =>
        Assert.Equal(
            new CommitResult.Conflict(Given.Id(1).ToString()),
            await Store.SettleOutboxAsync(Given.Id(1), node, Sent, Given.State("row", 0, "value"), Now));
}
