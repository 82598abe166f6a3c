using System.CommandLine;
using ConductBot.Bot.CaseWork;
using ConductBot.Storage;

namespace ConductBot.Host.Commands;

/// <summary>audit verify.</summary>
internal static class AuditCommands
{
    private static readonly string CasePrefix = CaseStore.Stream("");

    public static Command Create(string[] settings)
    {
        var verify = new Command("verify", "Walks every case's chain of events: exit 1 and where it breaks.");
        verify.SetAction(async (_, token) =>
        {
            await using var session = await CommandSession.OpenAsync(CommandSettings.Read(settings), token);
            var found = await FindAsync(session.Store, token);
            foreach (var line in found)
            {
                await Console.Out.WriteLineAsync(line.AsMemory(), token);
            }

            if (found.Count > 0)
            {
                return CommandLine.Found;
            }

            var cases = (await session.Store.ListStreamsAsync(token)).Where(head => head.Stream.StartsWith(CasePrefix, StringComparison.Ordinal)).ToList();
            await Console.Out.WriteLineAsync($"{Count(cases.Count, "case")}, {Count(cases.Sum(head => head.Version), "event")}: every chain is whole.");
            return CommandLine.Ok;
        });
        return new("audit", "Checks the record.") { verify };
    }

    /// <summary>A chain shows what was changed within a case. That a whole case is gone shows by its number.</summary>
    private static async Task<List<string>> FindAsync(IStore store, CancellationToken cancellationToken)
    {
        var breaks = await ChainVerifier.VerifyAsync(store, cancellationToken);
        var found = breaks.Select(broken => $"{Name(broken.Stream)} breaks at version {broken.Version}: {Words(broken.What)}.").ToList();

        // Numbers first, streams after: a case that is begun meanwhile is then among them.
        var issued = await CaseStore.IssuedAsync(store, cancellationToken);
        var streams = (await store.ListStreamsAsync(cancellationToken)).Select(head => head.Stream).Concat(breaks.Select(broken => broken.Stream)).ToHashSet(StringComparer.Ordinal);
        found.AddRange(issued.Where(reference => !streams.Contains(CaseStore.Stream(reference))).Select(reference => $"{reference} breaks at version 1: the whole case is missing."));
        return found;
    }

    public static string Words(ChainBreakKind what) => what switch
    {
        ChainBreakKind.Altered => "this event was altered",
        ChainBreakKind.Missing => "this event is missing",
        ChainBreakKind.CutShort => "this event and all after it are missing",
        ChainBreakKind.HeadMismatch => "the recorded end does not fit the events",
        _ => what.ToString(),
    };

    private static string Name(string stream) => stream.StartsWith(CasePrefix, StringComparison.Ordinal) ? stream[CasePrefix.Length..] : stream;

    private static string Count(long number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
