using ConductBot.Testing;
using ConductBot.Tests.Bot;
using ConductBot.Tests.Commands;

namespace ConductBot.Tests.Versions;

/// <summary>A trust changes its policy: what was begun under the old one goes on under it, word for word.</summary>
[Collection(ConsoleTests.Name)]
public sealed class PolicyVersionsTests : IDisposable
{
    private const string Old = "giving a warning and requesting that the material in question is removed upon receipt of the letter";
    private const string New = "and asking kindly for the material in question to be removed within five school days of the letter";
    private const string OldVersion = "1.0 (28 June 2019)";
    private const string NewVersion = "2.0 (21 November 2026)";

    private static readonly SchoolCast Oak = SchoolCast.Of("oak");
    private static readonly IReadOnlyDictionary<string, string> Warning = new Dictionary<string, string> { ["action"] = "written-warning" };

    private readonly DataFolder data = new();

    public PolicyVersionsTests() => data.CopyPolicy(
        "oak", "oak-2026", (OldVersion, NewVersion), ("from: 2019-06-28", "from: 2026-11-21"), (Old, New));

    [Fact]
    public async Task An_open_case_stays_under_its_version_and_a_new_one_takes_the_new()
    {
        await using var bot = await BotHost.StartAsync();
        var first = await bot.AReportAsync(Oak);
        bot.Time.MoveTo(BotHost.Start.AddDays(1));
        await bot.RestartAsync();

        var second = await bot.AReportAsync(Oak);

        Assert.Equal([OldVersion, NewVersion], [await VersionOfAsync(bot, "CB-2026-0001"), await VersionOfAsync(bot, "CB-2026-0002")]);
        Assert.Contains(Old, await WhyAsync(bot, first), StringComparison.Ordinal);
        Assert.DoesNotContain(New, await WhyAsync(bot, first), StringComparison.Ordinal);
        Assert.Contains(New, await WhyAsync(bot, second), StringComparison.Ordinal);
        Assert.Contains(OldVersion, (await bot.At(Oak.Dsl).LooksAtAsync(first)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_was_begun_the_day_before_is_sent_under_the_version_it_began_with()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Oak.Teacher);
        foreach (var answer in new[] { "report", "no", "no", "Awful people", "facebook" })
        {
            await teacher.SaysAsync(answer);
        }

        bot.Time.MoveTo(BotHost.Start.AddDays(1));
        foreach (var answer in new[] { "parent", "colleague", "skip", "abuse", "no", "send" })
        {
            await teacher.SaysAsync(answer);
        }

        Assert.Equal(OldVersion, (await bot.OnlyCaseAsync()).PolicyVersion);
    }

    [Fact]
    public async Task A_question_is_answered_from_the_version_in_force_on_its_day()
    {
        await using var bot = await BotHost.StartAsync();

        Assert.Contains(Old, await AskedAsync(bot), StringComparison.Ordinal);
        bot.Time.MoveTo(BotHost.Start.AddDays(1));
        Assert.Contains(New, await AskedAsync(bot), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_old_wording_stays_quotable()
    {
        Assert.Contains(Old, (await CommandRun.OfAsync("policy", "show", "oak", "5.1.1", "--on", "2026-11-20")).Output, StringComparison.Ordinal);
        Assert.Contains(New, (await CommandRun.OfAsync("policy", "show", "oak", "5.1.1", "--on", "2026-11-21")).Output, StringComparison.Ordinal);
        Assert.Contains(New, (await CommandRun.OfAsync("policy", "show", "oak", "5.1.1")).Output, StringComparison.Ordinal);
        (await CommandRun.OfAsync("policy", "show", "oak", "--on", "2019-06-27")).SaysOneLine($"No version of 'oak' was in force on 2019-06-27. There are: {OldVersion} from 2019-06-28, {NewVersion} from 2026-11-21.");
        (await CommandRun.OfAsync("policy", "show", "oak", "--draft")).SaysOneLine("No version of 'oak' is still to decide.");
    }

    [Fact]
    public async Task Two_schools_of_one_trust_may_differ()
    {
        data.CopyPolicy("oak", "oak-primary", ("id: oak\n", "id: oak-primary\n"), (Old, New));
        await using var bot = await BotHost.StartAsync(settings => settings["Schools:0:Policy"] = "oak-primary");
        var primary = SchoolCast.Of("ogat");

        var ours = await bot.AReportAsync(primary, categories: "allegation");
        var theirs = await bot.AReportAsync(Oak, categories: "allegation");

        Assert.Contains(New, await WhyAsync(bot, ours, primary), StringComparison.Ordinal);
        Assert.Contains(Old, await WhyAsync(bot, theirs), StringComparison.Ordinal);
        Assert.Equal(["oak-primary", "oak"], [(await bot.CaseAsync("CB-2026-0001")).PolicyId, (await bot.CaseAsync("CB-2026-0002")).PolicyId]);
        Assert.Equal(bot.Policies.Newest("oak")!.Trust, bot.Policies.Newest("oak-primary")!.Trust);
    }

    public void Dispose() => data.Dispose();

    private static async Task<string> VersionOfAsync(BotHost bot, string reference) => (await bot.CaseAsync(reference)).PolicyVersion;

    private static async Task<string> WhyAsync(BotHost bot, PostedMessage card, SchoolCast? school = null)
    {
        var dsl = bot.At((school ?? Oak).Dsl);
        await dsl.DoesAsync(card, "why", Warning);
        return dsl.OnScreen?.Text ?? dsl.Answered!.Text;
    }

    private static async Task<string> AskedAsync(BotHost bot)
    {
        var teacher = bot.At(Oak.Teacher);
        await teacher.SaysAsync("ask can the school set out its concerns in writing and give a warning in a letter?");
        return new CardReader(teacher.Messages[^1].Card!).Text;
    }
}
