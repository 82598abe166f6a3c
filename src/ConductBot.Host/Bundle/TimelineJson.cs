using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ConductBot.Bot.CaseWork;
using ConductBot.Cases;
using ConductBot.Storage;

namespace ConductBot.Host.Bundle;

/// <summary>
/// A case's events for a program to read. Beside what each says stands what was stored, byte for byte, so that anybody
/// can work the hashes out again.
/// </summary>
internal static class TimelineJson
{
    public const string HashRule =
        "Lower-case hex SHA-256 over previousHash, stream, version, at, type, data and sealed, in this order: each as its length in bytes "
        + "(64 bits, big-endian) and then its bytes; text in UTF-8, numbers decimal, sealed decoded from base64, an absent sealed part as the length -1. "
        + "The first event follows 64 zeros.";

    public static JsonObject Of(CaseBundle bundle) => new()
    {
        ["format"] = 1,
        ["case"] = bundle.File.Reference,
        ["stream"] = CaseStore.Stream(bundle.File.Reference),
        ["school"] = bundle.File.School,
        ["policy"] = bundle.File.PolicyId,
        ["policyVersion"] = bundle.File.PolicyVersion,
        ["status"] = CaseCards.StatusWords(bundle.File.Status),
        ["forgotten"] = bundle.File.Status == CaseStatus.Forgotten,
        ["chain"] = bundle.ChainBreak ?? "whole",
        ["hashRule"] = HashRule,
        ["events"] = new JsonArray([.. bundle.Rows.Zip(bundle.File.Timeline, (row, recorded) => Event(row, recorded, bundle.File.Status == CaseStatus.Forgotten))]),
    };

    private static JsonObject Event(StoredEvent row, RecordedEvent recorded, bool isForgotten)
    {
        var personal = isForgotten || row.Sealed is null ? null : CaseEventCodec.Write(recorded.Event).Personal;
        return new()
        {
            ["version"] = row.Version,
            ["at"] = row.At.ToString("O", CultureInfo.InvariantCulture),
            ["type"] = row.Type,
            ["open"] = JsonNode.Parse(row.Data),
            ["personal"] = personal is null ? null : JsonNode.Parse(Encoding.UTF8.GetString(personal)),
            ["data"] = row.Data,
            ["sealed"] = row.Sealed is null ? null : Convert.ToBase64String(row.Sealed),
            ["previousHash"] = row.PreviousHash,
            ["hash"] = row.Hash,
        };
    }
}
