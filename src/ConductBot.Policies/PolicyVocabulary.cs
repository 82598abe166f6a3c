using System.Collections.Frozen;

using ConductBot.Policies.Signs;

namespace ConductBot.Policies;

/// <summary>The words for staff, and the ids that a facts object may hold. Shared by all packs; a pack may put some differently.</summary>
public sealed record PolicyVocabulary
{
    public static readonly PolicyVocabulary Empty = new();

    private FrozenSet<string> categoryIds = FrozenSet<string>.Empty;

    /// <summary>Categories in display order, without clauses: those are a policy's own.</summary>
    public IReadOnlyList<Category> Categories
    {
        get;
        init
        {
            field = value;
            categoryIds = value.Select(category => category.Id).ToFrozenSet(StringComparer.Ordinal);
        }
    } = [];

    public FrozenDictionary<string, ActionWords> Actions { get; init; } = FrozenDictionary<string, ActionWords>.Empty;

    public FrozenDictionary<string, Condition> Conditions { get; init; } = FrozenDictionary<string, Condition>.Empty;

    /// <summary>Reason words in plain language, <c>needs:X</c> for every action X among them.</summary>
    public FrozenDictionary<string, Wording> Reasons { get; init; } = FrozenDictionary<string, Wording>.Empty;

    /// <summary>The sentence for <c>needs:X</c>, with <c>{action}</c> where the label goes.</summary>
    internal Wording AfterPlain { get; init; } = Wording.None;

    public FrozenDictionary<string, Wording> Authors { get; init; } = FrozenDictionary<string, Wording>.Empty;

    public FrozenDictionary<string, Wording> Outcomes { get; init; } = FrozenDictionary<string, Wording>.Empty;

    public FrozenDictionary<string, Wording> Facts { get; init; } = FrozenDictionary<string, Wording>.Empty;

    public FrozenDictionary<Strength, Wording> Strengths { get; init; } = FrozenDictionary<Strength, Wording>.Empty;

    public FrozenDictionary<Approval, Wording> Approvals { get; init; } = FrozenDictionary<Approval, Wording>.Empty;

    public FrozenDictionary<PolicyShape, Wording> Shapes { get; init; } = FrozenDictionary<PolicyShape, Wording>.Empty;

    /// <summary>The tests as all policies share them; a policy may put the answers together in its own way.</summary>
    public IReadOnlyList<CategoryTest> Tests { get; init; } = [];

    /// <summary>Words in a post that make a category worth looking at.</summary>
    public CategorySigns Signs { get; init; } = CategorySigns.None;

    /// <summary>Whether there is a category with this id, covered by some policy or not.</summary>
    public bool Knows(string categoryId) => categoryIds.Contains(categoryId);

    public ActionWords? Action(string id) => Actions.GetValueOrDefault(id);

    public string? AuthorLabel(string id) => Authors.GetValueOrDefault(id);

    public string? OutcomeLabel(string id) => Outcomes.GetValueOrDefault(id);

    public string? FactLabel(string name) => Facts.GetValueOrDefault(name);

    public string StrengthPlain(Strength strength) => Strengths.GetValueOrDefault(strength) ?? strength.Word();

    public string ApprovalPlain(Approval approval) => Approvals.GetValueOrDefault(approval) ?? approval.Word();

    public string ShapePlain(PolicyShape shape) => Shapes.GetValueOrDefault(shape) ?? shape.Word();

    /// <summary>A reason word in plain language; null for a word that nobody knows.</summary>
    public string? Reason(string word) => Reasons.GetValueOrDefault(word);
}

/// <summary>An action in words.</summary>
/// <param name="Label">As a button says it: "Ask the poster to remove it".</param>
/// <param name="Done">As a timeline says it: "Asked the poster to remove it".</param>
/// <param name="Plain">What it is, in a line.</param>
/// <param name="Approval">The school's own rule, unless a pack says otherwise.</param>
/// <param name="WhateverTheScope">Keeps its own conditions where the case is out of the policy's scope.</param>
/// <param name="Unsaid">What to say where a policy has no clause for it; null for an action that is never offered without one.</param>
public sealed record ActionWords(
    string Id, Wording Label, Wording Done, Wording Plain, Approval Approval, bool WhateverTheScope, Wording? Unsaid)
{
    /// <summary>It speaks or writes to whoever posted it, so it waits where the police are to be asked first.</summary>
    public bool ContactsPoster { get; init; }

    /// <summary>What can come of it, as a form offers it. What may be recorded is not narrowed by it.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = Policies.Outcomes.All;
}
