using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ConductBot.Policies.Asking;

/// <summary>
/// Sums over rows of numbers, eight at a time and in the same order on every machine, so that the same questions give the same
/// weights everywhere. Rows are whole eights long.
/// </summary>
internal static class Floats
{
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

    /// <summary>Makes weights into shares that are all positive and add up to one.</summary>
    public static void Share(Span<float> weights)
    {
        var most = float.MinValue;

        foreach (var weight in weights)
        {
            most = Math.Max(most, weight);
        }

        var sum = 0f;

        foreach (ref var weight in weights)
        {
            sum += weight = MathF.Exp(weight - most);
        }

        foreach (ref var weight in weights)
        {
            weight /= sum;
        }
    }
}
