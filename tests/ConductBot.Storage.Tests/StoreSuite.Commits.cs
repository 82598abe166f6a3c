namespace ConductBot.Storage;

public abstract partial class StoreSuite
{
    [Fact]
    public async Task A_commit_writes_all_of_its_parts()
    {
        await DoneAsync(Everything());

        Assert.Equal("answer", Given.Text((await Store.FindInboxAsync("tenant/chat/1", Now))?.Body));
        Assert.Equal("1: draft", await StateAsync("dialog/chat"));
        Assert.Equal("C-0001", Assert.Single(await Store.ListStreamsAsync(Now)).Stream);
        Assert.Single(await Store.ReadStreamAsync("C-0001", Now));
        Assert.Equal(Given.Id(1), Assert.Single(await LeaseAsync()).Id);
    }

    [Theory]
    [InlineData("dialog/other")]
    [InlineData("C-0099")]
    [InlineData("00000063-0000-0000-0000-000000000000")]
    public async Task A_conflict_anywhere_leaves_nothing_behind(string where)
    {
        await DoneAsync(Given.State("dialog/other", 0, "first"));
        await DoneAsync(Given.Events("C-0099", 0, "{}"));
        await DoneAsync(Given.Messages(Given.Message(99, "other")));
        var commit = Everything();
        commit.States.Add(new("dialog/other", where == "dialog/other" ? 5 : 1, Given.Bytes("second")));
        commit.Appends.Add(new("C-0099", where == "C-0099" ? 0 : 1, [new("Noted", "{}", Sealed: null)]));
        commit.Outbox.Add(Given.Message(where.StartsWith("00000063", StringComparison.Ordinal) ? 99 : 98, "more"));

        await ConflictAsync(where, commit);

        Assert.Null(await Store.FindInboxAsync("tenant/chat/1", Now));
        Assert.Null(await StateAsync("dialog/chat"));
        Assert.Equal("1: first", await StateAsync("dialog/other"));
        Assert.Empty(await Store.ReadStreamAsync("C-0001", Now));
        Assert.Single(await Store.ReadStreamAsync("C-0099", Now));
        Assert.Equal(Given.Id(99), Assert.Single(await LeaseAsync()).Id);
    }

    [Fact]
    public async Task An_activity_that_comes_again_gets_its_first_answer_and_does_nothing()
    {
        await DoneAsync(Everything());
        var again = Given.State("dialog/chat", 7, "a version that is not there");
        again.Inbox = new("tenant/chat/1", 500, Given.Bytes("another answer"));
        again.Appends.Add(new("C-0002", 0, [new("Noted", "{}", Sealed: null)]));

        var result = await Store.CommitAsync(again, Now);

        var answer = Assert.IsType<CommitResult.AlreadyAnswered>(result).Answer;
        Assert.Equal(("tenant/chat/1", 200, "answer"), (answer.Key, answer.Status, Given.Text(answer.Body)));
        Assert.Empty(await Store.ReadStreamAsync("C-0002", Now));
        Assert.Equal("1: draft", await StateAsync("dialog/chat"));
    }

    [Fact]
    public async Task An_activity_delivered_many_times_at_once_is_answered_once()
    {
        IStore[] stores = [Store, await OpenNodeAsync()];

        for (var activity = 1; activity <= 10; activity++)
        {
            var results = await AtOnceAsync(8, copy =>
            {
                var commit = Given.Events($"C-{activity}-{copy}", 0, "{}");
                commit.Inbox = new($"tenant/chat/{activity}", 200, Given.Bytes($"copy {copy}"));
                return stores[copy % 2].CommitAsync(commit, Now);
            });

            var winner = Array.FindIndex(results, result => result is CommitResult.Done);
            Assert.Single(results, result => result is CommitResult.Done);
            var others = results.Where(result => result is not CommitResult.Done);
            Assert.All(others, other => Assert.Equal(
                $"copy {winner}", Given.Text(Assert.IsType<CommitResult.AlreadyAnswered>(other).Answer.Body)));
        }

        Assert.Equal(10, (await Store.ListStreamsAsync(Now)).Count);
    }

    [Fact]
    public async Task An_answer_without_a_body_is_not_an_empty_one()
    {
        await DoneAsync(new() { At = Given.Monday, Inbox = new("nothing", 200, Body: null) });
        await DoneAsync(new() { At = Given.Monday, Inbox = new("empty", 200, Body: []) });

        Assert.Null((await Store.FindInboxAsync("nothing", Now))!.Body);
        Assert.Empty((await Store.FindInboxAsync("empty", Now))!.Body!);
        Assert.Null(await Store.FindInboxAsync("unheard of", Now));
    }

