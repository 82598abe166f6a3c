using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConductBot.Host.Playground;

/// <summary>
/// Conversations and messages of the Bot Connector REST API as Teams offers it, over the playground's own rooms: strict
/// where Teams is strict, so that what works here works there.
/// </summary>
internal sealed class ConnectorMessages(PlaygroundOptions options, Rooms rooms)
{
    public void Map(RouteGroupBuilder connector)
    {
        connector.MapPost("/v3/conversations", CreateAsync);
        connector.MapPost("/v3/conversations/{conversation}/activities", SendAsync);
        connector.MapPost("/v3/conversations/{conversation}/activities/{activity}", SendAsync);
        connector.MapPut("/v3/conversations/{conversation}/activities/{activity}", UpdateAsync);
        connector.MapDelete("/v3/conversations/{conversation}/activities/{activity}", DeleteAsync);
    }

    private async Task<IResult> CreateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await BodyAsync(request, cancellationToken) is not { ValueKind: JsonValueKind.Object } body)
        {
            return ConnectorResult.BadSyntax("Conversation parameters are missing or are not JSON.");
        }

        var tenant = body.Text("tenantId") ?? body.Member("channelData")?.Member("tenant")?.Text("id");
        if (!options.TenantId.Equals(tenant, StringComparison.OrdinalIgnoreCase))
        {
            return ConnectorResult.BadSyntax("Could not parse tenant id");
        }

        return body.Member("isGroup") is { ValueKind: JsonValueKind.True }
            ? await CreateThreadAsync(body, cancellationToken)
            : CreateChat(body);
    }

    // Asked twice for the same member, Teams gives the same chat. It sends no activity with it.
    private IResult CreateChat(JsonElement parameters)
    {
        if (parameters.Items("members") is not [var member] || member.Text("id") is not { } mri)
        {
            return ConnectorResult.BadSyntax("Incorrect conversation creation parameters");
        }

        var chat = options.Schools
            .SelectMany(school => school.People.Where(person => person.Mri == mri).Select(person => Place.Chat(school, person)))
            .FirstOrDefault();

        return chat is null
            ? ConnectorResult.Error(StatusCodes.Status403Forbidden, "ForbiddenOperationException", "The bot is not installed for this user.")
            : ConnectorResult.Created(chat.ConversationId);
    }

    // Without a channel this is a group chat, which bots cannot create. Not idempotent: each call is a thread of its own.
    private async Task<IResult> CreateThreadAsync(JsonElement parameters, CancellationToken cancellationToken)
    {
        if (parameters.Member("channelData")?.Member("channel")?.Text("id") is not { } channelId
            || parameters.Member("activity") is not { } posted)
        {
            return ConnectorResult.BadSyntax("Incorrect conversation creation parameters");
        }

        if (rooms.Find(channelId) is not { Person: null, Thread: null } channel)
        {
            return ConnectorResult.NoConversation();
        }

        var (activity, refusal) = OutboundActivity.Read(posted);
        if (activity is null)
        {
            return refusal!;
        }

        if (activity.IsTyping || activity.WouldSplit)
        {
            return ConnectorResult.BadSyntax("Activity resulted into multiple skype activities");
        }

        var id = await PostAsync(channel, activity.Content, cancellationToken);

        return ConnectorResult.Json(
            StatusCodes.Status201Created,
            new JsonObject { ["id"] = Place.Channel(channel.School, id).ConversationId, ["activityId"] = id });
    }

    private async Task<IResult> SendAsync(string conversation, HttpRequest request, CancellationToken cancellationToken)
    {
        if (rooms.Find(conversation) is not { } place)
        {
            return ConnectorResult.NoConversation();
        }

        // "Only you can see this message": shown to everybody here, it would be a leak.
        if (request.Query.ContainsKey("isTargetedActivity"))
        {
            return ConnectorResult.BadSyntax("The playground has no targeted messages.");
        }

        var (activity, refusal) = OutboundActivity.Read(await BodyAsync(request, cancellationToken));
        if (activity is null)
        {
            return refusal!;
        }

        if (activity.IsTyping)
        {
            rooms[place.School].ShowTyping(place);

            return Results.StatusCode(StatusCodes.Status202Accepted);
        }

        if (activity.WouldSplit)
        {
            await PostAsync(place, activity.Content with { Attachments = [] }, cancellationToken);
            await PostAsync(place, activity.Content with { Text = null }, cancellationToken);

            return Results.StatusCode(StatusCodes.Status202Accepted);
        }

        return ConnectorResult.Created(await PostAsync(place, activity.Content, cancellationToken));
    }

    private async Task<string> PostAsync(Place place, ChatMessage content, CancellationToken cancellationToken)
    {
        var id = rooms.Ids.Next();
        var message = content with
        {
            Id = id,
            Place = place.Key,
            Thread = place.Person is null ? place.Thread ?? id : null,
            At = MessageIds.Time(id),
        };
        await rooms[place.School].PostAsync(message, cancellationToken);

        return id;
    }

    private async Task<IResult> UpdateAsync(string conversation, string activity, HttpRequest request, CancellationToken cancellationToken)
    {
        var (place, refusal) = FindOwn(conversation, activity);
        if (refusal is not null)
        {
            return refusal;
        }

        var (update, unreadable) = OutboundActivity.Read(await BodyAsync(request, cancellationToken));
        if (update is null)
        {
            return unreadable!;
        }

        if (update.IsTyping || update.WouldSplit)
        {
            return ConnectorResult.BadSyntax("Activity resulted into multiple skype activities");
        }

        return await rooms[place!.School].EditAsync("updated", activity, message => message.UpdatedTo(update.Content), cancellationToken)
            ? ConnectorResult.Json(StatusCodes.Status200OK, new JsonObject { ["id"] = activity })
            : ConnectorResult.NoActivity();
    }

    private async Task<IResult> DeleteAsync(string conversation, string activity, CancellationToken cancellationToken)
    {
        var (place, refusal) = FindOwn(conversation, activity);
        if (refusal is not null)
        {
            return refusal;
        }

        // Deleting what is deleted already changes nothing and is no error.
        await rooms[place!.School].EditAsync("deleted", activity, message => message.AsDeleted(), cancellationToken);

        return Results.StatusCode(StatusCodes.Status200OK);
    }

    // A bot may change its own messages only. A channel message is found under its thread and under the bare channel.
    private (Place? Place, IResult? Refusal) FindOwn(string conversation, string activity)
    {
        if (rooms.Find(conversation) is not { } place)
        {
            return (null, ConnectorResult.NoConversation());
        }

        var message = rooms[place.School].Find(activity);
        if (message is null || message.Place != place.Key || (place.Thread is not null && message.Thread != place.Thread))
        {
            return (null, ConnectorResult.NoActivity());
        }

        return message.From == ChatMessage.Bot
            ? (place, null)
            : (null, ConnectorResult.Error(StatusCodes.Status403Forbidden, "NotEnoughPermissions", "The message is not the bot's."));
    }

    private static async Task<JsonElement?> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);

            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
