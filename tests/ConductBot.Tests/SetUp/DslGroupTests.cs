using System.Net;
using ConductBot.Bot.People;
using ConductBot.Host.Commands;
using ConductBot.Testing;
using ConductBot.Tests.Bot;
using Microsoft.Extensions.DependencyInjection;

namespace ConductBot.Tests.SetUp;

/// <summary>The DSLs are an Entra group: whoever is in it is one, and where it cannot be read nobody is one by it.</summary>
public sealed class DslGroupTests
{
    private const string Group = "77aa55cc-dddd-4eee-8fff-00000000d510";
    private const string Permission = "GroupMember.Read.All";
    private static readonly SchoolCast Ogat = SchoolCast.Of("ogat");

    [Fact]
    public async Task Who_is_in_the_group_decides_and_is_told_beside_those_who_are_listed()
    {
        await using var bot = await StartAsync(listed: true);

        await InDangerAsync(bot);

        Assert.Equal(["ready"], await ReadyAsync(bot));
        Assert.Single(bot.At(Ogat.Dsl).Messages);
        Assert.Single(bot.At(Ogat.Colleague).Messages);
        Assert.True(await DecidesAsync(bot, Ogat.Colleague));
        Assert.True(await DecidesAsync(bot, Ogat.Dsl));
    }

    [Fact]
    public async Task Nobody_has_to_be_listed_and_no_turn_asks_Graph()
    {
        await using var bot = await StartAsync();

        await InDangerAsync(bot);

        Assert.Single(bot.At(Ogat.Colleague).Messages);
        Assert.Empty(bot.At(Ogat.Dsl).Messages);
        Assert.False(await DecidesAsync(bot, Ogat.Dsl));
        Assert.Equal([$"GET groups/{Group}/transitiveMembers/microsoft.graph.user"], bot.World.Graph.Asked);
    }

    [Fact]
    public async Task Who_joins_or_leaves_the_group_is_or_is_no_more_a_DSL_from_the_next_reading_on()
    {
        await using var bot = await StartAsync();

        bot.World.Graph.AddGroup(Group, Ogat.Dsl);
        await bot.ReadGroupsAsync();

        Assert.False(await DecidesAsync(bot, Ogat.Colleague));
        Assert.True(await DecidesAsync(bot, Ogat.Dsl));
    }

