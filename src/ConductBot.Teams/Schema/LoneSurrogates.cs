namespace ConductBot.Teams;

/// <summary>
/// Mends half an emoji. Clients that cut text by length leave one UTF-16 half behind, escaped (<c>\ud83d</c>); no string can
/// be made of it, and it would fail only later, when somebody reads that field. It becomes U+FFFD, as everywhere on the web.
/// </summary>
internal static class LoneSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>The same bytes, or a copy in which every lone escaped surrogate is replaced.</summary>
    public static ReadOnlyMemory<byte> Replace(ReadOnlySpan<byte> json)
    {
        var copy = json.ToArray();
        for (var at = json.IndexOf((byte)'\\'); at >= 0 && at < json.Length - 1;)
        {
            at = Step(json, copy, at);
            var next = at >= json.Length ? -1 : json[at..].IndexOf((byte)'\\');
            at = next < 0 ? -1 : at + next;
        }

        return copy;
    }

    /// <summary>Looks at the escape at <paramref name="at"/>; where to go on looking.</summary>
    private static int Step(ReadOnlySpan<byte> json, Span<byte> copy, int at)
    {
        if (CodeUnit(json, at) is not { } unit || !char.IsSurrogate(unit))
        {
            return at + 2;
        }

        if (char.IsHighSurrogate(unit) && CodeUnit(json, at + EscapeLength) is { } next && char.IsLowSurrogate(next))
        {
            return at + (2 * EscapeLength);
        }

        @"\ufffd"u8.CopyTo(copy[at..]);
        return at + EscapeLength;
    }

    /// <summary>The value of an escape such as <c>\u00e9</c>, or null when there is none at this place.</summary>
    private static char? CodeUnit(ReadOnlySpan<byte> json, int at) =>
        at + EscapeLength <= json.Length
            && json[at] == (byte)'\\'
            && json[at + 1] == (byte)'u'
            && ushort.TryParse(json.Slice(at + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var unit)
            ? (char)unit
            : null;
}
