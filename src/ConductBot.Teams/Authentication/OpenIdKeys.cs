using Microsoft.Extensions.Logging;

namespace ConductBot.Teams;

/// <summary>
/// The keys that somebody publishes: the Bot Connector, or Entra. Fetched twice a day in the background; fetched at once when a token names a key
/// nobody has heard of, but seldom enough that made-up names drive no traffic; kept for days when the publisher is down.
/// </summary>
public sealed class OpenIdKeys : IOpenIdKeySource, IDisposable
{
    /// <summary>The authentication page asks for a refresh at least every 24 hours.</summary>
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromHours(12);
    private static readonly TimeSpan RefreshJitter = TimeSpan.FromHours(1);
    private static readonly TimeSpan RetryAfterFailure = TimeSpan.FromMinutes(5);

    /// <summary>How often unknown names may make us ask again: one that was asked for in vain, and all of them together.</summary>
    private static readonly TimeSpan SameUnknownKeyEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan UnknownKeysEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AfterFailureEvery = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan KeepWithoutRefresh = TimeSpan.FromDays(5);
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(10);
    private const int MaxRememberedUnknownKeys = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> unknownUntil = new(StringComparer.Ordinal);
    private readonly OpenIdMetadataClient metadata;
    private readonly TimeProvider time;
    private readonly Func<double> random;
    private readonly ILogger<OpenIdKeys> logger;
    private readonly string publisher;
    private readonly ITimer timer;

    private OpenIdKeySet? lastGood;
    private DateTimeOffset lastGoodAt;
    private DateTimeOffset mayAskAgainAt;
    private Task<bool>? fetching;
    private bool isRequested;

    /// <param name="metadataUrl">The OpenID metadata; https, or http on this machine.</param>
    /// <param name="handler">How to reach it; must not follow redirects.</param>
    /// <param name="time">The clock, and the timer of the background refresh.</param>
    /// <param name="logger">Told of every failure to refresh.</param>
    /// <param name="random">From 0 to 1, so that not every node refreshes at the same moment.</param>
    /// <param name="publisher">Whose keys they are, for the log.</param>
    public OpenIdKeys(
        Uri metadataUrl, HttpMessageHandler handler, TimeProvider time, ILogger<OpenIdKeys> logger, Func<double>? random = null, string publisher = "the Bot Connector")
    {
        ArgumentNullException.ThrowIfNull(time);
        metadata = new(metadataUrl, handler);
        this.time = time;
        this.logger = logger;
        this.publisher = publisher;
        this.random = random ?? Random.Shared.NextDouble;
        timer = time.CreateTimer(_ => _ = RefreshAsync(CancellationToken.None), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How far this machine's clock is ahead of the publisher's, to the second; null while that is not known.</summary>
    public TimeSpan? ClockLead { get; private set; }

    public async ValueTask<OpenIdKeyLookup> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keyId);
        for (var fresh = false; ; fresh = true)
        {
            Task<bool> fetch;
            lock (gate)
            {
                if (Usable()?.Find(keyId) is { } key)
                {
                    return OpenIdKeyLookup.Found(key);
                }

                if (fetching is null && !MayAskFor(keyId))
                {
                    return Usable() is null ? OpenIdKeyLookup.Unavailable : OpenIdKeyLookup.Unknown;
                }

                isRequested = true;

                // A fetch that was under way already may have read the keys just before this one was published.
                fresh |= fetching is null;
                fetch = fetching ?? FetchBecauseOfUnknownKey();
            }

            var fetched = await fetch.WaitAsync(cancellationToken);
            if (fresh || !fetched)
            {
                return Conclude(keyId, fetched);
            }
        }
    }

    /// <summary>Fetches the keys now; false when they could not be had. Joins a fetch that is under way.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        Task<bool> fetch;
        lock (gate)
        {
            fetch = Fetch();
        }

        return await fetch.WaitAsync(cancellationToken);
    }

    public void Dispose() => timer.Dispose();

    private OpenIdKeySet? Usable() => time.GetUtcNow() - lastGoodAt <= KeepWithoutRefresh ? lastGood : null;

    private bool MayAskFor(string keyId)
    {
        var now = time.GetUtcNow();
        return now >= mayAskAgainAt && !(unknownUntil.TryGetValue(keyId, out var until) && now < until);
    }

    private void Remember(string keyId)
    {
        // Bounded: the names come from tokens nobody has verified.
        if (unknownUntil.Count >= MaxRememberedUnknownKeys)
        {
            unknownUntil.Remove(unknownUntil.MinBy(entry => entry.Value).Key);
        }

        unknownUntil[keyId] = time.GetUtcNow() + SameUnknownKeyEvery;
    }

    private OpenIdKeyLookup Conclude(string keyId, bool fetched)
    {
        lock (gate)
        {
            if (Usable()?.Find(keyId) is { } key)
            {
                return OpenIdKeyLookup.Found(key);
            }

            if (!fetched)
            {
                return OpenIdKeyLookup.Unavailable;
            }

            Remember(keyId);
            return OpenIdKeyLookup.Unknown;
        }
    }

    private Task<bool> FetchBecauseOfUnknownKey()
    {
        // With no keys at all, every name is unknown: that says nothing about this one.
        mayAskAgainAt = Usable() is null ? mayAskAgainAt : time.GetUtcNow() + UnknownKeysEvery;
        return Fetch();
    }

    private Task<bool> Fetch() => fetching ??= Task.Run(FetchAsync);

    private async Task<bool> FetchAsync()
    {
        OpenIdKeySet? set = null;
        try
        {
            using var timeout = new CancellationTokenSource(FetchTimeout, time);
            set = await metadata.FetchAsync(timeout.Token);
            ClockLead = time.GetUtcNow() - metadata.Date;
        }
        catch (Exception exception)
        {
            // Whatever it is: requests wait for this, and the keys there are go on being used.
            logger.KeysNotRefreshed(publisher, exception.GetType().Name, (exception as HttpRequestException)?.StatusCode);
        }

        lock (gate)
        {
            Settle(set);
        }

        return set is not null;
    }

    private void Settle(OpenIdKeySet? set)
    {
        var now = time.GetUtcNow();
        fetching = null;
        if (set is not null)
        {
            (lastGood, lastGoodAt, isRequested) = (set, now, false);
            logger.KeysRefreshed(set.Count, publisher);
            timer.Change(RefreshEvery - (RefreshJitter * random()), Timeout.InfiniteTimeSpan);
            return;
        }

        // Only requests are kept from asking: after a fetch that failed at the start, the first of them tries at once.
        mayAskAgainAt = isRequested ? now + AfterFailureEvery : mayAskAgainAt;
        isRequested = false;
        timer.Change(RetryAfterFailure, Timeout.InfiniteTimeSpan);
        if (lastGood is not null)
        {
            logger.KeysGrowOld(publisher, (now - lastGoodAt).TotalHours, KeepWithoutRefresh.TotalHours);
        }
    }
}
