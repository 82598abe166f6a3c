using System.Text;

namespace ConductBot.Storage;

/// <summary>Fixed data for tests.</summary>
internal static class Given
{
    /// <summary>Summer time, and a tick that no database's own time type could hold.</summary>
    public static DateTimeOffset Monday { get; } = new DateTimeOffset(2026, 9, 14, 8, 30, 0, TimeSpan.FromHours(1)).AddTicks(1_234_567);

    public static Commit Nothing => new() { At = Monday };

    public static Commit State(string key, long? expected, string? value, DateTimeOffset? at = null) =>
        new() { At = at ?? Monday, States = { new(key, expected, value is null ? null : Bytes(value)) } };

    public static Commit Events(string stream, long expected, params string[] data) =>
        new() { At = Monday, Appends = { new(stream, expected, [.. data.Select(text => new NewEvent("Noted", text, Sealed: null))]) } };

    public static Commit Messages(params OutboxMessage[] messages)
    {
        var commit = Nothing;
        commit.Outbox.AddRange(messages);
        return commit;
    }

    /// <param name="number">Also its id, so that tests read well.</param>
    public static OutboxMessage Message(int number, string lane, int? after = null) =>
        new(Id(number), lane, after is { } earlier ? Id(earlier) : null, "card", Bytes($"message {number}"));

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string? Text(byte[]? bytes) => bytes is null ? null : Encoding.UTF8.GetString(bytes);
}
