using System.Text.Json;
using System.Text.Json.Serialization;
using ConductBot.Bot.Turns;
using ConductBot.Cases;
using ConductBot.Storage;
using ConductBot.Storage.Sealing;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.Reporting;

/// <summary>A report that somebody is in the middle of.</summary>
/// <param name="Id">Of this draft alone: a card of an earlier one must not answer it.</param>
/// <param name="Policy">Id of the policy pack the questions come from.</param>
/// <param name="PolicyVersion">The version of it that the draft began with.</param>
/// <param name="Case">The case it belongs to once there is one: urgent, or sent before.</param>
/// <param name="Slot">Where the card of the waiting question is found, to put its answer in its place.</param>
public sealed record Draft(
    string Id, string School, string Policy, string PolicyVersion, WaterfallState State, Report Report, string? Case, string Slot)
{
    public static string NewId() => Guid.NewGuid().ToString("N");
}

/// <summary>Keeps one draft to a person, sealed, by compare and swap.</summary>
public sealed class DraftStore(IStore store, MasterSeal seal)
{
    private const string Prefix = "draft/";

    /// <summary>The draft and the version to write it at; null with version 0 when there is none.</summary>
    public async Task<(Draft? Draft, long Version)> FindAsync(BotTurn turn, CancellationToken cancellationToken)
    {
        var key = KeyOf(turn);
        var row = await store.ReadStateAsync(key, cancellationToken);
        if (row is null)
        {
            return (null, 0);
        }

        return seal.Open(row.Value, SealedPlace.State(key)) is Opened.Plain plain
            ? (JsonSerializer.Deserialize(plain.Content, DraftJson.Default.Draft), row.Version)
            : (null, row.Version);
    }

    /// <summary>Writes the draft, or removes it when null.</summary>
    public void Put(BotTurn turn, Draft? draft, long expectedVersion)
    {
        var key = KeyOf(turn);
        if (draft is null && expectedVersion == 0)
        {
            return;
        }

        turn.Commit.States.RemoveAll(write => write.Key == key);
        turn.Commit.States.Add(new(key, expectedVersion, draft is null ? null : seal.Seal(
            JsonSerializer.SerializeToUtf8Bytes(draft, DraftJson.Default.Draft), SealedPlace.State(key))));
    }

    /// <summary>Removes whatever anybody was still answering on a case; what cannot be opened is nobody's any more.</summary>
    public async Task RemoveOfCaseAsync(Commit commit, string reference, CancellationToken cancellationToken)
    {
        foreach (var row in await store.ListStatesAsync(Prefix, cancellationToken))
        {
            if (seal.Open(row.Value, SealedPlace.State(row.Key)) is Opened.Plain plain
                && JsonSerializer.Deserialize(plain.Content, DraftJson.Default.Draft) is { Case: { } belongsTo }
                && belongsTo == reference)
            {
                commit.States.Add(new(row.Key, row.Version, Value: null));
            }
        }
    }

    private static string KeyOf(BotTurn turn) => $"{Prefix}{turn.TenantId}/{turn.PersonId}".ToLowerInvariant();
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Draft))]
internal sealed partial class DraftJson : JsonSerializerContext;
