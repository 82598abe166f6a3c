using ConductBot.Bot.Cards;
using ConductBot.Bot.Delivery;
using ConductBot.Bot.General;
using ConductBot.Bot.People;
using ConductBot.Bot.Turns;
using ConductBot.Cards;
using ConductBot.Teams;

namespace ConductBot.Bot.SetUp;

/// <summary>
/// Follows what becomes of teams and channels: the bot is added and removed, channels are deleted, teams archived. While a
/// school's channel cannot be written to, its case cards go to the DSL in person, who is told once, and once more when it can.
/// </summary>
public sealed class TeamPlaces(
    Schools schools, SettingsStore settings, OnDuty onDuty, SetUpConversation setUp, GeneralConversation general, CardLibrary cards)
{
    /// <summary>What cannot be while somebody writes there. That a channel is shared can.</summary>
    private const PlaceTrouble Silence =
        PlaceTrouble.ChannelDeleted | PlaceTrouble.TeamArchived | PlaceTrouble.TeamDeleted | PlaceTrouble.BotRemoved;

    /// <summary>The bot was added: greets once, whichever of the two installation events comes first, and asks to be set up where it is not.</summary>
    public async Task AddedAsync(BotTurn turn, CancellationToken cancellationToken)
    {
        await RegainAsync(turn, InTeam(turn), PlaceTrouble.BotRemoved, cancellationToken);
        if (await general.IsFirstGreetingAsync(turn, cancellationToken))
        {
            if (schools.OfChannel(turn.TenantId, turn.Activity.BaseChannelId, TeamOf(turn)) is { HomeChannelId: not null })
            {
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
        RegainAsync(turn, InTeam(turn), PlaceTrouble.BotRemoved, cancellationToken);

    public async Task RemovedAsync(BotTurn turn, CancellationToken cancellationToken)
    {
        await LoseAsync(turn, InTeam(turn), PlaceTrouble.BotRemoved, cancellationToken);
        await general.ForgetGreetingAsync(turn, cancellationToken);
    }

    /// <summary>Somebody writes there: then the channel is there, and so is the bot, whatever event was missed.</summary>
    public Task HeardFromAsync(BotTurn turn, CancellationToken cancellationToken) =>
        RegainAsync(turn, [.. WithChannel(turn, turn.Activity.BaseChannelId).Where(school => school.ChannelId is null)], Silence, cancellationToken);

    public Task ChannelLostAsync(BotTurn turn, string? channelId, PlaceTrouble trouble, CancellationToken cancellationToken) =>
        LoseAsync(turn, WithChannel(turn, channelId), trouble, cancellationToken);

    public Task ChannelRegainedAsync(BotTurn turn, string? channelId, PlaceTrouble trouble, CancellationToken cancellationToken) =>
        RegainAsync(turn, WithChannel(turn, channelId), trouble, cancellationToken);

    public Task TeamLostAsync(BotTurn turn, PlaceTrouble trouble, CancellationToken cancellationToken) =>
        LoseAsync(turn, InTeam(turn), trouble, cancellationToken);

    public Task TeamRegainedAsync(BotTurn turn, PlaceTrouble trouble, CancellationToken cancellationToken) =>
        RegainAsync(turn, InTeam(turn), trouble, cancellationToken);

    private async Task LoseAsync(BotTurn turn, IReadOnlyList<School> lost, PlaceTrouble trouble, CancellationToken cancellationToken)
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
                turn.Commit, record, new PlaceLost { By = turn.PersonId, Trouble = trouble, ChannelId = school.HomeChannelId! }, cancellationToken);
            if (before == PlaceTrouble.None)
            {
                await TellAsync(turn, school, trouble, () => SetUpCards.Notice(
                    "Case cards cannot reach your channel", "warning", $"{school.Name}.",
                    WhatHappened(trouble), "Until that is mended, what comes in is sent to you here, in person.", WhatToDo(trouble)), cancellationToken);
            }
        }
    }

    private async Task RegainAsync(BotTurn turn, IReadOnlyList<School> regained, PlaceTrouble trouble, CancellationToken cancellationToken)
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
                turn.Commit, record, new PlaceRegained { By = turn.PersonId, Trouble = before & trouble, ChannelId = school.HomeChannelId! }, cancellationToken);
            if (after.TroubleOf(school.HomeChannelId) == PlaceTrouble.None)
            {
                await TellAsync(turn, school, PlaceTrouble.None, () => SetUpCards.Notice(
                    "Case cards reach your channel again", "good", $"{school.Name}.",
                    "New cases, and those that change from now on, are posted there. What came in meanwhile is listed when you type cases."), cancellationToken);
            }
        }
    }

    /// <summary>To the DSL in person. Where the bot is not in the team any more its roster cannot be asked, so only those whose chat is known hear of it.</summary>
    private async Task TellAsync(
        BotTurn turn, School school, PlaceTrouble trouble, Func<NoticeCard> notice, CancellationToken cancellationToken)
    {
        foreach (var person in await WhoIsHereAsync(turn, school, cancellationToken))
        {
            using var speaking = Language.Use(await PeopleLanguages.OfAsync(turn.Store, school, person, cancellationToken));
            var card = notice();
            var message = Activity.Card(cards.Render(card), card.Title);
            message.Importance = ActivityImportance.High;
            message.ChannelData = new() { Notification = new() { Alert = true } };
            turn.Send(new()
            {
                Kind = OutgoingKind.Person,
                ServiceUrl = turn.Activity.ServiceUrl!,
                TenantId = school.TenantId,
                PersonId = person,
                TeamId = trouble is PlaceTrouble.BotRemoved or PlaceTrouble.TeamDeleted ? null : school.TeamId,
                Activity = BotTurn.OnTheWire(message),
                What = "The notice about the safeguarding channel",
            });
        }
    }

    /// <summary>The DSL, or the next in line who is not away; should all be, those who are named.</summary>
    private async Task<IReadOnlyList<string>> WhoIsHereAsync(BotTurn turn, School school, CancellationToken cancellationToken) =>
        (await onDuty.FindAsync(school, Rung.Dsl, turn.Now, may: _ => true, cancellationToken))?.People ?? school.ToTell;

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
        PlaceTrouble.ChannelDeleted => "The safeguarding channel was deleted.",
        PlaceTrouble.TeamArchived => "The team was archived, so nothing can be posted in it.",
        PlaceTrouble.TeamDeleted => "The team was deleted.",
        PlaceTrouble.ChannelShared => "The safeguarding channel was shared with another team, whose people can read it now. Case cards never go to a shared channel.",
        _ => "I was removed from the team.",
    };

    private static string WhatToDo(PlaceTrouble trouble) => trouble switch
    {
        PlaceTrouble.TeamArchived => "When the team is brought back, the cards go there again by themselves. For another channel: an owner of its team mentions me there and types set up.",
        PlaceTrouble.BotRemoved => "When I am added to the team again, the cards go there again by themselves. For another channel: an owner of its team mentions me there and types set up.",
        _ => "Please choose a new channel: an owner of its team mentions me there and types set up.",
    };
}
