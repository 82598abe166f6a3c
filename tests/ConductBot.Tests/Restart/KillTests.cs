using System.Text.Json.Nodes;
using ConductBot.Testing;

namespace ConductBot.Tests.Restart;

/// <summary>The program is killed at the worst moments and started again: what was said stays said, and is said once.</summary>
public sealed class KillTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly SchoolCast Ogat = SchoolCast.Of("ogat");
    private static readonly Place Chat = Ogat.Teacher.Chat;

    [Fact]
    public async Task A_report_goes_on_where_it_was_when_the_program_was_killed()
    {
        await using var world = await LoopbackWorld.StartAsync();
        await using var bot = new BotProcess(world.World);
        await bot.StartAsync();
        await SayAsync(world, bot, "report", "no", "no");
        await ShownAsync(world, bot, Chat, shown => shown.Any(card => card.Step == "content"));

        // Killed with the answer to this one given, and perhaps not yet sent.
        await SayAsync(world, bot, "They swear at the office");
        await bot.KillAsync();
        await bot.StartAsync();
        await ShownAsync(world, bot, Chat, shown => shown.Any(card => card.Step == "where"));

        await SayAsync(world, bot, "facebook", "parent", "colleague", "skip", "abuse", "no");
        await ShownAsync(world, bot, Chat, shown => shown.Any(card => card.Step == "check" && card.Text.Contains("They swear at the office", StringComparison.Ordinal)));
        await SayAsync(world, bot, "send");
        await bot.KillAsync();
        await bot.StartAsync();

        await ShownAsync(world, bot, Chat, shown => shown.Any(card => card.Text.Contains("Sent: CB-2026-0001", StringComparison.Ordinal)));
        await ShownAsync(world, bot, Ogat.Channel, shown => shown.Count > 0);
        Assert.Empty(world.World.Breaches());
        Assert.DoesNotContain(bot.Said, line => world.World.Secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Killed_right_after_an_approval_was_answered_it_is_neither_forgotten_nor_posted_twice()
    {
        await using var world = await LoopbackWorld.StartAsync();
        await using var bot = new BotProcess(world.World);
        await bot.StartAsync();
        await SayAsync(world, bot, "report", "no", "no", "You will regret it", "facebook", "parent", "colleague", "skip", "threat", "yes, yes", "yes, no", "send");
        await ShownAsync(world, bot, Ogat.Channel, shown => shown.Count == 1);
        var card = world.World.Connector.In(Ogat.Channel).Single();

        var approved = await PressAsync(world, bot, card, "case/approve", 2, ("action", "refer-to-police"), ("reason", "At once"));
        await bot.KillAsync();
        await bot.StartAsync();

        Assert.Contains("approved by the DSL", approved.Words, StringComparison.Ordinal);
        await ShownAsync(world, bot, Ogat.Channel, shown => shown.Any(now => now.Text.Contains("Approved by the DSL", StringComparison.Ordinal)));
        var again = await PressAsync(world, bot, card, "case/approve", 3, ("action", "refer-to-police"), ("reason", "At once"));
        Assert.Contains("This is approved already", again.Words, StringComparison.Ordinal);
        Assert.Single(world.World.Connector.In(Ogat.Channel));
        Assert.Empty(world.World.Breaches());
    }

    [Fact]
    public async Task Killed_while_the_connector_was_taking_a_card_it_sends_it_at_most_once_more()
    {
        await using var world = await LoopbackWorld.StartAsync();
        await using var bot = new BotProcess(world.World);
        await bot.StartAsync();
        world.World.Connector.Fail(call => call.IsCreateThread, new Trouble.Silence(AfterAccepting: true));
        var taken = world.World.Connector.Saw(call => call.IsCreateThread);
        await SayAsync(world, bot, "report", "yes");
        await taken.WaitAsync(Patience);

        await bot.KillAsync();
        await bot.StartAsync();

        await ShownAsync(world, bot, Ogat.Dsl.Chat, shown => shown.Any(notice => notice.Text.Contains("Urgent: case CB-2026-0001", StringComparison.Ordinal)));
        await ShownAsync(world, bot, Chat, shown => shown.Any(question => question.Step == "intimate"));
        Assert.InRange(world.World.Connector.In(Ogat.Channel).Count(), 1, 2);
        Assert.Empty(world.World.Breaches());
    }

    [Fact]
    public async Task A_second_server_on_the_same_file_is_refused_in_one_line_and_commands_run_beside_the_first()
    {
        await using var world = await LoopbackWorld.StartAsync();
        await using var bot = new BotProcess(world.World);
        await bot.StartAsync();
        await SayAsync(world, bot, "report", "yes");

        var second = await bot.BesideAsync("serve");
        var verified = await bot.BesideAsync("audit", "verify");

        Assert.Equal((2, ""), (second.Exit, second.Output));
        Assert.Contains("Another ConductBot serves from the database", Assert.Single(second.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.True(verified.Exit == 0, verified.Error);

        await bot.KillAsync();
        await bot.StartAsync();
        await ShownAsync(world, bot, Chat, shown => shown.Any(question => question.Step == "intimate"));
    }

    private static async Task SayAsync(LoopbackWorld world, BotProcess bot, params string[] words)
    {
        world.World.Connector.Add(Chat);
        foreach (var said in words)
        {
            Assert.Equal(200, (await bot.Client.PostAsync(world.World.Inbound.Message(Ogat.Teacher, Chat, said))).Status);
        }
    }

    private static Task<Answer> PressAsync(
        LoopbackWorld world, BotProcess bot, PostedMessage card, string verb, int version, params (string Name, string Value)[] inputs)
    {
        var data = new JsonObject { ["case"] = "CB-2026-0001", ["version"] = version };
        foreach (var (name, value) in inputs)
        {
            data[name] = value;
        }

        return bot.Client.PostAsync(world.World.Inbound.Press(Ogat.Dsl, card.Place, verb, data, card.Id));
    }

    /// <summary>Waits until the cards of a place are so.</summary>
    private static async Task ShownAsync(LoopbackWorld world, BotProcess bot, Place place, Func<IReadOnlyList<CardReader>, bool> are)
    {
        var shown = world.World.Connector.Shows(messages => are(
        [
            .. messages.Where(message => message.Place.BaseId == place.BaseId && message.Card is not null).Select(message => new CardReader(message.Card!)),
        ]));
        if (await Task.WhenAny(shown, Task.Delay(Patience)) != shown)
        {
            Assert.Fail($"It was not shown. What the program said last:\n{string.Join('\n', bot.Said.TakeLast(60))}");
        }
    }
}
