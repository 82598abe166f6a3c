using System.Text;
using ConductBot.Bot.Cards;
using ConductBot.Bot.Delivery;
using ConductBot.Bot.General;
using ConductBot.Bot.People;
using ConductBot.Bot.Turns;
using ConductBot.Cards;
using ConductBot.Storage;
using ConductBot.Teams;

namespace ConductBot.Bot.SetUp;

/// <summary>What is learnt of a place, and where what follows from it goes.</summary>
/// <param name="By">Entra object id of whoever did it; empty where nobody is named.</param>
public sealed record PlaceNews(Commit Commit, OutboxWriter Outbox, string ServiceUrl, string By)
{
    public static PlaceNews Of(BotTurn turn) => new(turn.Commit, turn.Outbox, turn.Activity.ServiceUrl!, turn.PersonId);
}

/// <summary>
/// Follows what becomes of teams and channels: the bot is added and removed, channels are deleted, teams archived. While a
/// school's channel cannot be written to, its case cards go to the DSL in person, who is told once, and once more when it can.
/// </summary>
public sealed class TeamPlaces(
    Schools schools, SettingsStore settings, IStore store, OnDuty onDuty, SetUpConversation setUp, GeneralConversation general, CardLibrary cards)
{
    /// <summary>What cannot be while somebody writes there. That a channel is shared can.</summary>
    private const PlaceTrouble Silence =
        PlaceTrouble.ChannelDeleted | PlaceTrouble.TeamArchived | PlaceTrouble.TeamDeleted | PlaceTrouble.BotRemoved;

    /// <summary>The bot was added: greets once, whichever of the two installation events comes first, and asks to be set up where it is not.</summary>
    public async Task AddedAsync(BotTurn turn, CancellationToken cancellationToken)
    {
        await RegainAsync(PlaceNews.Of(turn), InTeam(turn), PlaceTrouble.BotRemoved, cancellationToken);
        if (await general.IsFirstGreetingAsync(turn, cancellationToken))
        {
            if (schools.OfChannel(turn.TenantId, turn.Activity.BaseChannelId, TeamOf(turn)) is { HomeChannelId: not null } school)
            {
                // Nobody asked: it is said to everybody there.
                using var speaking = Language.Use(school.Language);
                general.GroupHelp(turn);
            }
            else
            {
                setUp.Invite(turn);
            }
        }
    }

    /// <summary>A new version of the app: nobody is greeted again.</summary>
    public Task UpgradedAsync(BotTurn turn, CancellationToken cancellationToken) =>
        RegainAsync(PlaceNews.Of(turn), InTeam(turn), PlaceTrouble.BotRemoved, cancellationToken);

    public async Task RemovedAsync(BotTurn turn, CancellationToken cancellationToken)
    {
        await LoseAsync(PlaceNews.Of(turn), InTeam(turn), PlaceTrouble.BotRemoved, cancellationToken);
        await general.ForgetGreetingAsync(turn, cancellationToken);
    }

    /// <summary>Somebody writes there: then the channel is there, and so is the bot, whatever event was missed.</summary>
    public Task HeardFromAsync(BotTurn turn, CancellationToken cancellationToken) =>
        RegainAsync(PlaceNews.Of(turn), [.. WithChannel(turn, turn.Activity.BaseChannelId).Where(school => school.ChannelId is null)], Silence, cancellationToken);

    public Task ChannelLostAsync(BotTurn turn, string? channelId, PlaceTrouble trouble, CancellationToken cancellationToken) =>
        LoseAsync(PlaceNews.Of(turn), WithChannel(turn, channelId), trouble, cancellationToken);

    public Task ChannelRegainedAsync(BotTurn turn, string? channelId, PlaceTrouble trouble, CancellationToken cancellationToken) =>
        RegainAsync(PlaceNews.Of(turn), WithChannel(turn, channelId), trouble, cancellationToken);

    /// <summary>
    /// Another team reads the channel now. Who does is kept, so that one that leaves does not speak for the others; a team that
    /// Teams does not name counts as one.
    /// </summary>
    public async Task ChannelSharedAsync(BotTurn turn, string? channelId, CancellationToken cancellationToken)
    {
        if (WithChannel(turn, channelId) is { Count: > 0 } schools)
        {
            await SharedWithAsync(turn, channelId!, readers => [.. readers.Union(Named(turn.Activity.ChannelData?.SharedWithTeams))], cancellationToken);
            await LoseAsync(PlaceNews.Of(turn), schools, PlaceTrouble.ChannelShared, cancellationToken);
        }
    }

    /// <summary>A team reads the channel no more. Only when none is left that does may case cards go there again.</summary>
    public async Task ChannelUnsharedAsync(BotTurn turn, string? channelId, CancellationToken cancellationToken)
    {
        if (WithChannel(turn, channelId) is { Count: > 0 } schools
            && await SharedWithAsync(turn, channelId!, readers => [.. readers.Except(Named(turn.Activity.ChannelData?.UnsharedFromTeams))], cancellationToken) == 0)
        {
            await RegainAsync(PlaceNews.Of(turn), schools, PlaceTrouble.ChannelShared, cancellationToken);
        }
    }

    public Task TeamLostAsync(BotTurn turn, PlaceTrouble trouble, CancellationToken cancellationToken) =>
        LoseAsync(PlaceNews.Of(turn), InTeam(turn), trouble, cancellationToken);

    public Task TeamRegainedAsync(BotTurn turn, PlaceTrouble trouble, CancellationToken cancellationToken) =>
        RegainAsync(PlaceNews.Of(turn), InTeam(turn), trouble, cancellationToken);

    /// <summary>Something happened to these schools' place.</summary>
    public async Task LoseAsync(PlaceNews news, IReadOnlyList<School> lost, PlaceTrouble trouble, CancellationToken cancellationToken)
    {
        foreach (var school in lost)
        {
            var record = await settings.ReadAsync(school.Id, cancellationToken);
            var before = record.TroubleOf(school.HomeChannelId);
            if (before.HasFlag(trouble))
            {
                continue;
            }

            await settings.AppendAsync(
                news.Commit, record, new PlaceLost { By = news.By, Trouble = trouble, ChannelId = school.HomeChannelId! }, cancellationToken);
            if (before == PlaceTrouble.None)
            {
                await TellAsync(news, school, trouble, () => SetUpCards.Notice(
                    Say("Case cards cannot reach your channel"), "warning", $"{school.Name}.",
                    WhatHappened(trouble), Say("Until that is mended, what comes in is sent to you here, in person."), WhatToDo(trouble)), cancellationToken);
            }
        }
    }

    /// <summary>Something is in the way of these schools' place no more.</summary>
    public async Task RegainAsync(PlaceNews news, IReadOnlyList<School> regained, PlaceTrouble trouble, CancellationToken cancellationToken)
    {
        foreach (var school in regained)
        {
            var record = await settings.ReadAsync(school.Id, cancellationToken);
            var before = record.TroubleOf(school.HomeChannelId);
            if ((before & trouble) == PlaceTrouble.None)
            {
                continue;
            }

            var after = await settings.AppendAsync(
                news.Commit, record, new PlaceRegained { By = news.By, Trouble = before & trouble, ChannelId = school.HomeChannelId! }, cancellationToken);
            if (after.TroubleOf(school.HomeChannelId) == PlaceTrouble.None)
            {
                await TellAsync(news, school, PlaceTrouble.None, () => SetUpCards.Notice(
                    Say("Case cards reach your channel again"), "good", $"{school.Name}.",
                    Say("New cases, and those that change from now on, are posted there. What came in meanwhile is listed when you type cases.")), cancellationToken);
            }
        }
    }

    /// <returns>How many other teams read it then, as far as Teams told.</returns>
    private static async Task<int> SharedWithAsync(
        BotTurn turn, string channelId, Func<IEnumerable<string>, IReadOnlyList<string>> change, CancellationToken cancellationToken)
    {
        var key = $"channel-shared/{turn.TenantId}/{channelId}".ToLowerInvariant();
        var row = await turn.Store.ReadStateAsync(key, cancellationToken);
        var after = change(row is null ? [] : Encoding.UTF8.GetString(row.Value).Split('\n'));
        if (row is not null || after.Count > 0)
        {
            turn.Commit.States.Add(new(key, row?.Version ?? 0, after.Count == 0 ? null : Encoding.UTF8.GetBytes(string.Join('\n', after))));
        }

        return after.Count;
    }

    private static IEnumerable<string> Named(List<TeamInfo>? teams) =>
        teams is { Count: > 0 } ? teams.Select(team => team.Id ?? team.AadGroupId ?? "somebody").Distinct(StringComparer.Ordinal) : ["somebody"];

    /// <summary>To the DSL in person. Where the bot is not in the team any more its roster cannot be asked, so only those whose chat is known hear of it.</summary>
    private async Task TellAsync(
        PlaceNews news, School school, PlaceTrouble trouble, Func<NoticeCard> notice, CancellationToken cancellationToken)
    {
        foreach (var person in await WhoIsHereAsync(news, school, cancellationToken))
        {
            using var speaking = Language.Use(await PeopleLanguages.OfAsync(store, school, person, cancellationToken));
            var card = notice();
            var message = Activity.Card(cards.Render(card), card.Title);
            message.Importance = ActivityImportance.High;
            message.ChannelData = new() { Notification = new() { Alert = true } };
            news.Outbox.Add(new()
            {
                Kind = OutgoingKind.Person,
                ServiceUrl = news.ServiceUrl,
                TenantId = school.TenantId,
                PersonId = person,
                TeamId = trouble is PlaceTrouble.BotRemoved or PlaceTrouble.TeamDeleted ? null : school.TeamId,
                Activity = BotTurn.OnTheWire(message),
                School = school.Id,
                What = "The notice about the safeguarding channel",
            });
        }
    }

    /// <summary>The DSL, or the next in line who is not away; should all be, those who are named.</summary>
    private async Task<IReadOnlyList<string>> WhoIsHereAsync(PlaceNews news, School school, CancellationToken cancellationToken) =>
        (await onDuty.FindAsync(school, Rung.Dsl, news.Commit.At, may: _ => true, cancellationToken))?.People ?? school.ToTell;

    private IReadOnlyList<School> InTeam(BotTurn turn) =>
    [
        .. schools.InTenant(turn.TenantId).Where(school => school.HomeChannelId is not null
            && (school.HomeChannelId == turn.Activity.BaseChannelId || (school.TeamId is not null && school.TeamId == TeamOf(turn)))),
    ];

    private IReadOnlyList<School> WithChannel(BotTurn turn, string? channelId) =>
        [.. schools.InTenant(turn.TenantId).Where(school => channelId is not null && school.HomeChannelId == channelId)];

    private static string? TeamOf(BotTurn turn) => turn.Activity.ChannelData?.Team?.Id ?? turn.Activity.BaseChannelId;

    private static string WhatHappened(PlaceTrouble trouble) => trouble switch
    {
        PlaceTrouble.ChannelDeleted => Say("The safeguarding channel was deleted."),
        PlaceTrouble.TeamArchived => Say("The team was archived, so nothing can be posted in it."),
        PlaceTrouble.TeamDeleted => Say("The team was deleted."),
        PlaceTrouble.ChannelShared => Say("The safeguarding channel was shared with another team, whose people can read it now. Case cards never go to a shared channel."),
        _ => Say("I was removed from the team."),
    };

    private static string WhatToDo(PlaceTrouble trouble) => trouble switch
    {
        PlaceTrouble.TeamArchived => Say("When the team is brought back, the cards go there again by themselves. For another channel: an owner of its team mentions me there and types set up."),
        PlaceTrouble.BotRemoved => Say("When I am added to the team again, the cards go there again by themselves. For another channel: an owner of its team mentions me there and types set up."),
        _ => Say("Please choose a new channel: an owner of its team mentions me there and types set up."),
    };
}
