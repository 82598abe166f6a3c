using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConductBot.Cases;
using ConductBot.Testing.Cards;

namespace ConductBot.Tests.Commands;

[Collection(ConsoleTests.Name)]
public sealed partial class CaseExportTests : IAsyncDisposable
{
    /// <summary>Names and words of people in the eventful case.</summary>
    public static readonly string[] Personal = ["Wobbleton", "Zephyrine", "Quillfeather", "social.example", "slept", "forum"];

    private readonly CaseDatabase database = new();

    [Fact]
    public async Task A_bundle_reads_as_it_should()
    {
        var files = await ExportAsync(await database.BeginEventfulAsync());

        var expected = await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Path, "tests", "ConductBot.Tests", "Commands", "timeline.expected.md"));
        Assert.Equal(expected, Hash().Replace(Text(files["timeline.md"]), "`(hash)`"));
    }

    [Fact]
    public async Task A_bundle_quotes_the_clauses_word_for_word()
    {
        var text = Text((await ExportAsync(await database.BeginEventfulAsync()))["timeline.md"]);
        var oak = CaseDatabase.Library.Newest("oak")!;

        foreach (var id in new[] { "oak/5.1", "oak/5.1.1", "oak/5.1.2", "oak/5.1.4", "oak/5.1.6", "oak/4.2.3" })
        {
            Assert.Contains($"({id})\n\n```text\n{oak.Find(id)!.Text}\n```", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(oak.Find("oak/4.2.8")!.Text, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_manifest_holds_the_hash_of_each_file()
    {
        var files = await ExportAsync(await database.BeginEventfulAsync());
        var manifest = JsonNode.Parse(files["manifest.json"])!;

        Assert.Equal(["timeline.md", "timeline.json", "manifest.json"], files.Keys);
        Assert.Equal(["timeline.md", "timeline.json"], manifest["files"]!.AsArray().Select(file => (string)file!["name"]!));
        foreach (var file in manifest["files"]!.AsArray())
        {
            var content = files[(string)file!["name"]!];
            Assert.Equal((content.Length, Convert.ToHexStringLower(SHA256.HashData(content))), ((int)file["bytes"]!, (string)file["sha256"]!));
        }

        Assert.Equal(("whole", 14), ((string)manifest["chain"]!, (int)manifest["events"]!));
    }

    [Fact]
    public async Task Pictures_and_documents_are_in_the_bundle_as_they_came_and_gone_once_the_case_is_forgotten()
    {
        byte[] picture = [0xFF, 0xD8, 0xFF, 1, 2, 3];
        byte[] document = [.. "%PDF-1.7"u8];
        var reference = await database.BeginAsync(
            "oak",
            new() { ImmediateRisk = "no", IntimateImage = "no", Evidence = [Of("1", "image/jpeg", picture), Of("2", "application/pdf", document)] },
            evidence: [new(Of("1", "image/jpeg", picture), picture), new(Of("2", "application/pdf", document), document)]);

        var files = await ExportAsync(reference);
        Assert.Equal(picture, files["evidence/01.jpg"]);
        Assert.Equal(document, files["evidence/02.pdf"]);
        Assert.Contains($"evidence/01.jpg: 6 bytes, SHA-256 {Hash(picture)}, as it came.", Text(files["timeline.md"]), StringComparison.Ordinal);

        await CommandRun.OfAsync([.. new[] { "case", "forget", reference, "--why", "Kept long enough" }, .. database.Settings]);
        files = await ExportAsync(reference);
        Assert.DoesNotContain("evidence/01.jpg", files.Keys);
        Assert.Contains("evidence/01.jpg: cannot be opened any more.", Text(files["timeline.md"]), StringComparison.Ordinal);

        static Evidence Of(string id, string type, byte[] content) => new(id, type, content.Length, Hash(content));

        static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
    }

    [Fact]
    public async Task Anybody_can_work_the_hashes_out_again()
    {
        var timeline = JsonNode.Parse((await ExportAsync(await database.BeginEventfulAsync()))["timeline.json"])!;
        var previous = new string('0', 64);

        foreach (var happened in timeline["events"]!.AsArray())
        {
            Assert.Equal(previous, (string)happened!["previousHash"]!);
            previous = HashOf((string)timeline["stream"]!, happened);
            Assert.Equal(previous, (string)happened["hash"]!);
        }

        Assert.Equal(14, timeline["events"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_personal_parts_are_opened_for_the_reader()
    {
        var events = JsonNode.Parse((await ExportAsync(await database.BeginEventfulAsync()))["timeline.json"])!["events"]!.AsArray();

        Assert.Equal("Tara Quillfeather", (string)events[0]!["personal"]!["reporterName"]!);
        Assert.StartsWith("Miss Zephyrine", (string)events[1]!["personal"]!["report"]!["text"]!, StringComparison.Ordinal);
        Assert.Equal("Mrs Wobbleton moved away", (string)events[^1]!["personal"]!["reason"]!);
        Assert.Equal("2026-07-03T08:05:00.0000000+00:00", (string)events[0]!["at"]!);
        Assert.All(events, happened => Assert.DoesNotContain("Wobbleton", (string)happened!["data"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_of_anybody_reaches_the_screen()
    {
        var reference = await database.BeginEventfulAsync();

        var run = await CommandRun.OfAsync(["case", "export", reference, database.At("out.zip"), .. database.Settings]);

        Assert.Equal($"{database.At("out.zip")}: case {reference}, 14 events.\n", run.Output);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task The_same_case_gives_the_same_bytes()
    {
        var reference = await database.BeginEventfulAsync();
        await CommandRun.OfAsync(["case", "export", reference, database.At("one.zip"), .. database.Settings]);
        await CommandRun.OfAsync(["case", "export", reference.ToLowerInvariant(), database.At(""), .. database.Settings]);

        Assert.Equal(await File.ReadAllBytesAsync(database.At("one.zip")), await File.ReadAllBytesAsync(database.At($"{reference}.zip")));
        Assert.DoesNotContain(Directory.EnumerateFiles(database.At("")), file => Regex.IsMatch(file, @"\.[0-9a-f]{32}$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(database.At("one.zip")));
        }
    }

    [Fact]
    public async Task A_bundle_of_a_record_that_was_altered_says_so_and_the_command_fails()
    {
        var reference = await database.BeginEventfulAsync();
        await database.TamperAsync($"update event set at = '2026-07-03T09:43:00.0000000+00:00' where stream = 'case/{reference}' and version = 3");

        var run = await CommandRun.OfAsync(["case", "export", reference, database.At("out.zip"), .. database.Settings]);

        Assert.Equal((1, $"{reference} breaks at version 3: this event was altered. The bundle says so.\n"), (run.Exit, run.Error));
        var files = Read(database.At("out.zip"));
        Assert.Contains("**This record is not as it was written: it breaks at version 3: this event was altered.**", Text(files["timeline.md"]), StringComparison.Ordinal);
        Assert.Equal("breaks at version 3: this event was altered", (string)JsonNode.Parse(files["manifest.json"])!["chain"]!);
        Assert.Equal("breaks at version 3: this event was altered", (string)JsonNode.Parse(files["timeline.json"])!["chain"]!);
    }

    [Fact]
    public async Task A_sealed_part_that_was_altered_or_whose_key_is_gone_is_not_passed_over()
    {
        var reference = await database.BeginEventfulAsync();
        await database.TamperAsync($"update event set sealed = zeroblob(60) where stream = 'case/{reference}' and version = 2");
        (await CommandRun.OfAsync(["case", "export", reference, database.At("out.zip"), .. database.Settings])).SaysOneLine("cannot be opened at 2");

        await database.TamperAsync($"delete from state where key = 'key/case/{reference}'");
        (await CommandRun.OfAsync(["case", "export", reference, database.At("out.zip"), .. database.Settings])).SaysOneLine("cannot be opened at 1");
        Assert.False(File.Exists(database.At("out.zip")));
    }

    [Fact]
    public async Task A_case_of_a_school_that_has_left_the_settings_is_told_all_the_same()
    {
        var reference = await database.BeginEventfulAsync();
        string[] settings = [.. database.Settings.Where(setting => !setting.StartsWith("--Schools", StringComparison.Ordinal))];

        Assert.Equal(0, (await CommandRun.OfAsync(["case", "export", reference, database.At("out.zip"), .. settings])).Exit);
        Assert.Contains("School: a-school (a-school)", Text(Read(database.At("out.zip"))["timeline.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_or_wrong_is_said_in_a_line()
    {
        var reference = await database.BeginEventfulAsync();
        string[] other = [.. database.Settings.Select(setting => setting.StartsWith("--Security", StringComparison.Ordinal) ? $"--Security:MasterKey={Convert.ToBase64String(new byte[32])}" : setting)];
        string[] none = [.. database.Settings.Where(setting => !setting.StartsWith("--Security", StringComparison.Ordinal))];

        (await CommandRun.OfAsync(["case", "export", "CB-2026-0077", database.At("out.zip"), .. database.Settings])).SaysOneLine("There is no case CB-2026-0077.");
        (await CommandRun.OfAsync(["case", "export", reference, database.At("out.zip"), .. other])).SaysOneLine("Security:MasterKey");
        (await CommandRun.OfAsync(["case", "export", reference, database.At("out.zip"), .. none])).SaysOneLine("Security:MasterKey is missing");
        (await CommandRun.OfAsync(["case", "export", reference, database.At("out.zip"), .. none, "--environment=Development"])).SaysOneLine("conductbot.db.key");
        (await CommandRun.OfAsync(["case", "export", reference, database.At("no/such/folder.zip"), .. database.Settings])).SaysOneLine("folder.zip");
        (await CommandRun.OfAsync(["case", "export", reference, .. database.Settings])).SaysOneLine("argument missing");
        Assert.False(File.Exists(database.At("out.zip")));
        Assert.False(File.Exists(database.File + ".key"));
    }

    [Fact]
    public async Task In_Development_the_key_beside_the_database_opens_it()
    {
        var reference = await database.BeginEventfulAsync();
        var key = database.Settings.Single(setting => setting.StartsWith("--Security", StringComparison.Ordinal)).Split('=', 2)[1];
        await File.WriteAllTextAsync(database.File + ".key", key);

        var run = await CommandRun.OfAsync("case", "export", reference, database.At("out.zip"), database.Connection, "--environment=Development");

        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Contains("Wobbleton", Text(Read(database.At("out.zip"))["timeline.md"]), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    internal static Dictionary<string, byte[]> Read(string zip)
    {
        using var archive = ZipFile.OpenRead(zip);
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var stream = entry.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return content.ToArray();
        });
    }

    internal static string Text(byte[] content) => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(content);

    private async Task<Dictionary<string, byte[]>> ExportAsync(string reference)
    {
        Assert.Equal(0, (await CommandRun.OfAsync(["case", "export", reference, database.At("out.zip"), .. database.Settings])).Exit);
        return Read(database.At("out.zip"));
    }

    /// <summary>As the bundle's own words say it is done, from the bundle alone.</summary>
    private static string HashOf(string stream, JsonNode happened)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var field in new[] { (string)happened["previousHash"]!, stream, happened["version"]!.ToJsonString(), (string)happened["at"]!, (string)happened["type"]!, (string)happened["data"]! })
        {
            Add(Encoding.UTF8.GetBytes(field));
        }

        Add((string?)happened["sealed"] is { } part ? Convert.FromBase64String(part) : null);
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(byte[]? bytes)
        {
            var length = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(length, bytes?.Length ?? -1);
            hash.AppendData(length);
            hash.AppendData(bytes ?? []);
        }
    }

    [GeneratedRegex("`[0-9a-f]{64}`", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Hash();
}
