using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ConductBot.Teams;

/// <summary>
/// One token for each scope, and for each tenant where the scope belongs to one. Renewed in the background when four fifths of
/// its life are over, by one request however many are waiting; meanwhile the old one is used, and goes on being used should
/// the renewal fail.
/// </summary>
public sealed class CachedTokens(ITokenSource source, TimeProvider time, ILogger<CachedTokens> logger)
{
    private readonly ConcurrentDictionary<(string Scope, string? TenantId), Entry> entries = [];

    /// <summary>Asks where the settings say: the endpoint they name, or else Entra through Azure.Identity.</summary>
    public static CachedTokens For(BotFrameworkOptions options, HttpMessageHandler handler, TimeProvider time, ILogger<CachedTokens> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ITokenSource source = options.TokenUrl is null
            ? new AzureIdentityTokenSource(options)
            : new ClientCredentialsTokenSource(options, handler, time);
        return new(source, time, logger);
    }

    /// <exception cref="TokenException">There is no token, and none can be had now.</exception>
    public Task<BearerToken> GetAsync(string scope, CancellationToken cancellationToken) =>
        GetAsync(scope, tenantId: null, cancellationToken);

    /// <exception cref="TokenException">There is no token, and none can be had now.</exception>
    public Task<BearerToken> GetAsync(string scope, string? tenantId, CancellationToken cancellationToken) =>
        entries.GetOrAdd((scope, tenantId), key => new(key.Scope, key.TenantId, source, time, logger)).GetAsync(cancellationToken);

    /// <summary>Asks somebody with a token, and when it is not believed any more, asks once more with a fresh one.</summary>
    /// <param name="scope">Whose token.</param>
    /// <param name="tenantId">Null where the scope belongs to no tenant.</param>
    /// <param name="ask">The question.</param>
    /// <param name="isDisbelieved">Whether this answer says that the token is not believed: 401.</param>
    /// <param name="cancellationToken">Ends the wait for a token.</param>
    /// <exception cref="TokenException">There is no token, and none can be had now.</exception>
    public async Task<T> AskAsync<T>(
        string scope, string? tenantId, Func<BearerToken, Task<T>> ask, Func<T, bool> isDisbelieved, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(isDisbelieved);
        var token = await GetAsync(scope, tenantId, cancellationToken);
        var answer = await ask(token);
        if (!isDisbelieved(answer))
        {
            return answer;
        }

        Drop(scope, tenantId, token);
        return await ask(await GetAsync(scope, tenantId, cancellationToken));
    }

    /// <summary>Forgets a token that was not believed, unless it has been replaced already.</summary>
    public void Drop(string scope, BearerToken token) => Drop(scope, tenantId: null, token);

    /// <summary>Forgets a token that was not believed, unless it has been replaced already.</summary>
    public void Drop(string scope, string? tenantId, BearerToken token)
    {
        if (entries.TryGetValue((scope, tenantId), out var entry))
        {
            entry.Drop(token);
        }
    }

    private sealed class Entry(string scope, string? tenantId, ITokenSource source, TimeProvider time, ILogger logger)
    {
        private const double RefreshAt = 0.8;
        private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);
        private static readonly TimeSpan RetryRefresh = TimeSpan.FromSeconds(30);
        private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(30);

        private readonly Lock gate = new();
        private BearerToken? current;
        private DateTimeOffset refreshAt;
        private Task<BearerToken>? fetching;

        public Task<BearerToken> GetAsync(CancellationToken cancellationToken)
        {
            lock (gate)
            {
                var now = time.GetUtcNow();
                if (current is null || now >= current.ExpiresOn - Margin)
                {
                    return Fetch().WaitAsync(cancellationToken);
                }

                if (now >= refreshAt)
                {
                    refreshAt = now + RetryRefresh;
                    _ = Fetch();
                }

                return Task.FromResult(current);
            }
        }

        public void Drop(BearerToken token)
        {
            lock (gate)
            {
                current = current == token ? null : current;
            }
        }

        private Task<BearerToken> Fetch()
        {
            if (fetching is null)
            {
                fetching = Task.Run(FetchAsync);

                // Nobody may be waiting for it; a failure is in the log already.
                _ = fetching.ContinueWith(done => _ = done.Exception, TaskScheduler.Default);
            }

            return fetching;
        }

        private async Task<BearerToken> FetchAsync()
        {
            try
            {
                using var timeout = new CancellationTokenSource(FetchTimeout, time);
                var token = tenantId is null
                    ? await source.GetTokenAsync(scope, timeout.Token)
                    : await source.GetTokenAsync(scope, tenantId, timeout.Token);
                lock (gate)
                {
                    var now = time.GetUtcNow();
                    current = token;
                    refreshAt = now + ((token.ExpiresOn - now) * RefreshAt);
                }

                return token;
            }
            catch (Exception exception)
            {
                // Every kind of failure is the same to those who wait: no token.
                logger.TokenNotObtained(scope, exception is TokenException ? exception.Message : exception.GetType().Name);
                throw exception as TokenException ?? new TokenException(exception.GetType().Name, exception);
            }
            finally
            {
                lock (gate)
                {
                    fetching = null;
                }
            }
        }
    }
}
