using System.IO.Compression;
using System.Text.Json.Nodes;
using ConductBot.Testing.Cards;

namespace ConductBot.Host.Package;

public sealed class AppPackageTests : IDisposable
{
    private const string AppId = "0f3b7d1a-52c4-4e0e-8f6a-7f1f2f7c9b10";
    private const string PackageId = "5b7e1c2d-3f4a-4b5c-9d6e-7f8091a2b306";
    private const string Domain = "conductbot.trust.example";

    private static readonly string Manifest = Path.Combine(RepositoryFolder.Path, "manifest");

    // Built where npm answers, the program has Microsoft's schemas beside it; elsewhere these tests go by our rules alone.
    private static readonly ManifestSchemas? Schemas = ManifestSchemas.Load(Path.Combine(AppContext.BaseDirectory, "schemas"));

    private readonly string _folder = Directory.CreateTempSubdirectory("conductbot-package-").FullName;

    // What is done to the manifest, and what must be said of it.
    public static TheoryData<string, string?, string> Spoilt => new()
    {
        { "$schema", "\"https://example.org\"", "$schema is not" },
        { "manifestVersion", "\"1.20\"", "manifestVersion is not 1.29" },
        { "version", "\"1.0\"", "version is not" },
        { "accentColor", "\"navy\"", "accentColor" },
        { "name.short", "\"ConductBot for every school there is\"", "name.short: 1 to 30 characters, not 36" },
        { "name.full", null, "name.full: 1 to 100 characters, not 0" },
        { "description.short", "\"" + Long81 + "\"", "description.short: 1 to 80" },
        { "description.full", "\"\"", "description.full: 1 to 4000" },
        { "developer.name", "\"A trust with a very long name indeed\"", "developer.name: 1 to 32" },
        { "developer.privacyUrl", "\"http://conductbot.example/privacy\"", "developer.privacyUrl is not an https address" },
        { "developer.termsOfUseUrl", null, "developer.termsOfUseUrl is not an https address" },
        { "icons.color", "\"outline.png\"", "outline.png is not a PNG of 192 × 192" },
        { "icons.color", "\"manifest.json\"", "manifest.json is not a PNG" },
        { "icons.outline", "\"../outline.png\"", "outline is not beside the manifest" },
        { "icons.outline", null, "outline is not beside the manifest" },
        { "bots", "[{},{}]", "bots: one at most" },
        { "bots.0.scopes", "[\"personal\",\"groupchat\"]", "bots: scopes: one or more of personal, team, groupChat, copilot" },
        { "bots.0.commandLists", "[{},{},{},{}]", "three lists of commands at most" },
        { "bots.0.commandLists.0.commands", "[]", "1 to 12 commands" },
        { "bots.0.commandLists.0.commands", "[{},{},{},{},{},{},{},{},{},{},{},{},{}]", "1 to 12 commands" },
        { "bots.0.commandLists.0.commands.0.title", "\"report a post that I have seen online\"", "title: 1 to 32" },
        { "composeExtensions", "[{},{}]", "composeExtensions: one at most" },
        { "composeExtensions.0.commands", "[]", "1 to 10 commands" },
        { "composeExtensions.0.commands.0.title", "\"Report a post that was seen online\"", "title: 1 to 32" },
        { "composeExtensions.0.commands.0.type", "\"message\"", "composeExtensions: type" },
        { "composeExtensions.0.commands.0.type", null, "composeExtensions: type" },
        { "composeExtensions.0.commands.0.context", "[\"channel\"]", "composeExtensions: context" },
        { "composeExtensions.0.commands.0.fetchTask", "false", "1 to 5 parameters" },
        { "composeExtensions.0.commands.0.fetchTask", null, "1 to 5 parameters" },
        { "staticTabs", "[{\"entityId\":\"x\",\"name\":\"X\",\"contentUrl\":\"https://elsewhere.example/x\",\"scopes\":[\"personal\"]}]", "on one of validDomains" },
        { "staticTabs", "[{\"entityId\":\"x\",\"name\":\"X\",\"scopes\":[\"personal\"]}]", "on one of validDomains" },
        { "staticTabs", "[{\"entityId\":\"x\",\"contentUrl\":\"https://conductbot.example/x\",\"scopes\":[\"personal\"]}]", "name: 1 to 128" },
        { "validDomains", "[\"conductbot.example\", \"https://x.example\"]", "only plain host names" },
        { "validDomains", "[\"elsewhere.example\"]", "staticTabs: contentUrl is not an https address on one of validDomains" },
        { "permissions", "[\"camera\"]", "permissions: one or more of" },
        { "webApplicationInfo", null, "webApplicationInfo: permissions need" },
        { "webApplicationInfo", null, "webApplicationInfo: resource is not api://HOST/botid-ID" },
        { "authorization.permissions.resourceSpecific.0.type", "\"Both\"", "Application or Delegated" },
        { "defaultInstallScope", "\"school\"", "defaultInstallScope" },
        { "supportsChannelFeatures", "\"tier9\"", "supportsChannelFeatures" },
        { "localizationInfo.additionalLanguages", "[{\"languageTag\":\"fr-fr\",\"file\":\"fr-fr.json\"}]", "fr-fr.json is not beside the manifest" },
    };

