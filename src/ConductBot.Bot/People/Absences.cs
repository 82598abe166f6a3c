using System.Globalization;
using System.Text;
using ConductBot.Storage;

namespace ConductBot.Bot.People;

/// <summary>Who of those that decide is away, and until when: notices that cannot wait go to the next in line meanwhile.</summary>
public sealed class Absences(IStore store)
{
    private static readonly CultureInfo[] Cultures = [CultureInfo.GetCultureInfo(Language.British), CultureInfo.GetCultureInfo(Language.Welsh)];
    private static readonly string[] WithYear = ["d MMMM yyyy", "d MMM yyyy", "yyyy-MM-dd", "d/M/yyyy", "d.M.yyyy"];
    private static readonly string[] WithoutYear = ["d MMMM", "d MMM", "d/M"];

    /// <summary>The day they are back; null when they are here.</summary>
    public async Task<DateOnly?> UntilAsync(string tenantId, string personId, DateOnly today, CancellationToken cancellationToken)
    {
        var row = await store.ReadStateAsync(Key(tenantId, personId), cancellationToken);
        return row is not null
            && DateOnly.TryParseExact(Encoding.UTF8.GetString(row.Value), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until)
            && until > today
            ? until
            : null;
    }

    /// <param name="until">The first day back; null for somebody who is here.</param>
    public static StateWrite Write(string tenantId, string personId, DateOnly? until) => new(
        Key(tenantId, personId),
        ExpectedVersion: null,
        until is { } day ? Encoding.UTF8.GetBytes(day.ToString("O", CultureInfo.InvariantCulture)) : null);

    /// <summary>
    /// A day as staff type it, in English or Welsh: 2 December, 2/12, 2026-12-02, Monday, tomorrow. Without a year, the next such day after today;
    /// null when it is none, or not after today.
    /// </summary>
    public static DateOnly? ReadDay(string text, DateOnly today)
    {
        var given = text.Trim().TrimEnd('.', '!');
        if (given.ToLowerInvariant() is "tomorrow" or "yfory")
        {
            return today.AddDays(1);
        }

        for (var days = 1; days <= 7; days++)
        {
            var day = today.AddDays(days);
            if (Cultures.Any(culture => Is(day.ToString("dddd", culture)) || Is(day.ToString("ddd", culture))))
            {
                return day;
            }
        }

        if (Read(given, WithYear) is { } exact)
        {
            return exact > today ? exact : null;
        }

        // Read as of a leap year, so that 29 February is a day at all.
        if (Read($"{given} 2000", [.. WithoutYear.Select(format => $"{format} yyyy")]) is not { } some)
        {
            return null;
        }

        return Enumerable.Range(today.Year, 9)
            .Where(year => some.Day <= DateTime.DaysInMonth(year, some.Month))
            .Select(year => new DateOnly(year, some.Month, some.Day))
            .First(day => day > today);

        bool Is(string name) => given.Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    private static DateOnly? Read(string text, string[] formats)
    {
        foreach (var culture in Cultures)
        {
            if (DateOnly.TryParseExact(text, formats, culture, DateTimeStyles.None, out var day))
            {
                return day;
            }
        }

        return null;
    }

    private static string Key(string tenantId, string personId) => $"away/{tenantId}/{personId}".ToLowerInvariant();
}
