using System.Text.Json.Nodes;
using ConductBot.Bot.CaseWork;
using ConductBot.Bot.Reporting;
using ConductBot.Cases;
using ConductBot.Testing;
using ConductBot.Tests.Bot;
using ConductBot.Tests.SetUp;
using Microsoft.Extensions.DependencyInjection;

namespace ConductBot.Tests.Delivery;

/// <summary>A report that is left half-way is asked after once, and then does not lie about. A case that came of it stays.</summary>
public sealed class AbandonedDraftTests
{
    private const string Said = "Somebody ought to burn it down";

    private static readonly SchoolCast Ogat = SchoolCast.Of("ogat");
    private static readonly TimeSpan AMoment = TimeSpan.FromMinutes(1);
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Enumerable.Repeat((byte)7, 400)];

    [Fact]
    public async Task After_seven_days_the_reporter_is_reminded_once_and_can_go_on_where_they_were()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = await BegunAsync(bot);
        await LaterAsync(bot, 6);
        Assert.Empty(teacher.Unread);

        await LaterAsync(bot, 1);
        var reminder = Assert.Single(teacher.Unread);
        Assert.Contains("You last went on with a report on 20 November 2026", reminder.Words, StringComparison.Ordinal);
        Assert.Contains("deleted on 20 December 2026", reminder.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(Said, reminder.Words, StringComparison.Ordinal);
        await LaterAsync(bot, 14);
        Assert.Single(teacher.Unread);

        await teacher.PressesAsync("Go on");
        Assert.Equal("where", new CardReader(teacher.Messages[^1].Card!).Step);
        await LaterAsync(bot, 20);
        await teacher.SaysAsync("send");
        Assert.Equal(Said, (await bot.OnlyCaseAsync()).Report.Text);
        await bot.TidyAsync();
        Assert.Empty(await KeptAsync(bot));
    }

    [Fact]
    public async Task The_reminder_cancels_the_report_too()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = await BegunAsync(bot);
        await LaterAsync(bot, 7);

        await teacher.PressesAsync("Cancel");

        Assert.Contains("Dropped. Nothing was sent to anybody.", teacher.Messages[^1].Words, StringComparison.Ordinal);
        Assert.Empty(await bot.Store.ListStatesAsync("draft/", CancellationToken.None));
    }

    [Fact]
    public async Task After_thirty_days_it_is_deleted_with_its_pictures_and_the_reporter_is_told_without_a_word_of_it()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = await BegunAsync(bot, Png);
        await LaterAsync(bot, 7);

        await LaterAsync(bot, 23);

        var told = teacher.Messages[^1];
        Assert.Contains("Nothing had been done to it for 30 days.", told.Words, StringComparison.Ordinal);
        Assert.Contains("Nothing of it was sent to anybody.", told.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(Said, told.Words, StringComparison.Ordinal);
        Assert.Empty(await bot.ReferencesAsync());
        Assert.Equal("This report was not sent, and is deleted.", new CardReader(Question(teacher, "where").Card!).Words[^1]);

        await teacher.PressesAsync("Go on");
        Assert.Contains("sent, cancelled or deleted", teacher.OnScreen!.Text, StringComparison.Ordinal);
        await LaterAsync(bot, 31);
        Assert.Empty(await KeptAsync(bot));
    }

    [Fact]
    public async Task What_is_gone_on_with_is_neither_asked_after_nor_deleted_by_the_day_it_began()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = await BegunAsync(bot, Png);
        for (var week = 0; week < 6; week++)
        {
            await LaterAsync(bot, 6);
            await teacher.SaysAsync(week % 2 == 0 ? "facebook" : "back");
        }

        Assert.DoesNotContain(teacher.Messages, message => message.Words.Contains("You last went on", StringComparison.Ordinal));
        await teacher.SaysAsync("send");
        var file = await bot.OnlyCaseAsync();
        Assert.Equal(Png, Assert.Single(await bot.Services.GetRequiredService<CaseStore>().ReadEvidenceAsync(file, CancellationToken.None)).Content);
    }

    [Fact]
    public async Task An_urgent_case_keeps_what_was_said_and_its_pictures_and_only_the_draft_goes()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = await BegunAsync(bot, Png, danger: "yes");
        await LaterAsync(bot, 7);
        Assert.Contains("You went on with CB-2026-0001 on 20 November 2026", teacher.Messages[^1].Words, StringComparison.Ordinal);

        await LaterAsync(bot, 23);

        Assert.Contains("Case CB-2026-0001 itself stays with the safeguarding team", teacher.Messages[^1].Words, StringComparison.Ordinal);
        await bot.TidyAsync();
        Assert.Empty(await KeptAsync(bot));
        var file = await bot.OnlyCaseAsync();
        Assert.Equal((Said, CaseStatus.AwaitingReflection), (file.Report.Text, file.Status));
        Assert.Equal(Png, Assert.Single(await bot.Services.GetRequiredService<CaseStore>().ReadEvidenceAsync(file, CancellationToken.None)).Content);
        await teacher.SaysAsync("finish CB-2026-0001");
        Assert.Equal("where", new CardReader(teacher.Messages[^1].Card!).Step);
    }

    [Fact]
    public async Task Two_nodes_that_look_at_once_remind_and_tell_once()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = await BegunAsync(bot);
        foreach (var (days, messages) in new[] { (7, 1), (23, 2) })
        {
            bot.Time.Advance(TimeSpan.FromDays(days) + AMoment);
            var drafts = bot.Services.GetRequiredService<AbandonedDrafts>();
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => drafts.RunAsync(CancellationToken.None))));
            await bot.DeliverEverythingAsync();

            Assert.Equal(messages, teacher.Unread.Count);
        }
    }

    [Fact]
    public async Task A_draft_that_another_master_key_sealed_is_asked_after_by_nobody_and_goes_in_time()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = await BegunAsync(bot);
        var row = (await bot.Store.ListStatesAsync("draft/", CancellationToken.None)).Single();
        await bot.Store.CommitAsync(new() { At = bot.Time.GetUtcNow(), States = { new(row.Key, row.Version, [.. row.Value.Reverse()]) } }, CancellationToken.None);

        await LaterAsync(bot, 7);
        Assert.Empty(teacher.Unread);

        await LaterAsync(bot, 80);
        Assert.NotEmpty(await bot.Store.ListStatesAsync("draft/", CancellationToken.None));
        await LaterAsync(bot, 4);
        Assert.Empty(teacher.Unread);
        await LaterAsync(bot, 31);
        Assert.Empty(await KeptAsync(bot));
    }

    [Fact]
    public async Task After_weeks_without_a_server_the_reporter_is_reminded_first_and_has_two_weeks_more()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = await BegunAsync(bot);

        await LaterAsync(bot, 60);
        Assert.Contains("deleted on 2 February 2027", Assert.Single(teacher.Unread).Words, StringComparison.Ordinal);
        await LaterAsync(bot, 13);
        Assert.NotEmpty(await bot.Store.ListStatesAsync("draft/", CancellationToken.None));
        await LaterAsync(bot, 2);
        Assert.Empty(await bot.Store.ListStatesAsync("draft/", CancellationToken.None));
    }

    [Fact]
    public async Task A_set_up_left_half_way_goes_silently()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        var walk = await Walk.BegunAsync(bot, NewTeam.Owner, NewTeam.Private);
        await walk.NameAsync();
        var messages = bot.Connector.Messages.Count;

        await LaterAsync(bot, 29);
        Assert.Single(await bot.Store.ListStatesAsync("set-up-draft/", CancellationToken.None));
        await LaterAsync(bot, 1);

        Assert.Empty(await bot.Store.ListStatesAsync("set-up-draft/", CancellationToken.None));
        Assert.Equal(messages, bot.Connector.Messages.Count);
    }

    /// <summary>A report on 20 November that stops before the fourth question; what was shown until then counts as read.</summary>
    private static async Task<PersonAtWork> BegunAsync(BotHost bot, byte[]? picture = null, string danger = "no")
    {
        var teacher = bot.At(Ogat.Teacher);
        foreach (var words in new[] { "report", danger, "no" })
        {
            await teacher.SaysAsync(words);
        }

        if (picture is not null)
        {
            var url = new Uri(bot.World.Service, "v3/attachments/0-weu-d1/views/original");
            bot.World.Files[url] = picture;
            var message = bot.Inbound.Message(Ogat.Teacher, Ogat.Teacher.Chat, "");
            message["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "image/*", ["contentUrl"] = url.AbsoluteUri });
            await bot.Client.PostAsync(message);
        }

        await teacher.SaysAsync(Said);
        await bot.DeliverEverythingAsync();
        while (teacher.Next() is not null)
        {
        }

        return teacher;
    }

    private static async Task LaterAsync(BotHost bot, int days)
    {
        bot.Time.Advance(TimeSpan.FromDays(days) + AMoment);
        await bot.TidyAsync();
    }

    private static PostedMessage Question(PersonAtWork person, string step) =>
        person.Messages.First(message => PostedMessage.CardOf(message.Versions[0]) is { } card && new CardReader(card).Step == step);

    /// <summary>All that is kept of reports that are not cases yet.</summary>
    private static async Task<IReadOnlyList<string>> KeptAsync(BotHost bot) =>
    [
        .. (await bot.Store.ListStatesAsync("draft", CancellationToken.None)).Select(row => row.Key),
        .. (await bot.Store.ListStatesWrittenBeforeAsync("message/dialog/", bot.Time.GetUtcNow().AddDays(-30), CancellationToken.None)).Select(row => row.Key),
    ];
}
