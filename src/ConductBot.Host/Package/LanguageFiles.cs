using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConductBot.Bot.Turns;

namespace ConductBot.Host.Package;

/// <summary>
/// The files that say the manifest's words in other languages. Each must say all that people read. A command's title is what is
/// typed when it is chosen, so another language may have another title only where the bot understands it.
/// </summary>
internal static class LanguageFiles
{
    /// <param name="manifest">The manifest in its own language.</param>
    /// <param name="folder">Where the files are.</param>
    /// <param name="schemas">What they are checked against besides; null when there is none.</param>
    public static IEnumerable<string> Broken(JsonObject manifest, string folder, ManifestSchemas? schemas)
    {
        var wanted = Wanted(manifest);
        var typed = Typed(manifest);
        foreach (var file in Json.Objects(Json.At(manifest, "localizationInfo", "additionalLanguages")).Select(language => Json.Text(language["file"])))
        {
            if (Read(Path.Combine(folder, file), out var problem) is not { } words)
            {
                yield return $"{file}: {problem}";
                continue;
            }

            foreach (var sentence in schemas?.Broken(file, words) ?? [])
            {
                yield return sentence;
            }

            foreach (var missing in wanted.Where(key => Json.Text(words[key]).Trim().Length == 0))
            {
                yield return $"{file}: {missing} is not said.";
            }

            foreach (var odd in words.Select(word => word.Key).Where(key => key != "$schema" && !wanted.Contains(key) && !typed.ContainsKey(key)))
            {
                yield return $"{file}: the manifest has no {odd} for people to read.";
            }

            foreach (var (key, title) in typed.Where(title => words[title.Key] is { } word && TypedWelsh.Steering(Json.Text(word)) != title.Value))
            {
                yield return $"{file}: {key} is not understood by the bot as \"{title}\".";
            }
        }
    }

    private static HashSet<string> Wanted(JsonObject manifest) =>
    [
        "name.short", "name.full", "description.short", "description.full",
        .. Each(manifest["bots"], "bots", bot => Each(bot["commandLists"], "commandLists", list => Each(list["commands"], "commands", _ => ["description"]))),
        .. Each(manifest["composeExtensions"], "composeExtensions", extension => Each(extension["commands"], "commands", _ => ["title", "description"])),
        .. Each(manifest["staticTabs"], "staticTabs", tab => tab.ContainsKey("name") ? ["name"] : []),
    ];

    /// <summary>The titles of the bot's commands, by their keys.</summary>
    private static Dictionary<string, string> Typed(JsonObject manifest)
    {
        var keys = Each(manifest["bots"], "bots", bot => Each(bot["commandLists"], "commandLists", list => Each(list["commands"], "commands", _ => ["title"])));
        var titles = Json.Objects(manifest["bots"])
            .SelectMany(bot => Json.Objects(bot["commandLists"]))
            .SelectMany(list => Json.Objects(list["commands"]))
            .Select(command => Json.Text(command["title"]));
        return keys.Zip(titles).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    private static IEnumerable<string> Each(JsonNode? list, string name, Func<JsonObject, IEnumerable<string>> within) =>
        Json.Objects(list).SelectMany((item, index) => within(item).Select(rest => string.Create(CultureInfo.InvariantCulture, $"{name}[{index}].{rest}")));

    private static JsonObject? Read(string path, out string problem)
    {
        problem = "is not a JSON object.";
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(path), documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            problem = $"cannot be read: {e.GetType().Name}.";
            return null;
        }
    }
}
