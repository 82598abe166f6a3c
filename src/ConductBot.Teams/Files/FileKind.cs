namespace ConductBot.Teams;

/// <summary>The kinds of file that are taken, told by their first bytes and by nothing that the sender says.</summary>
public enum FileKind
{
    Png,
    Jpeg,
    Gif,
    Webp,
    Heic,
    Pdf,
}

public static class FileKinds
{
    // ISO/IEC 23008-12: the brands of pictures and picture sequences coded as HEVC, and the two that telephones write first.
    private static readonly string[] HeicBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1"];

    /// <summary>What these bytes are; null when they are none of the kinds.</summary>
    public static FileKind? Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? FileKind.Png
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? FileKind.Jpeg
        : bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) ? FileKind.Gif
        : bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? FileKind.Webp
        : IsHeic(bytes) ? FileKind.Heic
        : bytes.StartsWith("%PDF-"u8) ? FileKind.Pdf
        : null;

    public static string MediaType(this FileKind kind) => kind switch
    {
        FileKind.Png => "image/png",
        FileKind.Jpeg => "image/jpeg",
        FileKind.Gif => "image/gif",
        FileKind.Webp => "image/webp",
        FileKind.Heic => "image/heic",
        FileKind.Pdf => "application/pdf",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static bool IsHeic(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 12 || !bytes[4..].StartsWith("ftyp"u8))
        {
            return false;
        }

        var brand = System.Text.Encoding.ASCII.GetString(bytes.Slice(8, 4));
        return HeicBrands.Contains(brand, StringComparer.Ordinal);
    }
}
