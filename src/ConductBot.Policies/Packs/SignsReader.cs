using ConductBot.Policies.Signs;

namespace ConductBot.Policies.Packs;

/// <summary>Reads <c>signs.yaml</c>.</summary>
internal static class SignsReader
{
    public static CategorySigns Read(YamlMap file, IReadOnlyList<Category> categories)
    {
        var known = categories.Select(category => category.Id).ToHashSet(StringComparer.Ordinal);
        var lists = Lists(file.Map("lists"));
        var signs = file.Map("signs");
        var read = new List<SignsOfCategory>();

        foreach (var (category, map) in signs?.Entries() ?? [])
        {
            if (!known.Contains(category))
            {
                signs!.Problem(signs.LineOfKey(category), $"No category is called '{category}'.");
            }

            foreach (var (other, line) in map.Texts("only-with").Where(other => !known.Contains(other.Value)))
            {
                map.Problem(line, $"No category is called '{other}'.");
            }

            read.Add(new SignsOfCategory(
                category,
                Patterns(map, "look-for", lists),
                Patterns(map, "not-where", lists),
                [.. map.Texts("only-with").Select(other => other.Value)],
                map.Flag("in-quotes")));
            map.RefuseTheRest();
        }

        file.RefuseTheRest();
        return new CategorySigns(read);
    }

    private static Dictionary<string, IReadOnlyList<string>> Lists(YamlMap? map) =>
        (map?.Keys ?? []).ToDictionary(name => name, name => (IReadOnlyList<string>)[.. map!.Texts(name).Select(word => word.Value)], StringComparer.Ordinal);

    private static IReadOnlyList<SignPattern> Patterns(YamlMap map, string key, Dictionary<string, IReadOnlyList<string>> lists)
    {
        var patterns = new List<SignPattern>();

        foreach (var (text, line) in map.Texts(key))
        {
            if (SignPattern.Read(text, lists, out var problem) is { } pattern)
            {
                patterns.Add(pattern);
            }
            else
            {
                map.Problem(line, problem!);
            }
        }

        return patterns;
    }
}