    [Fact]
    public async Task A_row_is_written_only_at_the_version_it_was_read_at()
    {
        await ConflictAsync("row", Given.State("row", 1, "nothing there to change"));
        await DoneAsync(Given.State("row", 0, "first"));
        await ConflictAsync("row", Given.State("row", 0, "there already"));
        await DoneAsync(Given.State("row", 1, "second"));
        await ConflictAsync("row", Given.State("row", 1, "late"));

        Assert.Equal("2: second", await StateAsync("row"));
    }

    [Fact]
    public async Task Where_the_last_word_wins_no_version_is_asked_for()
    {
        await DoneAsync(Given.State("reference", null, "first"));
        await DoneAsync(Given.State("reference", null, "second"));

        Assert.Equal("2: second", await StateAsync("reference"));
    }

    [Fact]
    public async Task A_row_that_was_removed_and_came_back_cannot_be_mistaken_for_the_earlier_one()
    {
        await DoneAsync(Given.State("dialog", 0, "first"));
        await DoneAsync(Given.State("dialog", 1, null));
        Assert.Null(await StateAsync("dialog"));
        Assert.Empty(await Store.ListStatesAsync("dialog", Now));
        await ConflictAsync("dialog", Given.State("dialog", 1, "changed by who read the first"));
        await ConflictAsync("dialog", Given.State("dialog", 2, "changed by who thinks a removed row is there"));
        await DoneAsync(Given.State("dialog", 0, "another"));

        await ConflictAsync("dialog", Given.State("dialog", 1, "changed by who read the first"));

        Assert.Equal("3: another", await StateAsync("dialog"));
    }

    [Fact]
    public async Task Writes_to_one_row_in_one_commit_follow_each_other()
    {
        var commit = Given.State("row", 0, "first");
        commit.States.Add(new("another", 0, Given.Bytes("in between")));
        commit.States.Add(new("row", 1, Given.Bytes("second")));
        await DoneAsync(commit);

        Assert.Equal("2: second", await StateAsync("row"));
    }

    [Fact]
    public async Task No_update_is_lost_among_many_writers()
    {
        IStore[] stores = [Store, await OpenNodeAsync()];

        await AtOnceAsync(12, async writer =>
        {
            for (var written = 0; written < 10;)
            {
                var row = await stores[writer % 2].ReadStateAsync("count", Now);
                var next = BitConverter.GetBytes((row is null ? 0 : BitConverter.ToInt32(row.Value)) + 1);
                var commit = new Commit { At = Given.Monday, States = { new("count", row?.Version ?? 0, next) } };
                written += await stores[writer % 2].CommitAsync(commit, Now) is CommitResult.Done ? 1 : 0;
            }

            return true;
        });

        var count = await Store.ReadStateAsync("count", Now);
        Assert.Equal((120, 120), (count!.Version, BitConverter.ToInt32(count.Value)));
    }

    [Theory]
    [InlineData("rows")]
    [InlineData("streams")]
    [InlineData("lanes")]
    public async Task Commits_that_take_the_same_things_in_another_order_do_not_block_each_other(string things)
    {
        IStore[] stores = [Store, await OpenNodeAsync()];
        string[] names = ["a", "b", "c", "d", "e"];
        foreach (var name in names)
        {
            await DoneAsync(Given.Events(name, 0, "{}"));
        }

        var results = await AtOnceAsync(8, async writer =>
        {
            for (var round = 0; round < 10; round++)
            {
                var commit = Given.Nothing;
                foreach (var name in writer % 4 < 2 ? names : names.Reverse())
                {
                    Take(commit, name);
                }

                if (await stores[writer % 2].CommitAsync(commit, Now) is not CommitResult.Done)
                {
                    return false;
                }
            }

            return true;
        });

        Assert.All(results, Assert.True);

        void Take(Commit commit, string name)
        {
            switch (things)
            {
                case "rows":
                    commit.States.Add(new(name, ExpectedVersion: null, []));
                    break;
                case "streams":
                    commit.Appends.Add(new(name, 1, []));
                    break;
                default:
                    commit.Outbox.Add(new(Guid.NewGuid(), name, After: null, "card", []));
                    break;
            }
        }
    }

    [Fact]
    public async Task Rows_are_listed_by_the_exact_beginning_of_their_keys()
    {
        string[] keys = ["draft/a", "draft/B", "draft/%", "draft/_", "draft/é", "draft/\U0001F600", "draft/\uFF5E", "draft", "Draft/a", "drafts/a", "draft0"];
        foreach (var key in keys)
        {
            await DoneAsync(Given.State(key, 0, key));
        }

        Assert.Equal(
            ["draft/%", "draft/B", "draft/_", "draft/a", "draft/é", "draft/\U0001F600", "draft/\uFF5E"],
            (await Store.ListStatesAsync("draft/", Now)).Select(row => row.Key));
        Assert.Equal(["draft/%"], (await Store.ListStatesAsync("draft/%", Now)).Select(row => row.Key));
        Assert.Equal(["draft/_"], (await Store.ListStatesAsync("draft/_", Now)).Select(row => Given.Text(row.Value)));
        Assert.Equal(keys.Length, (await Store.ListStatesAsync("", Now)).Count);
    }

