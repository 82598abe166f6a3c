namespace ConductBot.Teams;

/// <summary>What to do after a try: wait and try again, give up, or nothing because it is done.</summary>
/// <param name="Wait">How long to wait before the next try; null when there is none.</param>
/// <param name="GaveUpBecause">The code of what it failed on; null unless it is given up.</param>
public readonly record struct RetryDecision(TimeSpan? Wait, string? GaveUpBecause)
{
    public bool IsDone => Wait is null && GaveUpBecause is null;
}

/// <summary>When to ask the connector again. Pure: the caller keeps the counts and throws the dice.</summary>
public static class RetryPolicy
{
    /// <summary>With the waits below: about a day.</summary>
    public const int MostTries = 100;

    /// <summary>A message whose answer was lost is sent once more; a third copy of it in a channel helps nobody.</summary>
    public const int MostLostAnswers = 2;

    private const double Jitter = 0.3;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private static readonly int[] Seconds = [1, 2, 4, 8, 16, 60, 120, 240, 480];

    /// <param name="result">What came of the last try.</param>
    /// <param name="tries">How many there were, the last one included.</param>
    /// <param name="lostAnswers">After how many of them it may have happened, the last one included.</param>
    /// <param name="random">From 0 to 1, so that many waiting senders do not come back together.</param>
    public static RetryDecision After<T>(ConnectorResult<T> result, int tries, int lostAnswers, double random) => result switch
    {
        ConnectorResult<T>.Refused refused => new(null, refused.Code),
        ConnectorResult<T>.TryAgain again when tries >= MostTries || (again.MayHaveHappened && lostAnswers >= MostLostAnswers) => new(null, again.Code),
        ConnectorResult<T>.TryAgain again => new(Wait(again.RetryAfter, tries, random), null),
        _ => default,
    };

    private static TimeSpan Wait(TimeSpan? retryAfter, int tries, double random)
    {
        var usual = tries <= Seconds.Length ? TimeSpan.FromSeconds(Seconds[Math.Max(tries, 1) - 1]) : Longest;
        var spread = usual * (1 - Jitter + (2 * Jitter * random));
        return retryAfter is { } asked && asked > spread ? asked : spread;
    }
}
