using System.Text;
using ConductBot.Bot.People;
using ConductBot.Storage;

namespace ConductBot.Bot.Turns;

/// <summary>Which school somebody who belongs to several spoke of last.</summary>
public static class SchoolChoice
{
    public static async Task<School?> ReadAsync(
        IStore store, string tenantId, string personId, IReadOnlyList<School> candidates, CancellationToken cancellationToken)
    {
        var row = await store.ReadStateAsync(Key(tenantId, personId), cancellationToken);
        return row is null ? null : candidates.FirstOrDefault(school => school.Id == Encoding.UTF8.GetString(row.Value));
    }

    public static StateWrite Write(string tenantId, string personId, School school) =>
        new(Key(tenantId, personId), ExpectedVersion: null, Encoding.UTF8.GetBytes(school.Id));

    private static string Key(string tenantId, string personId) => $"school-choice/{tenantId}/{personId}".ToLowerInvariant();
}
