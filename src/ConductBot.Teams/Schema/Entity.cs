using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConductBot.Teams;

/// <summary>Something said about a message besides its text. Kinds this bot does not know are kept as they came.</summary>
public class Entity
{
    public string? Type { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>
/// Somebody named in the text. <see cref="Text"/> must be found in the message's text, letter for letter; some clients
/// leave it out, and people can edit what it shows, so who was meant is <see cref="Mentioned"/> alone.
/// </summary>
public sealed class Mention : Entity
{
    public const string EntityType = "mention";

    [JsonConverter(typeof(Lenient<ChannelAccount>))]
    public ChannelAccount? Mentioned { get; set; }

    public string? Text { get; set; }

    /// <summary>A mention to send; put its <see cref="Text"/> into the message's text as it is.</summary>
    public static Mention Of(string id, string name) => new()
    {
        Type = EntityType,
        Mentioned = new() { Id = id, Name = name },
        Text = $"<at>{System.Security.SecurityElement.Escape(name)}</at>",
    };
}
