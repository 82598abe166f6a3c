using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ConductBot.Policies.Asking;

/// <summary>
/// Sums over rows of numbers, eight at a time and in the same order on every machine, so that the same questions give the same
/// weights everywhere. Rows are whole eights long.
/// </summary>
internal static class Floats
{
    private const float Ln2 = 0.6931472f;

    /// <summary>Beyond this, a power of e does not fit into a number.</summary>
    private const float LargestPower = 87;

    /// <summary>How a number of 32 bits keeps its exponent.</summary>
    private const int ExponentBias = 127;
    private const int FractionBits = 23;

    /// <summary>The length of a row that holds this many numbers.</summary>
    public static int Row(int count) => (count + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count;

    public static void Add(Span<float> to, ReadOnlySpan<float> row, float times)
    {
        var sums = MemoryMarshal.Cast<float, Vector256<float>>(to);
        var rows = MemoryMarshal.Cast<float, Vector256<float>>(row);

        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += rows[i] * times;
        }
    }

    public static float Product(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var ones = MemoryMarshal.Cast<float, Vector256<float>>(one);
        var others = MemoryMarshal.Cast<float, Vector256<float>>(other);
        var sums = Vector256<float>.Zero;

        for (var i = 0; i < ones.Length; i++)
        {
            sums += ones[i] * others[i];
        }

        var halves = sums.GetLower() + sums.GetUpper();
        return halves[0] + halves[1] + halves[2] + halves[3];
    }

    /// <summary>Makes the first weights of a row into shares that are all positive and add up to one; behind them is nought.</summary>
    public static void Share(Span<float> row, int count)
    {
        var most = float.MinValue;

        foreach (var weight in row[..count])
        {
            most = Math.Max(most, weight);
        }

        foreach (ref var eight in MemoryMarshal.Cast<float, Vector256<float>>(row))
        {
            eight = Exponential(eight - Vector256.Create(most));
        }

        row[count..].Clear();
        var sum = 0f;

        foreach (var weight in row)
        {
            sum += weight;
        }

        foreach (ref var eight in MemoryMarshal.Cast<float, Vector256<float>>(row))
        {
            eight /= sum;
        }
    }

    /// <summary>The hyperbolic tangent of each.</summary>
    public static void Bend(Span<float> row)
    {
        foreach (ref var eight in MemoryMarshal.Cast<float, Vector256<float>>(row))
        {
            eight = Vector256<float>.One - (Vector256.Create(2f) / (Exponential(eight * 2) + Vector256<float>.One));
        }
    }

    /// <summary>
    /// e to the power of each, right to some six digits. Not MathF.Exp: that asks the machine's own library, one number at a time,
    /// and took a fifth of the learning.
    /// </summary>
    private static Vector256<float> Exponential(Vector256<float> powers)
    {
        // e to the x is two to the whole part of x / ln 2, which is put together as a number's exponent, times e to a small rest,
        // of which seven terms of the series are enough.
        var twos = Vector256.Min(Vector256.Max(powers, Vector256.Create(-LargestPower)), Vector256.Create(LargestPower)) * (1 / Ln2);
        var whole = Vector256.Floor(twos + Vector256.Create(0.5f));
        var rest = (twos - whole) * Ln2;
        var series = Vector256<float>.One;

        for (var term = 6; term > 0; term--)
        {
            series = Vector256<float>.One + (series * rest * (1f / term));
        }

        return series * Vector256.ShiftLeft(Vector256.ConvertToInt32(whole) + Vector256.Create(ExponentBias), FractionBits).AsSingle();
    }
}
