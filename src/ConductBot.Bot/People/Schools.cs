using ConductBot.Bot.SetUp;

namespace ConductBot.Bot.People;

/// <summary>
/// The schools of this host, and which of them somebody or something belongs to: those of the server's settings, which
/// win, and those set up in Teams. Held in memory; another node's change is seen within <see cref="LookEvery"/>.
/// </summary>
public sealed class Schools(IReadOnlyList<School> configured, SettingsStore settings, TimeProvider time)
{
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private Known known = Known.Of(configured, -1, []);
    private DateTimeOffset lookedAt = DateTimeOffset.MinValue;
    private int changes;

    public IReadOnlyList<School> All => Now.All;

    private Known Now
    {
        get
        {
            lock (gate)
            {
                return known;
            }
        }
    }

    /// <summary>Looks whether anything changed: one small row, and not even that when the last look was a moment ago.</summary>
    /// <param name="atOnce">True where a moment ago is too long: somebody was first.</param>
    public async Task RefreshAsync(bool atOnce, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        long version;
        int seen;
        lock (gate)
        {
            if (!atOnce && now - lookedAt < LookEvery && now >= lookedAt)
            {
                return;
            }

            (version, seen) = (known.Version, changes);
        }

        var fresh = await settings.VersionAsync(cancellationToken) == version ? null : await ReadAsync(cancellationToken);
        lock (gate)
        {
            // Something was changed here while this looked: the look was too early to count.
            lookedAt = seen == changes ? now : DateTimeOffset.MinValue;
            if (fresh is not null && fresh.Version > known.Version)
            {
                known = fresh;
            }
        }
    }

    /// <summary>Something was just changed here: the next turn looks.</summary>
    public void LookAgain()
    {
        lock (gate)
        {
            changes++;
            lookedAt = DateTimeOffset.MinValue;
        }
    }

    public School? Find(string id) => Now.Everything.FirstOrDefault(school => school.Id == id);

    /// <summary>What was recorded of a school's settings; nothing yet for one that Teams has not touched.</summary>
    public SchoolRecord RecordOf(string id) => Now.Records.FirstOrDefault(record => record.Id == id) ?? SchoolRecord.Of(id, []);

    /// <summary>The school whose safeguarding channel, or team, this is.</summary>
    public School? OfChannel(string? tenantId, string? channelId, string? teamId) =>
        InTenant(tenantId).FirstOrDefault(school => channelId is not null && school.HomeChannelId == channelId)
        ?? InTeam(tenantId, teamId).FirstOrDefault();

    public IEnumerable<School> InTeam(string? tenantId, string? teamId) =>
        InTenant(tenantId).Where(school => teamId is not null && school.TeamId == teamId);

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

    public IEnumerable<School> InTenant(string? tenantId) =>
        All.Where(school => school.TenantId.Equals(tenantId, StringComparison.OrdinalIgnoreCase));

    private async Task<Known> ReadAsync(CancellationToken cancellationToken)
    {
        var (version, records) = await settings.ReadAllAsync(cancellationToken);
        return Known.Of(configured, version, records);
    }

    /// <param name="All">Every school that works.</param>
    /// <param name="Everything">Those too that the server's settings have taken the place of: their old cases still find them.</param>
    private sealed record Known(long Version, IReadOnlyList<SchoolRecord> Records, IReadOnlyList<School> All, IReadOnlyList<School> Everything)
    {
        public static Known Of(IReadOnlyList<School> configured, long version, IReadOnlyList<SchoolRecord> records)
        {
            var ours = configured.Select(school =>
                (records.FirstOrDefault(record => record.Id == school.Id) ?? SchoolRecord.Of(school.Id, [])).Placed(school)).ToList();
            var theirs = records.Where(record => configured.All(school => school.Id != record.Id))
                .Select(record => record.ToSchool()).OfType<School>().ToList();
            List<School> working = [.. ours, .. theirs.Where(school => !ours.Any(other => other.IsAt(school)))];
            return new(version, records, working, [.. ours, .. theirs]);
        }
    }
}
