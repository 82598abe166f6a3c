using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConductBot.Bot.SetUp;

/// <summary>
/// Something that happened to a school's settings, in the stream <c>settings/ID</c>: appended, chained, never edited.
/// Holds ids and the school's name; never a person's name. docs/settings-events.md lists them.
/// </summary>
public abstract record SettingsEvent
{
    /// <summary>Entra object id of the person who did it, from the verified activity; empty where Teams named nobody, or the bot found it by itself.</summary>
    public required string By { get; init; }
}

/// <summary>An owner of the team set the school up, or changed it.</summary>
public sealed record SchoolSetUp : SettingsEvent
{
    /// <summary>Null the first time.</summary>
    public SchoolSettings? Before { get; init; }

    public required SchoolSettings After { get; init; }

    /// <summary>Who reads the channel, as far as Teams told, and the owner agreed to.</summary>
    public required ChannelReaders Readers { get; init; }
}

/// <summary>From here on nothing can be posted to the safeguarding channel.</summary>
public sealed record PlaceLost : SettingsEvent
{
    public required PlaceTrouble Trouble { get; init; }

    public required string ChannelId { get; init; }
}

/// <summary>What was in the way is so no more.</summary>
public sealed record PlaceRegained : SettingsEvent
{
    public required PlaceTrouble Trouble { get; init; }

    public required string ChannelId { get; init; }
}

/// <summary>What set-up in Teams settles. Lists hold Entra object ids.</summary>
/// <param name="Name">Null, as <paramref name="Policy"/>, where the server's settings have the school and only its place is set here.</param>
public sealed record SchoolSettings(
    string? Name,
    string? Policy,
    string TenantId,
    string TeamId,
    string ChannelId,
    IReadOnlyList<string> Dsl,
    IReadOnlyList<string> Deputies,
    IReadOnlyList<string> Leads)
{
    /// <summary>What the channel is spoken to in. Null is British English.</summary>
    public string? Language { get; init; }
}

/// <summary>Who can read what is posted in a channel.</summary>
public enum ChannelReaders
{
    /// <summary>Teams did not say; taken for everyone.</summary>
    Unknown,

    /// <summary>A private channel: those who were added to it.</summary>
    ItsMembers,

    /// <summary>The General channel or another standard one.</summary>
    TheWholeTeam,

    /// <summary>A shared channel: people of other teams too, perhaps of other organisations.</summary>
    OtherTeams,
}

[Flags]
public enum PlaceTrouble
{
    None = 0,
    ChannelDeleted = 1,
    TeamArchived = 2,
    TeamDeleted = 4,
    BotRemoved = 8,

    /// <summary>People of other teams, perhaps of other organisations, can read it now.</summary>
    ChannelShared = 16,
}

/// <summary>How these events are stored. Shapes are for good: a new one gets a new name and a reader for the old.</summary>
public static class SettingsEventCodec
{
    public static (string Type, string Data) Write(SettingsEvent happened) => happened switch
    {
        SchoolSetUp setUp => (nameof(SchoolSetUp), JsonSerializer.Serialize(setUp, SettingsJson.Default.SchoolSetUp)),
        PlaceLost lost => (nameof(PlaceLost), JsonSerializer.Serialize(lost, SettingsJson.Default.PlaceLost)),
        PlaceRegained regained => (nameof(PlaceRegained), JsonSerializer.Serialize(regained, SettingsJson.Default.PlaceRegained)),
        _ => throw new InvalidOperationException($"No name for {happened.GetType().Name}."),
    };

    /// <exception cref="InvalidDataException">The name or the shape is not one of these.</exception>
    public static SettingsEvent Read(string type, string data)
    {
        try
        {
            return type switch
            {
                nameof(SchoolSetUp) => JsonSerializer.Deserialize(data, SettingsJson.Default.SchoolSetUp)!,
                nameof(PlaceLost) => JsonSerializer.Deserialize(data, SettingsJson.Default.PlaceLost)!,
                nameof(PlaceRegained) => JsonSerializer.Deserialize(data, SettingsJson.Default.PlaceRegained)!,
                _ => throw new InvalidDataException($"There is no settings event called '{type}'."),
            };
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"A stored '{type}' does not have the shape of one.", broken);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SchoolSetUp))]
[JsonSerializable(typeof(PlaceLost))]
[JsonSerializable(typeof(PlaceRegained))]
[JsonSerializable(typeof(SchoolSettings))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class SettingsJson : JsonSerializerContext;
