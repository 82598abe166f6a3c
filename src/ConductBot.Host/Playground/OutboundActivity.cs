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

        var type = activity.Text("type");
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
        Text = activity.Text("text") is { Length: > 0 } text ? text : null,
        Markdown = activity.Text("textFormat") is not "plain",
        Summary = activity.Text("summary"),
        Alert = activity.Member("channelData")?.Member("notification")?.Member("alert") is { ValueKind: JsonValueKind.True },
        Attachments = activity.Items("attachments"),
        SuggestedActions = activity.Member("suggestedActions")?.Items("actions") ?? [],
    };

    private static bool IsWellFormed(JsonElement attachment) =>
        attachment.Text("contentType") is { } contentType
        && (contentType != AdaptiveCard
            || (attachment.Member("content") is { } card && card.Text("type") == "AdaptiveCard" && card.Text("version") is not null));
}
