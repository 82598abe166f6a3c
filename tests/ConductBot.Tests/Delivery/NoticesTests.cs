using ConductBot.Bot.CaseWork;
using ConductBot.Cases;
using ConductBot.Testing;
using ConductBot.Tests.Bot;

namespace ConductBot.Tests.Delivery;

/// <summary>What cannot wait is seen by somebody, not only sent; nobody waits for one person.</summary>
public sealed class NoticesTests
{
    private static readonly SchoolCast Ogat = SchoolCast.Of("ogat");

    [Fact]
    public async Task An_urgent_notice_that_nobody_acknowledges_goes_to_the_deputies_and_then_to_the_leads()
    {
        await using var bot = await InDangerAsync();
        Assert.Equal((1, 0, 0), Told(bot));

        Assert.Equal(BotHost.Start.AddMinutes(10), await bot.LookAsync());
        bot.Time.Advance(TimeSpan.FromMinutes(10));
        await bot.LookAsync();
        Assert.Equal((1, 1, 0), Told(bot));
        Assert.Contains("Nobody has acknowledged it within 10 minutes", bot.At(Ogat.Deputy).Messages[^1].Words, StringComparison.Ordinal);
        Assert.Contains("so the deputies were told", bot.Connector.In(Ogat.Channel).Single().Words, StringComparison.Ordinal);

        await bot.RestartAsync();
        bot.Time.Advance(TimeSpan.FromMinutes(10));
        await bot.LookAsync();
        bot.Time.Advance(TimeSpan.FromHours(10));
        Assert.Null(await bot.LookAsync());

        Assert.Equal((1, 1, 1), Told(bot));
        Assert.Equal(["deputies", "leads"], (await bot.OnlyCaseAsync()).Timeline.Select(recorded => recorded.Event).OfType<NoticePassedOn>().Select(passed => passed.To));
    }

