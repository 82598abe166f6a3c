using System.Security.Cryptography;

namespace ConductBot.Teams;

/// <summary>A file that was fetched.</summary>
/// <param name="Content">Its bytes, as they came.</param>
/// <param name="Kind">What the bytes are.</param>
/// <param name="Sha256">The hash of the bytes, 64 small hexadecimal digits.</param>
public sealed record DownloadedFile(ReadOnlyMemory<byte> Content, FileKind Kind, string Sha256)
{
    /// <summary>Null when the bytes are of no kind that is taken.</summary>
    public static DownloadedFile? Of(ReadOnlyMemory<byte> content) =>
        FileKinds.Of(content.Span) is { } kind ? new(content, kind, Convert.ToHexStringLower(SHA256.HashData(content.Span))) : null;

    /// <summary>Its kind, size and hash: nothing of what it shows.</summary>
    public override string ToString() => $"{Kind}, {Content.Length} bytes, SHA-256 {Sha256}";
}
