namespace ConductBot.Policies.Asking;

/// <summary>
/// Porter's suffix stripping for English (M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980), steps 1a to
/// 5b: <c>threatening</c>, <c>threatened</c> and <c>threatens</c> become one word.
/// </summary>
internal static class PorterStemmer
{
    private static readonly (string Suffix, string With)[] Step2 =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("iser", "ise"), ("abli", "able"),
        ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("isation", "ise"), ("ation", "ate"),
        ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"),
        ("iviti", "ive"), ("biliti", "ble"),
    ];

    private static readonly (string Suffix, string With)[] Step3 =
    [
        ("icate", "ic"), ("ative", string.Empty), ("alize", "al"), ("alise", "al"), ("iciti", "ic"), ("ical", "ic"),
        ("ful", string.Empty), ("ness", string.Empty),
    ];

    private static readonly string[] Step4 =
    [
        "ement", "ment", "ance", "ence", "able", "ible", "ent", "ant", "ism", "ate", "iti", "ous", "ive", "ize", "ise", "al", "er",
        "ic", "ou",
    ];

    /// <param name="word">Lower case; anything but letters is left as it is.</param>
    public static string Stem(string word)
    {
        if (word.Length < 3 || !word.All(char.IsAsciiLetterLower))
        {
            return word;
        }

        var stem = Inflected(word);
        stem = Replace(stem, Step2);
        stem = Replace(stem, Step3);
        stem = Strip(stem);
        return Tidy(stem);
    }

    /// <summary>
    /// Takes off only what makes a plural, a past or a gerund, and a last e: <c>liked</c> and <c>likes</c> become <c>like</c>,
    /// while <c>likeness</c> and <c>likely</c> stay apart from it and from each other, as they mean different things.
    /// </summary>
    public static string Inflection(string word)
    {
        if (word.Length < 4 || !word.All(char.IsAsciiLetterLower))
        {
            return word;
        }

        var stem = Tidy(Inflected(word));
        return stem.Length < 3 ? word : stem;
    }

    private static string Inflected(string word)
    {
        var stem = PastAndGerund(Plural(word));
        return stem[^1] == 'y' && HasVowel(stem.AsSpan(0, stem.Length - 1)) ? stem[..^1] + "i" : stem;
    }

    private static string Plural(string word) => word switch
    {
        _ when word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("ies", StringComparison.Ordinal) => word[..^2],
        _ when word.EndsWith("ss", StringComparison.Ordinal) => word,
        _ when word.EndsWith('s') => word[..^1],
        _ => word,
    };

    private static string PastAndGerund(string word)
    {
        if (word.EndsWith("eed", StringComparison.Ordinal))
        {
            return Measure(word.AsSpan(0, word.Length - 3)) > 0 ? word[..^1] : word;
        }

        var cut = word.EndsWith("ed", StringComparison.Ordinal) ? 2 : word.EndsWith("ing", StringComparison.Ordinal) ? 3 : 0;
        if (cut == 0 || !HasVowel(word.AsSpan(0, word.Length - cut)))
        {
            return word;
        }

        var stem = word[..^cut];
        return stem switch
        {
            _ when stem.EndsWith("at", StringComparison.Ordinal) || stem.EndsWith("bl", StringComparison.Ordinal)
                || stem.EndsWith("iz", StringComparison.Ordinal) => stem + "e",
            _ when EndsDoubled(stem) && stem[^1] is not ('l' or 's' or 'z') => stem[..^1],
            _ when Measure(stem) == 1 && EndsConsonantVowelConsonant(stem) => stem + "e",
            _ => stem,
        };
    }

    private static string Replace(string word, (string Suffix, string With)[] endings)
    {
        foreach (var (suffix, with) in endings)
        {
            if (word.EndsWith(suffix, StringComparison.Ordinal))
            {
                return Measure(word.AsSpan(0, word.Length - suffix.Length)) > 0 ? word[..^suffix.Length] + with : word;
            }
        }

        return word;
    }

    private static string Strip(string word)
    {
        if (word.EndsWith("ion", StringComparison.Ordinal))
        {
            var before = word.AsSpan(0, word.Length - 3);
            return before.Length > 0 && before[^1] is 's' or 't' && Measure(before) > 1 ? word[..^3] : word;
        }

        foreach (var suffix in Step4)
        {
            if (word.EndsWith(suffix, StringComparison.Ordinal))
            {
                return Measure(word.AsSpan(0, word.Length - suffix.Length)) > 1 ? word[..^suffix.Length] : word;
            }
        }

        return word;
    }

    private static string Tidy(string word)
    {
        if (word[^1] == 'e')
        {
            var before = word[..^1];
            var measure = Measure(before);
            if (measure > 1 || (measure == 1 && !EndsConsonantVowelConsonant(before)))
            {
                word = before;
            }
        }

        return Measure(word) > 1 && EndsDoubled(word) && word[^1] == 'l' ? word[..^1] : word;
    }

    /// <summary>How many times a vowel is followed by a consonant: m in Porter's paper.</summary>
    private static int Measure(ReadOnlySpan<char> word)
    {
        var count = 0;
        for (var i = 1; i < word.Length; i++)
        {
            if (IsVowel(word, i - 1) && !IsVowel(word, i))
            {
                count++;
            }
        }

        return count;
    }

    private static bool HasVowel(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (IsVowel(word, i))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsVowel(ReadOnlySpan<char> word, int at) =>
        word[at] is 'a' or 'e' or 'i' or 'o' or 'u' || (word[at] == 'y' && at > 0 && !IsVowel(word, at - 1));

    private static bool EndsDoubled(string word) => word.Length > 1 && word[^1] == word[^2] && !IsVowel(word, word.Length - 1);

    private static bool EndsConsonantVowelConsonant(string word) =>
        word.Length > 2 && !IsVowel(word, word.Length - 3) && IsVowel(word, word.Length - 2) && !IsVowel(word, word.Length - 1)
        && word[^1] is not ('w' or 'x' or 'y');
}
