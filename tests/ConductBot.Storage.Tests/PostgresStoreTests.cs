namespace ConductBot.Storage;

public sealed class PostgresStoreTests : SqlStoreSuite
{
    protected override bool OthersMaySendFromIt => true;

    /// <summary>
    /// A number is given out before the commit that uses it is done. Here one commit has put a message into a lane and then
    /// has to wait, and a later one would be done first: the lane's second message must not be sent before its first.
    /// </summary>
    [Fact]
    public async Task A_message_never_appears_in_a_lane_ahead_of_one_that_was_sent()
    {
        var another = await OpenNodeAsync();
        await using var stranger = await Database.ConnectAsync();
        await using var command = stranger.CreateCommand();
        command.CommandText =
            $"begin; insert into outbox (id, lane, kind, payload, created_at, not_before) values ('{Given.Id(9)}', 'other', 'card', '', '', 0)";
        await command.ExecuteNonQueryAsync(Now);

        var first = Store.CommitAsync(Given.Messages(Given.Message(1, "a"), Given.Message(9, "b")), Now);
        await UntilAsync($"select count(*) > 0 from pg_locks where not granted and locktype = 'transactionid'", first);
        var second = another.CommitAsync(Given.Messages(Given.Message(2, "a")), Now);
        await UntilAsync($"select count(*) > 0 from pg_locks where not granted and locktype = 'advisory'", second);
        Assert.Empty(await another.LeaseOutboxAsync("node", Given.Monday, Given.Monday.AddMinutes(1), 10, Now));

        command.CommandText = "rollback";
        await command.ExecuteNonQueryAsync(Now);

        Assert.IsType<CommitResult.Done>(await first);
        Assert.IsType<CommitResult.Done>(await second);
        var leased = await another.LeaseOutboxAsync("node", Given.Monday, Given.Monday.AddMinutes(1), 10, Now);
        Assert.Equal([Given.Id(1), Given.Id(9)], leased.Select(message => message.Id));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_transaction_that_the_server_gives_up_for_another_is_tried_three_times(int givenUp)
    {
        await Database.ExecuteAsync($$"""
            create sequence tries;
            create function give_up() returns trigger language plpgsql as $$
            begin
                if nextval('tries') <= {{givenUp}} then
                    raise exception 'could not serialize access' using errcode = '40001';
                end if;
                return new;
            end;
            $$;
            create trigger give_up before insert on state for each row execute function give_up();
            """);

        var result = await Store.CommitAsync(Given.State("row", 0, "value"), Now);

        Assert.Equal(givenUp == 2 ? new CommitResult.Done() : new CommitResult.Conflict("another transaction"), result);
        Assert.Equal(givenUp == 2 ? "1: value" : null, await StateAsync("row"));
    }

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await PostgresDatabase.CreateAsync();

    /// <summary>Asks until the answer is yes, or until what is to wait for it has gone past.</summary>
    private async Task UntilAsync(string sql, Task passing)
    {
        var ours = $"pid in (select pid from pg_stat_activity where application_name = '{((PostgresDatabase)Database).Name}')";
        while (!passing.IsCompleted && await Database.AskAsync($"{sql} and {ours}") is not true)
        {
            await Task.Yield();
        }
    }
}
