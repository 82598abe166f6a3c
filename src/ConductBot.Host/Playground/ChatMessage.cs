using System.Text.Json;

namespace ConductBot.Host.Playground;

/// <summary>One message, as it is kept and as the page is told of it.</summary>
internal sealed record ChatMessage
{
    public const string Bot = "bot";

    /// <summary>Epoch milliseconds, strictly increasing over all schools, as Teams' ids are.</summary>
    public required string Id { get; init; }

    /// <summary><c>channel</c>, or <c>chat/</c> and the key of the person who talks with the bot there.</summary>
    public required string Place { get; init; }

    /// <summary>In the channel, the id of the thread's first message, which is this one's own id for the first.</summary>
    public string? Thread { get; init; }

    /// <summary>A person's key, or <see cref="Bot"/>.</summary>
    public required string From { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Text { get; init; }

    public bool Markdown { get; init; }

    /// <summary>A person's channel message that begins with a mention of the bot.</summary>
    public bool MentionsBot { get; init; }

    /// <summary>What a notification may show.</summary>
    public string? Summary { get; init; }

    /// <summary>The bot asked for a notification.</summary>
    public bool Alert { get; init; }

    public IReadOnlyList<JsonElement> Attachments { get; init; } = [];

    public IReadOnlyList<JsonElement> SuggestedActions { get; init; } = [];

    /// <summary>1 when posted, one more for each update by the bot.</summary>
    public int Version { get; init; } = 1;

    public bool Deleted { get; init; }

    /// <summary>Why the bot did not get this message; null when it did, or was not meant to.</summary>
    public string? Undelivered { get; init; }

    /// <summary>Cards that one person sees in place of the message's own, by that person's key. An update clears them.</summary>
    public IReadOnlyDictionary<string, JsonElement> Views { get; init; } = new Dictionary<string, JsonElement>();

    public Place PlaceIn(DemoSchool school) => Place == "channel"
        ? Playground.Place.Channel(school, Thread)
        : Playground.Place.Chat(school, school.Person(Place["chat/".Length..])!);

    public ChatMessage WithView(string person, JsonElement card) =>
        this with { Views = new Dictionary<string, JsonElement>(Views) { [person] = card } };

    /// <summary>The message after the bot's PUT: the new content for everybody, under the old id, place and time.</summary>
    public ChatMessage UpdatedTo(ChatMessage content) => content with
    {
        Id = Id,
        Place = Place,
        Thread = Thread,
        At = At,
        Version = Version + 1,
    };

    public ChatMessage AsDeleted() => this with
    {
        Deleted = true,
        Text = null,
        Summary = null,
        Attachments = [],
        SuggestedActions = [],
        Views = new Dictionary<string, JsonElement>(),
    };
}
