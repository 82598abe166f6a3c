using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConductBot.Teams;

/// <summary>What came back from Graph, before it is said what that means.</summary>
/// <param name="Status">The HTTP status; 0 when there was no answer.</param>
/// <param name="Code">Graph's word for a failure, else the status's name; ours when there was no answer.</param>
/// <param name="Body">The whole answer.</param>
/// <param name="RetryAfter">How long Graph wants to be left alone.</param>
/// <param name="RequestId">Graph's own id of the request, for Microsoft's support.</param>
internal sealed record GraphAnswer(int Status, string Code, byte[] Body, TimeSpan? RetryAfter, string RequestId)
{
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(10);

    /// <summary>Whether the next try may well go better.</summary>
    public bool IsPassing => Status is 0 or 408 or 429 or >= 500;

    public static GraphAnswer None(string code) => new(0, code, [], null, "");

    public static async Task<GraphAnswer> ReadAsync(HttpResponseMessage response, int mostBytes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var body = await response.Content.ReadAtMostAsync(mostBytes, cancellationToken);
        if (body is null)
        {
            return new(status, GraphErrorCodes.TooLarge, [], null, RequestIdOf(response));
        }

        var code = response.IsSuccessStatusCode ? null : ConnectorError.Read(body).Code;
        return new(status, code ?? response.StatusCode.ToString(), body, RetryAfterHeader.Of(response, now, LongestRetryAfter), RequestIdOf(response));
    }

    public GraphResult<T> ToResult<T>(GraphRequest request, Func<byte[], T?> read)
        where T : class => Status switch
        {
            _ when Code == GraphErrorCodes.TooLarge => new GraphResult<T>.Refused(Status, Code),
            >= 200 and < 300 => Read(read) is { } value ? new GraphResult<T>.Ok(value) : new GraphResult<T>.Refused(Status, ConnectorErrorCodes.BadAnswer),
            401 or 403 => new GraphResult<T>.NotPermitted(Status, Code, request.Permission),
            0 => new GraphResult<T>.TryAgain(null, Code, request.RepeatsAreSeen && Code == ConnectorErrorCodes.NoAnswer),

            // Only these two say that nothing was done.
            429 or 503 => new GraphResult<T>.TryAgain(RetryAfter, Code, MayHaveHappened: false),
            408 or >= 500 => new GraphResult<T>.TryAgain(RetryAfter, Code, request.RepeatsAreSeen),
            _ => new GraphResult<T>.Refused(Status, Code),
        };

    private T? Read<T>(Func<byte[], T?> read)
        where T : class
    {
        try
        {
            return read(Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string RequestIdOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("request-id", out var ids) && Guid.TryParse(ids.FirstOrDefault(), out var id) ? id.ToString() : "";
}
