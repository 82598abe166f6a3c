using System.Text.Json.Nodes;

namespace ConductBot.Testing;

/// <summary>A message that the bot sent, with everything it was changed to since.</summary>
public sealed class PostedMessage(Place place, string id, JsonObject first)
{
    private readonly List<JsonObject> versions = [first];

    public Place Place => place;

    public string Id => id;

    public IReadOnlyList<JsonObject> Versions => versions;

    public JsonObject Current => versions[^1];

    public bool IsDeleted { get; internal set; }

    public JsonObject? Card => CardOf(Current);

    public string? Summary => (string?)Current["summary"];

    /// <summary>The words as a person reads them.</summary>
    public string Words => Card is { } card ? new CardReader(card).Text : (string?)Current["text"] ?? "";

    public static JsonObject? CardOf(JsonObject activity) => activity["attachments"]?[0]?["content"] as JsonObject;

    internal void Change(JsonObject to) => versions.Add(to);
}
