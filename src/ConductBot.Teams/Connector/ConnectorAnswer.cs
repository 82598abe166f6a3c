using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ConductBot.Teams;

/// <summary>What came back over the wire, before it is said what that means.</summary>
/// <param name="Status">The HTTP status; 0 when there was no answer.</param>
/// <param name="Code">The connector's word for a failure, else the status's name; ours when there was no answer.</param>
/// <param name="Message">The connector's explanation of a failure.</param>
/// <param name="Body">The whole answer.</param>
/// <param name="RetryAfter">How long the connector wants to be left alone.</param>
internal sealed record ConnectorAnswer(int Status, string Code, string? Message, byte[] Body, TimeSpan? RetryAfter)
{
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    public static ConnectorAnswer None(string code) => new(0, code, null, [], null);

    public static async Task<ConnectorAnswer> ReadAsync(HttpResponseMessage response, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var (code, message) = response.IsSuccessStatusCode ? (null, null) : ConnectorError.Read(body);
        return new((int)response.StatusCode, code ?? response.StatusCode.ToString(), message, body, RetryAfterHeader.Of(response, now, LongestRetryAfter));
    }

    /// <summary>The Connector's own table of which statuses are worth another try.</summary>
    public ConnectorResult<T> ToResult<T>(ConnectorRequest request, JsonTypeInfo<T> type, Func<T>? ifEmpty)
        where T : class => Status switch
        {
            >= 200 and < 300 when (Parse(type) ?? ifEmpty?.Invoke()) is { } value => new ConnectorResult<T>.Ok(value),
            >= 200 and < 300 => new ConnectorResult<T>.Refused(Status, ConnectorErrorCodes.BadAnswer, null),
            0 => new ConnectorResult<T>.TryAgain(null, Code, request.RepeatsAreSeen && Code == ConnectorErrorCodes.NoAnswer),

            // A gateway that lost the answer does not know whether the service behind it did the work.
            502 or 504 => new ConnectorResult<T>.TryAgain(RetryAfter, Code, request.RepeatsAreSeen),
            408 or 412 or 429 or 503 => new ConnectorResult<T>.TryAgain(RetryAfter, Code, MayHaveHappened: false),
            _ => new ConnectorResult<T>.Refused(Status, Code, Message),
        };

    private T? Parse<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return Body.Length == 0 ? null : JsonSerializer.Deserialize(Body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
