using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using ConductBot.Policies.Importing;

namespace ConductBot.Host.Importing;

/// <summary>A PDF's words, as the system's own <c>pdftotext</c> (Poppler) reads them.</summary>
/// <param name="program">The program's name or path.</param>
public sealed partial class PdfText(string program = "pdftotext")
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task<ReceivedDocument> ReadAsync(string file, CancellationToken cancellationToken)
    {
        await PolicyFile.BytesAsync(file, "%PDF-"u8.ToArray(), "a PDF", cancellationToken);
        return ReceivedDocument.Plain(Tidy(await RunAsync(file, cancellationToken)));
    }

    private async Task<string> RunAsync(string file, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(file);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var process = Start(file, name);

        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            var text = await UpToAsync(process.StandardOutput, PolicyFile.LongestText + 1, patience.Token);

            if (text.Length > PolicyFile.LongestText)
            {
                throw PolicyFile.Unusable($"{name} holds more text than any policy.");
            }

            await process.WaitForExitAsync(patience.Token);

            return process.ExitCode == 0
                ? text
                : throw PolicyFile.Unusable((await errors).Contains("password", StringComparison.OrdinalIgnoreCase)
                    ? $"{name} is locked with a password. Save a copy without one."
                    : $"{name} is damaged: pdftotext cannot read it.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw PolicyFile.Unusable($"{name} took pdftotext more than {Patience.TotalMinutes:0} minutes. Save it as .docx or text.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Start(string file, string name)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
                ArgumentList = { "-enc", "UTF-8", "-eol", "unix", Path.GetFullPath(file), "-" },
            })!;
        }
        catch (Win32Exception)
        {
            throw PolicyFile.Unusable(
                $"{name} needs pdftotext, which is not installed here (apt-get install poppler-utils, or brew install poppler). Or save the policy as .docx or text.");
        }
    }

    private static async Task<string> UpToAsync(StreamReader reader, int letters, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[16 * 1024];

        while (text.Length < letters && await reader.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            text.Append(buffer, 0, count);
        }

        return text.ToString();
    }

    /// <summary>
    /// Puts the pages together: lines that stand at the edge of most pages (the trust's name, the page number) go, a mark or
    /// number left alone on its line gets its words back, and a sentence that a page broke is one again.
    /// </summary>
    internal static string Tidy(string text)
    {
        var pages = text.Split('\f').Select(page => page.Split('\n').Select(line => line.TrimEnd()).ToList()).Where(page => page.Exists(line => line.Length > 0)).ToList();
        var running = pages.SelectMany(page => Edges(page).Select(index => Shape(page[index])).Distinct(StringComparer.Ordinal))
            .CountBy(shape => shape, StringComparer.Ordinal)
            .Where(shape => pages.Count > 1 && shape.Value > 1 && shape.Value * 2 > pages.Count)
            .Select(shape => shape.Key)
            .ToHashSet(StringComparer.Ordinal);

        foreach (var page in pages)
        {
            foreach (var index in Edges(page).Where(index => running.Contains(Shape(page[index])) || PageNumber().IsMatch(page[index])).OrderDescending())
            {
                page.RemoveAt(index);
            }
        }

        return Joined(pages);
    }

    /// <summary>The first and last two lines that hold something.</summary>
    private static IReadOnlyList<int> Edges(List<string> page)
    {
        var filled = Enumerable.Range(0, page.Count).Where(index => page[index].Length > 0).ToList();
        return [.. filled.Take(2).Concat(filled.TakeLast(2)).Distinct()];
    }

    private static string Shape(string line) => Digits().Replace(line.Trim(), "#");

    private static string Joined(List<List<string>> pages)
    {
        var lines = new List<string>();

        foreach (var page in pages)
        {
            var first = page.FindIndex(line => line.Length > 0);

            if (first < 0)
            {
                continue;
            }

            while (lines.Count > 0 && lines[^1].Length == 0)
            {
                lines.RemoveAt(lines.Count - 1);
            }

            if (lines.Count > 0 && !(char.IsLower(page[first].TrimStart()[0]) && !".:;!?".Contains(lines[^1][^1], StringComparison.Ordinal)))
            {
                lines.Add("");
            }

            lines.AddRange(page[first..]);
        }

        return string.Join('\n', WithMarksJoined(lines)) + "\n";
    }

    private static IEnumerable<string> WithMarksJoined(List<string> lines)
    {
        string? mark = null;

        foreach (var line in lines)
        {
            if (mark is null && LoneMark().IsMatch(line))
            {
                mark = line.Trim();
            }
            else if (mark is null)
            {
                yield return line;
            }
            else if (line.Length > 0)
            {
                yield return $"{mark} {line.Trim()}";
                mark = null;
            }
        }

        if (mark is not null)
        {
            yield return mark;
        }
    }

    [GeneratedRegex(@"^\s*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"\d+", RegexOptions.None, 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^\s*(?:[-*•–▪◦·‣○●■\uF0B7]|\d+(?:\.\d+)+\.?|\(?[a-z]\))\s*$", RegexOptions.None, 1000)]
    private static partial Regex LoneMark();
}
