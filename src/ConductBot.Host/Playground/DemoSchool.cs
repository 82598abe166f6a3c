namespace ConductBot.Host.Playground;

/// <summary>A school of the playground: one team with one safeguarding channel, and five members of staff.</summary>
/// <param name="Id">The school's id, the same in the <c>Schools</c> settings.</param>
/// <param name="Policy">The id of the policy pack the school works under.</param>
/// <param name="TeamId">Thread id of the team, which is the id of its General channel too.</param>
/// <param name="GroupId">The Microsoft 365 group behind the team, a GUID.</param>
/// <param name="ChannelId">Thread id of the safeguarding channel, without a <c>;messageid=</c>.</param>
public sealed record DemoSchool(
    string Id,
    string Name,
    string Policy,
    string TeamId,
    string GroupId,
    string ChannelId,
    DemoPerson Teacher,
    DemoPerson Colleague,
    DemoPerson Dsl,
    DemoPerson Deputy,
    DemoPerson Lead)
{
    public string TeamName => $"{Name} – Safeguarding";

    public string ChannelName => "Safeguarding";

    /// <summary>Everyone on the team, in the order the playground lists them.</summary>
    public IReadOnlyList<DemoPerson> People { get; } = [Teacher, Colleague, Dsl, Deputy, Lead];

    /// <summary>Entra object ids of everyone, for <c>Schools:N:Staff</c>: three schools share one demo tenant.</summary>
    public IEnumerable<string> Staff => People.Select(person => person.AadObjectId);

    public DemoPerson? Person(string key) => People.FirstOrDefault(person => person.Key == key);
}

/// <summary>A member of staff in a demo school.</summary>
/// <param name="Key">teacher, colleague, dsl, deputy or lead: what the page calls them.</param>
/// <param name="Role">What they are in the school, as staff would say it.</param>
/// <param name="Mri">The id Teams gives them towards this bot, <c>29:1…</c>.</param>
/// <param name="AadObjectId">Their Entra object id, a GUID: what permissions go by.</param>
public sealed record DemoPerson(string Key, string Name, string Role, string Mri, string AadObjectId)
{
    public string GivenName => Name.Split(' ')[0];

    public string Surname => Name.Split(' ')[^1];

    public string Address(string domain) => $"{GivenName}.{Surname}@{domain}".ToLowerInvariant();
}
