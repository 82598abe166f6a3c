using System.Collections.Frozen;

using ConductBot.Policies.Packs;
using ConductBot.Policies.Signs;

namespace ConductBot.Policies;

/// <summary>One version of one trust's policy: its clauses and how the project reads them.</summary>
public sealed class Policy
{
    private FrozenDictionary<string, Clause> clausesById = FrozenDictionary<string, Clause>.Empty;
    private FrozenDictionary<string, Category> categoriesById = FrozenDictionary<string, Category>.Empty;

    /// <summary>Short id used in settings and clause ids: <c>oak</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Names the version of the pack that a case is decided under, for good: <c>1.0 (2019-06-28)</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The trust's name as staff say it.</summary>
    public required string Trust { get; init; }

    public required PolicyDocument Document { get; init; }

    /// <summary>All clauses, in the document's order.</summary>
    public required IReadOnlyList<Clause> Clauses
    {
        get;
        init
        {
            field = value;
            clausesById = value.ToFrozenDictionary(clause => clause.Id, StringComparer.Ordinal);
        }
    }

    /// <summary>Every category the field knows, in display order; one without clauses is not covered by this policy.</summary>
    public required IReadOnlyList<Category> Categories
    {
        get;
        init
        {
            field = value;
            categoriesById = value.ToFrozenDictionary(category => category.Id, StringComparer.Ordinal);
            CoveredCategories = [.. value.Where(category => category.IsCovered)];
        }
    }

    /// <summary>The categories that a reporter may tick under this policy, in display order.</summary>
    public IReadOnlyList<Category> CoveredCategories { get; private init; } = [];

    /// <summary>The questions a reporter reflects on before sending.</summary>
    public required IReadOnlyList<ReflectionQuestion> Reflection { get; init; }

    /// <summary>The first day on which cases are decided under this version.</summary>
    public DateOnly From { get; init; } = DateOnly.MinValue;

    /// <summary>The folder that holds the pack and the document; empty for a policy made in memory.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Whether the actions follow one another. Where they do not, the bot says so.</summary>
    public PolicyShape Shape { get; init; }

    public PolicyScope Scope { get; init; } = PolicyScope.Everybody;

    /// <summary>Every action the policy names: the ladder in its order, then those beside it.</summary>
    public IReadOnlyList<ActionRule> Ladder { get; init; } = [];

    /// <summary>What the policy says the school never does.</summary>
    public IReadOnlyList<NeverAction> Never { get; init; } = [];

    /// <summary>Things the policy says that the bot repeats at the right moment.</summary>
    public IReadOnlyList<Statement> Statements { get; init; } = [];

    /// <summary>The tests of the categories this policy covers.</summary>
    public IReadOnlyList<CategoryTest> Tests { get; init; } = [];

    /// <summary>The words for staff: the shared ones, with this policy's own where it has them.</summary>
    public PolicyVocabulary Vocabulary { get; init; } = PolicyVocabulary.Empty;

    /// <summary>Where it was read; null for a policy made in memory.</summary>
    internal PackSource? Source { get; init; }

    /// <summary>The clause with this full id, or null.</summary>
    public Clause? Find(string clauseId) => clausesById.GetValueOrDefault(clauseId);

    /// <summary>
    /// The clause with this full id; for <c>oak/meta</c> the lines of the document that print its version, approval and review.
    /// Null for neither.
    /// </summary>
    public Clause? Quote(string clauseId) =>
        clauseId == $"{Id}/meta" ? new(clauseId, Say("The document about itself"), string.Join('\n', Document.Words)) : Find(clauseId);

    /// <summary>The category with this id, covered or not; null for one that nobody knows.</summary>
    public Category? CategoryOf(string id) => categoriesById.GetValueOrDefault(id);

    /// <summary>The test of a category; null where it is simply ticked, or not covered.</summary>
    public CategoryTest? TestOf(string categoryId) => Tests.FirstOrDefault(test => test.Category == categoryId);

    /// <summary>The statement with this id (see <see cref="StatementIds"/>), or null where the policy does not say it.</summary>
    public Statement? StatementOf(string id) => Statements.FirstOrDefault(statement => statement.Id == id);

