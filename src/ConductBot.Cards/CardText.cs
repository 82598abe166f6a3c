using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ConductBot.Cards;

/// <summary>
/// Words that somebody typed or posted, made safe to show: they can neither format, mention, link nor hide anything.
/// </summary>
public static partial class CardText
{
    /// <summary>How much of somebody's words a card shows unless told otherwise, in characters as a reader counts them.</summary>
    public const int UsualLength = 1000;

    // Breaks what follows without being seen. Phones show a backslash before Markdown (microsoft/AdaptiveCards#5590),
    // so it is used wherever it will do, and the backslash only where it will not.
    private const char WordJoiner = '\u2060';

    // The longest emoji, a family with skin tones or the flag of England, is some 20 units long, and no writing
    // stacks more than a handful of marks on a letter. Longer stacks would paint over the rest of the card.
    private const int LongestElement = 32;
    private const int MostMarks = 8;

    /// <summary>
    /// For a <c>TextRun</c>, where no Markdown is read. Controls and bidirectional overrides are gone, tags, entities,
    /// web addresses and macros are broken, the length is capped. Lines stay lines.
    /// </summary>
    /// <param name="text">What somebody wrote; null is nothing.</param>
    /// <param name="longest">How many characters are kept, as a reader counts them: an emoji is one. The ellipsis is extra.</param>
    public static string Verbatim(string? text, int longest = UsualLength) =>
        Disarming().Replace(Cap(Clean(text ?? ""), longest), Broken);

    /// <summary>
    /// For a <c>TextBlock</c> or a <c>FactSet</c>, where Markdown is read: as <see cref="Verbatim"/>, and nothing formats.
    /// For a long quotation prefer a <c>TextRun</c>: it needs no escapes.
    /// </summary>
    /// <inheritdoc cref="Verbatim"/>
    public static string Plain(string? text, int longest = UsualLength) =>
        string.Join("\n\n", Verbatim(text, longest).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(PlainLine));

    private static string PlainLine(string line)
    {
        var escaped = Formatting().Replace(line, match => match.ValueSpan[0] == ']' ? Broken(match) : $@"\{match.Value}");
        return BlockMarker().IsMatch(line) ? WordJoiner + escaped : escaped;
    }

    private static string Broken(Match match) => match.Value.Insert(1, WordJoiner.ToString());

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        var inFlag = false;
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            // A flag such as England's is a black flag and then invisible tag letters; elsewhere those only hide things.
            var isTag = rune.Value is >= 0xE0000 and <= 0xE007F;
            inFlag = rune.Value == 0x1F3F4 || (inFlag && isTag);
            if (rune.Value == '\n' ? !EndsWithBlankLine(clean) : isTag ? inFlag : !IsHidden(rune))
            {
                clean.Append(rune.Value == '\t' ? " " : rune.ToString());
            }
        }

        return clean.ToString().Trim();
    }

    private static bool EndsWithBlankLine(StringBuilder text) =>
        text.Length >= 2 && text[^1] == '\n' && text[^2] == '\n';

    private static bool IsHidden(Rune rune) => rune.Value switch
    {
        '\t' => false,
        >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x206F => true, // bidirectional overrides, embeddings, isolates
        0x200B or WordJoiner or 0xFEFF => true, // zero-width spaces and our own mark; the joiners that emoji need stay
        >= 0xFFF9 and <= 0xFFFB => true, // interlinear annotations
        _ => Rune.IsControl(rune),
    };

    private static string Cap(string text, int longest)
    {
        var kept = new StringBuilder();
        var elements = StringInfo.GetTextElementEnumerator(text);
        for (var count = 0; elements.MoveNext(); count++)
        {
            if (count == longest)
            {
                return kept.ToString().TrimEnd() + "…";
            }

            kept.Append(Tame(elements.GetTextElement()));
        }

        return kept.ToString();
    }

    private static string Tame(string element)
    {
        if (element.Length <= MostMarks)
        {
            return element;
        }

        var tamed = new StringBuilder();
        var marks = 0;
        foreach (var rune in element.EnumerateRunes())
        {
            var isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
            if ((!isMark || ++marks <= MostMarks) && tamed.Length + rune.Utf16SequenceLength <= LongestElement)
            {
                tamed.Append(rune.ToString());
            }
        }

        return tamed.ToString();
    }

    // <at>, HTML, autolinks · HTML entities · {{DATE()}} and {{TIME()}} · web addresses
    [GeneratedRegex(@"<(?=[a-zA-Z/!?])|&(?=[a-zA-Z#])|\{(?=\{)|:(?=//)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Disarming();

    // Emphasis, code, struck out, an escape of somebody's own · a link or the address of one. An underscore after a
    // letter can only end emphasis, so where none begins it is harmless: names such as jane_doe stay clean.
    [GeneratedRegex(@"[*`]|(?<![\p{L}\p{N}])_|~(?=~)|(?<=~)~|\\(?=[!-/:-@\[-`{-~]|$)|\](?=[(:\[])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Formatting();

    // Heading, quotation, bullet, rule, number of a list: only at the beginning of a line.
    [GeneratedRegex(@"^(#|>|[-+]|\d+[.)])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BlockMarker();
}
