namespace ConductBot.Policies.Packs;

/// <summary>Checks the <c>questions.yaml</c> beside a pack, so that one run of lint tells every slip in it with its line.</summary>
internal static class QuestionCheck
{
    private const string QuestionsFile = "questions.yaml";

    /// <summary>The topics of the shared file, those under <c>elsewhere</c> included; null where there is none.</summary>
    public static IReadOnlySet<string>? SharedTopics(PolicyLibrary library)
    {
        var file = Path.Combine(library.Folder, QuestionsFile);

        // What is wrong with the shared file itself is told where it is read.
        if (!File.Exists(file) || YamlMap.Read(file, new ProblemList(), library.Words) is not { } shared)
        {
            return null;
        }

        var elsewhere = shared.Map("elsewhere");

        foreach (var (_, topic) in elsewhere?.Entries() ?? [])
        {
            topic.WordingOrNull("advice");
        }

        return (shared.Map("topics")?.Keys ?? []).Concat(elsewhere?.Keys ?? []).ToHashSet(StringComparer.Ordinal);
    }

    public static IReadOnlyList<PackProblem> Check(Policy policy, IReadOnlySet<string> shared)
    {
        var problems = new ProblemList();
        var file = Path.Combine(policy.Folder, QuestionsFile);

        if (File.Exists(file) && YamlMap.Read(file, problems) is { } map)
        {
            Check(policy, map, shared);
        }

        return problems.All;
    }

    private static void Check(Policy policy, YamlMap map, IReadOnlySet<string> shared)
    {
        var (answers, silent, own) = (map.Map("answers"), map.Map("silent"), map.Map("own"));
        map.RefuseTheRest();

        foreach (var (_, advice) in silent?.Pairs() ?? [])
        {
            policy.Source?.Words.Of(advice);
        }

        foreach (var topic in own?.Keys ?? [])
        {
            if (own!.Texts(topic).Count == 0)
            {
                own.Problem(own.LineOfKey(topic), $"'{topic}' needs a few ways of asking it.");
            }
        }

        foreach (var (named, topic) in Topics(answers).Concat(Topics(silent)))
        {
            if (!shared.Contains(topic) && own?.Has(topic) is not true)
            {
                named.Problem(named.LineOfKey(topic), $"'{topic}' is no topic: neither a shared one nor one under 'own'.");
            }
        }

        foreach (var topic in answers?.Keys ?? [])
        {
            if (silent?.Has(topic) is true)
            {
                silent.Problem(silent.LineOfKey(topic), $"'{topic}' is both answered and silent.");
            }

            foreach (var (place, line) in answers!.Texts(topic).Where(place => place.Value != "meta" && policy.Find($"{policy.Id}/{place.Value}") is null))
            {
                answers.Problem(line, $"The document has no clause '{place}'.");
            }
        }
    }

    private static IEnumerable<(YamlMap Map, string Topic)> Topics(YamlMap? map) => map is null ? [] : map.Keys.Select(topic => (map, topic));
}
