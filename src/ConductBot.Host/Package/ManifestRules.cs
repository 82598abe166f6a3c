using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ConductBot.Host.Package;

/// <summary>
/// What Teams asks of an app manifest of version 1.29, as far as an upload usually fails on it. Lengths of commands are
/// those that are shown whole, which are shorter than the schema's.
/// </summary>
internal static partial class ManifestRules
{
    private const string Version = "1.29";
    private const string Schema = $"https://developer.microsoft.com/en-us/json-schemas/teams/v{Version}/MicrosoftTeams.schema.json";

    private static readonly string[] BotScopes = ["personal", "team", "groupChat", "copilot"];
    private static readonly string[] CommandContexts = ["compose", "commandBox", "message"];
    private static readonly string[] Reserved = ["conversations", "about"];

    public static IReadOnlyList<string> Broken(JsonObject manifest, string folder)
    {
        var found = new Findings();
        CheckIdentity(manifest, found);
        CheckWords(manifest, found);
        CheckBots(manifest, found);
        CheckComposeExtensions(manifest, found);
        CheckTabs(manifest, found);
        CheckAccess(manifest, found);
        CheckFiles(manifest, folder, found);
        return found.Sentences;
    }

    /// <summary>The files that go into the package beside the manifest.</summary>
    public static IEnumerable<string> FilesOf(JsonObject manifest) =>
        new[] { Json.Text(Json.At(manifest, "icons", "color")), Json.Text(Json.At(manifest, "icons", "outline")) }
            .Concat(Json.Objects(Json.At(manifest, "localizationInfo", "additionalLanguages")).Select(language => Json.Text(language["file"])));

    public static bool IsHostName(string host) =>
        host.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(host) == UriHostNameType.Dns;

    private static void CheckIdentity(JsonObject manifest, Findings found)
    {
        found.When(Json.Text(manifest["$schema"]) != Schema, $"$schema is not {Schema}");
        found.When(Json.Text(manifest["manifestVersion"]) != Version, $"manifestVersion is not {Version}");
        found.When(!SemanticVersion().IsMatch(Json.Text(manifest["version"])), "version is not three numbers with dots");
        found.When(!IsGuid(manifest["id"]), "id is not a GUID");
        found.When(!Colour().IsMatch(Json.Text(manifest["accentColor"])), "accentColor is not #RRGGBB");
    }

    private static void CheckWords(JsonObject manifest, Findings found)
    {
        CheckLength(manifest, found, 30, "name", "short");
        CheckLength(manifest, found, 100, "name", "full");
        CheckLength(manifest, found, 80, "description", "short");
        CheckLength(manifest, found, 4000, "description", "full");
        CheckLength(manifest, found, 32, "developer", "name");
        foreach (var url in new[] { "websiteUrl", "privacyUrl", "termsOfUseUrl" })
        {
            found.When(!IsHttps(Json.At(manifest, "developer", url)), $"developer.{url} is not an https address");
        }
    }

    private static void CheckBots(JsonObject manifest, Findings found)
    {
        found.When(Json.Items(manifest["bots"]).Count > 1, "bots: one at most");
        foreach (var bot in Json.Objects(manifest["bots"]))
        {
            found.When(!IsGuid(bot["botId"]), "bots: botId is not a GUID");
            CheckNames(bot["scopes"], BotScopes, "bots: scopes", found);
            found.When(Json.Items(bot["commandLists"]).Count > 3, "bots: three lists of commands at most");
            foreach (var list in Json.Objects(bot["commandLists"]))
            {
                CheckNames(list["scopes"], BotScopes, "bots: commandLists: scopes", found);
                found.When(Json.Items(list["commands"]).Count is 0 or > 12, "bots: a list holds 1 to 12 commands");
                foreach (var command in Json.Objects(list["commands"]))
                {
                    CheckLength(command, found, 32, "title");
                    CheckLength(command, found, 128, "description");
                }
            }
        }
    }

