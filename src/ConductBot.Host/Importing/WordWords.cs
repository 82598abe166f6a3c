using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ConductBot.Host.Importing;

/// <summary>The words of one paragraph: without deletions, field codes, text boxes and what stands in for them in older programs.</summary>
internal static partial class WordWords
{
    /// <returns>One line; a tab is left only before the page of a contents entry.</returns>
    public static string Of(Paragraph paragraph)
    {
        var words = new StringBuilder();
        Add(paragraph, words);
        var line = words.ToString();

        return ContentsEntry().IsMatch(line) ? line : line.Replace('\t', ' ');
    }

    private static void Add(OpenXmlElement parent, StringBuilder words)
    {
        foreach (var element in parent.ChildElements)
        {
            switch (element)
            {
                case Text text:
                    words.Append(text.Text);
                    break;
                case TabChar:
                    words.Append('\t');
                    break;
                case Break or CarriageReturn:
                    words.Append(' ');
                    break;
                case NoBreakHyphen:
                    words.Append('-');
                    break;
                case DeletedRun or MoveFromRun or AlternateContent or TextBoxContent or ParagraphProperties or RunProperties or Picture or Drawing:
                    break;
                default:
                    Add(element, words);
                    break;
            }
        }
    }

    [GeneratedRegex(@"^[^\t]*\p{L}[^\t]*\t+\s*\d{1,3}\s*$", RegexOptions.None, 1000)]
    private static partial Regex ContentsEntry();
}
