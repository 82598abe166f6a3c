using System.Globalization;
using ConductBot.Cases;
using ConductBot.Storage;
using ConductBot.Storage.Sealing;

namespace ConductBot.Bot.CaseWork;

/// <summary>Reads and appends cases: events with their personal part sealed under the case's own key.</summary>
public sealed class CaseStore(IStore store, KeyRing keys)
{
    private const string Prefix = "case/";
    private const string EvidencePrefix = "evidence/";
    private const string CounterPrefix = "counter/cases/";

    public static string Stream(string reference) => Prefix + reference;

    /// <summary>The case with this reference, or null when there is none. A forgotten case reads without its personal parts.</summary>
    public async Task<CaseFile?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        var stream = Stream(reference);
        var stored = await store.ReadStreamAsync(stream, cancellationToken);
        if (stored.Count == 0)
        {
            return null;
        }

        using var key = await keys.FindAsync(stream, cancellationToken);
        return CaseFile.Of(stored.Select(row => new RecordedEvent(row.Version, row.At, Read(row, key))));
    }

    /// <summary>A reference nobody has, with the write that takes it: <c>CB-2026-0042</c>, counted by year.</summary>
    public async Task<(string Reference, StateWrite Taken)> NextReferenceAsync(int year, CancellationToken cancellationToken)
    {
        var key = $"{CounterPrefix}{year}";
        var row = await store.ReadStateAsync(key, cancellationToken);
        var number = row is null ? 1 : BitConverter.ToInt32(row.Value) + 1;
        return (Reference(year, number), new(key, row?.Version ?? 0, BitConverter.GetBytes(number)));
    }

    /// <summary>
    /// Every reference ever given. Numbers are counted without a gap, and in the commit that begins their case: one that
    /// has no events was removed whole.
    /// </summary>
    public static async Task<IReadOnlyList<string>> IssuedAsync(IStore store, CancellationToken cancellationToken)
    {
        var counters = await store.ListStatesAsync(CounterPrefix, cancellationToken);
        return
        [
            .. counters.SelectMany(row => Enumerable.Range(1, BitConverter.ToInt32(row.Value))
                .Select(number => Reference(int.Parse(row.Key[CounterPrefix.Length..], CultureInfo.InvariantCulture), number))),
        ];
    }

    /// <summary>Begins a case: its key, its first events and the evidence they speak of, in one commit.</summary>
    public CaseFile Begin(Commit commit, string reference, IReadOnlyList<CaseEvent> events, IReadOnlyList<EvidenceFile> evidence)
    {
        var stream = Stream(reference);
        var (key, write) = keys.Create(stream);
        using (key)
        {
            commit.States.Add(write);
            commit.Appends.Add(new(stream, ExpectedVersion: 0, [.. events.Select((happened, i) => Write(happened, stream, i + 1, key))]));
            Keep(commit, reference, evidence, key);
        }

        return Fold(new(), events, commit.At);
    }

    /// <summary>
    /// Adds to a case at the version it was read at. Once to a commit. Evidence that the report no longer speaks of goes: its
    /// reporter found that it may show what nobody should keep.
    /// </summary>
    public async Task<CaseFile> AppendAsync(
        Commit commit, CaseFile file, IReadOnlyList<CaseEvent> events, IReadOnlyList<EvidenceFile> evidence, CancellationToken cancellationToken)
    {
        var stream = Stream(file.Reference);
        using var key = await keys.FindAsync(stream, cancellationToken)
            ?? throw new InvalidOperationException($"{stream} has no key.");

        commit.Appends.Add(new(
            stream, file.Version, [.. events.Select((happened, i) => Write(happened, stream, file.Version + i + 1, key))]));

        Keep(commit, file.Reference, evidence, key);
        var after = Fold(file, events, commit.At);
        foreach (var gone in file.Report.Evidence.Except(after.Report.Evidence))
        {
            commit.States.Add(new(EvidenceKey(file.Reference, gone.Id), ExpectedVersion: null, Value: null));
        }

        return after;
    }

    /// <summary>The bytes of a case's evidence, as they came; null where they cannot be opened any more.</summary>
    public async Task<IReadOnlyList<(Evidence Evidence, byte[]? Content)>> ReadEvidenceAsync(CaseFile file, CancellationToken cancellationToken)
    {
        using var key = await keys.FindAsync(Stream(file.Reference), cancellationToken);
        var found = new List<(Evidence, byte[]?)>();
        foreach (var evidence in file.Report.Evidence)
        {
            var row = await store.ReadStateAsync(EvidenceKey(file.Reference, evidence.Id), cancellationToken);
            var content = row is null ? null : (key?.Open(row.Value, SealedPlace.State(row.Key)) as Opened.Plain)?.Content;
            found.Add((evidence, content));
        }

        return found;
    }

    /// <summary>Destroys what could name anybody. The events stay, and their chain stays whole.</summary>
    public async Task<CaseFile> ForgetAsync(Commit commit, CaseFile file, string by, string why, CancellationToken cancellationToken)
    {
        var forgotten = await AppendAsync(commit, file, [new CaseForgotten { By = by, Under = file.Under, Why = why }], evidence: [], cancellationToken);
        foreach (var evidence in file.Report.Evidence)
        {
            commit.States.Add(new(EvidenceKey(file.Reference, evidence.Id), ExpectedVersion: null, Value: null));
        }

        commit.States.Add(keys.Destroy(Stream(file.Reference)));
        return forgotten;
    }

    private static void Keep(Commit commit, string reference, IReadOnlyList<EvidenceFile> evidence, SubjectKey key)
    {
        foreach (var file in evidence)
        {
            var row = EvidenceKey(reference, file.Evidence.Id);
            commit.States.Add(new(row, ExpectedVersion: 0, key.Seal(file.Content.Span, SealedPlace.State(row))));
        }
    }

    private static string EvidenceKey(string reference, string id) => $"{EvidencePrefix}{reference}/{id}";

    private static string Reference(int year, int number) => string.Create(CultureInfo.InvariantCulture, $"CB-{year}-{number:0000}");

    private static NewEvent Write(CaseEvent happened, string stream, long version, SubjectKey key)
    {
        var (type, data, personal) = CaseEventCodec.Write(happened);
        return new(type, data, personal is null ? null : key.Seal(personal, SealedPlace.Event(stream, version)));
    }

    private static CaseEvent Read(StoredEvent row, SubjectKey? key)
    {
        // A key that was destroyed on purpose has left its mark. One that is simply not there is damage, not forgetting.
        Opened? opened = row.Sealed is null ? null
            : key is null ? new Opened.Damaged()
            : key.Open(row.Sealed, SealedPlace.Event(row.Stream, row.Version));
        return opened is Opened.Damaged
            ? throw new InvalidDataException($"{row.Stream} cannot be opened at {row.Version}.")
            : CaseEventCodec.Read(row.Type, row.Data, (opened as Opened.Plain)?.Content);
    }

    private static CaseFile Fold(CaseFile file, IReadOnlyList<CaseEvent> events, DateTimeOffset at) =>
        events.Aggregate(file, (after, happened) => after.After(new(after.Version + 1, at, happened)));
}
