namespace ConductBot.Policies.Asking;

/// <summary>
/// Finds the word that was meant. A slip costs less the commoner it is (a vowel left out, letters swapped, a neighbouring key), and
/// a word may cost more the longer it is. Words that are merely unknown stay unknown.
/// </summary>
internal sealed class SpellingRepair
{
    private const int ShortestRepaired = 3;
    private const int ShortestWithTwoSlips = 8;
    private const int LongestRepaired = 30;

    private const double Swapped = 0.7;
    private const double DoubledOrUndoubled = 0.5;
    private const double VowelLeftOut = 0.6;
    private const double ConsonantLeftOut = 0.8;
    private const double LetterTooMany = 0.9;
    private const double LikeKeyOrSound = 0.8;
    private const double OtherLetter = 1.2;
    private const double OtherFirstLetter = 0.6;

    private static readonly string[] KeyRows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    private static readonly string[] SoundAlike = ["cs", "ck", "sz", "gj", "fv", "qk"];
    private static readonly bool[,] Near = NearLetters();

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

        return word.Length is < ShortestRepaired or > LongestRepaired || !word.All(char.IsAsciiLetterLower) ? null : Nearest(word) ?? Parted(word);
    }

    private string? Nearest(string word)
    {
        var (slips, limit) = word.Length switch
        {
            ShortestRepaired => (1, VowelLeftOut),
            < ShortestWithTwoSlips => (1, 1.0),
            _ => (2, 1.8),
        };
        string? best = null;
        var bestCost = double.MaxValue;

        for (var length = word.Length - slips; length <= word.Length + slips; length++)
        {
            foreach (var candidate in byLength.GetValueOrDefault(length, []))
            {
                var cost = Cost(word, candidate, limit);

                // Of two words that are equally near, the commoner one was meant.
                if (cost <= limit && cost - (0.08 * Math.Log(counts[candidate])) is var worth && worth < bestCost)
                {
                    (best, bestCost) = (candidate, worth);
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

    /// <summary>Optimal string alignment distance with these costs, or any number above the limit once it is passed.</summary>
    private static double Cost(string typed, string meant, double limit)
    {
        if (meant.Length == 0 || !meant.All(char.IsAsciiLetterLower))
        {
            return double.MaxValue;
        }

        var first = typed[0] == meant[0] ? 0 : OtherFirstLetter;
        Span<double> twoAgo = stackalloc double[LongestRepaired + 4];
        Span<double> before = stackalloc double[LongestRepaired + 4];
        Span<double> now = stackalloc double[LongestRepaired + 4];

        for (var j = 1; j <= meant.Length; j++)
        {
            before[j] = before[j - 1] + LeftOut(meant, j - 1);
        }

        for (var i = 1; i <= typed.Length; i++)
        {
            now[0] = before[0] + LetterTooMany;
            var least = now[0];

            for (var j = 1; j <= meant.Length; j++)
            {
                var value = Math.Min(
                    before[j - 1] + Replaced(typed[i - 1], meant[j - 1]),
                    Math.Min(before[j] + TooMany(typed, i - 1), now[j - 1] + LeftOut(meant, j - 1)));

                if (i > 1 && j > 1 && typed[i - 1] == meant[j - 2] && typed[i - 2] == meant[j - 1])
                {
                    value = Math.Min(value, twoAgo[j - 2] + Swapped);
                }

                now[j] = value;
                least = Math.Min(least, value);
            }

            if (least + first > limit)
            {
                return double.MaxValue;
            }

            var spare = twoAgo;
            twoAgo = before;
            before = now;
            now = spare;
        }

        return before[meant.Length] + first;
    }

    private static double LeftOut(string meant, int at) =>
        at > 0 && meant[at] == meant[at - 1] ? DoubledOrUndoubled : IsVowel(meant[at]) ? VowelLeftOut : ConsonantLeftOut;

    private static double TooMany(string typed, int at) => at > 0 && typed[at] == typed[at - 1] ? DoubledOrUndoubled : LetterTooMany;

    private static double Replaced(char typed, char meant) =>
        typed == meant ? 0 : (IsVowel(typed) && IsVowel(meant)) || Near[typed - 'a', meant - 'a'] ? LikeKeyOrSound : OtherLetter;

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static bool[,] NearLetters()
    {
        var near = new bool['z' - 'a' + 1, 'z' - 'a' + 1];

        for (var row = 0; row < KeyRows.Length; row++)
        {
            for (var column = 0; column < KeyRows[row].Length; column++)
            {
                Join(row, column, row, column + 1);
                Join(row, column, row + 1, column);
                Join(row, column, row + 1, column - 1);
            }
        }

        foreach (var pair in SoundAlike)
        {
            near[pair[0] - 'a', pair[1] - 'a'] = near[pair[1] - 'a', pair[0] - 'a'] = true;
        }

        return near;

        void Join(int row, int column, int otherRow, int otherColumn)
        {
            if (otherRow < KeyRows.Length && otherColumn >= 0 && otherColumn < KeyRows[otherRow].Length)
            {
                var (a, b) = (KeyRows[row][column] - 'a', KeyRows[otherRow][otherColumn] - 'a');
                near[a, b] = near[b, a] = true;
            }
        }
    }
}
