using ConductBot.Bot.Cards;
using ConductBot.Cases;
using ConductBot.Teams;

namespace ConductBot.Bot.Reporting;

/// <summary>Fetches what a reporter sends as evidence. Nothing is fetched before it is known that nobody is naked on it.</summary>
public sealed class EvidenceTaking(FileDownloader downloader, TimeProvider time)
{
    public const int Most = 10;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    public static string NoReport =>
        Say("I keep pictures and files only with a report: nothing of this was kept. Type report to start one, and send it when I ask what was posted."
        + " If it shows a naked, part-naked or sexual image, do not send it to anybody: see your designated safeguarding lead in person.");

    public static string TooMany => Say($"{Most} pictures and files are the most that one report takes; the rest was not kept.");

    public static EvidenceFile Of(DownloadedFile file) =>
        new(new(Guid.NewGuid().ToString("N"), file.Kind.MediaType(), file.Content.Length, file.Sha256), file.Content);

    public static string Kept(IEnumerable<EvidenceFile> files) => Say($"Kept with your report: {EvidenceWords.List(files.Select(file => file.Evidence))}.");

    /// <summary>Why nothing can be taken for this report now, in words; null when it can.</summary>
    public static string? WhyNot(Report report) =>
        report.MayShowIntimateImage
            ? Say("Nothing of this was kept, and please do not send it to anybody. See your designated safeguarding lead in person.")
            : report.ImmediateRisk is null || report.IntimateImage is null
                ? Say("Nothing of this was kept yet: please answer the first two questions, then send it again.")
                : null;

    /// <returns>What is to be kept, and what to say.</returns>
    public async Task<(IReadOnlyList<EvidenceFile> Kept, string Words)> TakeAsync(
        IReadOnlyList<Attachment> files, int already, CancellationToken cancellationToken)
    {
        var kept = new List<EvidenceFile>();
        var words = new List<string>();
        var room = Math.Max(0, Most - already);
        if (files.Count > room)
        {
            words.Add(TooMany);
        }

        // Side by side, and over well before Teams gives the message up: what is slow is sent again, nothing else waits for it.
        using var patience = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        foreach (var result in await Task.WhenAll(files.Take(room).Select(attachment => FetchAsync(attachment, either.Token, cancellationToken))))
        {
            switch (result)
            {
                case DownloadResult.Ok { File: var file }:
                    kept.Add(Of(file));
                    break;

                default:
                    words.Add(Words(result));
                    break;
            }
        }

        if (kept.Count > 0)
        {
            words.Insert(0, Kept(kept));
        }

        return (kept, string.Join(' ', words.Distinct(StringComparer.Ordinal)));
    }

    private async Task<DownloadResult> FetchAsync(Attachment attachment, CancellationToken patience, CancellationToken cancellationToken)
    {
        try
        {
            return await downloader.DownloadAsync(attachment, patience);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DownloadResult.TryAgain(null, ConnectorErrorCodes.NoAnswer);
        }
    }

    private static string Words(DownloadResult refused) => refused switch
    {
        DownloadResult.TooLarge => Say($"One was not kept: it is larger than {FileDownloader.MostBytes / (1024 * 1024)} MB."),
        DownloadResult.UnknownKind or DownloadResult.NotAFile => Say("One was not kept: I take pictures (PNG, JPEG, GIF, WebP, HEIC) and PDF."),
        DownloadResult.Gone => Say("One could not be fetched any more and was not kept. Please send it again."),
        DownloadResult.TryAgain => Say("One could not be fetched just now and was not kept. Please send it again in a minute."),
        _ => Say("One lies where I do not fetch anything from and was not kept. Please send it as a picture or file in this chat."),
    };
}
