using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ConductBot.Teams;

/// <summary>
/// The answer to a card's action. Whatever <see cref="StatusCode"/> says, it travels under HTTP 200: Teams reads the outcome
/// from here, and shows its own error for any other HTTP status.
/// </summary>
/// <param name="StatusCode">How it went.</param>
/// <param name="Type">Says what <paramref name="Value"/> is: see <see cref="ContentTypes"/>.</param>
/// <param name="Value">Never left out: an answer without one is shown as an error and sent again.</param>
public sealed record AdaptiveCardInvokeResponse(int StatusCode, string Type, JsonNode Value)
{
    /// <summary>A card that takes the old one's place, for the person who pressed and nobody else.</summary>
    public static AdaptiveCardInvokeResponse Card(JsonNode card) => new(200, ContentTypes.AdaptiveCard, card);

    /// <summary>A line shown for a moment; the card stays.</summary>
    public static AdaptiveCardInvokeResponse Message(string text) => new(200, ContentTypes.ActivityMessage, JsonValue.Create(text));

    public static AdaptiveCardInvokeResponse Error(int statusCode, string code, string message) =>
        new(statusCode, ContentTypes.Error, new JsonObject { ["code"] = code, ["message"] = message });
}

/// <summary>The answer to <c>task/fetch</c> and <c>task/submit</c>. To close the dialog answer <see cref="InvokeResponse.Accepted"/>.</summary>
public sealed class TaskModuleResponse
{
    [JsonConverter(typeof(Lenient<TaskModuleTask>))]
    public TaskModuleTask? Task { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }

    /// <summary>Shows a dialog, or the next page of it.</summary>
    public static TaskModuleResponse Continue(TaskModuleTaskInfo dialog) => new() { Task = TaskModuleTask.Continue(dialog) };

    /// <summary>Says one thing and ends the dialog.</summary>
    public static TaskModuleResponse Message(string text) => new() { Task = TaskModuleTask.Message(text) };

    public InvokeResponse ToInvokeResponse() => InvokeResponse.From(this);
}

/// <summary>What a dialog does next.</summary>
public sealed class TaskModuleTask
{
    /// <summary><c>continue</c> or <c>message</c>.</summary>
    public string? Type { get; set; }

    public JsonNode? Value { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }

    public static TaskModuleTask Continue(TaskModuleTaskInfo dialog) =>
        new() { Type = "continue", Value = JsonSerializer.SerializeToNode(dialog, TeamsJson.Default.TaskModuleTaskInfo) };

    public static TaskModuleTask Message(string text) => new() { Type = "message", Value = JsonValue.Create(text) };
}

/// <summary>A dialog: a card, or a page of ours in a frame.</summary>
public sealed class TaskModuleTaskInfo
{
    public string? Title { get; set; }

    /// <summary>A number of pixels, or <c>small</c>, <c>medium</c>, <c>large</c>.</summary>
    public JsonNode? Height { get; set; }

    public JsonNode? Width { get; set; }

    /// <summary>The card in its wrapping: Teams shows nothing for a bare one.</summary>
    [JsonConverter(typeof(Lenient<Attachment>))]
    public Attachment? Card { get; set; }

    public string? Url { get; set; }

    public string? FallbackUrl { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }

    public static TaskModuleTaskInfo ForCard(string title, JsonNode card, string size = "medium") =>
        new() { Title = title, Height = size, Width = size, Card = Attachment.AdaptiveCard(card) };
}

/// <summary>The answer to a message extension: a dialog's next page, or something for the place it was called from.</summary>
public sealed class MessagingExtensionActionResponse
{
    [JsonConverter(typeof(Lenient<TaskModuleTask>))]
    public TaskModuleTask? Task { get; set; }

    [JsonConverter(typeof(Lenient<MessagingExtensionResult>))]
    public MessagingExtensionResult? ComposeExtension { get; set; }

    public JsonNode? CacheInfo { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }

    public static MessagingExtensionActionResponse Continue(TaskModuleTaskInfo dialog) => new() { Task = TaskModuleTask.Continue(dialog) };

    public static MessagingExtensionActionResponse Message(string text) => new() { Task = TaskModuleTask.Message(text) };

    public InvokeResponse ToInvokeResponse() => InvokeResponse.From(this);
}

/// <summary>
/// A list of results, a line of text, a preview, or a request to sign in. A <c>result</c> puts a card into the message the
/// person is writing, where everybody in that chat will read it.
/// </summary>
public sealed class MessagingExtensionResult
{
    /// <summary><c>result</c>, <c>message</c>, <c>botMessagePreview</c>, <c>auth</c> or <c>config</c>.</summary>
    public string? Type { get; set; }

    public string? Text { get; set; }

    public string? AttachmentLayout { get; set; }

    [JsonConverter(typeof(LenientList<Attachment>))]
    public List<Attachment>? Attachments { get; set; }

    [JsonConverter(typeof(Lenient<Activity>))]
    public Activity? ActivityPreview { get; set; }

    [JsonConverter(typeof(Lenient<SuggestedActions>))]
    public SuggestedActions? SuggestedActions { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}
