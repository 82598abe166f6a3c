using ConductBot.Bot.People;
using ConductBot.Bot.SetUp;
using ConductBot.Host.Commands;

namespace ConductBot.Host.Serving;

/// <summary>A school in the settings: <c>Schools:0:Id</c> and so on.</summary>
public sealed class SchoolOptions
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Policy { get; set; }

    public string? TeamId { get; set; }

    public string? ChannelId { get; set; }

    public string? TenantId { get; set; }

    public string? DslGroupId { get; set; }

    /// <summary>What the channel is spoken to in, and people who have not said: <c>en-GB</c> or <c>cy-GB</c>.</summary>
    public string? Language { get; set; }

    public int FollowUpSchoolDays { get; set; } = 2;

    public string? FollowUp { get; set; }

    public string? PlannerPlanId { get; set; }

    public int AcknowledgeMinutes { get; set; } = 10;

    /// <summary>Reads all schools; a list may be <c>Staff:0</c>, <c>Staff:1</c> or one text with commas.</summary>
    /// <param name="whyNotPolicy">Why a policy of this id cannot be used, in a sentence; null where it can.</param>
    /// <exception cref="StartProblem">A setting is missing or wrong; the message names it in full.</exception>
    public static IReadOnlyList<School> Read(IConfiguration configuration, string? defaultTenant, Func<string, string?> whyNotPolicy)
    {
        var schools = new List<School>();
        foreach (var section in configuration.GetSection("Schools").GetChildren())
        {
            var options = section.Get<SchoolOptions>() ?? new();
            var id = Required(section, options.Id, "Id");
            var policy = Required(section, options.Policy, "Policy");
            if (whyNotPolicy(policy) is { } problem)
            {
                throw new StartProblem($"{section.Path}:Policy: {problem}");
            }

            if (schools.Any(school => school.Id == id))
            {
                throw new StartProblem($"{section.Path}:Id: '{id}' is taken by another school.");
            }

            schools.Add(new()
            {
                Id = id,
                Name = string.IsNullOrWhiteSpace(options.Name) ? id : options.Name.Trim(),
                Policy = policy,
                TenantId = Required(section, options.TenantId ?? defaultTenant, "TenantId"),
                TeamId = Text(options.TeamId),
                ChannelId = Text(options.ChannelId)?.Split(';')[0],
                Dsl = List(section, "Dsl"),
                DslGroupId = ObjectId(section, options.DslGroupId, "DslGroupId"),
                Deputies = List(section, "Deputies"),
                Leads = List(section, "Leads"),
                Staff = List(section, "Staff"),
                Language = LanguageOf(section, options.Language),
                FollowUpSchoolDays = Within(section, options.FollowUpSchoolDays, "FollowUpSchoolDays", 1, 60),
                FollowUp = FollowUpOf(section, options),
                PlannerPlanId = Text(options.PlannerPlanId),
                AcknowledgeWithin = TimeSpan.FromMinutes(Within(section, options.AcknowledgeMinutes, "AcknowledgeMinutes", 1, 24 * 60)),
            });
        }

        return schools;
    }

    /// <summary>Reads <c>SetUp:InTeams</c> and <c>SetUp:Owners</c>.</summary>
    /// <exception cref="StartProblem">A setting is wrong.</exception>
    public static SetUpOptions ReadSetUp(IConfiguration configuration)
    {
        var section = configuration.GetSection("SetUp");
        var inTeams = Text(section["InTeams"]) ?? "true";
        return bool.TryParse(inTeams, out var allowed)
            ? new(allowed, List(section, "Owners"))
            : throw new StartProblem($"SetUp:InTeams is true or false, not '{inTeams}'.");
    }

    private static string Required(IConfigurationSection section, string? value, string key) =>
        Text(value) ?? throw new StartProblem($"{section.Path}:{key} is missing.");

    private static int Within(IConfigurationSection section, int value, string key, int least, int most) =>
        value >= least && value <= most ? value : throw new StartProblem($"{section.Path}:{key} is a number from {least} to {most}, not {value}.");

    private static FollowUp FollowUpOf(IConfigurationSection section, SchoolOptions options) => Text(options.FollowUp)?.ToLowerInvariant() switch
    {
        null or "none" => Bot.People.FollowUp.None,
        "calendar" => Bot.People.FollowUp.Calendar,
        "planner" when Text(options.PlannerPlanId) is null => throw new StartProblem($"{section.Path}:PlannerPlanId is missing: FollowUp=planner needs the id of a plan."),
        "planner" => Bot.People.FollowUp.Planner,
        _ => throw new StartProblem($"{section.Path}:FollowUp is none, calendar or planner, not '{options.FollowUp}'."),
    };

    private static string LanguageOf(IConfigurationSection section, string? value) => Text(value) is not { } text ? Languages.Language.British
        : Languages.Language.Of(text) is { } language ? language
        : throw new StartProblem($"{section.Path}:Language is en-GB or cy-GB, not '{text}'.");

    private static string? ObjectId(IConfigurationSection section, string? value, string key) =>
        Text(value) is not { } text ? null
        : Guid.TryParse(text, out var id) ? id.ToString()
        : throw new StartProblem($"{section.Path}:{key} is an Entra object id, as the group's page shows it, not '{text}'.");

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static IReadOnlyList<string> List(IConfigurationSection section, string key)
    {
        var list = section.GetSection(key);
        return
        [
            .. list.GetChildren().Select(child => child.Value).Append(list.Value)
                .SelectMany(text => (text ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        ];
    }
}
