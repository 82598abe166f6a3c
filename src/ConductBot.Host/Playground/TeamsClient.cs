using System.Text.Json;

namespace ConductBot.Host.Playground;

/// <summary>
/// Does what a person does in Teams, and tells the bot what Teams would tell it. The answers are sentences on what went
/// wrong, or null.
/// </summary>
internal sealed class TeamsClient(Rooms rooms, TeamsActivity activities, BotClient bot, CancellationToken stopping)
{
    // Two tabs that open at once must not install the bot twice.
    private readonly SemaphoreSlim installing = new(1);

    /// <summary>Adds the bot to a chat or to the team, the first time somebody looks at it.</summary>
    public async Task<string?> OpenAsync(DemoPerson by, Place place)
    {
        var transcript = rooms[place.School];
        await installing.WaitAsync(stopping);
        try
        {
            if (transcript.InstalledAt(activities.ServiceUrl).Contains(place.Key))
            {
                return null;
            }

            foreach (var activity in activities.Installed(by, place))
            {
                if ((await bot.DeliverAsync(activity)).Problem is { } problem)
                {
                    return problem;
                }
            }

            await transcript.MarkInstalledAsync(place.Key, activities.ServiceUrl, stopping);

            return null;
        }
        finally
        {
            installing.Release();
        }
    }

    public async Task<string?> SayAsync(DemoPerson person, Place place, string text, bool mention)
    {
        var message = Said(person, place, text, mention);
        await rooms[place.School].PostAsync(message, stopping);

        // In a channel Teams tells the bot only of what mentions it.
        return place.Person is null && !mention ? null : await HandOverAsync(place.School, person, message);
    }

    /// <summary>Hands an undelivered message over once more, under the same id.</summary>
    public async Task<string?> SayAgainAsync(DemoSchool school, DemoPerson person, string id)
    {
        var message = rooms[school].Find(id);

        return message is { Undelivered: not null } && message.From == person.Key
            ? await HandOverAsync(school, person, message)
            : "There is no such undelivered message.";
    }

    /// <param name="shown">What the others in the conversation see of it, if anything.</param>
    public async Task<string?> SubmitAsync(DemoPerson person, Place place, string? text, string? shown, JsonElement value, string? card)
    {
        if (!string.IsNullOrEmpty(shown))
        {
            await rooms[place.School].PostAsync(Said(person, place, shown, mention: false), stopping);
        }

        return (await bot.DeliverAsync(activities.Submit(person, place, rooms.Ids.Next(), text, value, card))).Problem;
    }

    /// <summary>The bot's answer to <c>adaptiveCard/action</c>, or where it has not the required form, what Teams would show.</summary>
    public async Task<JsonElement> InvokeAsync(DemoPerson person, Place place, InvokeRequest request)
    {
        var answer = await bot.DeliverAsync(activities.Invoke(person, place, request));
        if (answer.CardAnswer() is not { } card)
        {
            return UnableToReachApp();
        }

        if (card.GetProperty("type").GetString() == "application/vnd.microsoft.card.adaptive")
        {
            await rooms[place.School].EditAsync("viewed", request.Message, shown => shown.WithView(person.Key, card.GetProperty("value")), stopping);
        }

        return card;
    }

    /// <summary>Empties the school's conversations, as if each person had removed the app from their chats as well.</summary>
    public async Task ResetAsync(DemoSchool school)
    {
        // The pages open their chats again as soon as they see them empty: the bot must hear of the removal first.
        await installing.WaitAsync(stopping);
        try
        {
            var installed = rooms[school].InstalledAt(activities.ServiceUrl);
            await rooms[school].ResetAsync(stopping);
            foreach (var person in school.People.Where(person => installed.Contains(Place.Chat(school, person).Key)))
            {
                foreach (var activity in activities.Removed(person, Place.Chat(school, person)))
                {
                    await bot.DeliverAsync(activity);
                }
            }
        }
        finally
        {
            installing.Release();
        }
    }

    // The message stands in the conversation whatever the bot says, as in Teams; what went wrong is kept with it.
    private async Task<string?> HandOverAsync(DemoSchool school, DemoPerson person, ChatMessage message)
    {
        var place = message.PlaceIn(school);
        var problem = (await bot.DeliverAsync(activities.Message(person, place, message.Id, message.Text!))).Problem;
        if (problem != message.Undelivered)
        {
            await rooms[school].EditAsync("delivered", message.Id, said => said with { Undelivered = problem }, stopping);
        }

        return problem;
    }

    private ChatMessage Said(DemoPerson person, Place place, string text, bool mention)
    {
        var id = rooms.Ids.Next();

        return new ChatMessage
        {
            Id = id,
            Place = place.Key,
            Thread = place.Person is null ? place.Thread ?? id : null,
            From = person.Key,
            At = MessageIds.Time(id),
            Text = text,
            MentionsBot = place.Person is null && mention,
        };
    }

    private static JsonElement UnableToReachApp()
    {
        using var json = JsonDocument.Parse("""
            {
              "statusCode": 502,
              "type": "application/vnd.microsoft.error",
              "value": { "code": "BadGateway", "message": "Unable to reach ConductBot. Please try again." }
            }
            """);

        return json.RootElement.Clone();
    }
}
