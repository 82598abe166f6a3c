using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConductBot.Bot.Turns;
using ConductBot.Teams;
using Microsoft.AspNetCore.Http.Features;

namespace ConductBot.Host.Serving;

/// <summary>
/// <c>POST /api/messages</c>: read once, verify, then act. Whatever comes in gets a clear answer, and a turn that fails tells
/// the person so: Teams stops delivering to a bot that keeps answering 500.
/// </summary>
public sealed class MessagesEndpoint(
    ConnectorTokenValidator validator, ConversationLocks locks, TurnRunner turns, LastResort lastResort, IHostApplicationLifetime lifetime, ILogger<MessagesEndpoint> log)
{
    /// <summary>Teams sends at most about 100 KB; what is larger is no activity.</summary>
    public const int LargestBody = 256 * 1024;

    /// <summary>How long a turn waits for those before it: where they hang, the ones behind must not pile up.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    public async Task<IResult> PostAsync(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        if (authorization.Length == 0)
        {
            return Unauthorized(context);
        }

        if (await ReadAsync(context, context.RequestAborted) is not { } body)
        {
            return Problem(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {LargestBody} bytes.");
        }

        // From here on it is carried through although nobody may wait any more: Teams hangs up after 15 seconds and need not send a
        // message again, and what the bot says to it goes out by itself.
        var cancellationToken = lifetime.ApplicationStopping;

        var reading = ActivityReader.Read(body);
        if (reading.Activity is not { } activity)
        {
            return Problem(StatusCodes.Status400BadRequest, $"The body is no activity: {reading.Reason}.");
        }

        AuthenticationResult verdict;
        try
        {
            verdict = await validator.ValidateAsync(authorization, ActivityClaims.Of(activity), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        switch (verdict)
        {
            case AuthenticationResult.Rejected { Status: StatusCodes.Status401Unauthorized }:
                return Unauthorized(context);

            case AuthenticationResult.Rejected rejected:
                return Results.StatusCode(rejected.Status);
        }

        if (Missing(activity) is { } missing)
        {
            return Problem(StatusCodes.Status400BadRequest, $"The activity has no {missing}.");
        }

        if (HasStrangeId(activity))
        {
            return Problem(StatusCodes.Status400BadRequest, "An id of the activity holds a character that no id has.");
        }

        return await RunAsync(activity, cancellationToken);
    }

    private async Task<IResult> RunAsync(Activity activity, CancellationToken cancellationToken)
    {
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        turn.CancelAfter(LongestWait);
        try
        {
            using (await locks.EnterAsync(activity.Conversation?.Id ?? "", turn.Token))
            {
                var response = await turns.RunAsync(activity, cancellationToken);
                return response.Body is null ? Results.StatusCode(response.Status) : Json(response.Status, response.Body);
            }
        }
        catch (OperationCanceledException) when (turn.IsCancellationRequested)
        {
            // The server is being stopped, or what is before this one takes for ever; nothing was written.
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception failure)
        {
            // The turn boundary: the person gets an apology and a reference, the log gets the rest.
            var reference = Guid.NewGuid().ToString("N")[..8];
            Log.TurnFailed(log, failure, reference, activity.Type ?? "", activity.Name ?? "");
            var response = await lastResort.ApologiseAsync(activity, TurnRunner.LanguageOf(failure, activity), reference, CancellationToken.None);
            return response.Body is null ? Results.StatusCode(response.Status) : Json(response.Status, response.Body);
        }
    }

    private static async Task<byte[]?> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Request.ContentLength > LargestBody)
        {
            return null;
        }

        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = LargestBody + 1;
        using var buffer = new MemoryStream((int)(context.Request.ContentLength ?? 4096));
        try
        {
            await context.Request.Body.CopyToAsync(buffer, cancellationToken);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }

        return buffer.Length > LargestBody ? null : buffer.ToArray();
    }

    /// <summary>What every activity that is acted on needs. Types nobody acts on need nothing.</summary>
    private static string? Missing(Activity activity) => activity.Type switch
    {
        ActivityTypes.Message or ActivityTypes.Invoke or ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate =>
            string.IsNullOrEmpty(activity.Conversation?.Id) ? "conversation.id"
            : activity.From is null ? "from"
            : null,
        _ => null,
    };

    /// <summary>Ids become keys of what is stored, and not every store takes every character.</summary>
    private static bool HasStrangeId(Activity activity)
    {
        string?[] ids =
        [
            activity.Id, activity.Conversation?.Id, activity.TenantId, activity.From?.Id, activity.From?.AadObjectId,
            activity.ChannelData?.Team?.Id, activity.ChannelData?.Channel?.Id,
        ];
        return ids.OfType<string>().Any(id => id.Any(char.IsControl) || id.Contains("\U0010FFFF", StringComparison.Ordinal));
    }

    private static IResult Unauthorized(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Results.StatusCode(StatusCodes.Status401Unauthorized);
    }

    private static IResult Problem(int status, string sentence) =>
        Json(status, new JsonObject { ["error"] = new JsonObject { ["code"] = status == StatusCodes.Status413PayloadTooLarge ? "MessageSizeTooBig" : "BadRequest", ["message"] = sentence } });

    private static IResult Json(int status, JsonNode body) =>
        Results.Text(JsonSerializer.Serialize(body, HostJson.Default.JsonNode), MediaTypeNames.Application.Json, System.Text.Encoding.UTF8, status);
}
