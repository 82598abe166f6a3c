using System.Text;
using ConductBot.Host.Commands;
using ConductBot.Policies.Importing;

namespace ConductBot.Host.Importing;

/// <summary>Reads a school's policy from the file it has: .txt, .md, .docx or .pdf.</summary>
public static class PolicyFile
{
    /// <summary>A policy of a hundred pages with a crest on each stays far below this.</summary>
    public const long LargestFile = 20L * 1024 * 1024;

    /// <summary>About three hundred pages.</summary>
    public const int LongestText = 1_000_000;

    /// <exception cref="StartProblem">The file cannot be used; says why in a line, exit 1.</exception>
    public static async Task<ReceivedDocument> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(file);
        var size = new FileInfo(file).Length;

        if (size == 0)
        {
            throw Unusable($"{name} is empty.");
        }

        if (size > LargestFile)
        {
            throw Unusable($"{name} has {size / 1024 / 1024} MB; a policy of more than {LargestFile / 1024 / 1024} MB is not read. Save it without pictures, or as text.");
        }

        var read = Reader(Path.GetExtension(file), name);
        var document = await read(file, cancellationToken);

        if (string.IsNullOrWhiteSpace(document.Text))
        {
            throw Unusable($"{name} holds no text. A scan has to be put through text recognition first.");
        }

        return document.Text.Length <= LongestText
            ? document
            : throw Unusable($"{name} holds {document.Text.Length} letters; that is no policy.");
    }

    internal static StartProblem Unusable(string message) => new(message, CommandLine.Found);

    /// <summary>The file's bytes, which have to begin as its ending promises.</summary>
    internal static async Task<byte[]> BytesAsync(string file, byte[] beginning, string kind, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(file, cancellationToken);

        return bytes.AsSpan().StartsWith(beginning)
            ? bytes
            : throw Unusable($"{Path.GetFileName(file)} is not {kind}, whatever its ending says.");
    }

    private static Func<string, CancellationToken, Task<ReceivedDocument>> Reader(string ending, string name) => ending.ToLowerInvariant() switch
    {
        ".txt" => async (file, token) => ReceivedDocument.Plain(await TextAsync(file, token)),
        ".md" or ".markdown" => async (file, token) =>
            MarkdownText.Read(await TextAsync(file, token)) ?? throw Unusable($"{name} is damaged: its marks are nested beyond reason."),
        ".docx" => WordText.ReadAsync,
        ".pdf" => new PdfText().ReadAsync,
        ".doc" or ".rtf" or ".odt" => throw Unusable($"{name} is not read. Open it in Word and save it as .docx."),
        _ => throw Unusable($"{name} is not read: a policy is a .txt, .md, .docx or .pdf file."),
    };

    /// <summary>Text as UTF-8 or UTF-16 with its mark; else as older Windows programs save it.</summary>
    private static async Task<string> TextAsync(string file, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(file, cancellationToken);
        var text = Decode(bytes);

        return text.Any(letter => char.IsControl(letter) && letter is not ('\t' or '\n' or '\r' or '\f' or '\v'))
            ? throw Unusable($"{Path.GetFileName(file)} holds no plain text.")
            : text.ReplaceLineEndings("\n").Replace('\f', '\n').Replace('\v', '\n');
    }

    private static string Decode(byte[] bytes)
    {
        try
        {
            using var reader = new StreamReader(
                new MemoryStream(bytes), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }
}
