using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConductBot.Host.Playground;

/// <summary>Hands activities to the bot's <c>/api/messages</c>, signed, over HTTP: the bot cannot tell it from Teams.</summary>
internal sealed class BotClient(PlaygroundOptions options, ILogger logger)
{
    // Teams gives up on an activity after 15 seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly HttpClient Http =
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Delivers once. Whoever closes the page does not call the activity back, so there is nothing to cancel it.</summary>
    public async Task<BotAnswer> DeliverAsync(JsonObject activity)
    {
        using var timeout = new CancellationTokenSource(Patience, options.Time);
        try
        {
            using var request = Request(activity);
            using var response = await Http.SendAsync(request, timeout.Token);
            var body = await response.Content.ReadAsByteArrayAsync(timeout.Token);
            var answer = new BotAnswer((int)response.StatusCode, body);
            if (!answer.Accepted)
            {
                PlaygroundLog.Refused(logger, Kind(activity), answer.Status);
            }

            return answer;
        }
        catch (OperationCanceledException)
        {
            PlaygroundLog.NoAnswer(logger, Kind(activity), Patience.TotalSeconds);

            return BotAnswer.None("ConductBot took longer than 15 seconds.");
        }
        catch (HttpRequestException error)
        {
            PlaygroundLog.Unreachable(logger, Kind(activity), error.HttpRequestError);

            return BotAnswer.None("ConductBot could not be reached.");
        }
    }

    private HttpRequestMessage Request(JsonObject activity)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, options.BotUrl())
        {
            Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Sign((string)activity["serviceUrl"]!));
        request.Headers.Add("x-ms-conversation-id", (string)activity["conversation"]!["id"]!);
        request.Headers.Add("x-ms-tenant-id", options.TenantId);

        return request;
    }

    private static string Kind(JsonObject activity) => (string)activity["type"]!;
}

/// <param name="Status">The HTTP status, or 0 when no answer came.</param>
internal sealed record BotAnswer(int Status, byte[] Body)
{
    public bool Accepted => Status is >= 200 and < 300;

    /// <summary>A sentence for the page; null when the bot accepted the activity.</summary>
    public string? Problem { get; private init; } = Status is 0 or (>= 200 and < 300) ? null : $"ConductBot answered with HTTP status {Status}.";

    public static BotAnswer None(string problem) => new(0, []) { Problem = problem };

    /// <summary>The body of an answer to <c>adaptiveCard/action</c>, or null where it has not that form.</summary>
    public JsonElement? CardAnswer()
    {
        try
        {
            using var json = JsonDocument.Parse(Body);
            var root = json.RootElement;

            return Accepted
                && root.Member("statusCode") is { ValueKind: JsonValueKind.Number }
                && root.Text("type") is not null
                && root.Member("value") is not null
                ? root.Clone()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
