using System.Security.Cryptography;
using System.Text;

namespace ConductBot.Storage.Sealing;

/// <summary>AES-256-GCM: a header that is readable and bound in, a random nonce, the ciphertext, the tag.</summary>
internal static class Envelope
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> header, ReadOnlySpan<byte> plaintext, string place)
    {
        var envelope = new byte[header.Length + NonceLength + plaintext.Length + TagLength];
        header.CopyTo(envelope);
        var nonce = envelope.AsSpan(header.Length, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(
            nonce, plaintext, envelope.AsSpan(header.Length + NonceLength, plaintext.Length), envelope.AsSpan()[^TagLength..], Bound(header, place));
        return envelope;
    }

    /// <summary>Null when it was altered, was sealed for another place or with another key.</summary>
    public static byte[]? Open(ReadOnlySpan<byte> key, int headerLength, ReadOnlySpan<byte> envelope, string place)
    {
        var length = envelope.Length - headerLength - NonceLength - TagLength;
        if (length < 0)
        {
            return null;
        }

        var plaintext = new byte[length];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(
                envelope.Slice(headerLength, NonceLength),
                envelope.Slice(headerLength + NonceLength, length),
                envelope[^TagLength..],
                plaintext,
                Bound(envelope[..headerLength], place));
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>A header's length is fixed by its first byte, so that header and place cannot run into each other.</summary>
    private static byte[] Bound(ReadOnlySpan<byte> header, string place) => [.. header, .. Encoding.UTF8.GetBytes(place)];
}
