using System.Security.Cryptography;
using System.Text;

namespace ConductBot.Testing;

/// <summary>Somebody in the tests. The name is such that it can be looked for in everything that leaves the bot.</summary>
public sealed record Person(string Key, string Name)
{
    /// <summary>The Entra object id.</summary>
    public string ObjectId { get; } = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(Key)).AsSpan(0, 16)).ToString();

    /// <summary>The channel's own id for the person towards this bot.</summary>
    public string Mri { get; } = $"29:1{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("mri" + Key)))[..40]}";

    public string Address => $"{Key.Replace('/', '.')}@school.example";

    public Place Chat { get; } = new($"a:1{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("chat" + Key)))[..40]}", "personal");
}

/// <summary>Where something is said.</summary>
/// <param name="Type">personal, groupChat or channel.</param>
/// <param name="ChannelType">What Teams says of a channel: standard, private or shared; null where it says nothing.</param>
public sealed record Place(string Id, string Type, string? TeamId = null, string? ChannelType = null)
{
    public string BaseId => Id.Split(';')[0];

    public bool IsPersonal => Type == "personal";
}

/// <summary>A school with its people, one for each policy. All three share a tenant, as the schools of a trust may.</summary>
public sealed record SchoolCast(string Policy, string Surname)
{
    public const string TenantId = "5c4001d5-77aa-4b6e-9d4f-0a1b2c3d4e5f";

    public static readonly IReadOnlyList<SchoolCast> All = [new("ogat", "Penhaligon"), new("oak", "Thistlewood"), new("embrace", "Wintersgill")];

    /// <summary>Of the tenant, but of none of the schools.</summary>
    public static readonly Person Stranger = new("stranger", "Mortimer Grubblewick");

    public string Id => $"{Policy}-school";

    public string Name => $"{Policy.ToUpperInvariant()} Test School";

    public string TeamId => $"19:{Policy}0team0safeguarding@thread.tacv2";

    public string ChannelId => $"19:{Policy}0channel0safeguarding@thread.tacv2";

    public Place Channel => new(ChannelId, "channel", TeamId);

    public Place Group => new($"19:{Policy}0group@thread.v2", "groupChat");

    public Person Teacher => new($"{Policy}/teacher", $"Theodora {Surname}");

    public Person Colleague => new($"{Policy}/colleague", $"Barnaby {Surname}");

    public Person Dsl => new($"{Policy}/dsl", $"Ottoline {Surname}");

    public Person Deputy => new($"{Policy}/deputy", $"Leopold {Surname}");

    public Person Lead => new($"{Policy}/lead", $"Cordelia {Surname}");

    public IReadOnlyList<Person> People => [Teacher, Colleague, Dsl, Deputy, Lead];

    public static SchoolCast Of(string policy) => All.Single(school => school.Policy == policy);

    /// <summary>Somebody by the word the transcripts use.</summary>
    public Person? Called(string role) => role switch
    {
        "teacher" => Teacher,
        "colleague" => Colleague,
        "dsl" => Dsl,
        "deputy" => Deputy,
        "lead" => Lead,
        "stranger" => Stranger,
        _ => null,
    };

    /// <summary>The school as settings, <c>Schools:N:…</c>.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings(int index)
    {
        (string Name, string Value)[] settings =
        [
            ("Id", Id), ("Name", Name), ("Policy", Policy), ("TenantId", TenantId), ("TeamId", TeamId), ("ChannelId", ChannelId),
            ("Dsl:0", Dsl.ObjectId), ("Deputies:0", Deputy.ObjectId), ("Leads:0", Lead.ObjectId),
            ("Staff:0", Teacher.ObjectId), ("Staff:1", Colleague.ObjectId),
        ];
        return settings.Select(setting => KeyValuePair.Create($"Schools:{index}:{setting.Name}", (string?)setting.Value));
    }
}
