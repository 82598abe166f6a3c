using System.Text.Json;
using System.Text.Json.Serialization;
using ConductBot.Bot.Cards;
using ConductBot.Storage;
using ConductBot.Teams;

namespace ConductBot.Bot.People;

/// <summary>The people of an Entra group that names a school's DSLs, as Graph told them last.</summary>
/// <param name="Members">Entra object ids, in order.</param>
public sealed record KnownGroup(IReadOnlyList<string> Members, DateTimeOffset ReadAt);

/// <summary>What is known of a group now.</summary>
/// <param name="Known">Null when it has never been read: then nobody is of it.</param>
/// <param name="Problem">What is wrong with it, as a sentence for whoever runs the server; empty when nothing is.</param>
public sealed record GroupReading(KnownGroup? Known, string Problem);

/// <summary>
/// Reads groups of DSLs through Graph. What was read is a row of the store, so that a start without Graph still knows the
/// safeguarding leads; what never was read makes nobody one.
/// </summary>
public sealed class DslGroups(GraphClient graph, IStore store, TimeProvider time)
{
    private const string Prefix = "dsl-group/";

    /// <param name="longest">How long Graph may take.</param>
    public async Task<GroupReading> ReadAsync(string tenantId, string groupId, TimeSpan longest, CancellationToken cancellationToken)
    {
        var key = $"{Prefix}{tenantId}/{groupId}".ToLowerInvariant();
        // What comes of it goes to the log.
        using var speaking = Language.Use(Language.British);
        var asked = await GraphPatience.WithinAsync(longest, time, token => graph.GetMembersAsync(tenantId, groupId, token), cancellationToken);
        if (asked is GraphResult<GraphMembers>.Ok { Value: { IsComplete: true } members })
        {
            List<string> ids =
            [
                .. members.Ids.Where(id => Guid.TryParse(id, out _))
                    .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase),
            ];
            var known = new KnownGroup(ids, time.GetUtcNow());
            await store.CommitAsync(
                new()
                {
                    At = known.ReadAt,
                    States = { new(key, ExpectedVersion: null, JsonSerializer.SerializeToUtf8Bytes(known, DslGroupJson.Default.KnownGroup)) },
                },
                cancellationToken);
            return new(known, ids.Count == 0 ? "nobody is in it." : "");
        }

        var why = asked is GraphResult<GraphMembers>.Ok ? $"it holds more than {GraphClient.MostMembers} people, so it cannot be one of safeguarding leads" : asked.Why;
        var before = await store.ReadStateAsync(key, cancellationToken) is { } row
            ? JsonSerializer.Deserialize(row.Value, DslGroupJson.Default.KnownGroup)
            : null;
        return new(before, before is null
            ? $"it could not be read: {why}. Nobody is a DSL by it."
            : $"it could not be read: {why}. Those who were in it on {before.ReadAt.Full()} stay DSL meanwhile.");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KnownGroup))]
internal sealed partial class DslGroupJson : JsonSerializerContext;
