using System.Security.Cryptography;

namespace ConductBot.Storage.Sealing;

/// <summary>
/// A data key for each subject, wrapped by the master key and kept in the state row <c>key/&lt;subject&gt;</c>.
/// Destroying that row's key makes everything sealed with it unreadable and leaves the events and their chain whole.
/// </summary>
public sealed class KeyRing(IStore store, MasterKey master)
{
    private const string Prefix = "key/";
    private const byte WrappedMark = 1;
    private const int HeaderLength = 1 + MasterKey.IdLength;
    private static readonly byte[] ForgottenMark = [0];

    /// <summary>
    /// A new key, usable at once. The write goes into the same commit as the first thing sealed; it conflicts when
    /// the subject has a key, or had one that was destroyed.
    /// </summary>
    public (SubjectKey Key, StateWrite Write) Create(string subject)
    {
        var secret = RandomNumberGenerator.GetBytes(SubjectKey.Length);
        return (new(subject, secret), new(Prefix + subject, ExpectedVersion: 0, Wrap(subject, secret)));
    }

    /// <summary>The subject's key, or what is left of it (<see cref="SubjectKey.IsForgotten"/>); null when there never was one.</summary>
    /// <exception cref="MasterKeyException">It was wrapped by a master key we do not have.</exception>
    public async Task<SubjectKey?> FindAsync(string subject, CancellationToken cancellationToken)
    {
        var row = await store.ReadStateAsync(Prefix + subject, cancellationToken);
        return row is null ? null : new(subject, IsForgotten(row) ? null : Unwrap(subject, row.Value));
    }

    /// <summary>Null when the subject was forgotten.</summary>
    /// <exception cref="InvalidOperationException">The subject never had a key: it was not created in its first commit.</exception>
    public async Task<byte[]?> SealAsync(
        string subject, ReadOnlyMemory<byte> plaintext, string place, CancellationToken cancellationToken)
    {
        using var key = await FindAsync(subject, cancellationToken)
            ?? throw new InvalidOperationException($"{subject} has no key; it is created in the commit that first mentions it.");
        return key.Seal(plaintext.Span, place);
    }

    public async Task<Opened> OpenAsync(
        string subject, ReadOnlyMemory<byte> sealedPart, string place, CancellationToken cancellationToken)
    {
        using var key = await FindAsync(subject, cancellationToken);
        return key?.Open(sealedPart.Span, place) ?? new Opened.Damaged();
    }

    /// <summary>Destroys the key, whoever wrote it last, and leaves a mark so that it is not made again by accident.</summary>
    public StateWrite Destroy(string subject) => new(Prefix + subject, ExpectedVersion: null, ForgottenMark);

    /// <summary>
    /// Wraps every key anew that a former master key wrapped. Run at start-up: it also finds out at once when the
    /// master key is not the one the cases were sealed with.
    /// </summary>
    /// <returns>How many keys were wrapped anew.</returns>
    /// <exception cref="MasterKeyException">A key was wrapped by a master key we do not have.</exception>
    public async Task<int> RewrapAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        var rewrapped = 0;
        foreach (var row in await store.ListStatesAsync(Prefix, cancellationToken))
        {
            if (IsForgotten(row))
            {
                continue;
            }

            var subject = row.Key[Prefix.Length..];
            var secret = Unwrap(subject, row.Value);
            if (!row.Value.AsSpan(1, MasterKey.IdLength).SequenceEqual(master.CurrentId))
            {
                // At the version read: a case forgotten meanwhile stays forgotten.
                var commit = new Commit { At = at, States = { new(row.Key, row.Version, Wrap(subject, secret)) } };
                rewrapped += await store.CommitAsync(commit, cancellationToken) is CommitResult.Done ? 1 : 0;
            }

            CryptographicOperations.ZeroMemory(secret);
        }

        return rewrapped;
    }

    private static bool IsForgotten(StateRow row) => row.Value.AsSpan().SequenceEqual(ForgottenMark);

    private byte[] Wrap(string subject, byte[] secret) =>
        Envelope.Seal(master.DeriveCurrent("wrap"), [WrappedMark, .. master.CurrentId], secret, SealedPlace.State(Prefix + subject));

    private byte[] Unwrap(string subject, byte[] row)
    {
        if (row.Length < HeaderLength || row[0] != WrappedMark)
        {
            throw new MasterKeyException($"{Prefix}{subject} does not hold a key.");
        }

        var wrappedBy = master.DeriveFrom(row.AsSpan(1, MasterKey.IdLength), "wrap")
            ?? throw MasterKey.Unknown(Prefix + subject);
        return Envelope.Open(wrappedBy, HeaderLength, row, SealedPlace.State(Prefix + subject))
            ?? throw new MasterKeyException($"{Prefix}{subject} does not hold this subject's key.");
    }
}
