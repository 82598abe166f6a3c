using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ConductBot.Storage;

/// <summary>Makes and checks the hashes that tie each event to the one before it.</summary>
public static class EventChain
{
    /// <summary>What the first event of a stream follows: 64 zeros.</summary>
    public static string Start { get; } = new('0', SHA256.HashSizeInBytes * 2);

    /// <summary>The events as they will be stored after <paramref name="head"/>.</summary>
    public static IReadOnlyList<StoredEvent> Follow(StreamHead head, DateTimeOffset at, IReadOnlyList<NewEvent> events)
    {
        var chained = new List<StoredEvent>(events.Count);
        foreach (var written in events)
        {
            var next = new StoredEvent(
                head.Stream, head.Version + 1, at, written.Type, written.Data, written.Sealed, head.Hash, Hash: "");
            next = next with { Hash = HashOf(next) };
            chained.Add(next);
            head = new(next.Stream, next.Version, next.Hash);
        }

        return chained;
    }

    /// <summary>
    /// Lower-case hex SHA-256 of every field but <see cref="StoredEvent.Hash"/>. Each field goes in as its length in
    /// bytes (64 bits, big-endian) and then its bytes in UTF-8, so that no two events spell the same input; numbers are
    /// decimal, the time is ISO-8601 with seven decimals and its offset, an absent sealed part has the length -1.
    /// </summary>
    public static string HashOf(StoredEvent stored)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, stored.PreviousHash);
        Add(hash, stored.Stream);
        Add(hash, stored.Version.ToString(CultureInfo.InvariantCulture));
        Add(hash, StoredTime.ToText(stored.At));
        Add(hash, stored.Type);
        Add(hash, stored.Data);
        Add(hash, stored.Sealed);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string text) => Add(hash, Encoding.UTF8.GetBytes(text));

    private static void Add(IncrementalHash hash, byte[]? field)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(length, field?.LongLength ?? -1);
        hash.AppendData(length);
        hash.AppendData(field ?? []);
    }
}
