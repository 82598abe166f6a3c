namespace ConductBot.Policies;

/// <summary>
/// Puts the answers of a category's test together. Pure. The result speaks of a test met or not met, never of a crime;
/// an answer that is missing counts as unsure, and unsure never drops a category.
/// </summary>
public static class CategoryTests
{
    /// <summary>The answer that a card or a typed word stands for; null for anything else.</summary>
    public static TestAnswer? Parse(string? word) => word switch
    {
        "yes" => TestAnswer.Yes,
        "no" => TestAnswer.No,
        "unsure" => TestAnswer.Unsure,
        _ => null,
    };

    /// <param name="test">From <see cref="Policy.TestOf"/>: policies put the same answers together differently.</param>
    /// <param name="answers">By input id. Inputs that the test does not ask are ignored.</param>
    public static TestResult Judge(CategoryTest test, IReadOnlyDictionary<string, TestAnswer> answers)
    {
        var value = Value(test.Rule, answers);
        var settling = Settling(test.Rule, answers).ToHashSet(StringComparer.Ordinal);
        var asked = test.Questions.Where(question => settling.Contains(question.Input)).ToList();

        return new TestResult(
            test.Category,
            Verdict(value),
            [.. asked.Select(question => Given(question.Input, answers) switch
            {
                TestAnswer.Yes => question.IfYes,
                TestAnswer.No => question.IfNo,
                _ => question.IfUnsure,
            })],
            test.IfNotMet,
            [.. new SortedSet<string>(asked.SelectMany(question => test.Clauses.GetValueOrDefault(question.Input) ?? []), StringComparer.Ordinal)],
            test.Raises.Select(fact => (fact.Key, Value: Value(fact.Value, answers)))
                .Where(fact => fact.Value != TestAnswer.No)
                .ToDictionary(fact => fact.Key, fact => Verdict(fact.Value), StringComparer.Ordinal));
    }

    private static TestAnswer Value(TestRule rule, IReadOnlyDictionary<string, TestAnswer> answers) => rule switch
    {
        Answered answered => Given(answered.Input, answers),
        NotAnswered answered => Opposite(Given(answered.Input, answers)),
        AllOf all => Strongest(TestAnswer.No, all.Rules, answers),
        AnyOf any => Strongest(TestAnswer.Yes, any.Rules, answers),
        _ => throw new NotSupportedException($"No rule of kind {rule.GetType().Name}."),
    };

    /// <summary>One such answer settles it; otherwise one unsure leaves it open; otherwise it is the opposite.</summary>
    private static TestAnswer Strongest(TestAnswer settles, IReadOnlyList<TestRule> rules, IReadOnlyDictionary<string, TestAnswer> answers)
    {
        var open = false;

        foreach (var rule in rules)
        {
            var value = Value(rule, answers);

            if (value == settles)
            {
                return settles;
            }

            open |= value == TestAnswer.Unsure;
        }

        return open ? TestAnswer.Unsure : Opposite(settles);
    }

    /// <summary>The inputs that made the rule come out as it did: the parts that came out the same way.</summary>
    private static IEnumerable<string> Settling(TestRule rule, IReadOnlyDictionary<string, TestAnswer> answers)
    {
        var value = Value(rule, answers);

        return rule switch
        {
            Answered answered => [answered.Input],
            NotAnswered answered => [answered.Input],
            AllOf all => all.Rules.Where(part => Value(part, answers) == value).SelectMany(part => Settling(part, answers)),
            AnyOf any => any.Rules.Where(part => Value(part, answers) == value).SelectMany(part => Settling(part, answers)),
            _ => throw new NotSupportedException($"No rule of kind {rule.GetType().Name}."),
        };
    }

    private static TestAnswer Given(string input, IReadOnlyDictionary<string, TestAnswer> answers) =>
        answers.TryGetValue(input, out var answer) ? answer : TestAnswer.Unsure;

    private static TestAnswer Opposite(TestAnswer answer) => answer switch
    {
        TestAnswer.Yes => TestAnswer.No,
        TestAnswer.No => TestAnswer.Yes,
        _ => TestAnswer.Unsure,
    };

    private static TestVerdict Verdict(TestAnswer value) => value switch
    {
        TestAnswer.Yes => TestVerdict.Met,
        TestAnswer.No => TestVerdict.NotMet,
        _ => TestVerdict.Possible,
    };
}
