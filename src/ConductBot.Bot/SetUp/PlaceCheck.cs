using System.Text.Json;
using ConductBot.Bot.Delivery;
using ConductBot.Bot.People;
using ConductBot.Bot.Turns;
using ConductBot.Storage;
using ConductBot.Teams;
using Microsoft.Extensions.Logging;

namespace ConductBot.Bot.SetUp;

/// <summary>
/// Asks Teams what has become of each school's team and channel. Teams tells what happens to them once, to a bot that listens
/// at that moment; what was missed is found here, and followed as if it had been heard. An answer that says neither that the
/// place is there nor that it is not changes nothing.
/// </summary>
public sealed class PlaceCheck(
    Schools schools, SettingsStore settings, TeamPlaces places, ConnectorClient connector, IStore store, TurnSeals seals, OutboxSignal signal, TimeProvider time, ILogger<PlaceCheck> log)
{
    private const PlaceTrouble NotThere = PlaceTrouble.TeamDeleted | PlaceTrouble.BotRemoved;

    /// <summary>The fewest that may be asked for at once: it is not they that are wanted.</summary>
    private const int AFew = 50;

    /// <summary>A place is not there when two looks, this far apart at least, say so: now and then the connector says 404 of what is there.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(5);

    /// <returns>Whether some place is missing, and to be looked at again soon.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var isSomethingMissing = false;
        await schools.RefreshAsync(atOnce: true, cancellationToken);
        foreach (var school in schools.All.Where(school => school is { TeamId: not null, HomeChannelId: not null }))
        {
            if (await ServiceOfAsync(school, cancellationToken) is { } service)
            {
                isSomethingMissing |= await LookAtAsync(school, service, cancellationToken);
            }
        }

        return isSomethingMissing;
    }

    /// <returns>Whether it is missing, by this look.</returns>
    private async Task<bool> LookAtAsync(School school, string service, CancellationToken cancellationToken)
    {
        switch (await connector.GetTeamDetailsAsync(service, school.TeamId!, cancellationToken))
        {
            case ConnectorResult<TeamInfo>.Refused { Status: 404 }:
                return await MissAsync(school, service, PlaceTrouble.TeamDeleted, regained: PlaceTrouble.None, cancellationToken);
            case ConnectorResult<TeamInfo>.Refused { Status: 403, Code: ConnectorErrorCodes.BotNotInConversationRoster }:
                return await MissAsync(school, service, PlaceTrouble.BotRemoved, regained: PlaceTrouble.None, cancellationToken);
            case not ConnectorResult<TeamInfo>.Ok:
                return false;
        }

        switch (await IsThereAsync(school, service, cancellationToken))
        {
            case true:
                await FollowAsync(school, service, PlaceTrouble.None, NotThere | PlaceTrouble.ChannelDeleted, cancellationToken);
                return false;
            case false:
                return await MissAsync(school, service, PlaceTrouble.ChannelDeleted, regained: NotThere, cancellationToken);
            default:
                return false;
        }
    }

    /// <summary>Follows it when a look before this one said the same; else notes it, for the next look.</summary>
    private async Task<bool> MissAsync(School school, string service, PlaceTrouble lost, PlaceTrouble regained, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var noted = (await store.ListStatesWrittenBeforeAsync(MissedKey(school, lost), DateTimeOffset.MaxValue, cancellationToken)).FirstOrDefault();
        if (noted is null)
        {
            await store.CommitAsync(new() { At = now, States = { new(MissedKey(school, lost), ExpectedVersion: 0, [1]) } }, cancellationToken);
        }
        else if (now - noted.At >= BetweenLooks)
        {
            await FollowAsync(school, service, lost, regained, cancellationToken);
        }

        return true;
    }

    private static string MissedKey(School school, PlaceTrouble lost) => $"place-missed/{school.Id}/{lost}/";

    /// <summary>Whether the channel is there; null where Teams does not say. A private one may be missing from the team's list, so it is asked itself.</summary>
    private async Task<bool?> IsThereAsync(School school, string service, CancellationToken cancellationToken)
    {
        // The General channel has the team's own id, and cannot be deleted.
        if (school.HomeChannelId == school.TeamId)
        {
            return true;
        }

        if (await connector.GetTeamChannelsAsync(service, school.TeamId!, cancellationToken) is not ConnectorResult<ConversationList>.Ok { Value.Conversations: { } channels })
        {
            return null;
        }

        return channels.Any(channel => channel.Id == school.HomeChannelId)
            ? true
            : await connector.GetPagedMembersAsync(service, school.HomeChannelId!, AFew, continuationToken: null, cancellationToken) switch
            {
                ConnectorResult<TeamsPagedMembersResult>.Ok => true,
                ConnectorResult<TeamsPagedMembersResult>.Refused { Status: 404 } => false,
                _ => null,
            };
    }

    /// <summary>Nobody was heard to do it, so nobody is named. A school that somebody changes at this moment is looked at tomorrow.</summary>
    private async Task FollowAsync(School school, string service, PlaceTrouble lost, PlaceTrouble regained, CancellationToken cancellationToken)
    {
        var trouble = (await settings.ReadAsync(school.Id, cancellationToken)).TroubleOf(school.HomeChannelId);
        var commit = new Commit { At = time.GetUtcNow() };
        foreach (var found in lost == PlaceTrouble.None ? await store.ListStatesAsync($"place-missed/{school.Id}/", cancellationToken) : [])
        {
            commit.States.Add(new(found.Key, found.Version, Value: null));
        }

        var news = new PlaceNews(commit, new(commit, seals.Outbox), service, By: "");
        if (lost != PlaceTrouble.None && !trouble.HasFlag(lost))
        {
            await places.LoseAsync(news, [school], lost, cancellationToken);
        }
        else if ((trouble & regained) != PlaceTrouble.None)
        {
            await places.RegainAsync(news, [school], regained, cancellationToken);
        }

        if (commit.Appends.Count + commit.States.Count == 0 || await store.CommitAsync(commit, cancellationToken) is not CommitResult.Done)
        {
            return;
        }

        if (commit.Appends.Count > 0)
        {
            Log.PlaceFound(log, school.Id, lost);
            schools.LookAgain();
            signal.Ring();
        }
    }

    /// <summary>Where a school's Teams is reached: as its people were last heard from, or anybody of its tenant.</summary>
    private async Task<string?> ServiceOfAsync(School school, CancellationToken cancellationToken)
    {
        foreach (var person in school.Named)
        {
            if (await PersonAddress.FindAsync(store, school.TenantId, person, cancellationToken) is { } address)
            {
                return address.ServiceUrl;
            }
        }

        return (await store.ListStatesAsync(DeliveryKeys.Person(school.TenantId, ""), cancellationToken))
            .Select(row => JsonSerializer.Deserialize(row.Value, DeliveryJson.Default.PersonAddress)!.ServiceUrl)
            .FirstOrDefault();
    }
}
