using System.Text.Json;
using System.Text.Json.Serialization;
using ConductBot.Bot.Turns;
using ConductBot.Storage;
using ConductBot.Storage.Sealing;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.SetUp;

/// <summary>A set-up that somebody is in the middle of.</summary>
/// <param name="Id">Of this draft alone: a card of an earlier one must not answer it.</param>
/// <param name="AtVersion">The version of the school's settings that the answers are meant to change.</param>
public sealed record SetUpDraft(
    string Id, string TeamId, string ChannelId, ChannelReaders Readers, long AtVersion, WaterfallState State, SetUpAnswers Answers)
{
    public static string NewId() => Guid.NewGuid().ToString("N");
}

/// <summary>What was answered so far. People by Entra object id.</summary>
public sealed record SetUpAnswers
{
    /// <summary>The school this is about: one there is, or the id that a new one gets.</summary>
    public required string School { get; init; }

    /// <summary>Schools there are that may be meant; empty where it is clear which.</summary>
    public IReadOnlyList<string> MayBe { get; init; } = [];

    /// <summary>The server's settings have the school: only its channel is set here.</summary>
    public bool ChannelOnly { get; init; }

    public string? Name { get; init; }

    public string? Policy { get; init; }

    public IReadOnlyList<string> Dsl { get; init; } = [];

    public IReadOnlyList<string> Deputies { get; init; } = [];

    public IReadOnlyList<string> Leads { get; init; } = [];

    public bool ChannelAgreed { get; init; }

    /// <summary>What the channel is spoken to in; that of the owner until they say otherwise.</summary>
    public string? Language { get; init; }

    /// <summary>The name looked for last, while people are being chosen.</summary>
    public string? Search { get; init; }
}

/// <summary>Keeps one draft of a set-up to a person, sealed, by compare and swap.</summary>
public sealed class SetUpDraftStore(IStore store, TurnSeals seals)
{
    private const string Prefix = "set-up-draft/";

    /// <summary>Removes the drafts to which nothing was done since, unless somebody goes on with one at this moment.</summary>
    public async Task RemoveUntouchedSinceAsync(DateTimeOffset moment, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var left in await store.ListStatesWrittenBeforeAsync(Prefix, moment, cancellationToken))
        {
            await store.CommitAsync(new() { At = now, States = { new(left.Key, left.Version, Value: null) } }, cancellationToken);
        }
    }

    /// <summary>The draft and the version to write it at; null with version 0 when there is none.</summary>
    public async Task<(SetUpDraft? Draft, long Version)> FindAsync(BotTurn turn, CancellationToken cancellationToken)
    {
        var key = KeyOf(turn);
        var row = await store.ReadStateAsync(key, cancellationToken);
        if (row is null)
        {
            return (null, 0);
        }

        return seals.Drafts.Open(row.Value, SealedPlace.State(key)) is Opened.Plain plain
            ? (JsonSerializer.Deserialize(plain.Content, SetUpDraftJson.Default.SetUpDraft), row.Version)
            : (null, row.Version);
    }

    /// <summary>Writes the draft, or removes it when null.</summary>
    public void Put(BotTurn turn, SetUpDraft? draft, long expectedVersion)
    {
        if (draft is null && expectedVersion == 0)
        {
            return;
        }

        var key = KeyOf(turn);
        turn.Commit.States.Add(new(key, expectedVersion, draft is null ? null : seals.Drafts.Seal(
            JsonSerializer.SerializeToUtf8Bytes(draft, SetUpDraftJson.Default.SetUpDraft), SealedPlace.State(key))));
    }

    private static string KeyOf(BotTurn turn) => $"{Prefix}{turn.TenantId}/{turn.PersonId}".ToLowerInvariant();
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SetUpDraft))]
internal sealed partial class SetUpDraftJson : JsonSerializerContext;