    [Fact]
    public async Task An_acknowledged_notice_goes_to_nobody_else()
    {
        await using var bot = await InDangerAsync();
        await bot.At(Ogat.Dsl).PressesAsync("I have seen it");
        await bot.At(Ogat.Dsl).PressesAsync("I have seen it");

        bot.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(await bot.LookAsync());

        Assert.Equal((1, 0, 0), Told(bot));
        Assert.Equal(Ogat.Dsl.ObjectId, Assert.Single((await bot.OnlyCaseAsync()).SeenBy));
        Assert.Contains("seen by the DSL", bot.Connector.In(Ogat.Channel).Single().Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_acts_on_the_case_has_seen_it()
    {
        await using var bot = await InDangerAsync();
        await bot.At(Ogat.Dsl).DoesAsync(
            bot.Connector.In(Ogat.Channel).Single(), "record", new Dictionary<string, string> { ["action"] = "call-999", ["outcome"] = "done" });

        bot.Time.Advance(TimeSpan.FromMinutes(10));
        await bot.LookAsync();

        Assert.Equal((1, 0, 0), Told(bot));
    }

    [Fact]
    public async Task A_member_of_staff_cannot_acknowledge()
    {
        await using var bot = await InDangerAsync();

        await bot.At(Ogat.Colleague).ForgesAsync(Ogat.Channel, CaseNotices.AcknowledgeVerb, new() { ["case"] = "CB-2026-0001" });

        Assert.Empty((await bot.OnlyCaseAsync()).SeenBy);
    }

    [Fact]
    public async Task Who_is_away_is_passed_over_until_the_day_they_are_back()
    {
        await using var bot = await BotHost.StartAsync();
        await bot.At(Ogat.Dsl).SaysAsync("away until Monday");
        Assert.Contains("away until 23 November 2026", bot.At(Ogat.Dsl).Messages[^1].Words, StringComparison.Ordinal);
        var before = bot.At(Ogat.Dsl).Messages.Count;

        await DangerAsync(bot);
        Assert.Equal((before, 1, 0), Told(bot));
        bot.Time.MoveTo(new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        await bot.At(Ogat.Teacher).SaysAsync("cancel");
        await DangerAsync(bot);

        Assert.Equal((before + 1, 1, 0), Told(bot));
    }

    [Fact]
    public async Task Where_everybody_is_away_the_DSL_is_told_all_the_same()
    {
        await using var bot = await BotHost.StartAsync();
        foreach (var person in new[] { Ogat.Dsl, Ogat.Deputy, Ogat.Lead })
        {
            await bot.At(person).SaysAsync("away until 2 December");
        }

        await DangerAsync(bot);

        Assert.Equal((2, 2, 2), Told(bot));
    }

    [Fact]
    public async Task Where_the_post_is_about_the_only_DSL_and_the_others_are_away_the_others_are_told()
    {
        await using var bot = await BotHost.StartAsync();
        await bot.At(Ogat.Deputy).SaysAsync("away until 2 December");
        await bot.At(Ogat.Lead).SaysAsync("away until 2 December");

        await bot.At(Ogat.Dsl).SaysAsync("report");
        await bot.At(Ogat.Dsl).SaysAsync("yes");

        Assert.Equal((2, 2), (bot.At(Ogat.Deputy).Messages.Count, bot.At(Ogat.Lead).Messages.Count));
    }

    [Fact]
    public async Task A_conflict_declared_on_the_notice_is_no_acknowledgement()
    {
        await using var bot = await InDangerAsync();
        await bot.At(Ogat.Dsl).DoesAsync(
            bot.Connector.In(Ogat.Channel).Single(), "conflict", new Dictionary<string, string> { ["reason"] = "My cousin" });

        bot.Time.Advance(TimeSpan.FromMinutes(10));
        await bot.LookAsync();

        Assert.Equal((1, 1, 0), Told(bot));
    }

    [Fact]
    public async Task Danger_told_of_a_case_that_is_closed_says_that_nobody_is_told()
    {
        await using var bot = await BotHost.StartAsync();
        foreach (var words in new[] { "report", "no", "no", "Awful people", "send" })
        {
            await bot.At(Ogat.Teacher).SaysAsync(words);
        }

        await bot.At(Ogat.Teacher).SaysAsync("finish CB-2026-0001");
        await bot.At(Ogat.Dsl).DoesAsync(bot.Connector.In(Ogat.Channel).Single(), "close", new Dictionary<string, string> { ["reason"] = "Settled" });
        var told = bot.At(Ogat.Dsl).Messages.Count;
        await bot.At(Ogat.Teacher).ForgesAsync(
            Ogat.Teacher.Chat, "report/answer", new() { ["dialog"] = "report", ["step"] = "danger", ["immediateRisk"] = "yes" });

        Assert.Contains(bot.At(Ogat.Teacher).Messages, message => message.Words.Contains("nobody is told by this answer", StringComparison.Ordinal));
        Assert.Equal(told, bot.At(Ogat.Dsl).Messages.Count);
    }

    [Fact]
    public async Task A_DSL_whom_the_post_is_about_does_not_get_the_notice()
    {
        await using var bot = await BotHost.StartAsync();
        var dsl = bot.At(Ogat.Dsl);

        await dsl.SaysAsync("report");
        await dsl.SaysAsync("yes");

        Assert.DoesNotContain(dsl.Messages, message => message.Words.StartsWith("Urgent", StringComparison.Ordinal));
        Assert.Single(bot.Connector.In(Ogat.Deputy.Chat));
    }

    [Theory]
    [InlineData("away until yesterday")]
    [InlineData("away until 20 November 2026")]
    [InlineData("away until I feel better")]
    public async Task A_day_that_is_none_changes_nothing(string words)
    {
        await using var bot = await BotHost.StartAsync();

        await bot.At(Ogat.Dsl).SaysAsync(words);

        Assert.StartsWith("I do not know that day", bot.At(Ogat.Dsl).Messages[^1].Words, StringComparison.Ordinal);
        await bot.At(Ogat.Dsl).SaysAsync("away");
        Assert.StartsWith("You are here.", bot.At(Ogat.Dsl).Messages[^1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_back_early_says_so()
    {
        await using var bot = await BotHost.StartAsync();
        var dsl = bot.At(Ogat.Dsl);
        await dsl.SaysAsync("away until 2/12");
        await dsl.SaysAsync("away");
        Assert.Equal("You are away until 2 December 2026. Type here when you are back earlier.", dsl.Messages[^1].Words);

        await dsl.SaysAsync("here");
        await dsl.SaysAsync("away");

        Assert.StartsWith("You are here.", dsl.Messages[^1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poster_who_was_asked_and_of_whom_nobody_heard_is_brought_up_after_two_school_days()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AReportAsync(Ogat);
        await bot.At(Ogat.Colleague).DoesAsync(card, "record", new Dictionary<string, string> { ["action"] = "request-removal", ["outcome"] = "done" });

        // The start is a Friday: Monday is the first school day, Tuesday the second.
        Assert.Equal(new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero), await bot.LookAsync());
        bot.Time.MoveTo(new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        await bot.LookAsync();

        var reminder = bot.At(Ogat.Dsl).Messages.Single();
        Assert.Equal("Case CB-2026-0001: is it still up?", reminder.Summary);
        Assert.Contains("2 school days have passed", reminder.Words, StringComparison.Ordinal);
        Assert.Contains("a setting of the school’s own", reminder.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poster_of_whom_something_was_heard_is_not_brought_up()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AReportAsync(Ogat);
        foreach (var outcome in new[] { "done", "refused" })
        {
            await bot.At(Ogat.Colleague).DoesAsync(card, "record", new Dictionary<string, string> { ["action"] = "request-removal", ["outcome"] = outcome });
        }

        bot.Time.Advance(TimeSpan.FromDays(30));
        Assert.Null(await bot.LookAsync());

        Assert.Empty(bot.At(Ogat.Dsl).Messages);
    }

    private static async Task<BotHost> InDangerAsync()
    {
        var bot = await BotHost.StartAsync();
        await DangerAsync(bot);
        return bot;
    }

    private static async Task DangerAsync(BotHost bot)
    {
        await bot.At(Ogat.Teacher).SaysAsync("report");
        await bot.At(Ogat.Teacher).SaysAsync("yes");
    }

    /// <summary>How many messages the DSL, the deputy and the lead have.</summary>
    private static (int Dsl, int Deputy, int Lead) Told(BotHost bot) =>
        (bot.At(Ogat.Dsl).Messages.Count, bot.At(Ogat.Deputy).Messages.Count, bot.At(Ogat.Lead).Messages.Count);
}
