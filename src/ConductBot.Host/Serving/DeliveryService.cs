using ConductBot.Bot.CaseWork;
using ConductBot.Bot.Delivery;
using ConductBot.Bot.People;
using ConductBot.Bot.Reporting;
using ConductBot.Storage;

namespace ConductBot.Host.Serving;

/// <summary>Looks at cases again when their time has come, and keeps the outbox empty: when a turn has left something, when a wait is over, and now and then for the other nodes' sake.</summary>
public sealed class DeliveryService(
    Postman postman, CaseTimers timers, AbandonedDrafts abandoned, Schools schools, IStore store, OutboxSignal signal, TimeProvider time, ILogger<DeliveryService> log) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);
    private static readonly TimeSpan PrunedEvery = TimeSpan.FromHours(1);

    /// <summary>Trouble with the timers must not keep messages from being sent.</summary>
    private async Task<DateTimeOffset?> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await timers.RunAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.DeliveryFailed(log, failure);
            return time.GetUtcNow() + Longest;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pruned = DateTimeOffset.MinValue;
        var begun = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Longest;
            try
            {
                // Where no turn comes by, somebody has to notice that a school was changed on another node.
                await schools.RefreshAsync(atOnce: false, stoppingToken);
                if (!begun)
                {
                    await store.EndLeasesAsync(stoppingToken);
                    begun = true;
                }

                var look = await LookAsync(stoppingToken);
                var send = await postman.DeliverAsync(stoppingToken);
                var due = look is null || send < look ? send : look;
                var now = time.GetUtcNow();
                wait = due is { } at && at - now < Longest ? (at - now > Shortest ? at - now : Shortest) : Longest;

                if (now - pruned > PrunedEvery)
                {
                    pruned = now;
                    await store.PruneAsync(now - KeptFor, stoppingToken);
                    await abandoned.RunAsync(stoppingToken);
                }
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
                await signal.WaitAsync(wait, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
