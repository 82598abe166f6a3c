using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace ConductBot.Host.Playground;

/// <summary>What the page asks of the server: whom there is, what is said, and to say something as one of them.</summary>
internal sealed class PageApi(PlaygroundOptions options, Rooms rooms, TeamsClient teams, CancellationToken stopping)
{
    private const int LongestText = 20_000;

    public void Map(RouteGroupBuilder api)
    {
        api.MapGet("/schools", Schools);
        api.MapGet("/{school}/stream", Stream);
        api.MapPost("/{school}/open", OpenAsync);
        api.MapPost("/{school}/send", SendAsync);
        api.MapPost("/{school}/invoke", InvokeAsync);
        api.MapPost("/{school}/reset", ResetAsync);
        api.MapPost("/{school}/tab-token", TabTokenAsync);
    }

    private IResult Schools() => Json(StatusCodes.Status200OK, new JsonArray([.. options.Schools.Select(school => new JsonObject
    {
        ["id"] = school.Id,
        ["name"] = school.Name,
        ["policy"] = school.Policy,
        ["team"] = school.TeamName,
        ["channel"] = school.ChannelName,
        ["people"] = new JsonArray([.. school.People.Select(person => new JsonObject
        {
            ["key"] = person.Key,
            ["name"] = person.Name,
            ["role"] = person.Role,
            ["mri"] = person.Mri,
            ["aadObjectId"] = person.AadObjectId,
        })]),
    })]));

    // Ends when the server stops, or every open page would hold the shutdown up.
    private IResult Stream(string school) => rooms.School(school) is { } found
        ? TypedResults.ServerSentEvents(rooms[found].WatchAsync(stopping))
        : NoSchool();

    private async Task<IResult> OpenAsync(string school, HttpRequest request, CancellationToken cancellationToken)
    {
        if (rooms.School(school) is not { } found)
        {
            return NoSchool();
        }

        if (await ReadAsync(request, PlaygroundJson.Default.OpenRequest, cancellationToken) is not { } open)
        {
            return NotUnderstood();
        }

        if (open.Person is null)
        {
            return Done(await teams.OpenAsync(found.Dsl, Place.Channel(found)));
        }

        return found.Person(open.Person) is { } person
            ? Done(await teams.OpenAsync(person, Place.Chat(found, person)))
            : NoPerson();
    }

    /// <summary>What Teams would give the tab for this person, so that it can be seen without Teams.</summary>
    private async Task<IResult> TabTokenAsync(string school, HttpRequest request, CancellationToken cancellationToken)
    {
        if (rooms.School(school) is not { } found)
        {
            return NoSchool();
        }

        if (await ReadAsync(request, PlaygroundJson.Default.OpenRequest, cancellationToken) is not { Person: not null } wanted)
        {
            return NotUnderstood();
        }

        return found.Person(wanted.Person) is { } person
            ? Json(StatusCodes.Status200OK, new JsonObject { ["token"] = options.SignTab(options.TenantId, person.AadObjectId) })
            : NoPerson();
    }

    private async Task<IResult> SendAsync(string school, HttpRequest request, CancellationToken cancellationToken)
    {
        if (rooms.School(school) is not { } found)
        {
            return NoSchool();
        }

        if (await ReadAsync(request, PlaygroundJson.Default.SendRequest, cancellationToken) is not { } send)
        {
            return NotUnderstood();
        }

        if (found.Person(send.Person) is not { } person)
        {
            return NoPerson();
        }

        if (send.Again is not null)
        {
            return Done(await teams.SayAgainAsync(found, person, send.Again));
        }

        if (Where(found, person, send) is not { } place)
        {
            return Problem(StatusCodes.Status404NotFound, "There is no such chat or thread.");
        }

        if (send.Value is { } value)
        {
            return Done(await teams.SubmitAsync(person, place, send.Text, send.Shown, value, send.ReplyTo));
        }

        return string.IsNullOrWhiteSpace(send.Text) || send.Text.Length > LongestText
            ? Problem(StatusCodes.Status400BadRequest, "A message has between 1 and 20,000 characters.")
            : Done(await teams.SayAsync(person, place, send.Text, send.Mention));
    }

    private Place? Where(DemoSchool school, DemoPerson person, SendRequest send) => send switch
    {
        { Place: "chat" } => Place.Chat(school, person),
        { Place: "channel", Thread: null } => Place.Channel(school),
        { Place: "channel" } => rooms.Find(Place.Channel(school, send.Thread).ConversationId),
        _ => null,
    };

    private async Task<IResult> InvokeAsync(string school, HttpRequest request, CancellationToken cancellationToken)
    {
        if (rooms.School(school) is not { } found)
        {
            return NoSchool();
        }

        if (await ReadAsync(request, PlaygroundJson.Default.InvokeRequest, cancellationToken)
            is not { Action: not null, Message: not null, Trigger: "manual" or "automatic" } invoke)
        {
            return NotUnderstood();
        }

        if (found.Person(invoke.Person) is not { } person)
        {
            return NoPerson();
        }

        var message = rooms[found].Find(invoke.Message);

        return message is { Deleted: false } && (message.Place == "channel" || message.Place == Place.Chat(found, person).Key)
            ? Results.Text((await teams.InvokeAsync(person, message.PlaceIn(found), invoke)).GetRawText(), "application/json", Encoding.UTF8)
            : Problem(StatusCodes.Status404NotFound, "There is no such message.");
    }

    private async Task<IResult> ResetAsync(string school)
    {
        if (rooms.School(school) is not { } found)
        {
            return NoSchool();
        }

        await teams.ResetAsync(found);

        return Results.NoContent();
    }

    private static async Task<T?> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> form, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, form, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Done(string? problem) =>
        problem is null ? Results.NoContent() : Problem(StatusCodes.Status502BadGateway, problem);

    private static IResult NotUnderstood() => Problem(StatusCodes.Status400BadRequest, "The request is not JSON of the expected form.");

    private static IResult NoSchool() => Problem(StatusCodes.Status404NotFound, "There is no such demo school.");

    private static IResult NoPerson() => Problem(StatusCodes.Status400BadRequest, "There is no such person in this demo school.");

    private static IResult Problem(int status, string message) =>
        Json(status, new JsonObject { ["error"] = new JsonObject { ["message"] = message } });

    private static IResult Json(int status, JsonNode body) => ConnectorResult.Json(status, body);
}
