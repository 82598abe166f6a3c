namespace ConductBot.Policies.Packs;

/// <summary>Reads grounds: a fact's name, <c>breach</c>, <c>refusal</c>, <c>author parent</c>, <c>category threat</c>, <c>done X</c>.</summary>
internal static class GroundReader
{
    public static IReadOnlyList<Ground> Read(YamlMap map, string key, PolicyVocabulary vocabulary)
    {
        var grounds = new List<Ground>();

        foreach (var (text, line) in map.Texts(key))
        {
            if (Ground(text, vocabulary) is { } ground)
            {
                grounds.Add(ground);
            }
            else
            {
                map.Problem(line, $"'{text}' is no ground: a fact, breach, refusal, author X, category X or done X.");
            }
        }

        return grounds;
    }

    private static Ground? Ground(string text, PolicyVocabulary vocabulary) => text.Split(' ') switch
    {
        ["breach"] => new BreachFound(),
        ["refusal"] => new RemovalRefused(),
        [var fact] when vocabulary.Facts.ContainsKey(fact) => new FactHolds(fact),
        ["author", var author] when vocabulary.Authors.ContainsKey(author) => new AuthorIs(author),
        ["category", var id] when vocabulary.Categories.Any(category => category.Id == id) => new CategoryIs(id),
        ["done", var action] when vocabulary.Actions.ContainsKey(action) => new ActionIsDone(action),
        _ => null,
    };
}
