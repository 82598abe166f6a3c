using System.Globalization;
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

/// <summary>The people of a team, as the connector lists them: members of the tenant, no guests.</summary>
public sealed record TeamRoster(IReadOnlyList<TeamMember> Members)
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

/// <summary>Asks Teams who is in a team, and who reads a channel. Nothing it hears is kept.</summary>
public sealed class TeamRosters(ConnectorClient connector, SetUpOptions options, TimeProvider time)
{
    private const int PageSize = 500;

    /// <summary>Ten thousand people: the most that a team holds by far, and an end to asking.</summary>
    private const int MostPages = 20;

    // An invoke is answered within fifteen seconds, and then there is a card to draw.
    private static readonly TimeSpan PatienceForPeople = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan PatienceForChannels = TimeSpan.FromSeconds(4);

    /// <summary>The team's people; null when Teams does not say in time.</summary>
    public Task<TeamRoster?> ReadAsync(string serviceUrl, string teamId, string tenantId, CancellationToken cancellationToken) =>
        WithinAsync<TeamRoster>(PatienceForPeople, async token =>
        {
            var members = new List<TeamMember>();
            string? next = null;
            for (var page = 0; page < MostPages; page++)
            {
                if (await connector.GetPagedMembersAsync(serviceUrl, teamId, PageSize, next, token) is not ConnectorResult<TeamsPagedMembersResult>.Ok { Value: var some })
                {
                    return null;
                }

                members.AddRange((some.Members ?? []).Select(account => MemberOf(account, tenantId)).OfType<TeamMember>());
                next = some.ContinuationToken;
                if (string.IsNullOrEmpty(next))
                {
                    return new([.. members.DistinctBy(member => member.Id, StringComparer.OrdinalIgnoreCase).OrderBy(member => member.Name, StringComparer.OrdinalIgnoreCase)]);
                }
            }

            return null;
        }, cancellationToken);

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

    private TeamMember? MemberOf(TeamsChannelAccount account, string tenantId)
    {
        // Guests and people without an account of the school can neither own its settings nor be named in them.
        var isOurs = account.TenantId is null || account.TenantId.Equals(tenantId, StringComparison.OrdinalIgnoreCase);
        var role = account.UserRole?.ToLowerInvariant();
        return account.EntraObjectId is { Length: > 0 } id && isOurs && role is not ("anonymous" or "guest")
            ? new(id, account.Name ?? "", account.UserPrincipalName ?? "", role == "owner" || options.Owners.Contains(id, StringComparer.OrdinalIgnoreCase))
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
