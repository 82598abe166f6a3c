using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConductBot.Teams;

/// <summary>
/// The answer to an invoke: the HTTP status, and the body as it goes out, without an envelope. No body is an empty one.
/// </summary>
public sealed record InvokeResponse(int Status, JsonNode? Body = null)
{
    /// <summary>Received, nothing to show; to a dialog's submit it means: close.</summary>
    public static InvokeResponse Accepted { get; } = new(200);

    /// <summary>Not understood: fields that must be there are not.</summary>
    public static InvokeResponse BadRequest { get; } = new(400);

    /// <summary>No handler for this name. What the Bot Framework answers too, so that clients know.</summary>
    public static InvokeResponse NotImplemented { get; } = new(501);

    public static InvokeResponse From(TaskModuleResponse response) => new(200, JsonSerializer.SerializeToNode(response, TeamsJson.Default.TaskModuleResponse));

    public static InvokeResponse From(MessagingExtensionActionResponse response) =>
        new(200, JsonSerializer.SerializeToNode(response, TeamsJson.Default.MessagingExtensionActionResponse));

    public static InvokeResponse From(AdaptiveCardInvokeResponse response) =>
        new(200, JsonSerializer.SerializeToNode(response, TeamsJson.Default.AdaptiveCardInvokeResponse));
}
