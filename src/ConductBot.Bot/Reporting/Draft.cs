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
    /// <summary>The message with pictures it was started on, until they are fetched; null when there is none.</summary>
    public PicturesAt? Pictures { get; init; }

    public static string NewId() => Guid.NewGuid().ToString("N");
}

/// <summary>A draft nobody is at, as the store has it.</summary>
/// <param name="Owner">Tenant and person, as in every key of theirs.</param>
/// <param name="Draft">Null where it cannot be read: sealed with another master key.</param>
/// <param name="At">When it was last written.</param>
public sealed record UntouchedDraft(string Owner, long Version, DateTimeOffset At, Draft? Draft);

/// <summary>Keeps one draft to a person, sealed, by compare and swap.</summary>
public sealed class DraftStore(IStore store, MasterSeal seal)
{
    private const string Prefix = "draft/";
    private const string EvidencePrefix = "draft-evidence/";

    /// <summary>The draft and the version to write it at; null with version 0 when there is none.</summary>
    public async Task<(Draft? Draft, long Version)> FindAsync(BotTurn turn, CancellationToken cancellationToken)
    {
        var key = KeyOf(turn);

        // What this turn has written already counts: a message may bring a picture and words.
        if (turn.Commit.States.Find(write => write.Key == key) is { } written)
        {
            return (Read(key, written.Value), written.ExpectedVersion ?? 0);
        }

        var row = await store.ReadStateAsync(key, cancellationToken);
        return row is null ? (null, 0) : (Read(key, row.Value), row.Version);
    }

    /// <summary>Keeps a file with the draft, sealed, until the report is sent.</summary>
    public void PutEvidence(BotTurn turn, EvidenceFile file)
    {
        var key = EvidenceKeyOf(turn, file.Evidence);
        turn.Commit.States.Add(new(key, ExpectedVersion: 0, seal.Seal(file.Content.Span, SealedPlace.State(key))));
    }

    /// <summary>
    /// Takes out what the draft holds of this evidence, to go into its case; the rest of it is there already. What cannot be
    /// opened is left out, and the case's export says that it is missing.
    /// </summary>
    public async Task<IReadOnlyList<EvidenceFile>> TakeEvidenceAsync(BotTurn turn, IReadOnlyList<Evidence> evidence, CancellationToken cancellationToken)
    {
        var taken = new List<EvidenceFile>();
        foreach (var one in evidence)
        {
            var key = EvidenceKeyOf(turn, one);
            var written = turn.Commit.States.Find(write => write.Key == key);
            var content = written is not null ? written.Value : (await store.ReadStateAsync(key, cancellationToken))?.Value;
            if (content is null)
            {
                continue;
            }

            Remove(turn, one);
            if (seal.Open(content, SealedPlace.State(key)) is Opened.Plain plain)
            {
                taken.Add(new(one, plain.Content));
            }
        }

        return taken;
    }

    /// <summary>Removes what the draft holds of this evidence.</summary>
    public void RemoveEvidence(BotTurn turn, IEnumerable<Evidence> evidence)
    {
        foreach (var one in evidence)
        {
            Remove(turn, one);
        }
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
                && JsonSerializer.Deserialize(plain.Content, DraftJson.Default.Draft) is { Case: { } belongsTo } draft
                && belongsTo == reference)
            {
                commit.States.Add(new(row.Key, row.Version, Value: null));
                commit.States.AddRange(draft.Report.Evidence.Select(evidence =>
                    new StateWrite($"{EvidencePrefix}{row.Key[Prefix.Length..]}/{evidence.Id}", ExpectedVersion: null, Value: null)));
            }
        }
    }

    /// <summary>Every draft, with whom it belongs to; null where it cannot be read.</summary>
    public async Task<IReadOnlyDictionary<string, Draft?>> AllAsync(CancellationToken cancellationToken) =>
        (await store.ListStatesAsync(Prefix, cancellationToken)).ToDictionary(row => row.Key[Prefix.Length..], row => Read(row.Key, row.Value), StringComparer.Ordinal);

    /// <summary>The drafts to which nothing was done since.</summary>
    public async Task<IReadOnlyList<UntouchedDraft>> UntouchedSinceAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var untouched = new List<UntouchedDraft>();
        foreach (var age in await store.ListStatesWrittenBeforeAsync(Prefix, moment, cancellationToken))
        {
            // Another version by now: somebody has just gone on with it.
            if (await store.ReadStateAsync(age.Key, cancellationToken) is { } row && row.Version == age.Version)
            {
                untouched.Add(new(age.Key[Prefix.Length..], age.Version, age.At, Read(row.Key, row.Value)));
            }
        }

        return untouched;
    }

    /// <summary>Removes a draft, if nobody has gone on with it meanwhile, and all that it holds of evidence.</summary>
    public async Task RemoveAsync(Commit commit, UntouchedDraft untouched, CancellationToken cancellationToken)
    {
        commit.States.Add(new($"{Prefix}{untouched.Owner}", untouched.Version, Value: null));
        foreach (var evidence in await store.ListStatesWrittenBeforeAsync($"{EvidencePrefix}{untouched.Owner}/", DateTimeOffset.MaxValue, cancellationToken))
        {
            commit.States.Add(new(evidence.Key, ExpectedVersion: null, Value: null));
        }
    }

    /// <summary>Evidence kept for drafts since before this moment, with whom it belongs to.</summary>
    public async Task<IReadOnlyList<(string Owner, StateAge Row)>> EvidenceFromBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken) =>
        [.. (await store.ListStatesWrittenBeforeAsync(EvidencePrefix, moment, cancellationToken)).Select(row => (row.Key[EvidencePrefix.Length..row.Key.LastIndexOf('/')], row))];

    private Draft? Read(string key, byte[]? value) => value is not null && seal.Open(value, SealedPlace.State(key)) is Opened.Plain plain
        ? JsonSerializer.Deserialize(plain.Content, DraftJson.Default.Draft)
        : null;

    private static void Remove(BotTurn turn, Evidence evidence)
    {
        var key = EvidenceKeyOf(turn, evidence);
        turn.Commit.States.RemoveAll(write => write.Key == key);
        turn.Commit.States.Add(new(key, ExpectedVersion: null, Value: null));
    }

    private static string EvidenceKeyOf(BotTurn turn, Evidence evidence) =>
        $"{EvidencePrefix}{turn.TenantId}/{turn.PersonId}/{evidence.Id}".ToLowerInvariant();

    private static string KeyOf(BotTurn turn) => $"{Prefix}{turn.TenantId}/{turn.PersonId}".ToLowerInvariant();
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Draft))]
internal sealed partial class DraftJson : JsonSerializerContext;