    [Fact]
    public async Task Rows_that_nobody_has_written_to_for_long_are_found_without_their_values()
    {
        var later = Given.Monday.AddTicks(1);
        await DoneAsync(Given.State("draft/a", 0, "old"));
        await DoneAsync(Given.State("draft/B", 0, "old"));
        await DoneAsync(Given.State("draft/c", 0, "old, and gone on with"));
        await DoneAsync(Given.State("draft/c", 1, "gone on with", later));
        await DoneAsync(Given.State("draft/d", 0, "old, and removed"));
        await DoneAsync(Given.State("draft/d", 1, null));
        await DoneAsync(Given.State("drafts", 0, "something else"));

        Assert.Equal(
            [new("draft/B", 1, Given.Monday), new("draft/a", 1, Given.Monday)],
            await Store.ListStatesWrittenBeforeAsync("draft/", later, Now));
        Assert.Empty(await Store.ListStatesWrittenBeforeAsync("draft/", Given.Monday, Now));
        Assert.Equal(2, (await Store.ListStatesWrittenBeforeAsync("draft/", DateTimeOffset.MaxValue, Now)).Single(row => row.Key == "draft/c").Version);
    }

    [Fact]
    public async Task What_is_handed_in_and_out_is_not_shared()
    {
        var body = Given.Bytes("as written");
        await DoneAsync(new()
        {
            At = Given.Monday,
            Inbox = new("inbox", 200, body),
            States = { new("row", 0, body) },
            Appends = { new("stream", 0, [new("Noted", "{}", body)]) },
            Outbox = { new(Given.Id(1), "lane", After: null, "card", body) },
        });
        body[0] = 0;
        (await Store.FindInboxAsync("inbox", Now))!.Body![0] = 0;
        (await Store.ReadStateAsync("row", Now))!.Value[0] = 0;
        (await Store.ReadStreamAsync("stream", Now))[0].Sealed![0] = 0;

        Assert.Equal("as written", Given.Text((await Store.FindInboxAsync("inbox", Now))!.Body));
        Assert.Equal("1: as written", await StateAsync("row"));
        Assert.Equal("as written", Given.Text((await Store.ReadStreamAsync("stream", Now))[0].Sealed));
        Assert.Equal("as written", Given.Text((await LeaseAsync())[0].Payload));
    }

    [Fact]
    public async Task A_key_that_some_database_could_not_hold_is_refused_by_all()
    {
        foreach (var key in (string[])["", "nul\0", "half \ud83d", "end \U0010FFFF"])
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.CommitAsync(Given.State(key, 0, "value"), Now));
            await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.CommitAsync(Given.Events(key, 0, "{}"), Now));
            await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.CommitAsync(
                new() { At = Given.Monday, Inbox = new(key, 200, Body: null) }, Now));
        }

        Assert.Empty(await Store.ListStatesAsync("", Now));
    }

    [Fact]
    public async Task Old_answers_and_the_marks_of_removed_rows_are_pruned_and_rows_are_not()
    {
        var later = Given.Monday.AddDays(1);
        await DoneAsync(new() { At = Given.Monday, Inbox = new("old", 200, Body: null), States = { new("old", 0, []), new("gone", 0, []) } });
        await DoneAsync(Given.State("gone", 1, null));
        await DoneAsync(new() { At = later, Inbox = new("new", 200, Body: null) });

        await Store.PruneAsync(later, Now);

        Assert.Null(await Store.FindInboxAsync("old", Now));
        Assert.NotNull(await Store.FindInboxAsync("new", Now));
        Assert.NotNull(await Store.ReadStateAsync("old", Now));
        await DoneAsync(Given.State("gone", 0, "starts again"));
        Assert.Equal("1: starts again", await StateAsync("gone"));
    }

    [Fact]
    public Task A_store_that_can_be_written_to_says_so() => Store.CheckAsync(Now);

    /// <summary>Runs something many times, all starting together.</summary>
    protected static async Task<T[]> AtOnceAsync<T>(int times, Func<int, Task<T>> run)
    {
        using var start = new Barrier(times);
        return await Task.WhenAll(Enumerable.Range(0, times).Select(number => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return run(number);
            },
            TaskCreationOptions.LongRunning).Unwrap()));
    }

    private static Commit Everything() =>
        new()
        {
            At = Given.Monday,
            Inbox = new("tenant/chat/1", 200, Given.Bytes("answer")),
            States = { new("dialog/chat", 0, Given.Bytes("draft")) },
            Appends = { new("C-0001", 0, [new("Noted", "{}", Sealed: null)]) },
            Outbox = { Given.Message(1, "channel") },
        };
}
