using System.Diagnostics;
using System.Globalization;
using ConductBot.Storage.Sealing;

namespace ConductBot.Storage;

/// <summary>
/// Commits a second, each with an inbox entry, a state row, an event and a message, as a turn makes them; and sealed parts
/// opened a second, each asking the store again whether its key still exists:
/// <c>dotnet run -c Release --project tests/ConductBot.Storage.Tests -- measure "Data Source=/tmp/measure.db"</c>
/// </summary>
internal static class Measurement
{
    public const string Word = "measure";
    private const int Turns = 4000;

    public static async Task<int> RunAsync(string connectionString)
    {
        var store = await Stores.OpenAsync(connectionString, CancellationToken.None);
        await RunAsync(store, "warming up", writers: 4, turns: 400);
        foreach (var writers in (int[])[1, 4, 16])
        {
            var took = await RunAsync(store, $"measured-{writers}", writers, Turns);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{writers,2} writers: {Turns / took.TotalSeconds:F0} commits a second, {took.TotalMilliseconds * writers / Turns:F2} ms each"));
        }

        await OpenAsync(store);
        return 0;
    }

    private static async Task OpenAsync(IStore store)
    {
        var keys = new KeyRing(store, MasterKey.FromBase64(Convert.ToBase64String(new byte[32])));
        var subject = $"measured-{Guid.NewGuid():N}";
        var (key, write) = keys.Create(subject);
        var sealedPart = key.Seal(new byte[700], "place")!;
        await store.CommitAsync(new() { At = Given.Monday, States = { write } }, CancellationToken.None);
        var clock = Stopwatch.StartNew();
        for (var opened = 0; opened < Turns; opened++)
        {
            if (await keys.OpenAsync(subject, sealedPart, "place", CancellationToken.None) is not Opened.Plain)
            {
                throw new InvalidOperationException("Not opened.");
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sealed parts: {Turns / clock.Elapsed.TotalSeconds:F0} opened a second"));
    }

    private static async Task<TimeSpan> RunAsync(IStore store, string name, int writers, int turns)
    {
        var run = $"{name}-{Guid.NewGuid():N}";
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var turn = 0; turn < turns / writers; turn++)
            {
                await WriteAsync(store, $"{run}-{writer}", turn);
            }
        })));
        return clock.Elapsed;
    }

    private static async Task WriteAsync(IStore store, string name, int turn)
    {
        var result = await store.CommitAsync(
            new()
            {
                At = Given.Monday,
                Inbox = new($"{name}/{turn}", 200, new byte[300]),
                States = { new(name, turn, new byte[500]) },
                Appends = { new(name, turn, [new("ConcernReported", """{"category":"defamation"}""", new byte[700])]) },
                Outbox = { new(Guid.NewGuid(), name, After: null, "card", new byte[2000]) },
            },
            CancellationToken.None);
        if (result is not CommitResult.Done)
        {
            throw new InvalidOperationException($"Not written: {result}");
        }
    }
}
