using System.Net;
using ConductBot.Testing;
using ConductBot.Tests.Bot;

namespace ConductBot.Tests.SetUp;

/// <summary>Where Teams marks nobody as an owner, Graph is asked; where Graph does not say either, nobody is one.</summary>
public sealed class OwnersByGraphTests
{
    private static readonly string Group = FakeConnector.GroupOf(NewTeam.TeamId);

    [Fact]
    public async Task Graph_knows_an_owner_whom_the_roster_does_not_mark_and_is_asked_at_every_press()
    {
        await using var bot = await StartAsync();

        await NewTeam.SetUpAsync(bot);

        Assert.All(bot.World.Graph.Asked, asked => Assert.Equal($"GET teams/{Group}/members", asked));
        Assert.True(bot.World.Graph.Asked.Count > 5);
    }

    [Fact]
    public async Task A_member_who_owns_nothing_by_Graph_is_refused_as_ever()
    {
        await using var bot = await StartAsync();

        var walk = await StartedByAsync(bot, NewTeam.Teacher);

        Assert.Contains("Only an owner of this team can do that", walk.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Graph", walk.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_no_member_by_the_roster_is_no_owner_whatever_Graph_says()
    {
        await using var bot = await StartAsync();
        bot.World.Graph.AddTeam(Group, (SchoolCast.Of("oak").Teacher, true));

        var walk = await StartedByAsync(bot, SchoolCast.Of("oak").Teacher);

        Assert.Contains("nothing was changed", walk.Words, StringComparison.Ordinal);
        Assert.Empty(bot.World.Graph.Asked);
    }

    [Fact]
    public async Task A_roster_that_marks_its_owners_is_enough()
    {
        await using var bot = await BotHost.StartAsync();
        NewTeam.Introduce(bot);
        await NewTeam.AddBotAsync(bot, NewTeam.Private);

        Assert.Contains("Only an owner of this team can do that", (await StartedByAsync(bot, NewTeam.Teacher)).Words, StringComparison.Ordinal);
        Assert.Empty(bot.World.Graph.Asked);
    }

    [Fact]
    public async Task Without_the_permission_nobody_is_an_owner_and_the_words_name_it()
    {
        await using var bot = await StartAsync();
        bot.World.Graph.Granted.Clear();

        var walk = await StartedByAsync(bot, NewTeam.Owner);

        Assert.Contains("Teams does not tell me who owns this team", walk.Words, StringComparison.Ordinal);
        Assert.Contains("the Microsoft Graph permission TeamMember.Read.Group has not been granted", walk.Words, StringComparison.Ordinal);
        Assert.Contains("SetUp:Owners", walk.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Graph_switched_off_is_not_asked()
    {
        await using var bot = await StartAsync(settings => settings["Graph:Url"] = "off");

        var walk = await StartedByAsync(bot, NewTeam.Owner);

        Assert.Contains("Microsoft Graph is switched off", walk.Words, StringComparison.Ordinal);
        Assert.Empty(bot.World.Graph.Asked);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, 30, 1)]
    [InlineData(HttpStatusCode.TooManyRequests, null, 3)]
    [InlineData(HttpStatusCode.ServiceUnavailable, null, 3)]
    [InlineData(HttpStatusCode.InternalServerError, null, 3)]
    public async Task Graph_that_is_busy_or_broken_makes_nobody_an_owner_for_now(HttpStatusCode status, int? retryAfter, int times)
    {
        await using var bot = await StartAsync();
        bot.World.Graph.Fail(status, retryAfter, times);

        var walk = await StartedByAsync(bot, NewTeam.Owner);
        Assert.Contains("Microsoft Graph is busy, or does not answer just now", walk.Words, StringComparison.Ordinal);

        bot.Time.Advance(TimeSpan.FromMinutes(1));
        await walk.StartAsync();
        Assert.Equal("name", walk.Step);
    }

    [Fact]
    public async Task Graph_that_hangs_is_not_waited_for()
    {
        await using var bot = await StartAsync();
        bot.World.Graph.Hangs = () => bot.Time.Advance(TimeSpan.FromSeconds(3));

        var walk = await StartedByAsync(bot, NewTeam.Owner);

        Assert.Contains("nothing was changed", walk.Words, StringComparison.Ordinal);
        Assert.Equal(BotHost.Start + TimeSpan.FromSeconds(3), bot.Time.GetUtcNow());
    }

    private static async Task<BotHost> StartAsync(Action<Dictionary<string, string?>>? change = null)
    {
        var bot = await BotHost.StartAsync(change);
        bot.Time.Skipped = TimeSpan.FromSeconds(1);
        bot.World.Graph.Granted.Add("TeamMember.Read.Group");
        bot.World.Graph.AddTeam(Group, (NewTeam.Owner, true), (NewTeam.Teacher, false));
        NewTeam.Introduce(bot, ownerRole: "user");
        await NewTeam.AddBotAsync(bot, NewTeam.Private);
        return bot;
    }

    private static async Task<Walk> StartedByAsync(BotHost bot, Person person)
    {
        var walk = new Walk(bot, person, NewTeam.Private);
        await walk.StartAsync();
        return walk;
    }
}
