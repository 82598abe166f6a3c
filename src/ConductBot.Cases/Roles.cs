namespace ConductBot.Cases;

/// <summary>What a school lets a person do. The school's own rule, from its settings; no policy speaks of a DSL.</summary>
[Flags]
public enum Roles
{
    None = 0,
    Staff = 1,
    Lead = 2,
    Deputy = 4,
    Dsl = 8,
}

/// <summary>The person who wants something done.</summary>
/// <param name="Id">Entra object id, from the verified activity; never from a card.</param>
public sealed record Actor(string Id, Roles Roles)
{
    public bool IsStaff => Roles != Roles.None;

    /// <summary>The DSL, or a deputy who stands in for them.</summary>
    public bool IsDsl => (Roles & (Roles.Dsl | Roles.Deputy)) != Roles.None;

    public bool IsLead => (Roles & Roles.Lead) != Roles.None;

    /// <summary>May see the words of the post, unless in conflict on that case.</summary>
    public bool MayDecide => IsDsl || IsLead;
}
