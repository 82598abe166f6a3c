using System.Net;
using ConductBot.Bot.CaseWork;
using ConductBot.Cases;
using ConductBot.Host.Commands;
using ConductBot.Languages;
using ConductBot.Testing;
using ConductBot.Tests.Bot;
using Microsoft.Extensions.DependencyInjection;

namespace ConductBot.Tests.Delivery;

/// <summary>A follow-up goes into the DSL's calendar or a plan as well, where the school wants it; the reminder comes in any case.</summary>
public sealed class FollowUpTests
{
    private static readonly SchoolCast Ogat = SchoolCast.Of("ogat");

    /// <summary>A report on a Friday, two school days on.</summary>
    private static readonly DateTimeOffset Due = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Without_the_setting_Graph_is_not_asked()
    {
        await using var bot = await StartAsync(followUp: null);

        Assert.DoesNotContain("calendar", await ReminderAsync(bot), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(bot.World.Graph.Asked);
    }

    [Fact]
    public async Task The_DSL_s_calendar_has_a_private_appointment_that_says_nothing_but_the_reference()
    {
        await using var bot = await StartAsync("calendar");

        Assert.Contains("A private appointment for it, with nothing but the reference, is in your calendar.", await ReminderAsync(bot), StringComparison.Ordinal);

        var (userId, meeting) = Assert.Single(bot.World.Graph.Events);
        Assert.Equal(Ogat.Dsl.ObjectId, userId);
        Assert.Equal("CB-2026-0001", (string?)meeting["subject"]);
        Assert.Equal(("2026-11-24T09:30:00", "Europe/London"), ((string?)meeting["start"]!["dateTime"], (string?)meeting["start"]!["timeZone"]));
        Assert.Equal("2026-11-24T09:45:00", (string?)meeting["end"]!["dateTime"]);
        Assert.Empty(await bot.Store.ListStatesAsync("follow-up/", CancellationToken.None));
    }

    [Fact]
    public async Task Who_is_away_gets_neither_the_reminder_nor_the_appointment()
    {
        await using var bot = await StartAsync("calendar");
        await bot.At(Ogat.Dsl).SaysAsync("away until 2 December");

        bot.Time.MoveTo(Due);
        await bot.LookAsync();

        Assert.Equal(Ogat.Deputy.ObjectId, Assert.Single(bot.World.Graph.Events).UserId);
        Assert.Contains("is in your calendar", bot.At(Ogat.Deputy).Messages.Single().Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_has_a_task_that_says_nothing_but_the_reference()
    {
        await using var bot = await StartAsync("planner");

        Assert.Contains("A task for it, with nothing but the reference, is in the school’s Planner plan.", await ReminderAsync(bot), StringComparison.Ordinal);

        var task = Assert.Single(bot.World.Graph.Tasks);
        Assert.Equal(("a-plan", "CB-2026-0001", "2026-11-24T17:00:00Z"), ((string?)task["planId"], (string?)task["title"], (string?)task["dueDateTime"]));
    }

    [Theory]
    [InlineData("calendar", "I could not put an appointment for it into your calendar: the Microsoft Graph permission Calendars.ReadWrite has not been granted.")]
    [InlineData("planner", "I could not make a Planner task for it: the Microsoft Graph permission Tasks.ReadWrite.All has not been granted.")]
    public async Task Without_the_permission_the_reminder_names_it(string followUp, string words)
    {
        await using var bot = await StartAsync(followUp);
        bot.World.Graph.Granted.Clear();

        Assert.Contains(words, await ReminderAsync(bot), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("calendar", HttpStatusCode.TooManyRequests, 30, 1, "into your calendar: Microsoft Graph is busy, or does not answer just now.")]
    [InlineData("calendar", HttpStatusCode.InternalServerError, null, 3, "into your calendar: Microsoft Graph is busy, or does not answer just now.")]
    [InlineData("calendar", HttpStatusCode.NotFound, null, 1, "into your calendar: Microsoft Graph does not find it.")]
    [InlineData("planner", HttpStatusCode.TooManyRequests, 30, 1, "a Planner task for it: Microsoft Graph is busy, or does not answer just now.")]
    [InlineData("planner", HttpStatusCode.InternalServerError, null, 1, "I cannot tell whether a Planner task for it was made (Microsoft Graph did not answer): look in the plan.")]
    public async Task Graph_that_is_busy_or_broken_does_not_stop_the_reminder(string followUp, HttpStatusCode status, int? retryAfter, int times, string words)
    {
        await using var bot = await StartAsync(followUp);
        bot.World.Graph.Fail(status, retryAfter, times);

        Assert.Contains(words, await ReminderAsync(bot), StringComparison.Ordinal);
        Assert.Empty(bot.World.Graph.Events);
        Assert.Empty(bot.World.Graph.Tasks);
    }

    [Theory]
    [InlineData("calendar", "I could not put an appointment for it into your calendar")]
    [InlineData("planner", "I cannot tell whether a Planner task for it was made")]
    public async Task Graph_that_hangs_is_waited_for_three_seconds(string followUp, string words)
    {
        await using var bot = await StartAsync(followUp);
        bot.World.Graph.Hangs = () => bot.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Contains(words, await ReminderAsync(bot), StringComparison.Ordinal);
        Assert.Equal(Due + TimeSpan.FromSeconds(3), bot.Time.GetUtcNow());
    }

    [Theory]
    [InlineData("calendar")]
    [InlineData("planner")]
    public async Task Several_reminders_wait_for_Graph_together_and_an_urgent_notice_for_none(string followUp)
    {
        await using var bot = await StartAsync(followUp);
        for (var more = 2; more <= 3; more++)
        {
            await bot.At(Ogat.Colleague).DoesAsync(
                await bot.AReportAsync(Ogat), "record", new Dictionary<string, string> { ["action"] = "request-removal", ["outcome"] = "done" });
        }

        bot.Time.MoveTo(Due - TimeSpan.FromMinutes(5));
        await bot.At(Ogat.Teacher).SaysAsync("report");
        await bot.At(Ogat.Teacher).SaysAsync("yes");
        bot.Time.MoveTo(Due + TimeSpan.FromMinutes(10));
        var waiting = 0;
        var passedOn = 0;
        bot.World.Graph.Hangs = () =>
        {
            passedOn = bot.CaseAsync("CB-2026-0004").Result.Timeline.Count(recorded => recorded.Event is NoticePassedOn);
            if (Interlocked.Increment(ref waiting) == 3)
            {
                bot.Time.Advance(TimeSpan.FromSeconds(3));
            }
        };

        await bot.LookAsync();

        Assert.Equal((3, 1), (waiting, passedOn));
        Assert.Equal(3, bot.At(Ogat.Dsl).Messages.Count(message => message.Summary!.EndsWith("is it still up?", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Where_one_of_two_calendars_takes_it_the_reminder_says_that_not_all_did()
    {
        await using var bot = await StartAsync("calendar", settings => settings["Schools:0:Dsl:1"] = Ogat.Colleague.ObjectId);
        bot.World.Graph.Fail(HttpStatusCode.NotFound);

        Assert.Contains("into everybody’s calendar: Microsoft Graph does not find it.", await ReminderAsync(bot), StringComparison.Ordinal);
        Assert.Single(bot.World.Graph.Events);
    }

    [Fact]
    public async Task What_came_of_it_is_told_in_each_reader_s_language()
    {
        await using var bot = await StartAsync("calendar", settings => settings["Schools:0:Dsl:1"] = Ogat.Colleague.ObjectId);
        bot.Inbound.Locale = Language.Pseudo;
        await bot.At(Ogat.Dsl).SaysAsync("help");

        bot.Time.MoveTo(Due);
        await bot.LookAsync();

        const string Words = "A private appointment for it, with nothing but the reference, is in your calendar.";
        Assert.Contains($"⟦{Words}⟧", bot.At(Ogat.Dsl).Messages[^1].Words, StringComparison.Ordinal);
        Assert.Contains(Words, bot.At(Ogat.Colleague).Messages[^1].Words, StringComparison.Ordinal);
        Assert.DoesNotContain("⟦", bot.At(Ogat.Colleague).Messages[^1].Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("calendar")]
    [InlineData("planner")]
    public async Task Another_node_that_looks_meanwhile_leaves_it_to_the_first(string followUp)
    {
        await using var bot = await StartAsync(followUp);
        var looked = 0;
        bot.World.Graph.Meanwhile = async () =>
        {
            looked++;
            Assert.Equal(Due + TimeSpan.FromSeconds(1), await bot.Services.GetRequiredService<CaseTimers>().RunAsync(CancellationToken.None));
        };

        await ReminderAsync(bot);

        Assert.Equal(1, looked);
        Assert.Equal(1, bot.World.Graph.Events.Count + bot.World.Graph.Tasks.Count);
    }

    [Theory]
    [InlineData("calendar", "is in your calendar", 1)]
    [InlineData("planner", "I cannot tell whether a Planner task for it was made (whoever made it was stopped half-way): look in the plan.", 0)]
    public async Task A_process_that_ends_in_the_middle_makes_no_second_one(string followUp, string words, int made)
    {
        await using var bot = await StartAsync(followUp);
        bot.World.Graph.Meanwhile = () => throw new NotSupportedException("The process ends here.");
        bot.Time.MoveTo(Due);
        await Assert.ThrowsAsync<NotSupportedException>(bot.LookAsync);
        bot.World.Graph.Meanwhile = null;

        await bot.RestartAsync();
        await bot.LookAsync();
        Assert.Empty(bot.At(Ogat.Dsl).Messages);
        bot.Time.Advance(TimeSpan.FromMinutes(1));
        await bot.LookAsync();

        Assert.Contains(words, bot.At(Ogat.Dsl).Messages.Single().Words, StringComparison.Ordinal);
        Assert.Equal(made, bot.World.Graph.Events.Count + bot.World.Graph.Tasks.Count);
    }

    [Fact]
    public async Task A_case_of_which_something_was_heard_makes_nothing()
    {
        await using var bot = await StartAsync("calendar");
        await bot.At(Ogat.Colleague).DoesAsync(
            bot.Connector.In(Ogat.Channel).Last(), "record", new Dictionary<string, string> { ["action"] = "request-removal", ["outcome"] = "refused" });

        bot.Time.MoveTo(Due);
        await bot.LookAsync();

        Assert.Empty(bot.World.Graph.Asked);
    }

    [Theory]
    [InlineData("diary", null, "Schools:0:FollowUp")]
    [InlineData("planner", null, "Schools:0:PlannerPlanId")]
    public async Task A_setting_that_makes_no_sense_stops_the_start(string followUp, string? plan, string key)
    {
        var problem = await Assert.ThrowsAsync<StartProblem>(() => BotHost.StartAsync(settings =>
        {
            settings["Schools:0:FollowUp"] = followUp;
            settings["Schools:0:PlannerPlanId"] = plan;
        }));

        Assert.Contains(key, problem.Message, StringComparison.Ordinal);
    }

    /// <summary>A case whose poster was asked to take it down, and of whom nobody has heard.</summary>
    private static async Task<BotHost> StartAsync(string? followUp, Action<Dictionary<string, string?>>? change = null)
    {
        var bot = await BotHost.StartAsync(
            settings =>
            {
                settings["Schools:0:FollowUp"] = followUp;
                settings["Schools:0:PlannerPlanId"] = "a-plan";
                change?.Invoke(settings);
            },
            before: host =>
            {
                host.Time.Skipped = TimeSpan.FromSeconds(1);
                host.World.Graph.Granted.UnionWith(["Calendars.ReadWrite", "Tasks.ReadWrite.All"]);
            });
        var card = await bot.AReportAsync(Ogat);
        await bot.At(Ogat.Colleague).DoesAsync(card, "record", new Dictionary<string, string> { ["action"] = "request-removal", ["outcome"] = "done" });
        return bot;
    }

    /// <summary>The words of the reminder, which comes whatever Graph says.</summary>
    private static async Task<string> ReminderAsync(BotHost bot)
    {
        bot.Time.MoveTo(Due);
        await bot.LookAsync();
        var reminder = bot.At(Ogat.Dsl).Messages.Single();
        Assert.Equal("Case CB-2026-0001: is it still up?", reminder.Summary);
        return reminder.Words;
    }
}
