using System.IO.Compression;
using System.Xml;
using ConductBot.Policies.Importing;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ConductBot.Host.Importing;

/// <summary>A Word document's words, with the numbers that Word itself counts.</summary>
internal sealed class WordText
{
    private const long LargestUnpacked = 200L * 1024 * 1024;
    private const int MostParts = 5000;
    private const int LongestBoldHeading = 120;

    /// <summary>A table within a table within a text box is a few dozen deep; the library's work grows with the square of it.</summary>
    private const int Deepest = 256;

    private readonly DocumentTextBuilder text = new();
    private readonly WordNumbers numbers;
    private readonly WordStyles styles;

    private WordText(MainDocumentPart document)
    {
        styles = new WordStyles(document.StyleDefinitionsPart?.Styles);
        numbers = new WordNumbers(document.NumberingDefinitionsPart?.Numbering);
    }

    public static async Task<ReceivedDocument> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(file);
        var bytes = await File.ReadAllBytesAsync(file, cancellationToken);

        // Word keeps a document with a password, and its old .doc, in the same older container.
        if (bytes.AsSpan().StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]))
        {
            throw PolicyFile.Unusable($"{name} is locked with a password, or an old .doc. Open it in Word and save a copy as .docx without a password.");
        }

        bytes = await PolicyFile.BytesAsync(file, "PK"u8.ToArray(), "a Word document", cancellationToken);

        try
        {
            await CheckSizeAsync(bytes, name, cancellationToken);
            await CheckDepthAsync(bytes, name, cancellationToken);
            using var package = WordprocessingDocument.Open(
                new MemoryStream(bytes), isEditable: false, new OpenSettings { MaxCharactersInPart = 60L * PolicyFile.LongestText });

            return package.MainDocumentPart is { Document.Body: { } body } document
                ? new WordText(document).Read(body)
                : throw PolicyFile.Unusable($"{name} is not a Word document, whatever its ending says.");
        }
        catch (Exception broken) when (broken is InvalidDataException or OpenXmlPackageException or XmlException or FileFormatException or FormatException)
        {
            throw PolicyFile.Unusable($"{name} is damaged: it cannot be read as a Word document.");
        }
    }

    /// <summary>Unpacks everything once, and counts: what a small file says of its size need not be true.</summary>
    private static async Task CheckSizeAsync(byte[] bytes, string name, CancellationToken cancellationToken)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        var buffer = new byte[128 * 1024];
        var unpacked = 0L;

        if (zip.Entries.Count > MostParts)
        {
            throw PolicyFile.Unusable($"{name} has {zip.Entries.Count} parts; a policy has a few dozen. It is not read.");
        }

        foreach (var entry in zip.Entries)
        {
            await using var stream = await entry.OpenAsync(cancellationToken);

            while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                unpacked += count;

                if (unpacked > LargestUnpacked)
                {
                    throw PolicyFile.Unusable($"{name} unpacks to more than {LargestUnpacked / 1024 / 1024} MB. It is not read.");
                }
            }
        }
    }

    private static async Task CheckDepthAsync(byte[] bytes, string name, CancellationToken cancellationToken)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        var strict = new XmlReaderSettings { Async = true, DtdProcessing = DtdProcessing.Prohibit };

        foreach (var entry in zip.Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)))
        {
            await using var stream = await entry.OpenAsync(cancellationToken);
            using var reader = XmlReader.Create(stream, strict);

            while (await reader.ReadAsync())
            {
                if (reader.Depth > Deepest)
                {
                    throw PolicyFile.Unusable($"{name} is damaged: its parts are nested beyond reason.");
                }
            }
        }
    }

    private ReceivedDocument Read(Body body)
    {
        Blocks(body);
        return text.Build();
    }

    private void Blocks(OpenXmlElement parent)
    {
        foreach (var element in parent.ChildElements)
        {
            switch (element)
            {
                case Paragraph paragraph:
                    Write(paragraph);
                    break;
                case Table table:
                    foreach (var row in table.Elements<TableRow>())
                    {
                        text.Row(row.Elements<TableCell>().Select(cell =>
                            string.Join(' ', cell.Descendants<Paragraph>().Select(paragraph => WordWords.Of(paragraph)))));
                    }

                    break;
                case SdtBlock block when !IsContents(block):
                    Blocks(block.SdtContentBlock ?? new SdtContentBlock());
                    break;
                case CustomXmlBlock or InsertedRun:
                    Blocks(element);
                    break;
            }
        }
    }

    /// <summary>The contents list that Word makes: its lines are the headings once more.</summary>
    private static bool IsContents(SdtBlock block) =>
        block.SdtProperties?.Descendants<DocPartGallery>().Any(gallery => gallery.Val?.Value == "Table of Contents") is true;

    private void Write(Paragraph paragraph)
    {
        var style = styles.Of(paragraph);

        if (style.IsContents)
        {
            return;
        }

        var words = WordWords.Of(paragraph);
        var mark = style.Numbering is { } numbering && words.Trim().Length > 0 ? numbers.Next(numbering) : null;

        if (style.IsHeading || mark != "-" && IsBold(paragraph, style) && ReadsLikeHeading(words))
        {
            text.Heading(mark is null or "-" ? words : $"{mark} {words}");
        }
        else if (mark is not null)
        {
            text.Item(mark, words);
        }
        else if (words.Contains('\t', StringComparison.Ordinal))
        {
            text.Row(words.Split('\t'));
        }
        else
        {
            text.Paragraph(words);
        }
    }

    private static bool ReadsLikeHeading(string words)
    {
        var trimmed = words.Trim();
        return trimmed.Length is > 2 and <= LongestBoldHeading && !".,;:?!".Contains(trimmed[^1], StringComparison.Ordinal) && trimmed.Any(char.IsLetter);
    }

    private static bool IsBold(Paragraph paragraph, WordStyle style)
    {
        var runs = paragraph.Descendants<Run>().Where(run => run.Descendants<Text>().Any(words => !string.IsNullOrWhiteSpace(words.Text))).ToList();
        return runs.Count > 0 && runs.TrueForAll(run => run.RunProperties?.Bold is { } bold ? bold.Val is null || bold.Val.Value : style.IsBold);
    }
}
