using System.Text.Json.Nodes;

namespace ConductBot.Host.Package;

/// <summary>Microsoft's published schemas of the manifest and of its language files, as the build put them beside the program.</summary>
public sealed class ManifestSchemas
{
    private readonly JsonSchema manifest;
    private readonly JsonSchema language;

    private ManifestSchemas(JsonSchema manifest, JsonSchema language)
    {
        this.manifest = manifest;
        this.language = language;
    }

    /// <summary>Null when the program was built where they could not be had.</summary>
    public static ManifestSchemas? Load(string folder)
    {
        var files = new[] { "MicrosoftTeams.schema.json", "MicrosoftTeams.Localization.schema.json" }.Select(name => Path.Combine(folder, name)).ToList();
        return files.TrueForAll(File.Exists) ? new(JsonSchema.Parse(File.ReadAllBytes(files[0])), JsonSchema.Parse(File.ReadAllBytes(files[1]))) : null;
    }

    public IEnumerable<string> Broken(JsonObject document) => manifest.Check(document).Select(problem => $"manifest.json: {problem} (schema).");

    /// <param name="file">Its name.</param>
    /// <param name="document">What is in it.</param>
    public IEnumerable<string> Broken(string file, JsonNode? document) => language.Check(document).Select(problem => $"{file}: {problem} (schema).");
}
