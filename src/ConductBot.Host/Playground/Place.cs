using System.Security.Cryptography;
using System.Text;

namespace ConductBot.Host.Playground;

/// <summary>Where a message stands: a person's chat with the bot, the safeguarding channel, or a thread of it.</summary>
/// <param name="Person">Whose chat; null in the channel.</param>
/// <param name="Thread">Id of the thread's first message; null in a chat, and for the channel as a whole.</param>
internal sealed record Place(DemoSchool School, DemoPerson? Person, string? Thread)
{
    private const string ThreadMark = ";messageid=";

    public static Place Chat(DemoSchool school, DemoPerson person) => new(school, person, Thread: null);

    public static Place Channel(DemoSchool school, string? thread = null) => new(school, Person: null, thread);

    public string Key => Person is null ? "channel" : $"chat/{Person.Key}";

    public string ConversationId => Person is null
        ? School.ChannelId + (Thread is null ? "" : ThreadMark + Thread)
        : ChatId(Person);

    /// <summary>The place a conversation id names, or null. A thread is not looked up: the transcript knows which there are.</summary>
    public static Place? Find(IReadOnlyList<DemoSchool> schools, string conversationId)
    {
        foreach (var school in schools)
        {
            if (school.People.FirstOrDefault(person => ChatId(person) == conversationId) is { } person)
            {
                return Chat(school, person);
            }

            if (conversationId == school.ChannelId)
            {
                return Channel(school);
            }

            if (conversationId.StartsWith(school.ChannelId + ThreadMark, StringComparison.Ordinal))
            {
                return Channel(school, conversationId[(school.ChannelId.Length + ThreadMark.Length)..]);
            }
        }

        return null;
    }

    // The same person always has the same chat with the bot, so the id is made from theirs.
    private static string ChatId(DemoPerson person) =>
        "a:1" + Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(person.Mri)))[..60].Replace('+', '-').Replace('/', '_');
}
