using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ConductBot.Cases;

/// <summary>What a reporter has said so far. Every answer may be missing: a report can be sent at any time.</summary>
/// <remarks>
/// Lists that are missing from a stored report (a forgotten case has lost its <see cref="Reflections"/>) arrive as null from
/// generated JSON code, which sets every init-only property and knows nothing of initialisers. They are made empty here.
/// </remarks>
public sealed record Report
{
    public const string Yes = "yes";
    public const string No = "no";
    public const string Unsure = "unsure";

    /// <summary>yes, no or unsure, as are the other answers that say so.</summary>
    public string? ImmediateRisk { get; init; }

    /// <summary>yes, no or unsure.</summary>
    public string? IntimateImage { get; init; }

    /// <summary>The words of the post as the reporter gave them.</summary>
    [Personal]
    public string? Text { get; init; }

    [Personal]
    public string? Link { get; init; }

    /// <summary>Pictures and documents that came with it; none where it may show an intimate image.</summary>
    public IReadOnlyList<Evidence> Evidence
    {
        get;
        init => field = value ?? [];
    }
    = [];

    public string? Platform { get; init; }

    /// <summary>yes, no or unsure.</summary>
    public string? OnSchoolSite { get; init; }

    /// <summary>yes, no or unsure.</summary>
    public string? GroupChat { get; init; }

    [Personal]
    public string? SeenHow { get; init; }

    /// <summary>One of <see cref="Policies.Authors"/>.</summary>
    public string? Author { get; init; }

    /// <summary>One of <see cref="Targets"/>.</summary>
    public string? Target { get; init; }

    /// <summary>Answers to the reflection questions, by place (1 = the first).</summary>
    [Personal]
    public ImmutableSortedDictionary<int, string> Reflections
    {
        get;
        init => field = value ?? ImmutableSortedDictionary<int, string>.Empty;
    }
    = ImmutableSortedDictionary<int, string>.Empty;

    /// <summary>The categories ticked; empty with <see cref="CategoriesAsked"/> = none of these.</summary>
    public IReadOnlyList<string> Categories
    {
        get;
        init => field = value ?? [];
    }
    = [];

    public bool CategoriesAsked { get; init; }

    /// <summary>yes, no or unsure by the input id of a category's test.</summary>
    public ImmutableSortedDictionary<string, string> Tests
    {
        get;
        init => field = value ?? ImmutableSortedDictionary<string, string>.Empty;
    }
    = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>yes, no or unsure.</summary>
    public string? CrimeSuspected { get; init; }

    /// <summary>yes, no or unsure.</summary>
    public string? ChildHarmDisclosed { get; init; }

    /// <summary>Somebody is, or may be, at immediate risk: unsure counts, since waiting could cost a life.</summary>
    [JsonIgnore]
    public bool IsUrgent => ImmediateRisk is Yes or Unsure;

    /// <summary>There is, or may be, an intimate image: then no copy is taken and the DSL is seen in person.</summary>
    [JsonIgnore]
    public bool MayShowIntimateImage => IntimateImage is Yes or Unsure;

    /// <summary>Whether both hold the same answers: a record compares its lists by reference, this by what they hold.</summary>
    public bool SameAs(Report other) =>
        Categories.SequenceEqual(other.Categories)
        && Reflections.SequenceEqual(other.Reflections)
        && Tests.SequenceEqual(other.Tests)
        && Evidence.SequenceEqual(other.Evidence)
        && this with { Categories = [], Evidence = [], Reflections = other.Reflections, Tests = other.Tests } == other with { Categories = [], Evidence = [] };
}

/// <summary>Whom a post is about.</summary>
public static class Targets
{
    public const string Me = "me";
    public const string Colleague = "colleague";
    public const string Pupil = "pupil";
    public const string Adult = "adult";
    public const string School = "school";

    public static readonly IReadOnlyList<string> All = [Me, Colleague, Pupil, Adult, School];
}

/// <summary>
/// Marks what could name or quote a person. Kept encrypted under the case's own key, never in a projection, a log, a
/// notification or a card that more than the people who may act can see.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute : Attribute;
