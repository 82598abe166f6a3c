namespace ConductBot.Bot.Cards;

/// <summary>Times as a school reads them: in London, in words, in the language of the turn.</summary>
public static class LondonDates
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>20 November 2026, 14:05</summary>
    public static string Full(this DateTimeOffset at) => InLondon(at).ToString("d MMMM yyyy, HH:mm", Language.Culture);

    /// <summary>20 November, 14:05</summary>
    public static string Short(this DateTimeOffset at) => InLondon(at).ToString("d MMMM, HH:mm", Language.Culture);

    /// <summary>14:05</summary>
    public static string TimeOfDay(this DateTimeOffset at) => InLondon(at).ToString("HH:mm", Language.Culture);

    /// <summary>20 November 2026</summary>
    public static string Words(this DateOnly day) => day.ToString("d MMMM yyyy", Language.Culture);

    public static DateOnly LondonDay(this DateTimeOffset at) => DateOnly.FromDateTime(InLondon(at).DateTime);

    /// <summary>The next :00 or :30 by the clocks of London.</summary>
    public static DateTime NextHalfHourInLondon(this DateTimeOffset at)
    {
        var local = InLondon(at).DateTime;
        return local.Date.AddMinutes(((int)local.TimeOfDay.TotalMinutes / 30 * 30) + 30);
    }

    /// <summary>How long ago, as somebody would say it.</summary>
    public static string Age(DateTimeOffset since, DateTimeOffset now)
    {
        var days = now.LondonDay().DayNumber - since.LondonDay().DayNumber;
        return days switch
        {
            <= 0 when now - since < TimeSpan.FromHours(1) => Say("less than an hour ago"),
            <= 0 => Say("today"),
            1 => Say("yesterday"),
            _ => Say($"{days} days ago"),
        };
    }

    /// <summary>This time of this day in London.</summary>
    public static DateTimeOffset InLondon(this DateOnly day, TimeOnly at)
    {
        var local = day.ToDateTime(at);
        return new(local, London.GetUtcOffset(local));
    }

    private static DateTimeOffset InLondon(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, London);
}
