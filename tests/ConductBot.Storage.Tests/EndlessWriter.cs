using System.Globalization;

namespace ConductBot.Storage;

/// <summary>
/// Commits turns until the process is killed: four writers, so that at any moment something is half done. Each turn
/// writes the same number into an inbox entry, a state row, a stream and a lane, and says so once it is committed.
/// </summary>
internal static class EndlessWriter
{
    public const string Word = "write-until-killed";
    public const int Writers = 4;

    public static async Task<int> RunAsync(string connectionString)
    {
        var store = await Stores.OpenAsync(connectionString, CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(store, $"writer-{writer}"))));
        return 0;
    }

    private static async Task WriteAsync(IStore store, string name)
    {
        var last = (await store.ReadStateAsync(name, CancellationToken.None))?.Version ?? 0;
        while (true)
        {
            var turn = last + 1;
            var commit = new Commit
            {
                At = Given.Monday,
                Inbox = new($"{name}/{turn}", 200, Body: null),
                States = { new(name, last, BitConverter.GetBytes(turn)) },
                Appends = { new(name, last, [new("Counted", turn.ToString(CultureInfo.InvariantCulture), new byte[3000])]) },
                Outbox = { new(Guid.NewGuid(), name, After: null, "count", BitConverter.GetBytes(turn)) },
            };
            if (await store.CommitAsync(commit, CancellationToken.None) is not CommitResult.Done)
            {
                throw new InvalidOperationException($"{name} is not alone.");
            }

            last = turn;
            await Console.Out.WriteLineAsync($"{name} {turn}");
        }
    }
}
