using System.Collections.Frozen;

using ConductBot.Policies.Packs;

namespace ConductBot.Policies;

/// <summary>
/// Every policy the program knows, each in all its dated versions. A trust adds its own by putting a folder with a
/// document and a <c>pack.yaml</c> beside the others. Loaded once, at start-up; nothing in it changes afterwards.
/// </summary>
public sealed class PolicyLibrary
{
    private readonly FrozenDictionary<string, Policy[]> byId;
    private readonly FrozenDictionary<(string Id, string Version), Policy> byVersion;

    internal PolicyLibrary(string folder, PolicyVocabulary vocabulary, LawRegister laws, IReadOnlyList<Policy> policies, IReadOnlyList<PolicyDraft> drafts)
    {
        Folder = folder;
        Vocabulary = vocabulary;
        Laws = laws;
        All = policies;
        Drafts = drafts;
        byId = policies.GroupBy(policy => policy.Id, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.OrderBy(policy => policy.From).ToArray(), StringComparer.Ordinal);
        byVersion = policies.ToFrozenDictionary(policy => (policy.Id, policy.Version));
    }

    /// <summary>The Welsh of the words that packs share.</summary>
    internal WelshWords Words { get; init; } = WelshWords.None;

    /// <summary>Where the packs were read.</summary>
    public string Folder { get; }

    public PolicyVocabulary Vocabulary { get; }

    public LawRegister Laws { get; }

    /// <summary>Every version of every policy, by id, then by date.</summary>
    public IReadOnlyList<Policy> All { get; }

    /// <summary>Packs that say of themselves that they are still to decide: no case is decided under one, and no question answered.</summary>
    public IReadOnlyList<PolicyDraft> Drafts { get; }

    /// <summary>Reads every pack below a folder, with the vocabulary and the law register in it.</summary>
    /// <exception cref="PolicyPackException">Anything at all is wrong with them.</exception>
    public static PolicyLibrary Load(string folder)
    {
        var problems = new ProblemList();
        var library = LibraryReader.Read(folder, otherwise: null, problems);
        return library is not null && problems.Count == 0 ? library : throw new PolicyPackException(problems.All);
    }

    /// <summary>The version under which a case opened on this day is decided; null where there is none yet.</summary>
    public Policy? Current(string id, DateOnly today) =>
        byId.TryGetValue(id, out var versions) ? Array.FindLast(versions, policy => policy.From <= today) : null;

    /// <summary>Every policy once, by id: in the version of this day, or the newest where all are still to come.</summary>
    public IReadOnlyList<Policy> InForce(DateOnly today) =>
        [.. byId.OrderBy(versions => versions.Key, StringComparer.Ordinal).Select(versions => Current(versions.Key, today) ?? versions.Value[^1])];

    /// <summary>The version with the latest date, also where that is still to come; null for an unknown id.</summary>
    public Policy? Newest(string id) => byId.TryGetValue(id, out var versions) ? versions[^1] : null;

    /// <summary>Why no school can use this id, in a sentence for whoever set it; null where one can.</summary>
    public string? WhyNot(string id) => byId.ContainsKey(id)
        ? null
        : Drafts.FirstOrDefault(draft => draft.Id == id) is { } draft
            ? $"the policy pack '{id}' is still to decide ({draft.Problems.Count} {(draft.Problems.Count == 1 ? "thing is" : "things are")} open). `policy lint {draft.PackFile}` lists them."
            : $"there is no policy pack '{id}'.";

    /// <summary>The version that a case was decided under, for good.</summary>
    public Policy? Find(string id, string version) => byVersion.GetValueOrDefault((id, version));
}
