using System.Globalization;
using ConductBot.Bot.Cards;
using ConductBot.Teams;

namespace ConductBot.Bot.SetUp;

/// <summary>Somebody of a team. The name is for showing to the owner who asks, and is not kept.</summary>
/// <param name="Id">Entra object id.</param>
/// <param name="Address">User principal name, to tell two of one name apart; may be empty.</param>
public sealed record TeamMember(string Id, string Name, string Address, bool IsOwner);

public enum Ownership
{
    Owner,
    NotAnOwner,

    /// <summary>The roster marks nobody as an owner, so it does not tell; nobody is taken for one.</summary>
    NotTold,
}

/// <summary>Whether somebody owns a team.</summary>
/// <param name="WhyNotTold">Where nobody says who owns it: why Graph does not, in words that go on a sentence; else empty.</param>
public sealed record OwnershipAnswer(Ownership Ownership, string WhyNotTold = "");

/// <summary>The people of a team, as the connector lists them: members of the tenant, no guests.</summary>
/// <param name="TellsOwners">Teams marks the owners; false where it marks nobody.</param>
public sealed record TeamRoster(IReadOnlyList<TeamMember> Members, bool TellsOwners)
{
    public TeamMember? Find(string id) => Members.FirstOrDefault(member => member.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    public Ownership OwnershipOf(string personId) =>
        Find(personId) is { IsOwner: true } ? Ownership.Owner
        : Members.Any(member => member.IsOwner) ? Ownership.NotAnOwner
        : Ownership.NotTold;

    /// <summary>Those whose name holds every word given, in any order, or who have exactly this address.</summary>
    public IReadOnlyList<TeamMember> Called(string words)
    {
        var parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 0
            ? []
            : [.. Members.Where(member => parts.All(part => Holds(member.Name, part)) || member.Address.Equals(words.Trim(), StringComparison.OrdinalIgnoreCase))];
    }

    // Zoe finds Zoë: few people type the accents of their colleagues' names.
    private static bool Holds(string name, string part) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(name, part, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}

/// <summary>Asks Teams who is in a team, who owns it, and who reads a channel. Nothing it hears is kept.</summary>
public sealed class TeamRosters(ConnectorClient connector, GraphClient graph, SetUpOptions options, TimeProvider time)
{
    private const int PageSize = 500;
    private const string OwnerRole = "owner";

    /// <summary>Ten thousand people: the most that a team holds by far, and an end to asking.</summary>
    private const int MostPages = 20;

    // An invoke is answered within fifteen seconds, and then there is a card to draw.
    private static readonly TimeSpan PatienceForPeople = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan PatienceForOwners = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan PatienceForChannels = TimeSpan.FromSeconds(4);

    /// <summary>The team's people; null when Teams does not say in time.</summary>
    public Task<TeamRoster?> ReadAsync(string serviceUrl, string teamId, string tenantId, CancellationToken cancellationToken) =>
        WithinAsync<TeamRoster>(PatienceForPeople, async token =>
        {
            var members = new List<TeamMember>();
            var tellsOwners = false;
            string? next = null;
            for (var page = 0; page < MostPages; page++)
            {
                if (await connector.GetPagedMembersAsync(serviceUrl, teamId, PageSize, next, token) is not ConnectorResult<TeamsPagedMembersResult>.Ok { Value: var some })
                {
                    return null;
                }

                tellsOwners |= some.Members?.Exists(IsOwner) == true;
                members.AddRange((some.Members ?? []).Select(account => MemberOf(account, tenantId)).OfType<TeamMember>());
                next = some.ContinuationToken;
                if (string.IsNullOrEmpty(next))
                {
                    return new([.. members.DistinctBy(member => member.Id, StringComparer.OrdinalIgnoreCase).OrderBy(member => member.Name, StringComparer.OrdinalIgnoreCase)], tellsOwners);
                }
            }

            return null;
        }, cancellationToken);

    /// <summary>
    /// Whether somebody owns the team: by the roster, and where it marks nobody, by Graph. Where neither tells, nobody is taken
    /// for an owner but those whom the server's settings name.
    /// </summary>
    /// <param name="team">The team of the activity; Teams often leaves its group away, and is asked for it then.</param>
    public async Task<OwnershipAnswer> OwnershipOfAsync(
        TeamRoster roster, string serviceUrl, string teamId, TeamInfo? team, string tenantId, string personId, CancellationToken cancellationToken)
    {
        var told = roster.OwnershipOf(personId);
        if (told == Ownership.Owner || roster.TellsOwners || roster.Find(personId) is null)
        {
            return new(told);
        }

        var asked = await GraphPatience.WithinAsync<bool>(PatienceForOwners, time, async token =>
        {
            var group = team?.Id == teamId && !string.IsNullOrEmpty(team.AadGroupId)
                ? team.AadGroupId
                : await connector.GetTeamDetailsAsync(serviceUrl, teamId, token) is ConnectorResult<TeamInfo>.Ok { Value.AadGroupId: { Length: > 0 } id } ? id : null;
            return group is null
                ? new GraphResult<bool>.Refused(404, ConnectorErrorCodes.BadId)
                : await graph.IsTeamOwnerAsync(tenantId, group, personId, token);
        }, cancellationToken);
        return asked is GraphResult<bool>.Ok { Value: var owns }
            ? new(owns ? Ownership.Owner : Ownership.NotAnOwner)
            : new(told, asked.WhyNot());
    }

    /// <summary>Who reads a channel: by the activity where it says, else by the team's list of channels.</summary>
    public async Task<ChannelReaders> ReadersOfAsync(
        string serviceUrl, string teamId, string channelId, string? statedType, CancellationToken cancellationToken)
    {
        // The General channel has the team's own id.
        if (channelId == teamId)
        {
            return ChannelReaders.TheWholeTeam;
        }

        if (ReadersOf(statedType) is { } stated)
        {
            return stated;
        }

        var listed = await WithinAsync<ChannelInfo>(
            PatienceForChannels,
            async token => await connector.GetTeamChannelsAsync(serviceUrl, teamId, token) is ConnectorResult<ConversationList>.Ok { Value.Conversations: { } channels }
                ? channels.FirstOrDefault(channel => channel.Id == channelId)
                : null,
            cancellationToken);
        return ReadersOf(listed?.Type) ?? ChannelReaders.Unknown;
    }

    private static ChannelReaders? ReadersOf(string? type) => type?.ToLowerInvariant() switch
    {
        "private" => ChannelReaders.ItsMembers,
        "standard" => ChannelReaders.TheWholeTeam,
        "shared" => ChannelReaders.OtherTeams,
        _ => null,
    };

    private static bool IsOwner(TeamsChannelAccount account) => OwnerRole.Equals(account.UserRole, StringComparison.OrdinalIgnoreCase);

    private TeamMember? MemberOf(TeamsChannelAccount account, string tenantId)
    {
        // Guests and people without an account of the school can neither own its settings nor be named in them.
        var isOurs = account.TenantId is null || account.TenantId.Equals(tenantId, StringComparison.OrdinalIgnoreCase);
        var role = account.UserRole?.ToLowerInvariant();
        return account.EntraObjectId is { Length: > 0 } id && isOurs && role is not ("anonymous" or "guest")
            ? new(id, account.Name ?? "", account.UserPrincipalName ?? "", IsOwner(account) || options.Owners.Contains(id, StringComparer.OrdinalIgnoreCase))
            : null;
    }

    private async Task<T?> WithinAsync<T>(TimeSpan longest, Func<CancellationToken, Task<T?>> ask, CancellationToken cancellationToken)
        where T : class
    {
        using var patience = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
