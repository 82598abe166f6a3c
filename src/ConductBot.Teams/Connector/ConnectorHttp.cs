using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;

namespace ConductBot.Teams;

/// <summary>Puts one question to the connector and makes a result of whatever comes back.</summary>
internal sealed class ConnectorHttp
{
    private const int MaxAnswerBytes = 2 * 1024 * 1024;
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan WholeTimeout = ConnectorClient.LongestCall;
    private static readonly ProductInfoHeaderValue UserAgent = new("ConductBot", "1.0");

    private readonly HttpClient http;
    private readonly CachedTokens tokens;
    private readonly ServiceHosts hosts;
    private readonly string scope;
    private readonly TimeProvider time;
    private readonly ILogger logger;

    public ConnectorHttp(HttpMessageHandler handler, CachedTokens tokens, BotFrameworkOptions options, TimeProvider time, ILogger logger)
    {
        http = new(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxAnswerBytes };
        this.tokens = tokens;
        hosts = new(options.ServiceHosts);
        scope = options.Scope;
        this.time = time;
        this.logger = logger;
    }

    /// <param name="request">The question.</param>
    /// <param name="type">What the answer should be.</param>
    /// <param name="ifEmpty">What an empty answer means; null when there must be one.</param>
    /// <param name="cancellationToken">Ends it from outside, with an exception.</param>
    public async Task<ConnectorResult<T>> AskAsync<T>(
        ConnectorRequest request, JsonTypeInfo<T> type, Func<T>? ifEmpty, CancellationToken cancellationToken)
        where T : class
    {
        if (request.Address(hosts, out var problem) is not { } address)
        {
            logger.ConnectorNotAsked(problem, Uri.TryCreate(request.ServiceUrl, UriKind.Absolute, out var service) ? service.Host : "");
            return new ConnectorResult<T>.Refused(0, problem, null);
        }

        var started = time.GetTimestamp();
        var answer = await AskAsync(request, address, cancellationToken);
        var result = answer.ToResult(request, type, ifEmpty);
        logger.ConnectorAsked(
            request.Method.Method, request.Segments[0], answer.Status, answer.Code, time.GetElapsedTime(started).TotalMilliseconds);
        return result;
    }

    private async Task<ConnectorAnswer> AskAsync(ConnectorRequest request, Uri address, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(WholeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await tokens.AskAsync(
                scope, tenantId: null, token => TryAsync(request, address, token, either.Token, cancellationToken), answer => answer.Status == 401, either.Token);
        }
        catch (Exception exception) when (exception is TokenException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return ConnectorAnswer.None(ConnectorErrorCodes.NoToken);
        }
    }

    /// <param name="request">The question.</param>
    /// <param name="address">Where it is asked.</param>
    /// <param name="token">Who asks.</param>
    /// <param name="deadline">Ends the try without an answer.</param>
    /// <param name="cancellationToken">Ends it with an exception.</param>
    private async Task<ConnectorAnswer> TryAsync(
        ConnectorRequest request, Uri address, BearerToken token, CancellationToken deadline, CancellationToken cancellationToken)
    {
        using var content = request.Body is { } body ? new WatchedContent(body) : null;
        using var message = new HttpRequestMessage(request.Method, address) { Content = content };
        message.Headers.Authorization = new("Bearer", token.Value);
        message.Headers.UserAgent.Add(UserAgent);
        message.Headers.Accept.Add(new("application/json"));

        using var timeout = new CancellationTokenSource(TryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, deadline);
        try
        {
            using var response = await http.SendAsync(message, either.Token);
            return await ConnectorAnswer.ReadAsync(response, time.GetUtcNow(), either.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // Not a byte of the message left: then it cannot have been sent, however the connection failed.
            return ConnectorAnswer.None(content is { HasStarted: false } ? ConnectorErrorCodes.NotReached : ConnectorErrorCodes.NoAnswer);
        }
    }
}
