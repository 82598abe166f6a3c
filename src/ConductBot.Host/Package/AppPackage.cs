using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConductBot.Host.Package;

/// <summary>
/// Makes the zip that an administrator uploads to Teams. The manifest in the repository is a valid one of an example;
/// packing puts a trust's own ids and host name in its place and leaves the rest word for word.
/// </summary>
public static class AppPackage
{
    // The same files always give the same zip, so that two packages can be compared.
    private static readonly DateTimeOffset Stamp = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the package, if nothing is wrong with it.</summary>
    /// <param name="manifestFolder">Where manifest.json and what it names are.</param>
    /// <param name="appId">The bot's Entra application id, <c>MicrosoftAppId</c>.</param>
    /// <param name="packageId">The id of the app in the Teams catalogue, a GUID of its own that must stay the same.</param>
    /// <param name="domain">The host name under which the bot is reached, without scheme or port.</param>
    /// <param name="schemas">Microsoft's schemas; null to go by our own rules alone.</param>
    /// <param name="output">Receives the zip; nothing if anything is wrong.</param>
    /// <returns>What is wrong, a sentence each; nothing: the package has been written.</returns>
    public static IReadOnlyList<string> Pack(
        string manifestFolder, string appId, string packageId, string domain, ManifestSchemas? schemas, Stream output)
    {
        if (CheckIds(appId, packageId, domain) is { Count: > 0 } wrong)
        {
            return wrong;
        }

        if (ReadManifest(manifestFolder, out var problem) is not { } manifest)
        {
            return [problem];
        }

        Fill(manifest, appId, packageId, domain);
        List<string> problems = [.. ManifestRules.Broken(manifest, manifestFolder), .. schemas?.Broken(manifest) ?? []];
        if (problems.Count == 0)
        {
            problems.AddRange(LanguageFiles.Broken(manifest, manifestFolder, schemas));
        }

        if (problems.Count == 0)
        {
            Write(manifest, manifestFolder, output);
        }

        return problems;
    }

    private static List<string> CheckIds(string appId, string packageId, string domain)
    {
        var problems = new List<string>();
        if (!Guid.TryParseExact(appId, "D", out var app) || app == Guid.Empty)
        {
            problems.Add("The app id (MicrosoftAppId) is not a GUID.");
        }

        if (!Guid.TryParseExact(packageId, "D", out var package) || package == Guid.Empty)
        {
            problems.Add("The package id is not a GUID.");
        }

        if (!ManifestRules.IsHostName(domain))
        {
            problems.Add("The domain is not a plain host name: no https://, no port, no path.");
        }

        return problems;
    }

    private static JsonObject? ReadManifest(string folder, out string problem)
    {
        var file = Path.Combine(folder, "manifest.json");
        problem = $"{file} is not there.";
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            problem = $"{file} is not a JSON object.";
            return JsonNode.Parse(File.ReadAllBytes(file), documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException e)
        {
            problem = $"{file} is not JSON: {e.Message}";
            return null;
        }
    }

    private static void Fill(JsonObject manifest, string appId, string packageId, string domain)
    {
        var example = Json.Texts(manifest["validDomains"]).FirstOrDefault() ?? "";
        manifest["id"] = packageId;
        foreach (var holder in Json.Objects(manifest["bots"]).Concat(Json.Objects(manifest["composeExtensions"])))
        {
            holder["botId"] = appId;
        }

        if (manifest["webApplicationInfo"] is JsonObject application)
        {
            application["id"] = appId;
            application["resource"] = $"api://{domain}/botid-{appId}";
        }

        if (example.Length > 0)
        {
            Move(manifest, example, domain);
        }
    }

    /// <summary>Puts one host in place of another, wherever a text is that host or an address on it.</summary>
    private static void Move(JsonNode? node, string from, string to)
    {
        switch (node)
        {
            case JsonObject holder:
                foreach (var (name, text) in holder.Select(member => (member.Key, Json.Text(member.Value))).ToList())
                {
                    if (text.StartsWith($"https://{from}/", StringComparison.OrdinalIgnoreCase) || text == $"https://{from}")
                    {
                        holder[name] = $"https://{to}{text[$"https://{from}".Length..]}";
                    }

                    Move(holder[name], from, to);
                }

                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    if (Json.Text(list[i]) == from)
                    {
                        list[i] = to;
                    }

                    Move(list[i], from, to);
                }

                break;
        }
    }

    private static void Write(JsonObject manifest, string folder, Stream output)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        using (var stream = Create(zip, "manifest.json"))
        using (var writer = new Utf8JsonWriter(stream, Readable))
        {
            manifest.WriteTo(writer);
        }

        foreach (var file in ManifestRules.FilesOf(manifest))
        {
            using var stream = Create(zip, file);
            stream.Write(File.ReadAllBytes(Path.Combine(folder, file)));
        }
    }

    private static Stream Create(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
        entry.LastWriteTime = Stamp;
        return entry.Open();
    }
}
