using System.Globalization;

namespace ConductBot.Storage;

/// <summary>
/// Times as they are kept: ISO-8601 text where the offset matters and the value is hashed, UTC ticks where rows are
/// compared. Databases' own time types round to microseconds and forget the offset.
/// </summary>
internal static class StoredTime
{
    public static string ToText(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset FromText(string text) =>
        DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None);

    public static DateTimeOffset FromTicks(long ticks) => new(ticks, TimeSpan.Zero);
}
