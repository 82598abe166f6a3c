namespace ConductBot.Bot.Delivery;

/// <summary>Tells the sender that something waits, so that it need not look all the time.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim bell = new(0, 1);

    public void Ring()
    {
        try
        {
            bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    /// <summary>Returns when it rang, or after the time.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => bell.WaitAsync(atMost, cancellationToken);

    public void Dispose() => bell.Dispose();
}
