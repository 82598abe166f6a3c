using ConductBot.Bot.CaseWork;
using ConductBot.Bot.Delivery;
using ConductBot.Bot.People;
using ConductBot.Bot.Reporting;
using ConductBot.Storage;

namespace ConductBot.Host.Serving;

/// <summary>
/// Keeps the outbox empty: when a turn has left something, when a wait is over, and now and then for the other nodes' sake.
/// Beside it looks at cases again when their time has come, and tidies up: neither holds up a message.
/// </summary>
public sealed class DeliveryService(
    Postman postman, CaseTimers timers, AbandonedDrafts abandoned, Schools schools, IStore store, OutboxSignal signal, TimeProvider time, ILogger<DeliveryService> log) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);
    private static readonly TimeSpan TidiedEvery = TimeSpan.FromHours(1);

    private bool begun;
    private DateTimeOffset tidied = DateTimeOffset.MinValue;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        KeepOnAsync(SendAsync, signal.WaitAsync, stoppingToken),
        KeepOnAsync(LookAsync, (wait, token) => Task.Delay(wait, time, token), stoppingToken));

    private async Task<DateTimeOffset?> SendAsync(CancellationToken cancellationToken)
    {
        if (!begun)
        {
            await store.EndLeasesAsync(cancellationToken);
            begun = true;
        }

        return await postman.DeliverAsync(cancellationToken);
    }

    private async Task<DateTimeOffset?> LookAsync(CancellationToken cancellationToken)
    {
        // Where no turn comes by, somebody has to notice that a school was changed on another node.
        await schools.RefreshAsync(atOnce: false, cancellationToken);
        var next = await timers.RunAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (now - tidied > TidiedEvery)
        {
            tidied = now;
            await store.PruneAsync(now - KeptFor, cancellationToken);
            await abandoned.RunAsync(cancellationToken);
        }

        return next;
    }

    /// <summary>Works for good, as soon as there is something to do, and looks whether there is every few seconds.</summary>
    private async Task KeepOnAsync(
        Func<CancellationToken, Task<DateTimeOffset?>> work, Func<TimeSpan, CancellationToken, Task> pause, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Longest;
            try
            {
                var left = await work(stoppingToken) is { } due ? due - time.GetUtcNow() : Longest;
                wait = left < Shortest ? Shortest : left < Longest ? left : Longest;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The background loop's boundary: a database that is away for a while must not end delivery for good.
                Log.DeliveryFailed(log, failure);
            }

            try
            {
                await pause(wait, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
