using System.Collections.Frozen;

namespace ConductBot.Policies.Packs;

/// <summary>Reads <c>vocabulary.yaml</c>.</summary>
internal static class VocabularyReader
{
    /// <summary>Stands in the reason for an action that has to be done first; the action's label takes its place.</summary>
    private const string ActionMark = "{action}";

    public static PolicyVocabulary Read(YamlMap map)
    {
        var actions = Entries(map, "actions").Select(entry => Action(entry.Key, entry.Map)).ToList();
        var vocabulary = new PolicyVocabulary
        {
            Categories = [.. Entries(map, "categories").Select(entry => Category(entry.Key, entry.Map))],
            Actions = actions.ToFrozenDictionary(action => action.Id, StringComparer.Ordinal),
            Authors = Labels(map, "authors", Authors.All),
            Outcomes = Labels(map, "outcomes", Outcomes.All),
            Facts = Labels(map, "facts", FactNames.All),
            Strengths = Choices<Strength>(map, "strengths", Words.Word),
            Approvals = Choices<Approval>(map, "approvals", Words.Word),
            Shapes = Choices<PolicyShape>(map, "shapes", Words.Word),
        };

        CheckActions(map, vocabulary);
        var reasons = map.Map("reasons");
        vocabulary = WithConditions(map, vocabulary, reasons);
        vocabulary = vocabulary with { AfterPlain = reasons?.WordingOf("after") ?? Wording.None };
        reasons?.RefuseTheRest();
        vocabulary = vocabulary with { Tests = Tests(map, vocabulary) };
        map.RefuseTheRest();
        return WithReasonsForActions(vocabulary);
    }

    /// <summary>"only after this has been done: …" for every action, ready to be looked up.</summary>
    public static PolicyVocabulary WithReasonsForActions(PolicyVocabulary vocabulary)
    {
        var reasons = vocabulary.Reasons.ToDictionary(StringComparer.Ordinal);

        foreach (var action in vocabulary.Actions.Values)
        {
            reasons[ReasonWords.AfterPrefix + action.Id] = new Wording(
                vocabulary.AfterPlain.English.Replace(ActionMark, action.Label.English, StringComparison.Ordinal),
                vocabulary.AfterPlain.Welsh?.Replace(ActionMark, action.Label.Welsh ?? action.Label.English, StringComparison.Ordinal));
        }

        return vocabulary with { Reasons = reasons.ToFrozenDictionary(StringComparer.Ordinal) };
    }

    private static ActionWords Action(string id, YamlMap map)
    {
        var words = new ActionWords(
            id,
            map.WordingOf("label"),
            map.WordingOf("done"),
            map.WordingOf("plain"),
            map.Choice("approval", Words.Word, Approval.None),
            map.Flag("whatever-the-scope"),
            map.WordingOrNull("unsaid"))
        {
            ContactsPoster = map.Flag("contacts-poster"),
            Outcomes = OutcomesOf(map),
        };

        if (!map.Has("approval"))
        {
            map.Problem(map.Line, "'approval' is missing: none, dsl or dsl+lead.");
        }

        map.RefuseTheRest();
        return words;
    }

    private static IReadOnlyList<string> OutcomesOf(YamlMap map)
    {
        var outcomes = map.Texts("outcomes");
        foreach (var unknown in outcomes.Where(outcome => !Outcomes.All.Contains(outcome.Value)))
        {
            map.Problem(unknown.Line, $"'{unknown.Value}' is no outcome of an action.");
        }

        return outcomes.Count == 0 ? Outcomes.All : [.. outcomes.Select(outcome => outcome.Value)];
    }

    private static Category Category(string id, YamlMap map)
    {
        var category = new Category(id, map.WordingOf("label"), map.WordingOf("plain"), []);
        map.RefuseTheRest();
        return category;
    }

    private static PolicyVocabulary WithConditions(YamlMap map, PolicyVocabulary vocabulary, YamlMap? reasons)
    {
        var conditions = new List<Condition>();
        var plain = new Dictionary<string, Wording>(StringComparer.Ordinal)
        {
            [ReasonWords.OutOfScope] = reasons?.WordingOf(ReasonWords.OutOfScope) ?? Wording.None,
        };

        foreach (var (name, entry) in Entries(map, "conditions"))
        {
            var condition = new Condition(name, entry.Text("reason"), GroundReader.Read(entry, "any", vocabulary));
            conditions.Add(condition);

            if (!plain.TryAdd(condition.Reason, entry.WordingOf("plain")))
            {
                entry.Problem(entry.LineOf("reason"), $"Two conditions have the reason '{condition.Reason}'.");
            }

            if (condition.AnyOf.Count == 0)
            {
                entry.Problem(entry.Line, "'any' is missing: one of these is enough for the condition to hold.");
            }

            entry.RefuseTheRest();
        }

        return vocabulary with
        {
            Conditions = conditions.ToFrozenDictionary(condition => condition.Name, StringComparer.Ordinal),
            Reasons = plain.ToFrozenDictionary(StringComparer.Ordinal),
        };
    }

    private static IReadOnlyList<CategoryTest> Tests(YamlMap map, PolicyVocabulary vocabulary)
    {
        var tests = new List<CategoryTest>();

        foreach (var (category, entry) in Entries(map, "tests"))
        {
            tests.Add(TestReader.Shared(category, entry));

            if (!vocabulary.Categories.Any(known => known.Id == category))
            {
                entry.Problem(entry.Line, $"No category is called '{category}'.");
            }
        }

        return tests;
    }

    /// <summary>The decision itself proposes some actions, so it has to have words for them.</summary>
    private static void CheckActions(YamlMap map, PolicyVocabulary vocabulary)
    {
        string[] needed =
        [
            Actions.Call999, Actions.SafeguardingReferral, Actions.ReferToPolice, Actions.RequestRemoval, .. Actions.OfTheDecision,
        ];

        foreach (var action in needed.Where(action => !vocabulary.Actions.ContainsKey(action)))
        {
            map.Problem(map.LineOf("actions"), $"The action '{action}' is missing.");
        }
    }

    private static FrozenDictionary<string, Wording> Labels(YamlMap map, string key, IReadOnlyList<string> ids)
    {
        var labels = map.Map(key);

        if (labels is null)
        {
            map.Problem(map.Line, $"'{key}' is missing.");
        }

        var read = ids.ToFrozenDictionary(id => id, id => labels?.WordingOf(id) ?? Wording.None, StringComparer.Ordinal);
        labels?.RefuseTheRest();
        return read;
    }

    private static FrozenDictionary<T, Wording> Choices<T>(YamlMap map, string key, Func<T, string> word)
        where T : struct, Enum
    {
        var labels = Labels(map, key, [.. Enum.GetValues<T>().Select(word)]);
        return Enum.GetValues<T>().ToFrozenDictionary(value => value, value => labels[word(value)]);
    }

    private static IEnumerable<(string Key, YamlMap Map)> Entries(YamlMap map, string key)
    {
        if (map.Map(key) is { } entries)
        {
            return entries.Entries();
        }

        map.Problem(map.Line, $"'{key}' is missing.");
        return [];
    }
}
