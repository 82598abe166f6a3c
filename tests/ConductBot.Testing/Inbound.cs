using System.Globalization;
using System.Text.Json.Nodes;

namespace ConductBot.Testing;

/// <summary>Writes activities as Teams does. Ids are counted, so that a test may deliver the same one twice.</summary>
public sealed class Inbound(Uri service, string appId, string tenantId)
{
    private long messages = 1_795_000_000_000;

    /// <summary>What everybody's Teams is set to.</summary>
    public string Locale { get; set; } = "en-GB";

    public Uri Service => service;

    public string BotId => $"28:{appId}";

    public JsonObject Message(Person from, Place where, string? text, JsonNode? value = null)
    {
        var activity = Of("message", from, where);
        activity["text"] = text;
        activity["textFormat"] = "plain";
        if (value is not null)
        {
            activity["value"] = value;
            activity["replyToId"] = "1795000000000";
        }

        return activity;
    }

    /// <summary>A message that mentions the bot: elsewhere than in a personal chat it hears nothing else.</summary>
    public JsonObject Mention(Person from, Place where, string text)
    {
        var activity = Message(from, where, $"<at>ConductBot</at> {text}");
        activity["entities"]!.AsArray().Add(new JsonObject
        {
            ["type"] = "mention",
            ["text"] = "<at>ConductBot</at>",
            ["mentioned"] = new JsonObject { ["id"] = BotId, ["name"] = "ConductBot" },
        });
        return activity;
    }

    public JsonObject Press(Person from, Place where, string verb, JsonNode? data, string? replyToId, bool automatic = false)
    {
        var activity = Invoke(from, where, "adaptiveCard/action", new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = data?.DeepClone() },
            ["trigger"] = automatic ? "automatic" : "manual",
        });
        activity["replyToId"] = replyToId;
        return activity;
    }

    public JsonObject Invoke(Person from, Place where, string? name, JsonNode? value)
    {
        var activity = Of("invoke", from, where);
        activity["id"] = $"f:{NextId()}";
        activity["name"] = name;
        activity["value"] = value;
        return activity;
    }

    public JsonObject Of(string type, Person from, Place where)
    {
        var activity = new JsonObject
        {
            ["type"] = type,
            ["id"] = NextId(),
            ["timestamp"] = "2026-11-20T09:30:00.123Z",
            ["localTimestamp"] = "2026-11-20T09:30:00.123+00:00",
            ["localTimezone"] = "Europe/London",
            ["serviceUrl"] = service.AbsoluteUri,
            ["channelId"] = "msteams",
            ["locale"] = Locale,
            ["from"] = new JsonObject { ["id"] = from.Mri, ["name"] = from.Name, ["aadObjectId"] = from.ObjectId },
            ["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = "ConductBot" },
            ["conversation"] = new JsonObject { ["id"] = where.Id, ["conversationType"] = where.Type, ["tenantId"] = tenantId },
            ["entities"] = new JsonArray(new JsonObject
            {
                ["type"] = "clientInfo",
                ["locale"] = Locale,
                ["country"] = "GB",
                ["platform"] = "Windows",
                ["timezone"] = "Europe/London",
            }),
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenantId } },
        };

        if (!where.IsPersonal)
        {
            activity["conversation"]!["isGroup"] = true;
        }

        if (where.TeamId is { } team)
        {
            activity["channelData"]!["team"] = new JsonObject { ["id"] = team };
            activity["channelData"]!["channel"] = new JsonObject { ["id"] = where.BaseId };
            if (where.ChannelType is { } channelType)
            {
                activity["channelData"]!["channel"]!["type"] = channelType;
            }
        }

        return activity;
    }

    /// <summary>The app is installed, upgraded or taken away: add, remove, add-upgrade, remove-upgrade.</summary>
    public JsonObject Installation(Person by, Place where, string action)
    {
        var activity = Of("installationUpdate", by, where);
        activity["id"] = $"f:{NextId()}";
        activity["action"] = action;
        activity["channelData"]!["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = where.BaseId } };
        return activity;
    }

    /// <summary>The other event of an installation: the bot is among those who joined the team, or left it.</summary>
    public JsonObject BotMember(Person by, Place where, bool joined)
    {
        var activity = Of("conversationUpdate", by, joined ? where : where with { Id = where.TeamId ?? where.Id });
        activity["id"] = $"f:{NextId()}";
        activity[joined ? "membersAdded" : "membersRemoved"] = new JsonArray(new JsonObject { ["id"] = BotId });
        activity["channelData"]!["eventType"] = joined ? "teamMemberAdded" : "teamMemberRemoved";
        activity["channelData"]!.AsObject().Remove("channel");
        return activity;
    }

    /// <summary>Something happened to a team or a channel: <c>channelDeleted</c>, <c>teamArchived</c>. It is told in the General channel.</summary>
    public JsonObject TeamEvent(Person by, Place about, string type, string? name = null)
    {
        var activity = Of("conversationUpdate", by, about with { Id = about.TeamId! });
        activity["id"] = $"f:{NextId()}";
        activity["channelData"]!["eventType"] = type;
        activity["channelData"]!["channel"] = type.StartsWith("channel", StringComparison.Ordinal)
            ? new JsonObject { ["id"] = about.BaseId, ["name"] = name ?? "Safeguarding" }
            : null;
        return activity;
    }

    private string NextId() => Interlocked.Increment(ref messages).ToString(CultureInfo.InvariantCulture);
}
