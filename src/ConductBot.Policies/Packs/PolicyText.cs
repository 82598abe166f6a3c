using System.Text;
using System.Text.RegularExpressions;

namespace ConductBot.Policies.Packs;

/// <summary>A paragraph or bullet of a document, white space folded to single spaces.</summary>
/// <param name="Line">Where it begins, counted from 1.</param>
/// <param name="IsBullet">It stood behind a bullet mark.</param>
/// <param name="Number">The number printed before it (<c>4.2.7</c>), or null; not part of the text.</param>
internal sealed record Passage(int Line, bool IsBullet, string? Number, string Text);

/// <summary>A policy document as received, read so that clauses can be cut from it.</summary>
internal sealed partial class PolicyText
{
    private readonly string[] lines;

    public PolicyText(string content)
    {
        lines = content.Split('\n');

        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = Fold(lines[i]);
        }

        Folded = Fold(content);
    }

    /// <summary>The whole document, white space folded.</summary>
    public string Folded { get; }

    /// <summary>Index just behind the last line, counted from 0 like every index here.</summary>
    public int End => lines.Length;

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);

        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            folded.Append(folded.Length > 0 ? " " : "").Append(word);
        }

        return folded.ToString();
    }

    /// <summary>The first line at or after an index that reads exactly so, or -1.</summary>
    public int FindLine(string words, int from) =>
        Array.FindIndex(lines, Math.Min(from, lines.Length), line => line == words);

    /// <summary>A line, white space folded.</summary>
    public string Line(int index) => lines[index];

    /// <summary>All lines that begin so, word for word.</summary>
    public IReadOnlyList<string> LinesThatBegin(string words) =>
        [.. lines.Where(line => line.StartsWith(words, StringComparison.Ordinal))];

    /// <summary>
    /// The paragraphs and bullets from one line up to another. A blank line or a bullet mark ends the one before, so
    /// lines that a PDF broke belong together again.
    /// </summary>
    /// <param name="numbered">Also <c>1.</c>, <c>2)</c> and <c>(a)</c> are numbers, and begin a passage.</param>
    public IReadOnlyList<Passage> Passages(int from, int to, bool numbered = false)
    {
        var mark = numbered ? ListMark() : Mark();
        var passages = new List<Passage>();
        var open = false;

        for (var i = from; i < to; i++)
        {
            var line = lines[i];

            if (line.Length == 0)
            {
                open = false;
            }
            else if (open && mark.Match(line).Length == 0)
            {
                passages[^1] = passages[^1] with { Text = $"{passages[^1].Text} {line}" };
            }
            else
            {
                passages.Add(Begin(line, i + 1, mark));
                open = true;
            }
        }

        return passages;
    }

    private static Passage Begin(string line, int number, Regex mark)
    {
        var start = mark.Match(line);
        var printed = start.Groups["number"];

        return new Passage(
            number, start.Groups["bullet"].Success, printed.Success ? printed.Value : null, line[start.Length..]);
    }

    // "4.2.7 " counts as a number, "5. PROCEDURE" does not: that is a heading.
    [GeneratedRegex(@"^(?<bullet>[-*•–▪◦·‣○●■\uF0B7] )?(?:(?<number>\d+(?:\.\d+)+)\.? )?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mark();

    // In a list that its printed numbers name, so do "3. ", "3) ", "(a) " and "a) ".
    [GeneratedRegex(
        @"^(?<bullet>[-*•–▪◦·‣○●■\uF0B7] )?(?:(?<number>\d+(?:\.\d+)+)\.? |(?<number>\d{1,3})[.)] |\(?(?<number>[a-z]|[ivx]{2,4})[.)] )?",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex ListMark();
}