    [Fact]
    public async Task A_start_without_Graph_knows_the_group_from_before_and_says_so()
    {
        await using var bot = await StartAsync();
        bot.World.Graph.Granted.Clear();
        bot.Time.Advance(TimeSpan.FromDays(1));

        await bot.RestartAsync();

        Assert.True(await DecidesAsync(bot, Ogat.Colleague));
        var problem = $"School ogat-school, DslGroupId: it could not be read: the Microsoft Graph permission {Permission} has not been granted."
            + " Those who were in it on 20 November 2026, 09:30 stay DSL meanwhile.";
        Assert.Equal(["ready", problem], await ReadyAsync(bot));
        Assert.Single(bot.Log.Lines, line => line.Contains(problem, StringComparison.Ordinal));
        await bot.ReadGroupsAsync();
        Assert.Single(bot.Log.Lines, line => line.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_group_that_was_never_read_makes_nobody_a_DSL_and_reports_are_taken_all_the_same()
    {
        await using var bot = await StartAsync(prepare: graph => graph.Granted.Clear());

        await InDangerAsync(bot);

        Assert.False(await DecidesAsync(bot, Ogat.Colleague));
        Assert.True(await DecidesAsync(bot, Ogat.Deputy));
        Assert.Single(bot.At(Ogat.Deputy).Messages);
        Assert.Empty(bot.At(Ogat.Colleague).Messages);
        Assert.Contains("Nobody is a DSL by it.", (await ReadyAsync(bot))[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, 60)]
    [InlineData(HttpStatusCode.TooManyRequests, null)]
    [InlineData(HttpStatusCode.BadGateway, null)]
    public async Task Graph_that_is_busy_or_broken_at_the_start_is_asked_again(HttpStatusCode status, int? retryAfter)
    {
        await using var bot = await StartAsync(prepare: graph => graph.Fail(status, retryAfter, retryAfter is null ? 3 : 1));
        Assert.False(await DecidesAsync(bot, Ogat.Colleague));
        Assert.Contains("Microsoft Graph is busy, or does not answer just now", (await ReadyAsync(bot))[1], StringComparison.Ordinal);

        bot.Time.Advance(TimeSpan.FromMinutes(1));
        await bot.ReadGroupsAsync();

        Assert.True(await DecidesAsync(bot, Ogat.Colleague));
        Assert.Equal(["ready"], await ReadyAsync(bot));
    }

    [Fact]
    public async Task A_start_does_not_wait_for_Graph_that_hangs()
    {
        BotHost? starting = null;
        await using var bot = await StartAsync(prepare: graph => graph.Hangs = () => starting!.Time.Advance(TimeSpan.FromSeconds(3)), before: host => starting = host);

        Assert.Equal(BotHost.Start + TimeSpan.FromSeconds(3), bot.Time.GetUtcNow());
        Assert.False(await DecidesAsync(bot, Ogat.Colleague));
    }

    [Fact]
    public async Task A_group_that_is_gone_or_empty_or_a_whole_town_is_told_of()
    {
        await using var bot = await StartAsync(prepare: graph => graph.AddGroup(Group));
        Assert.Equal("School ogat-school, DslGroupId: nobody is in it.", (await ReadyAsync(bot))[1]);
        Assert.False(await DecidesAsync(bot, Ogat.Colleague));

        bot.World.Graph.AddGroup(Group, Enumerable.Range(1, 1001).Select(number => new Person($"town/{number}", "")));
        await bot.ReadGroupsAsync();
        Assert.Contains("more than 1000 people", (await ReadyAsync(bot))[1], StringComparison.Ordinal);

        await using var other = await StartAsync(group: "77aa55cc-dddd-4eee-8fff-0000000000ff");
        Assert.Contains("Microsoft Graph does not find it", (await ReadyAsync(other))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_s_name_in_place_of_its_id_stops_the_start()
    {
        var problem = await Assert.ThrowsAsync<StartProblem>(() => BotHost.StartAsync(settings => settings["Schools:0:DslGroupId"] = "Safeguarding leads"));

        Assert.Contains("Schools:0:DslGroupId", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>Ogat's colleague is in the group; its DSL is listed, or not.</summary>
    private static Task<BotHost> StartAsync(
        bool listed = false, string group = Group, Action<FakeGraph>? prepare = null, Action<BotHost>? before = null) => BotHost.StartAsync(
        settings =>
        {
            settings["Schools:0:DslGroupId"] = group;
            if (!listed)
            {
                settings.Remove("Schools:0:Dsl:0");
            }
        },
        before: host =>
        {
            before?.Invoke(host);
            host.Time.Skipped = TimeSpan.FromSeconds(1);
            host.World.Graph.Granted.Add(Permission);
            host.World.Graph.AddGroup(Group, Ogat.Colleague);
            prepare?.Invoke(host.World.Graph);
        });

    private static async Task InDangerAsync(BotHost bot)
    {
        await bot.At(Ogat.Teacher).SaysAsync("report");
        await bot.At(Ogat.Teacher).SaysAsync("yes");
    }

    private static async Task<bool> DecidesAsync(BotHost bot, Person person)
    {
        var schools = bot.Services.GetRequiredService<Schools>();
        await schools.RefreshAsync(atOnce: true, CancellationToken.None);
        var school = schools.Find(Ogat.Id)!;
        return new ConductBot.Cases.Actor(person.ObjectId, school.RolesOf(person.ObjectId, SchoolCast.TenantId)).MayDecide;
    }

    private static async Task<string[]> ReadyAsync(BotHost bot) =>
        (await bot.Http.GetStringAsync(new Uri("/health/ready", UriKind.Relative))).Split('\n');
}
