using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConductBot.Host.Playground;

/// <summary>Writes activities as the Teams client's service does: the shapes are those seen on the wire from Teams.</summary>
internal sealed class TeamsActivity(PlaygroundOptions options)
{
    private const string BotName = "ConductBot";
    private const string Mention = $"<at>{BotName}</at>";

    private static readonly TimeZoneInfo SchoolTime =
        TimeZoneInfo.TryFindSystemTimeZoneById("Europe/London", out var london) ? london : TimeZoneInfo.Utc;

    public string BotId => $"28:{options.AppId}";

    /// <summary>Where the bot shall answer.</summary>
    public string ServiceUrl => new Uri(options.BotUrl(), "/playground/connector/").AbsoluteUri;

    /// <summary>Words typed by a person; in the channel with the mention without which Teams would not send them.</summary>
    public JsonObject Message(DemoPerson from, Place place, string id, string text)
    {
        var activity = Common("message", id, from, place);
        activity["textFormat"] = "plain";
        activity["text"] = place.Person is null ? $"{Mention} {text}" : text;
        activity["attachments"] = new JsonArray(
            new JsonObject { ["contentType"] = "text/html", ["content"] = Html(place, text) });
        if (place.Person is null)
        {
            activity["entities"]!.AsArray().Insert(0, new JsonObject
            {
                ["type"] = "mention",
                ["mentioned"] = new JsonObject { ["id"] = BotId, ["name"] = BotName },
                ["text"] = Mention,
            });
        }

        return activity;
    }

    /// <summary>What <c>Action.Submit</c> sends: a message with a value, and with words only for <c>messageBack</c>.</summary>
    public JsonObject Submit(DemoPerson from, Place place, string id, string? text, JsonElement value, string? card)
    {
        var activity = Common("message", id, from, place);
        activity["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        activity["value"] = JsonNode.Parse(value.GetRawText());
        if (card is not null)
        {
            activity["replyToId"] = card;
        }

        if (text is not null)
        {
            activity["text"] = text;
            activity["textFormat"] = "plain";
        }

        return activity;
    }

    public JsonObject Invoke(DemoPerson from, Place place, InvokeRequest request)
    {
        var action = new JsonObject { ["type"] = "Action.Execute" };
        Add(action, "id", request.Action.Id);
        Add(action, "title", request.Action.Title);
        Add(action, "verb", request.Action.Verb);
        action["data"] = request.Action.Data is { } data ? JsonNode.Parse(data.GetRawText()) : new JsonObject();

        var activity = Common("invoke", EventId(), from, place);
        activity["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        activity["name"] = "adaptiveCard/action";
        activity["replyToId"] = request.Message;
        activity["value"] = new JsonObject { ["action"] = action, ["trigger"] = request.Trigger };

        return activity;
    }

    /// <summary>
    /// The app is added to a person's chat or to the team: two activities, whose order Teams does not promise. The team's
    /// carry the channel that was chosen at installation.
    /// </summary>
    public IReadOnlyList<JsonObject> Installed(DemoPerson by, Place place)
    {
        var installation = Common("installationUpdate", EventId(), by, place);
        installation["action"] = "add";
        installation["channelData"]!["source"] = new JsonObject { ["name"] = "message" };

        var update = Common("conversationUpdate", EventId(), by, place);
        var added = new JsonArray(new JsonObject { ["id"] = BotId });
        update["membersAdded"] = added;

        if (place.Person is null)
        {
            update["channelData"] = Team(place.School);
            update["channelData"]!["eventType"] = "teamMemberAdded";
            update["channelData"]!["settings"] = SelectedChannel(place.School);

            installation["channelData"] = Team(place.School);
            installation["channelData"]!["channel"] = new JsonObject { ["id"] = place.School.ChannelId };
            installation["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
            installation["channelData"]!["settings"] = SelectedChannel(place.School);
        }
        else
        {
            added.Add(new JsonObject { ["id"] = by.Mri, ["aadObjectId"] = by.AadObjectId });
        }

        return [installation, update];
    }

    /// <summary>The person removes the app from their chats.</summary>
    public IReadOnlyList<JsonObject> Removed(DemoPerson by, Place chat)
    {
        var installation = Common("installationUpdate", EventId(), by, chat);
        installation["action"] = "remove";

        var update = Common("conversationUpdate", EventId(), by, chat);
        update["membersRemoved"] = new JsonArray(new JsonObject { ["id"] = BotId });

        return [installation, update];
    }

    private JsonObject Common(string type, string id, DemoPerson from, Place place)
    {
        var now = options.Time.GetUtcNow();

        return new JsonObject
        {
            ["type"] = type,
            ["id"] = id,
            ["timestamp"] = now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["localTimestamp"] = TimeZoneInfo.ConvertTime(now, SchoolTime).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture),
            ["localTimezone"] = "Europe/London",
            ["channelId"] = "msteams",
            ["serviceUrl"] = ServiceUrl,
            ["from"] = new JsonObject { ["id"] = from.Mri, ["name"] = from.Name, ["aadObjectId"] = from.AadObjectId },
            ["conversation"] = Conversation(place),
            ["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = BotName },
            ["channelData"] = ChannelData(place),
            ["locale"] = "en-GB",
            ["entities"] = new JsonArray(new JsonObject
            {
                ["locale"] = "en-GB",
                ["country"] = "GB",
                ["platform"] = "Web",
                ["timezone"] = "Europe/London",
                ["type"] = "clientInfo",
            }),
        };
    }

    private JsonObject Conversation(Place place)
    {
        var conversation = new JsonObject
        {
            ["conversationType"] = place.Person is null ? "channel" : "personal",
            ["tenantId"] = options.TenantId,
            ["id"] = place.ConversationId,
        };
        if (place.Person is null)
        {
            conversation["isGroup"] = true;
        }

        return conversation;
    }

    private JsonObject ChannelData(Place place) => place.Person is null
        ? new JsonObject
        {
            ["teamsChannelId"] = place.School.ChannelId,
            ["teamsTeamId"] = place.School.TeamId,
            ["channel"] = new JsonObject { ["id"] = place.School.ChannelId },
            ["team"] = new JsonObject { ["id"] = place.School.TeamId },
            ["tenant"] = Tenant(),
        }
        : new JsonObject { ["tenant"] = Tenant() };

    private JsonObject Team(DemoSchool school) => new()
    {
        ["team"] = new JsonObject { ["id"] = school.TeamId, ["name"] = school.TeamName, ["aadGroupId"] = school.GroupId },
        ["tenant"] = Tenant(),
    };

    private JsonObject Tenant() => new() { ["id"] = options.TenantId };

    private static JsonObject SelectedChannel(DemoSchool school) =>
        new() { ["selectedChannel"] = new JsonObject { ["id"] = school.ChannelId } };

    private static string Html(Place place, string text)
    {
        var words = WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal);

        return place.Person is null
            ? $"""<div><div><span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">{BotName}</span>&nbsp;{words}</div></div>"""
            : $"<p>{words}</p>";
    }

    private static void Add(JsonObject node, string name, string? value)
    {
        if (value is not null)
        {
            node[name] = value;
        }
    }

    private static string EventId() => $"f:{Guid.NewGuid()}";
}
