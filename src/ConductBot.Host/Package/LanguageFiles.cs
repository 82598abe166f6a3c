using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConductBot.Host.Package;

/// <summary>
/// The files that say the manifest's words in other languages. Each must say all that people read, and nothing of what the
/// bot reads: a command's title is what is typed when it is chosen, so it stays as the bot knows it.
/// </summary>
internal static class LanguageFiles
{
    /// <param name="manifest">The manifest in its own language.</param>
    /// <param name="folder">Where the files are.</param>
    /// <param name="schemas">What they are checked against besides; null when there is none.</param>
    public static IEnumerable<string> Broken(JsonObject manifest, string folder, ManifestSchemas? schemas)
    {
        var wanted = Wanted(manifest);
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

            foreach (var odd in words.Select(word => word.Key).Where(key => key != "$schema" && !wanted.Contains(key)))
            {
                yield return $"{file}: the manifest has no {odd} for people to read.";
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
