using System.Collections.Frozen;

namespace ConductBot.Policies.Packs;

/// <summary>Reads the tests of categories: the shared ones, and where a pack puts the answers together differently.</summary>
internal static class TestReader
{
    private static readonly FrozenDictionary<string, IReadOnlyList<string>> NoClauses =
        FrozenDictionary<string, IReadOnlyList<string>>.Empty;

    public static CategoryTest Shared(string category, YamlMap map)
    {
        var questions = (map.Map("questions")?.Entries() ?? []).Select(entry => Question(entry.Key, entry.Map)).ToList();

        var test = new CategoryTest(
            category,
            map.Text("step"),
            questions,
            Rule(map, "met", questions),
            Raises(map.Map("raises"), questions),
            map.WordingOrNull("if-not-met"),
            NoClauses);

        map.RefuseTheRest();
        return test;
    }

    /// <summary>The tests of the categories a policy covers, each asking only what the policy's rule needs.</summary>
    public static IReadOnlyList<CategoryTest> Of(
        YamlMap pack, PolicyVocabulary vocabulary, IReadOnlyList<Category> categories, ClauseIndex clauses)
    {
        var own = pack.Map("tests");
        var tests = new List<CategoryTest>();

        foreach (var shared in vocabulary.Tests)
        {
            var map = own?.Map(shared.Category);
            var test = map is null ? shared : Own(shared, map, clauses);

            if (categories.Any(category => category.Id == shared.Category && category.IsCovered))
            {
                var needed = Inputs(test.Rule).Concat(test.Raises.Values.SelectMany(Inputs)).ToHashSet(StringComparer.Ordinal);
                tests.Add(test with { Questions = [.. test.Questions.Where(question => needed.Contains(question.Input))] });
            }
            else if (map is not null)
            {
                map.Problem(map.Line, $"This pack has no clause for '{shared.Category}', so there is nothing to test.");
            }
        }

        own?.RefuseTheRest();
        return tests;
    }

    private static FrozenDictionary<string, TestRule> Raises(YamlMap? map, IReadOnlyList<TestQuestion> questions)
    {
        var rules = new Dictionary<string, TestRule>(StringComparer.Ordinal);

        foreach (var fact in map?.Keys ?? [])
        {
            rules[fact] = Rule(map!, fact, questions);

            if (!FactNames.All.Contains(fact, StringComparer.Ordinal))
            {
                map!.Problem(map.LineOf(fact), $"'{fact}' is no fact of a case.");
            }
        }

        return rules.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static CategoryTest Own(CategoryTest shared, YamlMap map, ClauseIndex clauses)
    {
        var cited = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

        if (map.Map("clauses") is { } byInput)
        {
            foreach (var input in byInput.Keys)
            {
                Known(byInput, byInput.LineOf(input), input, shared.Questions);
                cited[input] = clauses.Cited(byInput, input);
            }
        }

        var test = shared with
        {
            Rule = map.Has("met") ? Rule(map, "met", shared.Questions) : shared.Rule,
            Clauses = cited.ToFrozenDictionary(StringComparer.Ordinal),
        };

        map.RefuseTheRest();
        return test;
    }

    private static TestQuestion Question(string input, YamlMap map)
    {
        var question = new TestQuestion(
            input, map.WordingOf("asks"), map.WordingOrNull("hint"), map.WordingOf("yes"), map.WordingOf("no"), map.WordingOf("unsure"));
        map.RefuseTheRest();
        return question;
    }

    private static TestRule Rule(YamlMap parent, string key, IReadOnlyList<TestQuestion> questions)
    {
        if (parent.Map(key) is { } map)
        {
            return Rule(map, questions);
        }

        parent.Problem(parent.LineOf(key), $"'{key}' has to say what is needed: all: [...] or any: [...].");
        return new AllOf([]);
    }

    private static TestRule Rule(YamlMap map, IReadOnlyList<TestQuestion> questions)
    {
        var key = map.Has("any") ? "any" : "all";
        var rules = new List<TestRule>();

        foreach (var (text, inner) in map.Items(key))
        {
            rules.Add(inner is not null ? Rule(inner, questions) : Input(map, text.GetValueOrDefault(), questions));
        }

        if (rules.Count == 0)
        {
            map.Problem(map.Line, "A rule needs all: [...] or any: [...], with something in it.");
        }

        map.RefuseTheRest();
        return key == "any" ? new AnyOf(rules) : new AllOf(rules);
    }

    private static TestRule Input(YamlMap map, YamlText text, IReadOnlyList<TestQuestion> questions)
    {
        const string Not = "not ";
        var opposite = text.Value.StartsWith(Not, StringComparison.Ordinal);
        var input = opposite ? text.Value[Not.Length..] : text.Value;
        Known(map, text.Line, input, questions);
        return opposite ? new NotAnswered(input) : new Answered(input);
    }

    private static void Known(YamlMap map, int line, string input, IReadOnlyList<TestQuestion> questions)
    {
        if (!questions.Any(question => question.Input == input))
        {
            map.Problem(line, $"The test asks no question '{input}'.");
        }
    }

    private static IEnumerable<string> Inputs(TestRule rule) => rule switch
    {
        Answered answered => [answered.Input],
        NotAnswered answered => [answered.Input],
        AllOf all => all.Rules.SelectMany(Inputs),
        AnyOf any => any.Rules.SelectMany(Inputs),
        _ => throw new NotSupportedException($"No rule of kind {rule.GetType().Name}."),
    };
}
