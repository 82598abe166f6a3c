using System.Text;
using System.Text.Json.Nodes;

namespace ConductBot.Host.Playground;

/// <summary>Answers of the Connector service, in Teams' own forms.</summary>
internal static class ConnectorResult
{
    public static IResult Json(int status, JsonNode body) =>
        Results.Text(body.ToJsonString(), "application/json", Encoding.UTF8, status);

    public static IResult Created(string id) => Json(StatusCodes.Status201Created, new JsonObject { ["id"] = id });

    public static IResult Error(int status, string code, string message) =>
        Json(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });

    public static IResult BadSyntax(string message) => Error(StatusCodes.Status400BadRequest, "BadSyntax", message);

    public static IResult Denied() =>
        Json(StatusCodes.Status401Unauthorized, new JsonObject { ["message"] = "Authorization has been denied for this request." });

    public static IResult NoConversation() =>
        Error(StatusCodes.Status404NotFound, "ConversationNotFound", "Conversation not found.");

    public static IResult NoActivity() =>
        Error(StatusCodes.Status404NotFound, "ActivityNotFoundInConversation", "Message does not exist in the thread.");

    public static IResult NoMember() =>
        Error(StatusCodes.Status404NotFound, "MemberNotFoundInConversation", "The member is not part of the conversation.");
}
