namespace ConductBot.Bot.People;

/// <summary>The schools of this host, and which of them somebody or something belongs to.</summary>
public sealed class Schools(IReadOnlyList<School> all)
{
    public IReadOnlyList<School> All => all;

    public School? Find(string id) => all.FirstOrDefault(school => school.Id == id);

    /// <summary>The school whose safeguarding channel, or team, this is.</summary>
    public School? OfChannel(string? tenantId, string? channelId, string? teamId) =>
        InTenant(tenantId).FirstOrDefault(school => channelId is not null && school.ChannelId == channelId)
        ?? InTenant(tenantId).FirstOrDefault(school => teamId is not null && school.TeamId == teamId);

    /// <summary>
    /// The schools a person belongs to: those whose settings name them, else those that take every member of the tenant.
    /// </summary>
    public IReadOnlyList<School> OfPerson(string? tenantId, string personId)
    {
        if (personId.Length == 0)
        {
            return [];
        }

        var named = InTenant(tenantId).Where(school => school.Named.Contains(personId, StringComparer.OrdinalIgnoreCase)).ToList();
        return named.Count > 0 ? named : [.. InTenant(tenantId).Where(school => school.Staff.Count == 0)];
    }

    private IEnumerable<School> InTenant(string? tenantId) =>
        all.Where(school => school.TenantId.Equals(tenantId, StringComparison.OrdinalIgnoreCase));
}