    private const string WithoutSchemas = "The schemas are not beside the program. Install Node.js and build again: sudo apt-get install -y nodejs npm";

    private static string Long81 => new('x', 81);

    [Fact]
    public void The_manifest_of_the_repository_is_valid_as_it_stands()
    {
        Assert.SkipWhen(NodeJudges.Unavailable is not null, NodeJudges.Unavailable ?? "");

        Assert.Empty(CardJudge.JudgeManifest(JsonNode.Parse(File.ReadAllBytes(Path.Combine(Manifest, "manifest.json")))!));
    }

    [Fact]
    public void A_package_holds_a_valid_manifest_and_its_icons_and_nothing_else()
    {
        Assert.SkipWhen(NodeJudges.Unavailable is not null, NodeJudges.Unavailable ?? "");
        using var stream = Pack(Manifest);
        using var zip = new ZipArchive(stream);

        Assert.Equal(["color.png", "cy-gb.json", "manifest.json", "outline.png"], zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Manifest, "color.png")), Read(zip, "color.png"));
        Assert.Empty(CardJudge.JudgeManifest(JsonNode.Parse(Read(zip, "manifest.json"))!));
    }

    [Fact]
    public void A_package_carries_the_ids_and_the_host_it_was_made_for()
    {
        using var stream = Pack(Manifest);
        using var zip = new ZipArchive(stream);
        var manifest = JsonNode.Parse(Read(zip, "manifest.json"))!;

        Assert.Equal(PackageId, (string?)manifest["id"]);
        Assert.Equal(AppId, (string?)manifest["bots"]![0]!["botId"]);
        Assert.Equal(AppId, (string?)manifest["composeExtensions"]![0]!["botId"]);
        Assert.Equal(AppId, (string?)manifest["webApplicationInfo"]!["id"]);
        Assert.Equal($"api://{Domain}/botid-{AppId}", (string?)manifest["webApplicationInfo"]!["resource"]);
        Assert.Equal($"https://{Domain}/caseload", (string?)manifest["staticTabs"]![1]!["contentUrl"]);
        Assert.Equal($"https://{Domain}", (string?)manifest["developer"]!["websiteUrl"]);
        Assert.Equal(Domain, (string?)Assert.Single(manifest["validDomains"]!.AsArray()));
        Assert.DoesNotContain("conductbot.example", manifest.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Guid.Empty.ToString(), manifest.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_files_give_the_same_package()
    {
        using var first = Pack(Manifest);
        using var second = Pack(Manifest);

        Assert.Equal(first.ToArray(), second.ToArray());
    }

    [Theory]
    [MemberData(nameof(Spoilt))]
    public void A_manifest_that_Teams_would_turn_down_is_not_packed(string path, string? value, string problem)
    {
        Copy("color.png", "outline.png", "cy-gb.json");
        File.WriteAllText(Path.Combine(_folder, "manifest.json"), Spoil(path, value));
        using var output = new MemoryStream();

        var problems = AppPackage.Pack(_folder, AppId, PackageId, Domain, Schemas, output);

        Assert.Contains(problems, found => found.Contains(problem, StringComparison.Ordinal));
        Assert.Equal(0, output.Length);
    }

    [Theory]
    [InlineData("", PackageId, Domain, "The app id")]
    [InlineData("00000000-0000-0000-0000-000000000000", PackageId, Domain, "The app id")]
    [InlineData(AppId, "{5b7e1c2d-3f4a-4b5c-9d6e-7f8091a2b306}", Domain, "The package id")]
    [InlineData(AppId, PackageId, "https://conductbot.trust.example", "The domain")]
    [InlineData(AppId, PackageId, "conductbot.trust.example:8080", "The domain")]
    [InlineData(AppId, PackageId, "conductbot.trust.example/path", "The domain")]
    [InlineData(AppId, PackageId, "localhost", "The domain")]
    [InlineData(AppId, PackageId, "10.0.0.1", "The domain")]
    public void An_id_or_host_that_is_none_is_refused(string appId, string packageId, string domain, string problem)
    {
        using var output = new MemoryStream();

        var problems = AppPackage.Pack(Manifest, appId, packageId, domain, Schemas, output);

        Assert.StartsWith(problem, Assert.Single(problems), StringComparison.Ordinal);
        Assert.Equal(0, output.Length);
    }

    [Theory]
    [InlineData(null, "is not there")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("{", "is not JSON")]
    [InlineData("""{ "id": "a", "id": "b" }""", "is not JSON")]
    public void A_manifest_that_cannot_be_read_is_refused(string? json, string problem)
    {
        if (json is not null)
        {
            File.WriteAllText(Path.Combine(_folder, "manifest.json"), json);
        }

        Assert.Contains(problem, Assert.Single(AppPackage.Pack(_folder, AppId, PackageId, Domain, Schemas, Stream.Null)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_speaks_Welsh_too()
    {
        using var stream = Pack(Manifest);
        using var zip = new ZipArchive(stream);
        var manifest = JsonNode.Parse(Read(zip, "manifest.json"))!;

        Assert.Equal("""{"defaultLanguageTag":"en-gb","additionalLanguages":[{"languageTag":"cy-gb","file":"cy-gb.json"}]}""", manifest["localizationInfo"]!.ToJsonString());
        Assert.Equal(File.ReadAllBytes(Path.Combine(Manifest, "cy-gb.json")), Read(zip, "cy-gb.json"));
    }

    [Theory]
    [InlineData("description.short", null, "cy-gb.json: description.short is not said.")]
    [InlineData("composeExtensions[0].commands[0].title", "\"\"", "cy-gb.json: composeExtensions[0].commands[0].title is not said.")]
    [InlineData("bots[0].commandLists[1].commands[3].description", null, "cy-gb.json: bots[0].commandLists[1].commands[3].description is not said.")]
    [InlineData("bots[0].commandLists[0].commands[0].title", "\"rapport\"", "cy-gb.json: bots[0].commandLists[0].commands[0].title is not understood by the bot as \"report\".")]
    [InlineData("bots[0].commandLists[0].commands[0].title", "\"polisi\"", "cy-gb.json: bots[0].commandLists[0].commands[0].title is not understood by the bot as \"report\".")]
    [InlineData("bots[0].commandLists[0].commands[9].title", "\"adrodd\"", "cy-gb.json: the manifest has no bots[0].commandLists[0].commands[9].title for people to read.")]
    [InlineData("bots[0].commandLists[0].commands[9].description", "\"x\"", "cy-gb.json: the manifest has no bots[0].commandLists[0].commands[9].description")]
    public void Another_language_says_all_that_people_read_and_is_typed_only_as_the_bot_understands(string key, string? value, string problem)
    {
        Copy("color.png", "outline.png", "manifest.json");
        var words = JsonNode.Parse(File.ReadAllBytes(Path.Combine(Manifest, "cy-gb.json")))!.AsObject();
        words.Remove(key);
        if (value is not null)
        {
            words[key] = JsonNode.Parse(value);
        }

        File.WriteAllText(Path.Combine(_folder, "cy-gb.json"), words.ToJsonString());

        Assert.Contains(AppPackage.Pack(_folder, AppId, PackageId, Domain, Schemas, Stream.Null), found => found.StartsWith(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{", "cy-gb.json: cannot be read")]
    [InlineData("[]", "cy-gb.json: is not a JSON object")]
    public void A_language_file_that_cannot_be_read_is_refused(string json, string problem)
    {
        Copy("color.png", "outline.png", "manifest.json");
        File.WriteAllText(Path.Combine(_folder, "cy-gb.json"), json);

        Assert.Contains(AppPackage.Pack(_folder, AppId, PackageId, Domain, Schemas, Stream.Null), found => found.StartsWith(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Words_that_are_too_long_in_another_language_are_refused_by_the_schema()
    {
        Assert.SkipWhen(Schemas is null, WithoutSchemas);
        Copy("color.png", "outline.png", "manifest.json");
        var words = JsonNode.Parse(File.ReadAllBytes(Path.Combine(Manifest, "cy-gb.json")))!.AsObject();
        words["composeExtensions[0].commands[0].title"] = new string('x', 33);
        File.WriteAllText(Path.Combine(_folder, "cy-gb.json"), words.ToJsonString());

        Assert.Equal(
            ["cy-gb.json: composeExtensions[0].commands[0].title is longer than 32 characters (schema)."],
            AppPackage.Pack(_folder, AppId, PackageId, Domain, Schemas, Stream.Null));
    }

    // What is done to the manifest that our own rules let through and the schema does not.
    public static TheoryData<string, string?> AgainstTheSchema => new()
    {
        { "school", "\"Oak\"" },
        { "bots.0.speaks", "true" },
        { "bots.0.supportsFiles", "\"yes\"" },
        { "bots.0.commandLists.0.commands.0.type", "\"chat\"" },
        { "name.nick", "\"CB\"" },
        { "icons.color32x32", "5" },
        { "composeExtensions.0.commands.0.taskInfo", "{\"title\":5}" },
        { "localizationInfo.defaultLanguageTag", "\"British English\"" },
        { "localizationInfo.defaultLanguageTag", null },
        { "authorization.permissions.resourceSpecific", "[{\"name\":\"a\",\"type\":\"Application\"},{\"name\":\"a\",\"type\":\"Application\"}]" },
        { "staticTabs", "[]" },
        { "developer.mpnId", "\"12345678901\"" },
    };

    [Theory]
    [MemberData(nameof(AgainstTheSchema))]
    public void What_the_schema_refuses_is_not_packed_and_Microsofts_own_package_agrees(string path, string? value)
    {
        Assert.SkipWhen(Schemas is null, WithoutSchemas);
        Assert.SkipWhen(NodeJudges.Unavailable is not null, NodeJudges.Unavailable ?? "");
        Copy("color.png", "outline.png", "cy-gb.json");
        var spoilt = Spoil(path, value);
        File.WriteAllText(Path.Combine(_folder, "manifest.json"), spoilt);

        var ours = AppPackage.Pack(_folder, AppId, PackageId, Domain, Schemas, Stream.Null).Where(problem => problem.EndsWith("(schema).", StringComparison.Ordinal)).ToList();

        Assert.Equal(CardJudge.JudgeManifest(JsonNode.Parse(spoilt)!).Count > 0, ours.Count > 0);
        Assert.True(path is "staticTabs" || ours.Count > 0);
    }

    [Fact]
    public void The_outline_is_white_on_transparent()
    {
        var pixels = Pixels(File.ReadAllBytes(Path.Combine(Manifest, "outline.png")), 32);

        Assert.All(pixels, pixel => Assert.Equal((255, 255, 255), (pixel[0], pixel[1], pixel[2])));
        Assert.Contains(pixels, pixel => pixel[3] == 255);
        Assert.Contains(pixels, pixel => pixel[3] == 0);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static MemoryStream Pack(string folder)
    {
        var output = new MemoryStream();
        Assert.Empty(AppPackage.Pack(folder, AppId, PackageId, Domain, Schemas, output));
        output.Position = 0;
        return output;
    }

    private static byte[] Read(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>The RGBA pixels of an icon as manifest/icons.mjs writes it: one IDAT chunk after the header, no row filter.</summary>
    private static List<byte[]> Pixels(byte[] png, int side)
    {
        using var data = new ZLibStream(new MemoryStream(png, 41, png.Length - 41), CompressionMode.Decompress);
        var rows = new byte[side * ((side * 4) + 1)];
        data.ReadExactly(rows);
        return [.. rows.Chunk((side * 4) + 1).SelectMany(row => row.Skip(1).Chunk(4))];
    }

    private static string Spoil(string path, string? value)
    {
        var manifest = JsonNode.Parse(File.ReadAllBytes(Path.Combine(Manifest, "manifest.json")))!;
        var steps = path.Split('.');
        var holder = steps[..^1].Aggregate(manifest, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!).AsObject();
        holder.Remove(steps[^1]);
        if (value is not null)
        {
            holder[steps[^1]] = JsonNode.Parse(value);
        }

        return manifest.ToJsonString();
    }

    private void Copy(params ReadOnlySpan<string> files)
    {
        foreach (var file in files)
        {
            File.Copy(Path.Combine(Manifest, file), Path.Combine(_folder, file));
        }
    }
}
