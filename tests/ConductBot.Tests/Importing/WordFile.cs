using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ConductBot.Tests.Importing;

/// <summary>
/// A Word document as a school's office makes one: styled headings, a table of contents, and clauses whose numbers Word counts, so
/// that none of them stands in the file.
/// </summary>
internal static class WordFile
{
    private const int Clauses = 1;
    private const int Bullets = 2;

    /// <summary>Makes the document out of a policy written in Markdown, of which it knows as much as the sample needs.</summary>
    public static void Write(string file, string markdown)
    {
        using var package = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document);
        var document = package.AddMainDocumentPart();
        document.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(
            Style("Title", "Title", bold: true), Style("Heading1", "heading 1", bold: true), Style("TOC1", "toc 1", bold: false));
        document.AddNewPart<NumberingDefinitionsPart>().Numbering = Numbering();
        var lines = markdown.ReplaceLineEndings("\n").Split('\n');
        var body = new Body();
        document.Document = new Document(body);
        body.Append(Paragraphs(lines.TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))));
        body.Append(Contents(lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal))));
        body.Append(Paragraphs(lines.SkipWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))));
    }

    private static IEnumerable<OpenXmlElement> Paragraphs(IEnumerable<string> lines)
    {
        Table? table = null;

        foreach (var line in lines.Where(line => line.Length > 0 && !line.StartsWith("| ---", StringComparison.Ordinal)))
        {
            if (line.StartsWith('|'))
            {
                table ??= new Table();
                table.Append(new TableRow(line.Trim('|').Split('|').Select(cell => new TableCell(Paragraph(cell.Trim())))));
                continue;
            }

            if (table is not null)
            {
                yield return table;
                table = null;
            }

            yield return line switch
            {
                ['#', '#', ' ', .. var heading] => Numbered(heading[(heading.IndexOf(' ', StringComparison.Ordinal) + 1)..], Clauses, level: 0, "Heading1"),
                ['#', ' ', .. var title] => Paragraph(title, "Title"),
                ['-', ' ', .. var bullet] => Numbered(bullet, Bullets, level: 0),
                [>= '0' and <= '9', ..] => Numbered(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..], Clauses, level: 1),
                _ => Paragraph(line),
            };
        }

        if (table is not null)
        {
            yield return table;
        }
    }

    /// <summary>Made by Word, so it is marked as its own; the page stands behind a tab.</summary>
    private static SdtBlock Contents(IEnumerable<string> headings) => new(
        new SdtProperties(new SdtContentDocPartObject(new DocPartGallery { Val = "Table of Contents" })),
        new SdtContentBlock(headings.Select(heading => Paragraph($"{heading[3..]}\t2", "TOC1"))));

    private static Paragraph Paragraph(string words, string? style = null)
    {
        var paragraph = new Paragraph();

        if (style is not null)
        {
            paragraph.Append(new ParagraphProperties(new ParagraphStyleId { Val = style }));
        }

        // Word divides a sentence wherever somebody stopped typing.
        var half = words.Length / 2;
        paragraph.Append(Run(words[..half]), Run(words[half..]));
        return paragraph;
    }

    private static Paragraph Numbered(string words, int list, int level, string? style = null)
    {
        var paragraph = Paragraph(words, style);
        var properties = paragraph.ParagraphProperties ?? paragraph.PrependChild(new ParagraphProperties());
        properties.Append(new NumberingProperties(new NumberingLevelReference { Val = level }, new NumberingId { Val = list }));
        return paragraph;
    }

    private static Run Run(string words) => new(words.Split('\t').SelectMany<string, OpenXmlElement>((part, index) =>
        index == 0 ? [Text(part)] : [new TabChar(), Text(part)]));

    private static Text Text(string words) => new(words) { Space = SpaceProcessingModeValues.Preserve };

    private static Style Style(string id, string name, bool bold)
    {
        var style = new Style { Type = StyleValues.Paragraph, StyleId = id };
        style.Append(new StyleName { Val = name });

        if (bold)
        {
            style.Append(new StyleRunProperties(new Bold()));
        }

        return style;
    }

    private static Numbering Numbering() => new(
        new AbstractNum(Level(0, NumberFormatValues.Decimal, "%1."), Level(1, NumberFormatValues.Decimal, "%1.%2")) { AbstractNumberId = 1 },
        new AbstractNum(Level(0, NumberFormatValues.Bullet, "•")) { AbstractNumberId = 2 },
        new NumberingInstance(new AbstractNumId { Val = 1 }) { NumberID = Clauses },
        new NumberingInstance(new AbstractNumId { Val = 2 }) { NumberID = Bullets });

    private static Level Level(int index, NumberFormatValues format, string text) => new(
        new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = format }, new LevelText { Val = text })
    { LevelIndex = index };
}
