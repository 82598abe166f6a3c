namespace ConductBot.Cases;

/// <summary>The people of a school.</summary>
internal static class People
{
    public static readonly Actor Teacher = new("7e0a7c2e-0000-4000-8000-000000000001", Roles.Staff);
    public static readonly Actor Colleague = new("7e0a7c2e-0000-4000-8000-000000000002", Roles.Staff);
    public static readonly Actor Dsl = new("7e0a7c2e-0000-4000-8000-000000000003", Roles.Staff | Roles.Dsl);
    public static readonly Actor Deputy = new("7e0a7c2e-0000-4000-8000-000000000004", Roles.Staff | Roles.Deputy);
    public static readonly Actor Lead = new("7e0a7c2e-0000-4000-8000-000000000005", Roles.Staff | Roles.Lead);

    /// <summary>A small school: the headteacher is a deputy as well.</summary>
    public static readonly Actor LeadAndDeputy = new("7e0a7c2e-0000-4000-8000-000000000006", Roles.Staff | Roles.Lead | Roles.Deputy);
    public static readonly Actor Stranger = new("7e0a7c2e-0000-4000-8000-000000000007", Roles.None);

    public static readonly IReadOnlyList<Actor> All = [Teacher, Colleague, Dsl, Deputy, Lead, LeadAndDeputy, Stranger];

    /// <summary>The same person, whose id another client spells in capitals.</summary>
    public static Actor Shouting(this Actor actor) => actor with { Id = actor.Id.ToUpperInvariant() };
}
