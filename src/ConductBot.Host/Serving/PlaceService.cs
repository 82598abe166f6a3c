using ConductBot.Bot.SetUp;

namespace ConductBot.Host.Serving;

/// <summary>Looks after the start, and then once a day, what has become of the schools' teams and channels.</summary>
public sealed class PlaceService(PlaceCheck check, TimeProvider time, ILogger<PlaceService> log) : BackgroundService
{
    /// <summary>What begins at the start comes first.</summary>
    private static readonly TimeSpan AfterTheStart = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    /// <summary>While a place is missing: it may have been said wrongly, and may be back.</summary>
    private static readonly TimeSpan WhileMissing = TimeSpan.FromMinutes(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var wait = AfterTheStart;
            while (true)
            {
                await Task.Delay(wait, time, stoppingToken);
                wait = Every;
                try
                {
                    wait = await check.RunAsync(stoppingToken) ? WhileMissing : Every;
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    // The background loop's boundary: tomorrow is another day.
                    Log.PlacesNotLookedAt(log, failure);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // It was stopped between two looks.
        }
    }
}