    /// <summary>The policy's row for an action, or null where it does not name it.</summary>
    public ActionRule? RuleOf(string action) => Ladder.FirstOrDefault(rule => rule.Action == action);

    /// <summary>A category as one picks it: its name, a plain line, and the clauses that make it a breach.</summary>
    public string CategoryChoice(Category category) =>
        $"{category.Label} – {category.Plain} ({string.Join("; ", category.Clauses.Select(clause => Find(clause)?.Label))})";

    /// <summary>Categories of this policy that a post's words make worth looking at. It points, and decides nothing.</summary>
    public IReadOnlyList<CategorySign> WorthLookingAt(string? post) =>
        [.. Vocabulary.Signs.In(post).Where(sign => CategoryOf(sign.Category) is { IsCovered: true })];

    public bool ReviewOverdue(DateOnly today) => today > Document.ReviewDue;

    /// <summary>As a button says it: "Ask the poster to remove it".</summary>
    public string ActionLabel(string id) => Vocabulary.Action(id)?.Label ?? id;

    /// <summary>As a timeline says it: "Asked the poster to remove it".</summary>
    public string ActionDone(string id) => Vocabulary.Action(id)?.Done ?? id;

    /// <summary>What the action is, in a plain line.</summary>
    public string ActionPlain(string id) => Vocabulary.Action(id)?.Plain ?? id;

    /// <summary>What to say where this policy has no clause for an action that is offered all the same.</summary>
    public string? ActionUnsaid(string id) => Vocabulary.Action(id)?.Unsaid;

    /// <summary>It speaks or writes to whoever posted it.</summary>
    public bool ContactsPoster(string id) => Vocabulary.Action(id) is { ContactsPoster: true };

    /// <summary>What can come of an action, as a form offers it.</summary>
    public IReadOnlyList<string> OutcomesOf(string action) => Vocabulary.Action(action)?.Outcomes ?? Outcomes.All;

    /// <summary>Why an action is blocked, in plain language: <c>needs-refusal</c>, <c>needs:seek-legal-advice</c>, <c>out-of-scope</c>.</summary>
    public string ReasonPlain(string word) => Vocabulary.Reason(word) ?? word;

    public string OutcomeLabel(string id) => Vocabulary.OutcomeLabel(id) ?? id;

    public string AuthorLabel(string id) => Vocabulary.AuthorLabel(id) ?? id;

    /// <summary>A fact of <see cref="FactNames"/> as staff read it.</summary>
    public string FactLabel(string name) => Vocabulary.FactLabel(name) ?? name;

    public string StrengthPlain(Strength strength) => Vocabulary.StrengthPlain(strength);

    public string ApprovalPlain(Approval approval) => Vocabulary.ApprovalPlain(approval);

    public string ShapePlain => Vocabulary.ShapePlain(Shape);
}

/// <summary>What the document says about itself.</summary>
/// <param name="Title">As printed on it.</param>
/// <param name="Version">As printed, or null where the document has none.</param>
/// <param name="Approved">As printed: <c>July 2019</c>, <c>28-06-19</c>; more than one joined by ", then ".</param>
/// <param name="ApprovedBy">As printed, or null.</param>
/// <param name="Review">As printed: <c>June 2020</c>, <c>2 Years</c>.</param>
/// <param name="ReviewDue">The last day on which the review is not overdue.</param>
/// <param name="Words">The lines of the document that say so, word for word.</param>
public sealed record PolicyDocument(
    string Title, string? Version, string Approved, string? ApprovedBy, string Review, DateOnly ReviewDue, IReadOnlyList<string> Words);

/// <summary>What a post might be.</summary>
/// <param name="Plain">One plain line, ours.</param>
/// <param name="Clauses">Full clause ids, sorted ordinally; empty = not covered by this policy.</param>
public sealed record Category(string Id, Wording Label, Wording Plain, IReadOnlyList<string> Clauses)
{
    public bool IsCovered => Clauses.Count > 0;
}

/// <summary>A question to think over.</summary>
/// <param name="Clause">The clause whose words these are, or null for a good-practice prompt of ours, to be marked so.</param>
public sealed record ReflectionQuestion(Wording Text, string? Clause);
