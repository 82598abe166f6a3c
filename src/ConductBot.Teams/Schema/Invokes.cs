using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ConductBot.Teams;

/// <summary>The payload of <see cref="InvokeNames.AdaptiveCardAction"/>. All of it comes from the client: a claim, not a fact.</summary>
public sealed class AdaptiveCardInvokeValue
{
    [JsonConverter(typeof(Lenient<AdaptiveCardInvokeAction>))]
    public AdaptiveCardInvokeAction? Action { get; set; }

    /// <summary><c>automatic</c> when the client refreshes a card by itself: then only read and answer, never update. May be missing.</summary>
    public string? Trigger { get; set; }

    public string? State { get; set; }

    public JsonNode? Authentication { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }

    [JsonIgnore]
    public bool IsAutomatic => string.Equals(Trigger, "automatic", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The button that was pressed.</summary>
public sealed class AdaptiveCardInvokeAction
{
    public string? Type { get; set; }

    public string? Id { get; set; }

    public string? Title { get; set; }

    public string? Verb { get; set; }

    /// <summary>The button's own data, merged with the card's inputs.</summary>
    public JsonNode? Data { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }

    /// <summary><see cref="Data"/> as an object, also when it came as text; empty when it is nothing of the kind.</summary>
    public JsonObject DataObject() => JsonText.ObjectOf(Data) ?? [];
}

/// <summary>The theme the client shows, and whatever else it says about itself.</summary>
public sealed class TaskModuleRequestContext
{
    public string? Theme { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>The payload of <c>task/fetch</c> and <c>task/submit</c>.</summary>
public sealed class TaskModuleRequest
{
    public JsonNode? Data { get; set; }

    [JsonConverter(typeof(Lenient<TaskModuleRequestContext>))]
    public TaskModuleRequestContext? Context { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }

    public JsonObject DataObject() => JsonText.ObjectOf(Data) ?? [];
}

/// <summary>The payload of a message extension's <c>fetchTask</c> and <c>submitAction</c>.</summary>
public sealed class MessagingExtensionAction
{
    public string? CommandId { get; set; }

    /// <summary><c>message</c>, <c>compose</c> or <c>commandbox</c>; phones may leave it out.</summary>
    public string? CommandContext { get; set; }

    public string? RequestId { get; set; }

    [JsonConverter(typeof(Lenient<TaskModuleRequestContext>))]
    public TaskModuleRequestContext? Context { get; set; }

    public JsonNode? Data { get; set; }

    /// <summary>The message the action was taken on, as the reporter's client quotes it. Nothing vouches for it.</summary>
    [JsonConverter(typeof(Lenient<MessageActionsPayload>))]
    public MessageActionsPayload? MessagePayload { get; set; }

    /// <summary><c>edit</c> or <c>send</c>, after a preview.</summary>
    public string? BotMessagePreviewAction { get; set; }

    [JsonConverter(typeof(LenientList<Activity>))]
    public List<Activity>? BotActivityPreview { get; set; }

    public string? State { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }

    [JsonIgnore]
    public bool IsOnMessage =>
        CommandContext is null ? MessagePayload is not null : string.Equals(CommandContext, "message", StringComparison.OrdinalIgnoreCase);

    public JsonObject DataObject() => JsonText.ObjectOf(Data) ?? [];
}

/// <summary>The payload of a message extension's search.</summary>
public sealed class MessagingExtensionQuery
{
    public string? CommandId { get; set; }

    [JsonConverter(typeof(LenientList<MessagingExtensionParameter>))]
    public List<MessagingExtensionParameter>? Parameters { get; set; }

    [JsonConverter(typeof(Lenient<MessagingExtensionQueryOptions>))]
    public MessagingExtensionQueryOptions? QueryOptions { get; set; }

    public string? State { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

public sealed class MessagingExtensionParameter
{
    public string? Name { get; set; }

    public JsonNode? Value { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

public sealed class MessagingExtensionQueryOptions
{
    public int? Skip { get; set; }

    public int? Count { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>The payload of <see cref="InvokeNames.Search"/>: what was typed into a choice with a dynamic list.</summary>
public sealed class SearchInvokeValue
{
    public string? Kind { get; set; }

    public string? QueryText { get; set; }

    [JsonConverter(typeof(Lenient<SearchInvokeOptions>))]
    public SearchInvokeOptions? QueryOptions { get; set; }

    public string? Dataset { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

public sealed class SearchInvokeOptions
{
    public int? Skip { get; set; }

    public int? Top { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>The payload of <see cref="InvokeNames.FileConsent"/>.</summary>
public sealed class FileConsentCardResponse
{
    public string? Type { get; set; }

    /// <summary><c>accept</c> or <c>decline</c>.</summary>
    public string? Action { get; set; }

    public JsonNode? Context { get; set; }

    [JsonConverter(typeof(Lenient<FileUploadInfo>))]
    public FileUploadInfo? UploadInfo { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

public sealed class FileUploadInfo
{
    public string? Name { get; set; }

    /// <summary>Signed by itself: our token must not be sent there.</summary>
    public string? UploadUrl { get; set; }

    public string? ContentUrl { get; set; }

    public string? UniqueId { get; set; }

    public string? FileType { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>The payload of <see cref="InvokeNames.SignInVerifyState"/>.</summary>
public sealed class SigninStateVerificationQuery
{
    public string? State { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>The payload of <see cref="InvokeNames.SignInTokenExchange"/>. Sent once per signed-in client: only one may succeed.</summary>
public sealed class TokenExchangeInvokeRequest
{
    public string? Id { get; set; }

    public string? ConnectionName { get; set; }

    public string? Token { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}
