namespace ConductBot.Policies.Asking;

/// <summary>
/// Finds the word that was meant: one slip of the keyboard (a letter wrong, missing, doubled or swapped with its neighbour) in a
/// word of four letters or more, two in a word of eight or more, or two known words run together.
/// </summary>
internal sealed class SpellingRepair
{
    private const int ShortestRepaired = 4;
    private const int ShortestWithTwoSlips = 8;
    private const int LongestRepaired = 30;

    private readonly Dictionary<string, int> counts = [];
    private readonly Dictionary<int, List<string>> byLength = [];

    public void Learn(string word)
    {
        if (counts.TryGetValue(word, out var count))
        {
            counts[word] = count + 1;
            return;
        }

        counts[word] = 1;

        if (!byLength.TryGetValue(word.Length, out var words))
        {
            byLength[word.Length] = words = [];
        }

        words.Add(word);
    }

    /// <summary>The word itself where it is known, what was meant (one word or two) where that can be told, otherwise null.</summary>
    public string? Repair(string word)
    {
        if (counts.ContainsKey(word))
        {
            return word;
        }

        return word.Length is < ShortestRepaired or > LongestRepaired || word.Any(char.IsAsciiDigit)
            ? null
            : Nearest(word, word.Length >= ShortestWithTwoSlips ? 2 : 1) ?? Parted(word);
    }

    private string? Nearest(string word, int slips)
    {
        string? best = null;
        var bestCost = double.MaxValue;

        for (var length = word.Length - slips; length <= word.Length + slips; length++)
        {
            foreach (var candidate in byLength.GetValueOrDefault(length, []))
            {
                var distance = Distance(word, candidate, slips);

                if (distance > slips)
                {
                    continue;
                }

                // A slip in the first letter is rare, and a common word is likelier than a rare one.
                var cost = distance + (candidate[0] == word[0] ? 0 : 0.6) - (0.05 * Math.Min(counts[candidate], 10));

                if (cost < bestCost)
                {
                    (best, bestCost) = (candidate, cost);
                }
            }
        }

        return best;
    }

    private string? Parted(string word)
    {
        for (var cut = 3; cut <= word.Length - 3; cut++)
        {
            if (counts.ContainsKey(word[..cut]) && counts.ContainsKey(word[cut..]))
            {
                return $"{word[..cut]} {word[cut..]}";
            }
        }

        return null;
    }

    /// <summary>Optimal string alignment distance, or any number above <paramref name="limit"/> once it is passed.</summary>
    private static int Distance(string a, string b, int limit)
    {
        Span<int> twoAgo = stackalloc int[LongestRepaired + 4];
        Span<int> before = stackalloc int[LongestRepaired + 4];
        Span<int> now = stackalloc int[LongestRepaired + 4];

        for (var j = 0; j <= b.Length; j++)
        {
            before[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            var least = i;

            for (var j = 1; j <= b.Length; j++)
            {
                var value = Math.Min(Math.Min(before[j], now[j - 1]) + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));

                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    value = Math.Min(value, twoAgo[j - 2] + 1);
                }

                now[j] = value;
                least = Math.Min(least, value);
            }

            if (least > limit)
            {
                return limit + 1;
            }

            var spare = twoAgo;
            twoAgo = before;
            before = now;
            now = spare;
        }

        return before[b.Length];
    }
}
