namespace ConductBot.Storage.Sealing;

/// <summary>
/// Seals what belongs to no case and is soon gone: drafts, messages waiting to be sent. One derived key to a purpose,
/// so that what was sealed for one cannot be opened for another.
/// </summary>
public sealed class MasterSeal(MasterKey master, string purpose)
{
    private const byte Mark = 2;
    private const int HeaderLength = 1 + MasterKey.IdLength;
    private readonly string derivation = "seal/" + purpose;

    /// <param name="place">See <see cref="SealedPlace"/>.</param>
    public byte[] Seal(ReadOnlySpan<byte> plaintext, string place) =>
        Envelope.Seal(master.DeriveCurrent(derivation), [Mark, .. master.CurrentId], plaintext, place);

    /// <summary>Plain or damaged; damaged too when the master key it was sealed with has since been taken away.</summary>
    public Opened Open(ReadOnlySpan<byte> sealedPart, string place)
    {
        if (sealedPart.Length < HeaderLength || sealedPart[0] != Mark)
        {
            return new Opened.Damaged();
        }

        return master.DeriveFrom(sealedPart.Slice(1, MasterKey.IdLength), derivation) is { } key
            && Envelope.Open(key, HeaderLength, sealedPart, place) is { } plaintext
                ? new Opened.Plain(plaintext)
                : new Opened.Damaged();
    }
}
