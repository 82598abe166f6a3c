using System.Globalization;

namespace ConductBot.Storage;

/// <summary>Numbers that look random and are the same on every run and every machine (xorshift).</summary>
internal sealed class FixedDice(ulong seed)
{
    private ulong state = seed;

    public int Roll(int below)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return (int)(state % (ulong)below);
    }

    public bool OneIn(int chances) => Roll(chances) == 0;
}

/// <summary>One thing to do to a store, drawn so that rows, streams and lanes are met again and again; answers what the store answered.</summary>
internal static class RandomStep
{
    private static readonly string[] Nodes = ["north", "south"];

    public static Func<IStore, CancellationToken, Task<string>> Draw(FixedDice dice, int step)
    {
        var now = Given.Monday.AddMinutes(step);
        switch (dice.Roll(12))
        {
            case 0 or 1 or 2 or 3:
                var commit = DrawCommit(dice, step, now);
                return async (store, cancel) => Say(await store.CommitAsync(commit, cancel));
            case 4 or 5:
                var (node, until, most) = (Nodes[dice.Roll(2)], now.AddMinutes(dice.Roll(20) + 1), dice.Roll(4) + 1);
                return async (store, cancel) => Say(await store.LeaseOutboxAsync(node, now, until, most, cancel));
            case 6 or 7 or 8:
                return DrawSettlement(dice, step, now);
            case 9:
                return async (store, cancel) => $"{await store.NextOutboxDueAsync(cancel):O}";
            case 10:
                var key = $"row/{dice.Roll(4)}";
                return async (store, cancel) => string.Join(';', (await store.ListStatesAsync("row/", cancel)).Select(Say))
                    + Say(await store.ReadStateAsync(key, cancel))
                    + Say(await store.FindInboxAsync($"activity/{step % 60}", cancel));
            default:
                var before = now.AddMinutes(-dice.Roll(200) - 50);
                var prunes = dice.OneIn(4);
                return async (store, cancel) =>
                {
                    await (prunes ? store.PruneAsync(before, cancel) : Task.CompletedTask);
                    return string.Join(';', (await store.ReadStreamAsync("C-1", cancel)).Select(stored => stored.Hash));
                };
        }
    }

    private static Commit DrawCommit(FixedDice dice, int step, DateTimeOffset now)
    {
        var commit = new Commit { At = now };
        if (dice.OneIn(2))
        {
            commit.Inbox = new($"activity/{dice.Roll(60)}", 200, dice.OneIn(3) ? null : Given.Bytes($"answer {step}"));
        }

        for (var count = dice.Roll(3); count > 0; count--)
        {
            long? expected = dice.OneIn(4) ? null : dice.Roll(5);
            commit.States.Add(new($"row/{dice.Roll(4)}", expected, dice.OneIn(4) ? null : Given.Bytes($"value {step}")));
        }

        if (dice.OneIn(2))
        {
            var events = Enumerable.Range(0, dice.Roll(3)).Select(number =>
                new NewEvent("Noted", $"{{\"step\":{step}.{number}}}", dice.OneIn(2) ? null : Given.Bytes($"{step}")));
            commit.Appends.Add(new($"C-{dice.Roll(3)}", dice.Roll(6), [.. events]));
        }

        for (var count = dice.Roll(3); count > 0; count--)
        {
            Guid? after = dice.OneIn(2) ? Given.Id(dice.Roll((step * 10) + 1)) : null;
            commit.Outbox.Add(new(
                dice.OneIn(20) ? Given.Id(dice.Roll((step * 10) + 1)) : Given.Id((step * 10) + count), $"lane {dice.Roll(5)}", after, "card", Given.Bytes($"{step}")));
        }

        return commit;
    }

    /// <summary>Settles one of the messages put in lately, which may be under lease, by a node that may hold it.</summary>
    private static Func<IStore, CancellationToken, Task<string>> DrawSettlement(FixedDice dice, int step, DateTimeOffset now)
    {
        var id = Given.Id(((step - dice.Roll(Math.Min(step + 1, 25))) * 10) + dice.Roll(2) + 1);
        var node = Nodes[dice.Roll(2)];
        OutboxOutcome outcome = dice.Roll(4) switch
        {
            0 => new OutboxOutcome.Again(now.AddMinutes(dice.Roll(10)), "429"),
            1 => new OutboxOutcome.Undeliverable("403"),
            _ => new OutboxOutcome.Sent(),
        };
        var commit = dice.OneIn(4) ? DrawCommit(dice, step, now) : new Commit { At = now };
        return async (store, cancel) => Say(await store.SettleOutboxAsync(id, node, outcome, commit, cancel));
    }

    private static string Say(CommitResult result) => result switch
    {
        CommitResult.AlreadyAnswered again => $"answered {Say(again.Answer)}",
        _ => result.ToString(),
    };

    private static string Say(InboxEntry? entry) => entry is null ? "none" : $"{entry.Key} {entry.Status} {Given.Text(entry.Body) ?? "-"}";

    private static string Say(StateRow? row) => row is null ? "none" : $"{row.Key} {row.Version} {Given.Text(row.Value)}";

    private static string Say(IReadOnlyList<OutboxRow> rows) => string.Join(';', rows.Select(row => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Id} {row.Lane} {row.Kind} {Given.Text(row.Payload)} {row.Attempts} {row.Uncertain} {row.CreatedAt:O}")));
}
