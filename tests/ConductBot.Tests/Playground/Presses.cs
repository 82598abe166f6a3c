using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ConductBot.Tests.Playground;

/// <summary>What the page sends.</summary>
internal static class Presses
{
    public static JsonObject Say(string person, string place, string text, bool mention = false, string? thread = null) => new()
    {
        ["person"] = person,
        ["place"] = place,
        ["text"] = text,
        ["mention"] = mention,
        ["thread"] = thread,
    };

    public static JsonObject Execute(string person, string message, string verb = "case/view", string trigger = "manual") => new()
    {
        ["person"] = person,
        ["message"] = message,
        ["action"] = new JsonObject { ["id"] = "go", ["title"] = "Go", ["verb"] = verb, ["data"] = new JsonObject { ["case"] = "OD-2026-0001", ["version"] = 1 } },
        ["trigger"] = trigger,
    };
}

/// <summary>How a bot answers a press.</summary>
internal static class Answers
{
    public static IResult Card(string text) => Json(new JsonObject
    {
        ["statusCode"] = 200,
        ["type"] = "application/vnd.microsoft.card.adaptive",
        ["value"] = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["version"] = "1.5",
            ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = text }),
        },
    });

    public static IResult Json(JsonNode body) => Results.Text(body.ToJsonString(), "application/json", Encoding.UTF8);
}
