using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ConductBot.Host.Bundle;

/// <summary>Text for a Markdown document that is read as it is and also shown.</summary>
internal static partial class Markdown
{
    /// <summary>Our own and the policy's words in a line: nothing in them formats.</summary>
    public static string Line(string text) => Special().Replace(text.ReplaceLineEndings(" "), @"\$0");

    /// <summary>
    /// Somebody's words, exactly: a fenced block formats nothing, links nothing and needs no escapes. What would change how
    /// the words around it look is shown by its number instead.
    /// </summary>
    public static string Verbatim(string text)
    {
        var clean = new StringBuilder();
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            clean.Append(IsHidden(rune) ? $"⟨U+{rune.Value:X4}⟩" : rune.ToString());
        }

        var longest = Ticks().Matches(clean.ToString()).Select(run => run.Length).DefaultIfEmpty(0).Max();
        var fence = new string('`', Math.Max(3, longest + 1));
        return $"{fence}text\n{clean}\n{fence}";
    }

    private static bool IsHidden(Rune rune) =>
        rune.Value is not ('\n' or '\t') && (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control || rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069);

    [GeneratedRegex(@"[\\`*_\[\]<>#|~]", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Special();

    [GeneratedRegex("`+", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Ticks();
}
