using System.Text.Json;

namespace ConductBot.Host.Playground;

/// <summary>Reads an activity the bot sends, as strictly as Teams does.</summary>
internal sealed class OutboundActivity
{
    private const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";

    // About 100 KB counted in UTF-16 is what Teams takes today.
    private const int LargestMessage = 100 * 1024 / sizeof(char);

    private OutboundActivity(bool isTyping, ChatMessage content)
    {
        IsTyping = isTyping;
        Content = content;
    }

    public bool IsTyping { get; }

    /// <summary>What the message says; its id, place and time are filled in by whoever posts it.</summary>
    public ChatMessage Content { get; }

    /// <summary>Teams makes two messages of words with a card, and then gives no id back.</summary>
    public bool WouldSplit => Content is { Text: not null, Attachments.Count: > 0 };

    /// <returns>The activity, or the refusal to answer with.</returns>
    public static (OutboundActivity? Activity, IResult? Refusal) Read(JsonElement? json)
    {
        if (json is not { ValueKind: JsonValueKind.Object } activity)
        {
            return (null, ConnectorResult.BadSyntax("Activity is missing or is not an object."));
        }

        if (activity.GetRawText().Length > LargestMessage)
        {
            return (null, ConnectorResult.Error(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", "Message size too large."));
        }

        var type = Text(activity, "type");
        var content = Message(activity);

        return type switch
        {
            "typing" => (new(isTyping: true, content), null),
            not "message" => (null, ConnectorResult.BadSyntax("Unknown activity type.")),
            _ when content is { Text: null, Attachments.Count: 0 } => (null, ConnectorResult.BadSyntax("Message has neither text nor attachments.")),
            _ when !content.Attachments.All(IsWellFormed) => (null, ConnectorResult.BadSyntax("Attachment could not be parsed.")),
            _ => (new(isTyping: false, content), null),
        };
    }

    private static ChatMessage Message(JsonElement activity) => new()
    {
        Id = "",
        Place = "",
        From = ChatMessage.Bot,
        At = default,
        Text = Text(activity, "text") is { Length: > 0 } text ? text : null,
        Markdown = Text(activity, "textFormat") is not "plain",
        Summary = Text(activity, "summary"),
        Alert = Member(Member(Member(activity, "channelData"), "notification"), "alert") is { ValueKind: JsonValueKind.True },
        Attachments = Items(Member(activity, "attachments")),
        SuggestedActions = Items(Member(Member(activity, "suggestedActions"), "actions")),
    };

    private static bool IsWellFormed(JsonElement attachment) =>
        attachment.ValueKind == JsonValueKind.Object
        && Text(attachment, "contentType") is { } contentType
        && (contentType != AdaptiveCard
            || (Member(attachment, "content") is { } card && Text(card, "type") == "AdaptiveCard" && Text(card, "version") is not null));

    private static List<JsonElement> Items(JsonElement? array) =>
        array is { ValueKind: JsonValueKind.Array } items ? [.. items.EnumerateArray().Select(item => item.Clone())] : [];

    private static string? Text(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static JsonElement? Member(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var member) ? member : null;
}
