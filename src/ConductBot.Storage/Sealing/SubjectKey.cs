using System.Security.Cryptography;

namespace ConductBot.Storage.Sealing;

/// <summary>
/// The key of one subject, such as a case. Found once and used for all of the subject's events; kept no longer than
/// the turn, so that a case forgotten on one node or by the command line is forgotten on all.
/// </summary>
public sealed class SubjectKey : IDisposable
{
    internal const int Length = 32;
    private static readonly byte[] Header = [1];
    private readonly byte[]? secret;

    internal SubjectKey(string subject, byte[]? secret)
    {
        Subject = subject;
        this.secret = secret;
    }

    public string Subject { get; }

    /// <summary>True when the key was destroyed.</summary>
    public bool IsForgotten => secret is null;

    /// <param name="place">See <see cref="SealedPlace"/>.</param>
    /// <returns>Null when the subject was forgotten: there is nothing to seal with, ever again.</returns>
    public byte[]? Seal(ReadOnlySpan<byte> plaintext, string place) =>
        secret is null ? null : Envelope.Seal(secret, Header, plaintext, place);

    public Opened Open(ReadOnlySpan<byte> sealedPart, string place)
    {
        if (secret is null)
        {
            return new Opened.Forgotten();
        }

        return sealedPart.StartsWith(Header) && Envelope.Open(secret, Header.Length, sealedPart, place) is { } plaintext
            ? new Opened.Plain(plaintext)
            : new Opened.Damaged();
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(secret);
}
