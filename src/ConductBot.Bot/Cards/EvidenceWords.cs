using System.Globalization;
using ConductBot.Cases;

namespace ConductBot.Bot.Cards;

/// <summary>Evidence in words: what it is and how large, nothing of what it shows.</summary>
public static class EvidenceWords
{
    /// <summary>a picture (PNG, 34 KB) and a document (PDF, 1.2 MB)</summary>
    public static string List(IEnumerable<Evidence> evidence) => string.Join(", ", evidence.Select(Of));

    private static string Of(Evidence evidence) => evidence.MediaType.StartsWith("image/", StringComparison.Ordinal)
        ? Say($"picture ({KindOf(evidence)}, {Size(evidence.Bytes)})")
        : Say($"document ({KindOf(evidence)}, {Size(evidence.Bytes)})");

    private static string KindOf(Evidence evidence) => evidence.MediaType.Split('/')[^1].ToUpperInvariant();

    private static string Size(long bytes) => bytes < 1024 * 1024
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1024)} KB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.0} MB");
}
