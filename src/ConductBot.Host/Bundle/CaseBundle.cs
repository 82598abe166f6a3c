using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConductBot.Bot.People;
using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Storage;

namespace ConductBot.Host.Bundle;

/// <summary>
/// A case as it is handed out: to read, to work with, and the hashes of both. The same case always gives the same bytes,
/// so that two bundles can be compared.
/// </summary>
/// <param name="Rows">The case's events as they are stored.</param>
/// <param name="Evidence">The pictures and documents that came with the report; without content where it cannot be opened.</param>
/// <param name="School">Whose roles are told.</param>
/// <param name="ChainBreak">Where the record is not as it was written, in words; null when it is whole.</param>
public sealed record CaseBundle(
    CaseFile File,
    IReadOnlyList<StoredEvent> Rows,
    IReadOnlyList<(Evidence Evidence, byte[]? Content)> Evidence,
    Policy Policy,
    School School,
    string? ChainBreak)
{
    // The oldest that a zip can say: when the bundle was made is nobody's evidence.
    private static readonly DateTimeOffset Stamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public byte[] Zip()
    {
        (string Name, byte[] Content)[] files =
        [
            ("timeline.md", Encoding.UTF8.GetBytes(TimelineText.Of(this))),
            ("timeline.json", Json(TimelineJson.Of(this))),
            .. Evidence.Index().Where(found => found.Item.Content is not null).Select(found => (NameOf(found.Index, found.Item.Evidence), found.Item.Content!)),
        ];

        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                Add(archive, name, content);
            }

            Add(archive, "manifest.json", Json(Manifest(files)));
        }

        return zip.ToArray();
    }

    /// <summary>Where a piece of evidence lies in the bundle.</summary>
    public static string NameOf(int place, Evidence evidence) => string.Create(
        CultureInfo.InvariantCulture, $"evidence/{place + 1:00}.{evidence.MediaType.Split('/')[^1].Replace("jpeg", "jpg", StringComparison.Ordinal)}");

    private JsonObject Manifest((string Name, byte[] Content)[] files) => new()
    {
        ["format"] = 1,
        ["case"] = File.Reference,
        ["events"] = Rows.Count,
        ["lastHash"] = Rows[^1].Hash,
        ["chain"] = ChainBreak ?? "whole",
        ["files"] = new JsonArray([.. files.Select(file => new JsonObject
        {
            ["name"] = file.Name,
            ["bytes"] = file.Content.Length,
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(file.Content)),
        })]),
    };

    private static byte[] Json(JsonObject content) => Encoding.UTF8.GetBytes(content.ToJsonString(Readable) + "\n");

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Stamp;
        entry.ExternalAttributes = 0;
        using var stream = entry.Open();
        stream.Write(content);
    }
}
