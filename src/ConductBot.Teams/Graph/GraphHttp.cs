using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace ConductBot.Teams;

/// <summary>
/// Puts one question to Graph. What may be repeated is asked up to three times within a few seconds, since somebody waits;
/// whoever asked for a longer pause gets it, from all requests of this process.
/// </summary>
internal sealed class GraphHttp
{
    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(1)];
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan WholeTimeout = GraphClient.LongestCall;
    private static readonly ProductInfoHeaderValue UserAgent = new("ConductBot", "1.0");

    private readonly Lock gate = new();
    private readonly HttpClient http;
    private readonly CachedTokens tokens;
    private readonly Uri? root;
    private readonly string scope;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private DateTimeOffset quietUntil;

    public GraphHttp(HttpMessageHandler handler, CachedTokens tokens, BotFrameworkOptions options, TimeProvider time, ILogger logger)
    {
        http = new(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        this.tokens = tokens;
        root = options.GraphUrl is { } url ? new(url) : null;
        scope = options.GraphScope;
        this.time = time;
        this.logger = logger;
    }

    /// <param name="request">The question.</param>
    /// <param name="read">Makes a value of a good answer; null when it is none.</param>
    /// <param name="cancellationToken">Ends it from outside, with an exception.</param>
    public async Task<GraphResult<T>> AskAsync<T>(GraphRequest request, Func<byte[], T?> read, CancellationToken cancellationToken)
        where T : class
    {
        if (root is null)
        {
            return new GraphResult<T>.NotPermitted(0, GraphErrorCodes.SwitchedOff, request.Permission);
        }

        if (request.Address(root) is not { } address)
        {
            return new GraphResult<T>.Refused(0, ConnectorErrorCodes.BadId);
        }

        if (Pause() is { } pause)
        {
            return new GraphResult<T>.TryAgain(pause, GraphErrorCodes.Throttled, MayHaveHappened: false);
        }

        var started = time.GetTimestamp();
        var answer = await PersistAsync(request, address, cancellationToken);
        logger.GraphAsked(request.Method.Method, request.Resource, answer.Status, answer.Code, answer.RequestId, time.GetElapsedTime(started).TotalMilliseconds);
        return answer.ToResult(request, read);
    }

    private async Task<GraphAnswer> PersistAsync(GraphRequest request, Uri address, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(WholeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        for (var tries = 0; ; tries++)
        {
            var answer = await AskOnceAsync(request, address, either.Token, cancellationToken);
            KeepQuiet(answer);
            if (tries >= Waits.Length || request.RepeatsAreSeen || !answer.IsPassing || answer.RetryAfter > LongestWait)
            {
                return answer;
            }

            try
            {
                await Task.Delay(answer.RetryAfter ?? Waits[tries], time, either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return answer;
            }
        }
    }

    private async Task<GraphAnswer> AskOnceAsync(GraphRequest request, Uri address, CancellationToken deadline, CancellationToken cancellationToken)
    {
        try
        {
            return await tokens.AskAsync(
                scope, request.TenantId, token => TryAsync(request, address, token, deadline, cancellationToken), answer => answer.Status == 401, deadline);
        }
        catch (Exception exception) when (exception is TokenException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return GraphAnswer.None(ConnectorErrorCodes.NoToken);
        }
    }

    private async Task<GraphAnswer> TryAsync(
        GraphRequest request, Uri address, BearerToken token, CancellationToken deadline, CancellationToken cancellationToken)
    {
        using var content = request.Body is { } body ? new WatchedContent(body) : null;
        using var message = new HttpRequestMessage(request.Method, address) { Content = content };
        message.Headers.Authorization = new("Bearer", token.Value);
        message.Headers.UserAgent.Add(UserAgent);
        if (request.IsSearch)
        {
            message.Headers.Add("ConsistencyLevel", "eventual");
        }

        using var timeout = new CancellationTokenSource(TryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, deadline);
        try
        {
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await GraphAnswer.ReadAsync(response, request.MostBytes, time.GetUtcNow(), either.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return GraphAnswer.None(content is { HasStarted: false } ? ConnectorErrorCodes.NotReached : ConnectorErrorCodes.NoAnswer);
        }
    }

    /// <summary>How long Graph still wants to be left alone. Calls made meanwhile would count, and make it longer.</summary>
    private TimeSpan? Pause()
    {
        lock (gate)
        {
            var left = quietUntil - time.GetUtcNow();
            return left > TimeSpan.Zero ? left : null;
        }
    }

    private void KeepQuiet(GraphAnswer answer)
    {
        if (answer is { Status: 429, RetryAfter: { } wait })
        {
            lock (gate)
            {
                var until = time.GetUtcNow() + wait;
                quietUntil = until > quietUntil ? until : quietUntil;
            }
        }
    }
}
