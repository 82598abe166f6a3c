using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ConductBot.Storage;

public abstract partial class SqlStoreSuite
{
    [Fact]
    public async Task What_was_committed_is_there_for_the_next_process()
    {
        await DoneAsync(Given.State("row", 0, "value"));
        await DoneAsync(Given.Events("C-0001", 0, "{}"));
        ((IDisposable)Store).Dispose();

        var next = await OpenNodeAsync();

        Assert.Equal("value", Given.Text((await next.ReadStateAsync("row", Now))!.Value));
        Assert.IsType<CommitResult.Done>(await next.CommitAsync(Given.Events("C-0001", 1, "{}"), Now));
        Assert.Empty(await ChainVerifier.VerifyAsync(next, Now));
    }

    [Fact]
    public async Task Nodes_that_start_at_once_set_an_empty_database_up_once()
    {
        await using var empty = await CreateDatabaseAsync();

        var stores = await AtOnceAsync(5, _ => empty.OpenAsync());

        Assert.IsType<CommitResult.Done>(await stores[0].CommitAsync(Given.State("row", 0, "value"), Now));
        Assert.Equal(1L, Convert.ToInt64(await empty.AskAsync("select count(*) from migration"), CultureInfo.InvariantCulture));
        foreach (var store in stores)
        {
            Assert.NotNull(await store.ReadStateAsync("row", Now));
            ((IDisposable)store).Dispose();
        }
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone()
    {
        await Database.ExecuteAsync("insert into migration (number, name) values (9999, 'from-the-future')");

        var refused = await Assert.ThrowsAsync<StoreException>(Database.OpenAsync);

        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_is_checked_by_writing_to_it()
    {
        await Store.CheckAsync(Now);
        Assert.Equal(1L, await Database.AskAsync("select checked from health"));

        await Database.ExecuteAsync("drop table health");

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Store.CheckAsync(Now));
        await DoneAsync(Given.State("row", 0, "the store goes on after an error"));
    }

    [Fact]
    public async Task A_sent_message_leaves_no_payload_and_one_that_cannot_be_delivered_keeps_it()
    {
        await DoneAsync(Given.Messages(Given.Message(1, "a"), Given.Message(2, "b"), Given.Message(3, "c")));
        await Store.LeaseOutboxAsync("node", Given.Monday, Given.Monday.AddMinutes(1), 10, Now);
        OutboxOutcome[] outcomes = [new OutboxOutcome.Sent(), new OutboxOutcome.Undeliverable("403"), new OutboxOutcome.Again(Given.Monday, "429")];
        for (var number = 1; number <= 3; number++)
        {
            await Store.SettleOutboxAsync(Given.Id(number), "node", outcomes[number - 1], Given.Nothing, Now);
        }

        Assert.Equal("1 sent 0, 2 undeliverable 9 403, 3 waiting 9 429", await OutboxAsync());
    }

    [Fact]
    public async Task Whatever_is_done_every_store_answers_like_the_one_in_memory()
    {
        // Not chance but a fixed long list: the same numbers on every run.
        var dice = new FixedDice(20260914);
        var memory = new MemoryStore();
        var answers = new List<string>();
        for (var step = 0; step < 600; step++)
        {
            var action = RandomStep.Draw(dice, step);

            var expected = await action(memory, Now);
            var actual = await action(Store, Now);

            Assert.Equal($"{step}: {expected}", $"{step}: {actual}");
            answers.Add(actual);
        }

        // Proof that the list is not a dull one: each of these happened many times.
        foreach (var kind in (string[])["Done", "Conflict { What = row", "Conflict { What = C-", "Conflict { What = 0000", "answered", "card", "True"])
        {
            Assert.True(answers.Count(answer => answer.Contains(kind, StringComparison.Ordinal)) >= 10, $"Hardly any answer was {kind}.");
        }

        Assert.Equal(await memory.ListStreamsAsync(Now), await Store.ListStreamsAsync(Now));
        Assert.Empty(await ChainVerifier.VerifyAsync(Store, Now));
    }

    /// <summary>
    /// A process is killed (SIGKILL) in the midst of commits, five times on one database. After each, everything it said was
    /// committed is there, and what it was in the middle of is there whole or not at all.
    /// </summary>
    [Fact]
    public async Task A_process_killed_in_the_middle_of_its_commits_leaves_nothing_half_written()
    {
        for (var round = 1; round <= 5; round++)
        {
            var said = await WriteUntilKilledAsync(commits: 15 * round);

            var store = await OpenNodeAsync();
            Assert.Empty(await ChainVerifier.VerifyAsync(store, Now));
            for (var writer = 0; writer < EndlessWriter.Writers; writer++)
            {
                await AssertWholeAsync(store, $"writer-{writer}", said.GetValueOrDefault($"writer-{writer}"));
            }
        }
    }

    private async Task AssertWholeAsync(IStore store, string name, long said)
    {
        var turns = (await store.ReadStateAsync(name, Now))?.Version ?? 0;
        Assert.True(turns >= said, $"{name} said it had committed turn {said}, but there are {turns}.");
        Assert.Equal(
            Enumerable.Range(1, (int)turns).Select(turn => turn.ToString(CultureInfo.InvariantCulture)),
            (await store.ReadStreamAsync(name, Now)).Select(stored => stored.Data));
        Assert.Equal(
            (turns, turns),
            (await CountAsync($"select count(*) from inbox where key like '{name}/%'"), await CountAsync($"select count(*) from outbox where lane = '{name}'")));
        Assert.Null(await store.FindInboxAsync($"{name}/{turns + 1}", Now));
    }

    private async Task<Dictionary<string, long>> WriteUntilKilledAsync(int commits)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["exec", typeof(EndlessWriter).Assembly.Location, EndlessWriter.Word, Database.ConnectionString])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var heard = 0; heard < commits; heard++)
        {
            await HearAsync();
        }

        process.Kill();

        // Also what it managed to say before it died; its very last line may be cut off.
        while (await HearAsync())
        {
        }

        await process.WaitForExitAsync(Now);
        Assert.NotEqual(0, process.ExitCode);
        return last;

        async Task<bool> HearAsync()
        {
            var line = await process.StandardOutput.ReadLineAsync(Now);
            if (line?.Split(' ') is [var name, var turn] && long.TryParse(turn, CultureInfo.InvariantCulture, out var number))
            {
                last[name] = Math.Max(number, last.GetValueOrDefault(name));
            }

            return line is not null;
        }
    }

    private async Task<long> CountAsync(string sql) => Convert.ToInt64(await Database.AskAsync(sql), CultureInfo.InvariantCulture);

    private async Task<string> OutboxAsync()
    {
        var text = new StringBuilder();
        for (var number = 1; number <= await CountAsync("select count(*) from outbox"); number++)
        {
            text.Append(await Database.AskAsync(
                "select seq || case status when 0 then ' waiting ' when 1 then ' sent ' else ' undeliverable ' end || length(payload)"
                + $" || coalesce(' ' || last_error, '') || ', ' from outbox where seq = {number}"));
        }

        return text.ToString().TrimEnd(',', ' ');
    }
}
