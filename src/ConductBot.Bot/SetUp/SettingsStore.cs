using System.Text.Json;
using ConductBot.Storage;

namespace ConductBot.Bot.SetUp;

/// <summary>Reads and appends schools' settings. One state row lists the schools; its version tells cheaply that something changed.</summary>
public sealed class SettingsStore(IStore store)
{
    public const string Prefix = "settings/";
    private const string List = "schools-set-up";

    public static string Stream(string school) => Prefix + school;

    /// <summary>Goes up with every change of any school's settings; 0 before the first.</summary>
    public async Task<long> VersionAsync(CancellationToken cancellationToken) =>
        (await store.ReadStateAsync(List, cancellationToken))?.Version ?? 0;

    /// <summary>Every school that has settings, and the version they are at least as new as.</summary>
    public async Task<(long Version, IReadOnlyList<SchoolRecord> Records)> ReadAllAsync(CancellationToken cancellationToken)
    {
        var row = await store.ReadStateAsync(List, cancellationToken);
        var records = new List<SchoolRecord>();
        foreach (var id in IdsOf(row))
        {
            records.Add(await ReadAsync(id, cancellationToken));
        }

        return (row?.Version ?? 0, records);
    }

    public async Task<SchoolRecord> ReadAsync(string school, CancellationToken cancellationToken)
    {
        var stored = await store.ReadStreamAsync(Stream(school), cancellationToken);
        return SchoolRecord.Of(school, stored.Select(row => SettingsEventCodec.Read(row.Type, row.Data)));
    }

    /// <summary>Adds to a school's settings at the version they were read at. Once to a commit for each school.</summary>
    public async Task<SchoolRecord> AppendAsync(Commit commit, SchoolRecord record, SettingsEvent happened, CancellationToken cancellationToken)
    {
        var (type, data) = SettingsEventCodec.Write(happened);
        commit.Appends.Add(new(Stream(record.Id), record.Version, [new(type, data, Sealed: null)]));

        // Two schools in one commit: the later write holds both names.
        var waiting = commit.States.FirstOrDefault(write => write.Key == List);
        var row = await store.ReadStateAsync(List, cancellationToken);
        var ids = waiting?.Value is { } value ? JsonSerializer.Deserialize(value, SettingsJson.Default.IReadOnlyListString)! : IdsOf(row);
        commit.States.RemoveAll(write => write.Key == List);
        commit.States.Add(new(List, row?.Version ?? 0, JsonSerializer.SerializeToUtf8Bytes(
            ids.Contains(record.Id) ? ids : [.. ids, record.Id], SettingsJson.Default.IReadOnlyListString)));

        return record.After(happened);
    }

    private static IReadOnlyList<string> IdsOf(StateRow? row) =>
        row is null ? [] : JsonSerializer.Deserialize(row.Value, SettingsJson.Default.IReadOnlyListString)!;
}
