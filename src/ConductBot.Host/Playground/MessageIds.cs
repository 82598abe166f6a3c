using System.Globalization;

namespace ConductBot.Host.Playground;

/// <summary>Hands out message ids as Teams does: the time in epoch milliseconds, pushed on where two would be equal.</summary>
internal sealed class MessageIds(TimeProvider time)
{
    private long last;

    public string Next()
    {
        while (true)
        {
            var before = Interlocked.Read(ref last);
            var next = Math.Max(before + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
            if (Interlocked.CompareExchange(ref last, next, before) == before)
            {
                return next.ToString(CultureInfo.InvariantCulture);
            }
        }
    }

    /// <summary>Never goes below an id already given, whatever the clock has done since.</summary>
    public void StartAfter(string id) =>
        last = Math.Max(last, long.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture));

    /// <summary>When a message with that id was posted.</summary>
    public static DateTimeOffset Time(string id) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture));
}