    private static void CheckComposeExtensions(JsonObject manifest, Findings found)
    {
        found.When(Json.Items(manifest["composeExtensions"]).Count > 1, "composeExtensions: one at most");
        foreach (var extension in Json.Objects(manifest["composeExtensions"]))
        {
            found.When(!IsGuid(extension["botId"]), "composeExtensions: botId is not a GUID");
            var commands = Json.Objects(extension["commands"]).ToList();
            found.When(commands.Count is 0 or > 10, "composeExtensions: 1 to 10 commands");
            found.When(commands.DistinctBy(command => Json.Text(command["id"])).Count() != commands.Count, "composeExtensions: two commands share an id");
            foreach (var command in commands)
            {
                CheckComposeCommand(command, found);
            }
        }
    }

    private static void CheckComposeCommand(JsonObject command, Findings found)
    {
        CheckLength(command, found, 64, "id");
        CheckLength(command, found, 32, "title");
        CheckLength(command, found, 128, "description");
        CheckNames(command["type"] is { } type ? new JsonArray(type.DeepClone()) : null, ["query", "action"], "composeExtensions: type", found);
        CheckNames(command["context"] ?? new JsonArray("compose"), CommandContexts, "composeExtensions: context", found);
        var fetches = command["fetchTask"] is JsonValue value && value.TryGetValue<bool>(out var fetch) && fetch;
        found.When(fetches && command["parameters"] is not null, "composeExtensions: with fetchTask a command has no parameters");
        found.When(!fetches && Json.Items(command["parameters"]).Count is 0 or > 5, "composeExtensions: without fetchTask a command has 1 to 5 parameters");
    }

    private static void CheckTabs(JsonObject manifest, Findings found)
    {
        var domains = Json.Texts(manifest["validDomains"]).ToList();
        found.When(Json.Items(manifest["staticTabs"]).Count > 16, "staticTabs: 16 at most");
        foreach (var tab in Json.Objects(manifest["staticTabs"]).Where(tab => !Reserved.Contains(Json.Text(tab["entityId"]), StringComparer.Ordinal)))
        {
            CheckLength(tab, found, 64, "entityId");
            CheckLength(tab, found, 128, "name");
            found.When(
                !IsHttps(tab["contentUrl"]) || !domains.Contains(new Uri(Json.Text(tab["contentUrl"])).Host, StringComparer.OrdinalIgnoreCase),
                "staticTabs: contentUrl is not an https address on one of validDomains");
        }

        CheckSignIn(manifest, domains, found);
    }

    /// <summary>Teams gives a page of the app a token only where the app's id names the page's host, and beside a bot the bot.</summary>
    private static void CheckSignIn(JsonObject manifest, List<string> domains, Findings found)
    {
        var application = Json.Text(Json.At(manifest, "webApplicationInfo", "id"));
        var resource = Json.Text(Json.At(manifest, "webApplicationInfo", "resource"));
        found.When(
            Json.Objects(manifest["staticTabs"]).Any(tab => Json.Text(tab["contentUrl"]).Length > 0)
                && !domains.Any(domain => resource.Equals($"api://{domain}/botid-{application}", StringComparison.OrdinalIgnoreCase)),
            "webApplicationInfo: resource is not api://HOST/botid-ID with the id beside it and one of validDomains");
    }

