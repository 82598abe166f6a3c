namespace ConductBot.Policies;

/// <summary>The questions that tell whether a post belongs to a category.</summary>
/// <param name="Category">The category that the test is for.</param>
/// <param name="Step">The step of the report dialog that asks: <c>test-defamation</c>.</param>
/// <param name="Questions">Only those that this policy's rule asks, in order.</param>
/// <param name="Rule">Met where this comes to yes.</param>
/// <param name="Raises">Facts of the case that follow from the answers: <c>physicalThreat</c>.</param>
/// <param name="IfNotMet">What to say besides, where the test is not met; or null.</param>
/// <param name="Clauses">The clause a question rests on, by input, where the policy has one of its own for it.</param>
public sealed record CategoryTest(
    string Category,
    string Step,
    IReadOnlyList<TestQuestion> Questions,
    TestRule Rule,
    IReadOnlyDictionary<string, TestRule> Raises,
    Wording? IfNotMet,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Clauses);

/// <summary>One question of a test, answered yes, no or unsure.</summary>
/// <param name="Input">The input's id on the card: <c>statedAsFact</c>.</param>
/// <param name="Asks">The question.</param>
/// <param name="Hint">A line to help answer it, or null.</param>
/// <param name="IfYes">What a yes says of the post: "it is stated as fact".</param>
/// <param name="IfNo">What a no says of it.</param>
/// <param name="IfUnsure">What is left open.</param>
public sealed record TestQuestion(string Input, Wording Asks, Wording? Hint, Wording IfYes, Wording IfNo, Wording IfUnsure);

/// <summary>How the answers are put together. Unsure stays unsure unless the other answers settle it.</summary>
public abstract record TestRule;

/// <summary>The answer to one question.</summary>
public sealed record Answered(string Input) : TestRule;

/// <summary>The opposite of the answer to one question.</summary>
public sealed record NotAnswered(string Input) : TestRule;

public sealed record AllOf(IReadOnlyList<TestRule> Rules) : TestRule;

public sealed record AnyOf(IReadOnlyList<TestRule> Rules) : TestRule;

/// <summary>An answer to a question of a test.</summary>
public enum TestAnswer
{
    Yes,
    No,
    Unsure,
}

/// <summary>What the answers come to: the bot speaks of a test met or not met, never of a crime.</summary>
public enum TestVerdict
{
    Met,

    /// <summary>Enters the case as possible; the DSL confirms or removes it.</summary>
    Possible,

    NotMet,
}

/// <summary>What a test came to, and why.</summary>
/// <param name="Because">What the answers that settled it say of the post.</param>
/// <param name="IfNotMet">What to say besides, where the test is not met; or null.</param>
/// <param name="Clauses">The clauses behind those answers, sorted ordinally; may be empty.</param>
/// <param name="Raises">Facts to set: yes or unsure both set them, since unsure drops nothing. Never holds a no.</param>
public sealed record TestResult(
    string Category,
    TestVerdict Verdict,
    IReadOnlyList<Wording> Because,
    Wording? IfNotMet,
    IReadOnlyList<string> Clauses,
    IReadOnlyDictionary<string, TestVerdict> Raises)
{
    /// <summary>In words for staff, in the language of whoever reads them.</summary>
    public string Reason => Verdict switch
    {
        TestVerdict.Met => Say($"Test met: {Said}."),
        TestVerdict.NotMet when IfNotMet is { } also => Say($"Test not met: {Said}. {also}"),
        TestVerdict.NotMet => Say($"Test not met: {Said}."),
        _ => Say($"Test possibly met: {Said}. The DSL confirms or removes it."),
    };

    /// <summary>Whether the category enters the case.</summary>
    public bool Enters => Verdict != TestVerdict.NotMet;

    private string Said => Because.Count < 2 ? string.Concat(Because) : Say($"{string.Join("; ", Because.SkipLast(1))}; and {Because[^1]}");
}
