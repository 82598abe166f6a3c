using System.Globalization;
using System.Text.RegularExpressions;

using ConductBot.Policies.Packs;

namespace ConductBot.Policies.Importing;

/// <summary>Tells a document's lines apart: which are headings, which belong to a table or a contents list.</summary>
internal sealed partial class DocumentLines
{
    private const int LongestHeading = 130;
    private const int MostHeadingWords = 20;
    private const int LongestContentsEntry = 200;

    private readonly string[] raw;
    private readonly IReadOnlySet<int> marked;

    public DocumentLines(ReceivedDocument document)
    {
        raw = document.Text.Split('\n');
        Text = new PolicyText(document.Text);
        marked = document.Headings;
        Headings = [.. Enumerable.Range(0, raw.Length).Where(line => marked.Count > 1 ? IsMarked(line) : LooksLikeHeading(line))];
    }

    public PolicyText Text { get; }

    public int Count => raw.Length;

    /// <summary>Lines taken for headings, counted from 0, in order.</summary>
    public IReadOnlyList<int> Headings { get; }

    public string Line(int index) => Text.Line(index);

    /// <summary>The document itself says that this line is a heading.</summary>
    public bool IsMarked(int line) => marked.Contains(line) && Line(line).Length > 0;

    /// <summary>Cells with tabs between them, or an entry of a contents list with its page.</summary>
    public bool IsTable(int line) => raw[line].Contains('\t', StringComparison.Ordinal) || raw[line].Length <= LongestContentsEntry && ContentsEntry().IsMatch(raw[line]);

    /// <summary>The cells of a table's row that hold something.</summary>
    public IReadOnlyList<string> Cells(int line) =>
        [.. raw[line].Split('\t').Select(PolicyText.Fold).Where(cell => cell.Length > 0)];

    /// <summary>"5 Further Action", "5. PROCEDURE" or "V Further action": its number, or null.</summary>
    public (int Number, string Title)? Numbered(int line)
    {
        var match = NumberedHeading().Match(Line(line));

        return match.Success && Value(match.Groups["number"].Value) is { } number ? (number, match.Groups["title"].Value) : null;
    }

    /// <summary>One short line between blank ones, which begins like a title and does not end like a sentence.</summary>
    private bool LooksLikeHeading(int line)
    {
        var text = Line(line);

        return text.Length is > 2 and <= LongestHeading
            && (IsBlank(line - 1) && (IsBlank(line + 1) || NumberedHeading().IsMatch(text)) || HeadsItsClauses(line))
            && !IsTable(line)
            && (char.IsUpper(text[0]) || char.IsAsciiDigit(text[0]))
            && !".,;:?!".Contains(text[^1], StringComparison.Ordinal)
            && !ClauseNumber().IsMatch(text)
            && text.Any(char.IsLetter)
            && text.Split(' ').Length <= MostHeadingWords;
    }

    /// <summary>In a PDF the lines often follow one another without a gap: "3. What we do", then "3.1 We will first".</summary>
    private bool HeadsItsClauses(int line) =>
        Numbered(line) is { } heading && line + 1 < raw.Length && Line(line + 1).StartsWith($"{heading.Number}.1", StringComparison.Ordinal);

    private bool IsBlank(int line) => line < 0 || line >= raw.Length || Line(line).Length == 0;

    private static int? Value(string number)
    {
        if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        // The policies that count so are short; a scanned "1" is often read as an "I".
        var roman = Array.IndexOf(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], number);
        return roman < 0 ? null : roman + 1;
    }

    [GeneratedRegex(@"^.*\p{L}.*?(?:\.{3,}|…|\s{3,})[\s.…]*\d{1,3}\s*$", RegexOptions.None, 1000)]
    private static partial Regex ContentsEntry();

    [GeneratedRegex(@"^(?:Section )?(?<number>\d{1,2}|[IVX]{1,4})[.):]? +(?<title>\p{Lu}.{1,100}[^.,;:?!])$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberedHeading();

    [GeneratedRegex(@"^\d+(?:\.\d+)+\.? ", RegexOptions.None, 1000)]
    private static partial Regex ClauseNumber();
}
