namespace ConductBot.Teams;

/// <summary>Ends a wait for Graph where somebody waits for the bot.</summary>
public static class GraphPatience
{
    /// <summary>Asks, one question or several, and stops when this much time has gone: then the result is to try again.</summary>
    /// <param name="longest">Of all the questions together.</param>
    /// <param name="time">Whose time.</param>
    /// <param name="ask">Puts the questions.</param>
    /// <param name="cancellationToken">Ends it from outside, with an exception.</param>
    public static async Task<GraphResult<T>> WithinAsync<T>(
        TimeSpan longest, TimeProvider time, Func<CancellationToken, Task<GraphResult<T>>> ask, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ask);
        using var patience = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await ask(either.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException or TokenException
            && patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // A question that was cut off may have been heard.
            return new GraphResult<T>.TryAgain(null, ConnectorErrorCodes.NoAnswer, MayHaveHappened: true);
        }
    }
}
