using ConductBot.Cases;

namespace ConductBot.Bot.People;

/// <summary>Where a follow-up is put beside the reminder in Teams.</summary>
public enum FollowUp
{
    None,

    /// <summary>The calendars of those whom the reminder goes to.</summary>
    Calendar,

    /// <summary>The plan that the settings name.</summary>
    Planner,
}

/// <summary>A school that works with this bot, from the server's settings or set up in Teams.</summary>
public sealed record School
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Id of the policy pack: ogat, oak, embrace or a trust's own.</summary>
    public required string Policy { get; init; }

    public required string TenantId { get; init; }

    /// <summary>What the safeguarding channel is spoken to in, and people who have not said: a tag of <see cref="Languages.Language"/>.</summary>
    public string Language { get; init; } = Languages.Language.British;

    /// <summary>Thread id of the team that holds the safeguarding channel; null when nobody has said.</summary>
    public string? TeamId { get; init; }

    /// <summary>
    /// Where case cards go: the safeguarding channel that an owner confirmed, without a <c>;messageid=</c>; null while there
    /// is none, or none that can be written to.
    /// </summary>
    public string? ChannelId { get; init; }

    /// <summary>The safeguarding channel also while it cannot be written to: deleted, archived, or the bot taken out of it.</summary>
    public string? HomeChannelId { get; init; }

    /// <summary>Set up by an owner in Teams; false for one of the server's settings, which nobody changes from Teams.</summary>
    public bool IsSetUpInTeams { get; init; }

    /// <summary>The server's settings name no channel, so an owner's set-up card may.</summary>
    public bool TakesChannelFromTeams { get; init; }

    /// <summary>Nor do they name a team.</summary>
    public bool TakesTeamFromTeams { get; init; }

    /// <summary>Entra object ids: those whom the settings list, and those of <see cref="DslGroupId"/> as far as it is known.</summary>
    public IReadOnlyList<string> Dsl { get; init; } = [];

    /// <summary>An Entra group whose people are DSL too; null when there is none.</summary>
    public string? DslGroupId { get; init; }

    public IReadOnlyList<string> Deputies { get; init; } = [];

    public IReadOnlyList<string> Leads { get; init; } = [];

    /// <summary>Empty = every member of the tenant is staff.</summary>
    public IReadOnlyList<string> Staff { get; init; } = [];

    /// <summary>School days after an invitation to remove until the bot reminds: a local setting, never the policy's.</summary>
    public int FollowUpSchoolDays { get; init; } = 2;

    public FollowUp FollowUp { get; init; }

    /// <summary>The plan for <see cref="FollowUp.Planner"/>; null otherwise.</summary>
    public string? PlannerPlanId { get; init; }

    /// <summary>How long an urgent notice may go unacknowledged before the next in line are told: a local setting.</summary>
    public TimeSpan AcknowledgeWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Who is written to when a case cannot wait: the DSL, or whoever stands in where none is named.</summary>
    public IReadOnlyList<string> ToTell => Dsl.Count > 0 ? Dsl : Deputies.Count > 0 ? Deputies : Leads;

    /// <summary>Everybody whom the settings name, once each.</summary>
    public IEnumerable<string> Named => Dsl.Concat(Deputies).Concat(Leads).Concat(Staff).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>The two have the same channel, or the same team.</summary>
    public bool IsAt(School other) =>
        TenantId.Equals(other.TenantId, StringComparison.OrdinalIgnoreCase)
        && ((HomeChannelId is not null && HomeChannelId == other.HomeChannelId) || (TeamId is not null && TeamId == other.TeamId));

    /// <summary>What this person may do here. A person of another tenant, or one whom Teams did not name, may do nothing.</summary>
    public Roles RolesOf(string personId, string? tenantId)
    {
        if (personId.Length == 0 || !TenantId.Equals(tenantId, StringComparison.OrdinalIgnoreCase))
        {
            return Roles.None;
        }

        var roles = Roles.None;
        roles |= Holds(Dsl, personId) ? Roles.Dsl | Roles.Staff : Roles.None;
        roles |= Holds(Deputies, personId) ? Roles.Deputy | Roles.Staff : Roles.None;
        roles |= Holds(Leads, personId) ? Roles.Lead | Roles.Staff : Roles.None;
        roles |= Staff.Count == 0 || Holds(Staff, personId) ? Roles.Staff : Roles.None;
        return roles;
    }

    /// <summary>How a card speaks of a person: by role, never by name.</summary>
    public string RoleWord(string personId)
    {
        var roles = RolesOf(personId, TenantId);
        return personId == CaseEvent.TheBot ? "ConductBot"
            : personId == CaseEvent.TheOperator ? Say("whoever runs the server")
            : roles.HasFlag(Roles.Dsl) ? Say("the DSL")
            : roles.HasFlag(Roles.Deputy) ? Say("a deputy DSL")
            : roles.HasFlag(Roles.Lead) ? Say("a lead")
            : Say("a member of staff");
    }

    private static bool Holds(IReadOnlyList<string> ids, string personId) => ids.Contains(personId, StringComparer.OrdinalIgnoreCase);
}
