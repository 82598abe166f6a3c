using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConductBot.Host.Playground;

/// <summary>What a school's file holds, and what the page gets first.</summary>
/// <param name="Installed">Places the bot has been told it was added to: <c>channel</c>, <c>chat/teacher</c>, …</param>
/// <param name="ServiceUrl">The service URL those activities carried; with another port the bot must be told again.</param>
/// <param name="Messages">In the order of their ids.</param>
internal sealed record TranscriptState(
    IReadOnlyCollection<string> Installed, string? ServiceUrl, IReadOnlyList<ChatMessage> Messages)
{
    public static readonly TranscriptState Empty = new([], ServiceUrl: null, []);
}

/// <summary>The page says something as a person.</summary>
/// <param name="Place"><c>chat</c> or <c>channel</c>.</param>
/// <param name="Thread">In the channel, the thread to answer in; null starts one.</param>
/// <param name="Text">What the bot gets to read.</param>
/// <param name="Mention">In the channel: begin with a mention of the bot. Without one Teams does not tell the bot.</param>
/// <param name="Value">What a card's button carries.</param>
/// <param name="ReplyTo">Id of the message that holds the card.</param>
/// <param name="Shown">What others see as said, when a card's button carries other words than <paramref name="Text"/>; empty shows nothing.</param>
/// <param name="Again">Id of an undelivered message to hand to the bot once more; then nothing else counts.</param>
internal sealed record SendRequest(
    string Person,
    string Place,
    string? Thread,
    string? Text,
    bool Mention,
    JsonElement? Value,
    string? ReplyTo,
    string? Shown,
    string? Again);

/// <summary>A person presses <c>Action.Execute</c>, or a card refreshes itself.</summary>
/// <param name="Trigger">manual or automatic.</param>
internal sealed record InvokeRequest(string Person, string Message, InvokedAction Action, string Trigger);

internal sealed record InvokedAction(string? Id, string? Title, string? Verb, JsonElement? Data);

/// <summary>The page shows a person's chat, or with null the channel.</summary>
internal sealed record OpenRequest(string? Person);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TranscriptState))]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(SendRequest))]
[JsonSerializable(typeof(InvokeRequest))]
[JsonSerializable(typeof(OpenRequest))]
internal sealed partial class PlaygroundJson : JsonSerializerContext;