    private static void CheckAccess(JsonObject manifest, Findings found)
    {
        var domains = Json.Texts(manifest["validDomains"]).ToList();
        found.When(domains.Count > 100, "validDomains: 100 at most");
        found.When(domains.Any(domain => !IsHostName(domain)), "validDomains: only plain host names");
        CheckNames(manifest["permissions"], ["identity", "messageTeamMembers"], "permissions", found);

        var permissions = Json.Objects(Json.At(manifest, "authorization", "permissions", "resourceSpecific")).ToList();
        found.When(permissions.Count > 16, "authorization: 16 permissions at most");
        found.When(
            permissions.Any(permission => Json.Text(permission["name"]).Length == 0 || Json.Text(permission["type"]) is not ("Application" or "Delegated")),
            "authorization: a permission has a name, and is of type Application or Delegated");
        found.When(
            permissions.Count > 0 && (!IsGuid(Json.At(manifest, "webApplicationInfo", "id")) || Json.Text(Json.At(manifest, "webApplicationInfo", "resource")).Length == 0),
            "webApplicationInfo: permissions need the application's id and a resource");

        found.When(
            manifest["defaultInstallScope"] is { } scope && Json.Text(scope) is not ("personal" or "team" or "groupChat" or "meetings" or "copilot"),
            "defaultInstallScope is none of the scopes");
        found.When(
            manifest["supportsChannelFeatures"] is { } features && Json.Text(features) != "tier1",
            "supportsChannelFeatures can only be tier1");
    }

    private static void CheckFiles(JsonObject manifest, string folder, Findings found)
    {
        CheckIcon(manifest, folder, "color", 192, found);
        CheckIcon(manifest, folder, "outline", 32, found);
        foreach (var language in Json.Objects(Json.At(manifest, "localizationInfo", "additionalLanguages")))
        {
            found.When(FileIn(folder, Json.Text(language["file"])) is null, $"localizationInfo: {Json.Text(language["file"])} is not beside the manifest");
        }
    }

    private static void CheckIcon(JsonObject manifest, string folder, string kind, int side, Findings found)
    {
        var name = Json.Text(Json.At(manifest, "icons", kind));
        if (FileIn(folder, name) is not { } file)
        {
            found.When(true, $"icons: {kind} is not beside the manifest");
            return;
        }

        found.When(!IsPng(File.ReadAllBytes(file), side), $"icons: {name} is not a PNG of {side} × {side}");
    }

    private static bool IsPng(ReadOnlySpan<byte> png, int side)
    {
        ReadOnlySpan<byte> signature = [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n'];
        return png.Length > 24
            && png.StartsWith(signature)
            && BinaryPrimitives.ReadInt32BigEndian(png[16..]) == side
            && BinaryPrimitives.ReadInt32BigEndian(png[20..]) == side;
    }

    // The package is flat: a file stands at its root under its own name.
    private static string? FileIn(string folder, string name) =>
        name.Length > 0 && Path.GetFileName(name) == name && File.Exists(Path.Combine(folder, name)) ? Path.Combine(folder, name) : null;

    private static void CheckLength(JsonObject holder, Findings found, int longest, params string[] path)
    {
        var length = Json.Text(Json.At(holder, path)).Length;
        found.When(length == 0 || length > longest, string.Create(CultureInfo.InvariantCulture, $"{string.Join('.', path)}: 1 to {longest} characters, not {length}"));
    }

    private static void CheckNames(JsonNode? names, string[] allowed, string what, Findings found)
    {
        var given = Json.Texts(names).ToList();
        found.When(given.Count == 0 || given.Except(allowed, StringComparer.Ordinal).Any(), $"{what}: one or more of {string.Join(", ", allowed)}");
    }

    private static bool IsGuid(JsonNode? node) => Guid.TryParseExact(Json.Text(node), "D", out _);

    private static bool IsHttps(JsonNode? node) => Uri.TryCreate(Json.Text(node), UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;

    [GeneratedRegex(@"^\d{1,5}\.\d{1,5}\.\d{1,5}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SemanticVersion();

    [GeneratedRegex("^#[0-9A-Fa-f]{6}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Colour();

    private sealed class Findings
    {
        private readonly List<string> _sentences = [];

        public IReadOnlyList<string> Sentences => _sentences;

        public void When(bool broken, string sentence)
        {
            if (broken)
            {
                _sentences.Add($"manifest.json: {sentence}.");
            }
        }
    }
}
