using ConductBot.Bot.SetUp;

namespace ConductBot.Bot.People;

/// <summary>
/// The schools of this host, and which of them somebody or something belongs to: those of the server's settings, which
/// win, and those set up in Teams. Held in memory; another node's change is seen within <see cref="LookEvery"/>.
/// </summary>
public sealed class Schools(IReadOnlyList<School> configured, SettingsStore settings, DslGroups dslGroups, TimeProvider time)
{
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private Known known = Known.Of(configured, -1, []);
    private Dictionary<(string TenantId, string GroupId), GroupReading> groups = [];
    private DateTimeOffset lookedAt = DateTimeOffset.MinValue;
    private int changes;

    public IReadOnlyList<School> All => Now.All;

    /// <summary>Whether the settings name a group of DSLs for any school.</summary>
    public bool HaveGroups => configured.Any(school => school.DslGroupId is not null);

    /// <summary>What is wrong with the schools' DSL groups, a sentence each for whoever runs the server.</summary>
    public IReadOnlyList<string> GroupProblems
    {
        get
        {
            lock (gate)
            {
                return
                [
                    .. from school in configured
                       where school.DslGroupId is not null && groups.TryGetValue(GroupOf(school), out var found) && found.Problem.Length > 0
                       select $"School {school.Id}, DslGroupId: {groups[GroupOf(school)].Problem}",
                ];
            }
        }
    }

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

        (long Version, IReadOnlyList<SchoolRecord> Records)? fresh =
            await settings.VersionAsync(cancellationToken) == version ? null : await settings.ReadAllAsync(cancellationToken);
        lock (gate)
        {
            // Something was changed here while this looked: the look was too early to count.
            lookedAt = seen == changes ? now : DateTimeOffset.MinValue;
            if (fresh is { } news && news.Version > known.Version)
            {
                known = Known.Of(WithGroups(), news.Version, news.Records);
            }
        }
    }

    /// <summary>Reads the groups of DSLs anew, all at once. Not for a turn: it waits for Graph.</summary>
    /// <param name="longest">How long Graph may take.</param>
    public async Task RefreshGroupsAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        var wanted = configured.Where(school => school.DslGroupId is not null).Select(GroupOf).Distinct().ToList();
        var read = await Task.WhenAll(wanted.Select(group => dslGroups.ReadAsync(group.TenantId, group.GroupId, longest, cancellationToken)));
        lock (gate)
        {
            groups = wanted.Zip(read).ToDictionary(found => found.First, found => found.Second);
            known = Known.Of(WithGroups(), known.Version, known.Records);
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
        var open = InTenant(tenantId).Where(school => school.Staff.Count == 0);
        return named.Count == 0 ? [.. open]

            // Whoever owns a team may set a school up there and name anybody: that must not take them, unasked, from the
            // school of the server's settings that is open to them.
            : named.All(school => school.IsSetUpInTeams) ? [.. named, .. open.Where(school => !school.IsSetUpInTeams)]
            : named;
    }

    public IEnumerable<School> InTenant(string? tenantId) =>
        All.Where(school => school.TenantId.Equals(tenantId, StringComparison.OrdinalIgnoreCase));

    private static (string TenantId, string GroupId) GroupOf(School school) => (school.TenantId, school.DslGroupId!);

    /// <summary>The schools of the settings, with the people of their groups among their DSLs.</summary>
    private List<School> WithGroups() =>
    [
        .. configured.Select(school => school.DslGroupId is not null && groups.TryGetValue(GroupOf(school), out var found) && found.Known is { } group
            ? school with { Dsl = [.. school.Dsl.Union(group.Members, StringComparer.OrdinalIgnoreCase)] }
            : school),
    ];

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
