using System.Collections.Frozen;

namespace ConductBot.Policies.Packs;

/// <summary>Reads the words that a pack puts in its own way.</summary>
internal static class WordingReader
{
    /// <summary>The vocabulary as one pack speaks it.</summary>
    public static PolicyVocabulary Read(YamlMap? wording, PolicyVocabulary shared)
    {
        if (wording is null)
        {
            return shared;
        }

        var own = shared with
        {
            Actions = Actions(wording, shared.Actions),
            Categories = Categories(wording, shared.Categories),
        };

        wording.RefuseTheRest();
        return VocabularyReader.WithReasonsForActions(own);
    }

    private static FrozenDictionary<string, ActionWords> Actions(YamlMap wording, FrozenDictionary<string, ActionWords> shared)
    {
        var actions = shared.ToDictionary(StringComparer.Ordinal);

        var own = wording.Map("actions");

        foreach (var (id, map) in own?.Entries() ?? [])
        {
            if (actions.TryGetValue(id, out var words))
            {
                actions[id] = words with
                {
                    Label = map.WordingOrNull("label") ?? words.Label,
                    Done = map.WordingOrNull("done") ?? words.Done,
                    Plain = map.WordingOrNull("plain") ?? words.Plain,
                };
                map.RefuseTheRest();
            }
            else
            {
                map.Problem(own!.LineOfKey(id), $"No action is called '{id}'.");
            }
        }

        return actions.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static IReadOnlyList<Category> Categories(YamlMap wording, IReadOnlyList<Category> shared)
    {
        var categories = shared.ToList();

        var own = wording.Map("categories");

        foreach (var (id, map) in own?.Entries() ?? [])
        {
            var place = categories.FindIndex(category => category.Id == id);

            if (place >= 0)
            {
                categories[place] = categories[place] with
                {
                    Label = map.WordingOrNull("label") ?? categories[place].Label,
                    Plain = map.WordingOrNull("plain") ?? categories[place].Plain,
                };
                map.RefuseTheRest();
            }
            else
            {
                map.Problem(own!.LineOfKey(id), $"No category is called '{id}'.");
            }
        }

        return categories;
    }
}
