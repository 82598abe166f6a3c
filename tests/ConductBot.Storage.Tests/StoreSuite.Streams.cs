using System.Globalization;

namespace ConductBot.Storage;

public abstract partial class StoreSuite
{
    [Fact]
    public async Task Events_come_back_exactly_as_they_were_written()
    {
        var winter = new DateTimeOffset(2027, 1, 4, 23, 59, 59, TimeSpan.Zero).AddTicks(9_999_999);
        byte[] large = [.. Enumerable.Range(0, 300_000).Select(number => (byte)number)];
        await DoneAsync(new()
        {
            At = Given.Monday,
            Appends = { new("C-0001", 0, [new("Noted", """{ "text" : "é\u0000\uD83D\uDE00 😀" }""", Sealed: null), new("Noted", "{}", Sealed: [])]) },
        });
        await DoneAsync(new() { At = winter, Appends = { new("C-0001", 2, [new("Attached", "{}", large)]) } });

        var events = await Store.ReadStreamAsync("C-0001", Now);

        Assert.Equal(["C-0001", "C-0001", "C-0001"], events.Select(stored => stored.Stream));
        Assert.Equal([1, 2, 3], events.Select(stored => stored.Version));
        Assert.Equal(["Noted", "Noted", "Attached"], events.Select(stored => stored.Type));
        Assert.Equal("""{ "text" : "é\u0000\uD83D\uDE00 😀" }""", events[0].Data);
        Assert.True(events[0].At.EqualsExact(Given.Monday));
        Assert.True(events[2].At.EqualsExact(winter));
        Assert.Null(events[0].Sealed);
        Assert.Empty(events[1].Sealed!);
        Assert.Equal(large, events[2].Sealed!);
    }

    [Fact]
    public async Task Every_event_carries_the_hash_of_the_one_before_it_and_the_head_the_last()
    {
        await DoneAsync(Given.Events("C-0001", 0, "1", "2"));
        await DoneAsync(Given.Events("C-0001", 2, "3"));

        var events = await Store.ReadStreamAsync("C-0001", Now);

        Assert.Equal([EventChain.Start, events[0].Hash, events[1].Hash], events.Select(stored => stored.PreviousHash));
        Assert.All(events, stored => Assert.Equal(EventChain.HashOf(stored), stored.Hash));
        Assert.Equal([new StreamHead("C-0001", 3, events[2].Hash)], await Store.ListStreamsAsync(Now));
    }

    [Fact]
    public async Task Events_are_appended_only_at_the_version_they_were_decided_on()
    {
        await ConflictAsync("C-0001", Given.Events("C-0001", 1, "{}"));
        await DoneAsync(Given.Events("C-0001", 0, "{}"));
        await ConflictAsync("C-0001", Given.Events("C-0001", 0, "{}"));
        await ConflictAsync("C-0001", Given.Events("C-0001", 2, "{}"));
        await DoneAsync(Given.Events("C-0001", 1, "{}"));

        Assert.Equal(2, (await Store.ReadStreamAsync("C-0001", Now)).Count);
        Assert.Empty(await Store.ReadStreamAsync("C-0002", Now));
    }

    [Fact]
    public async Task An_append_of_nothing_still_asks_for_the_version()
    {
        await DoneAsync(Given.Events("C-0001", 0));
        await DoneAsync(Given.Events("C-0001", 0, "{}"));
        await DoneAsync(Given.Events("C-0001", 1));
        await ConflictAsync("C-0001", Given.Events("C-0001", 0));

        Assert.Equal(1, Assert.Single(await Store.ListStreamsAsync(Now)).Version);
    }

    [Fact]
    public async Task Of_many_decisions_on_one_version_one_is_written()
    {
        IStore[] stores = [Store, await OpenNodeAsync()];

        for (var version = 0; version < 15; version++)
        {
            var results = await AtOnceAsync(6, decider =>
                stores[decider % 2].CommitAsync(Given.Events("C-0001", version, decider.ToString(CultureInfo.InvariantCulture)), Now));

            var winner = Array.FindIndex(results, result => result is CommitResult.Done);
            Assert.Single(results, result => result is CommitResult.Done);
            Assert.Equal(5, results.Count(result => result == new CommitResult.Conflict("C-0001")));
            Assert.Equal(winner.ToString(CultureInfo.InvariantCulture), (await Store.ReadStreamAsync("C-0001", Now))[^1].Data);
        }

        Assert.Equal(Enumerable.Range(1, 15).Select(version => (long)version), (await Store.ReadStreamAsync("C-0001", Now)).Select(stored => stored.Version));
        Assert.Empty(await ChainVerifier.VerifyAsync(Store, Now));
    }

    [Fact]
    public async Task Streams_are_listed_by_name()
    {
        foreach (var stream in (string[])["C-10", "c-1", "C-1", "C-2"])
        {
            await DoneAsync(Given.Events(stream, 0, "{}"));
        }

        Assert.Equal(["C-1", "C-10", "C-2", "c-1"], (await Store.ListStreamsAsync(Now)).Select(head => head.Stream));
    }

    [Fact]
    public async Task Verifying_while_cases_are_worked_on_finds_nothing_wrong()
    {
        for (var stream = 0; stream < 5; stream++)
        {
            await DoneAsync(Given.Events($"C-{stream}", 0, "{}"));
        }

        var node = await OpenNodeAsync();
        var writing = Task.Run(async () =>
        {
            for (var round = 1; round <= 40; round++)
            {
                Assert.IsType<CommitResult.Done>(await node.CommitAsync(Given.Events($"C-{round % 5}", (round + 4) / 5, "{}"), Now));
            }
        });

        do
        {
            Assert.Empty(await ChainVerifier.VerifyAsync(Store, Now));
        }
        while (!writing.IsCompleted);

        await writing;
        Assert.Equal(45, (await Store.ListStreamsAsync(Now)).Sum(head => head.Version));
    }
}
