using System.Collections.Frozen;

namespace ConductBot.Policies.Importing;

/// <summary>Short ids and labels out of a document's headings, so that clauses can be cited by place.</summary>
internal static class HeadingNames
{
    private const int LongestLabel = 60;

    /// <summary>A heading's subject ends where one of these begins.</summary>
    private static readonly FrozenSet<string> Breaks = Set(
        "of", "to", "by", "in", "for", "on", "at", "with", "from", "about", "under", "when", "where", "if", "which", "that", "who", "the", "a", "an");

    /// <summary>Words that a school's policy has in any heading, and that tell none apart.</summary>
    private static readonly FrozenSet<string> Empty = Set(
        "statement", "framework", "policy", "policies", "document", "section", "code", "part", "our", "and", "or");

    /// <summary>
    /// The one word that a heading is about: <c>intent</c> of "Statement of intent", <c>legal</c> of "Legal framework",
    /// <c>conduct</c> of "Expected social media conduct", <c>actions</c> of "Actions to be considered by the trust".
    /// </summary>
    /// <param name="taken">The ids of the sections before; a word that is taken gets a number.</param>
    public static string Id(string heading, IReadOnlySet<string> taken)
    {
        var name = Subject(heading);

        if (!taken.Contains(name))
        {
            return name;
        }

        // Doubling, then halving: a document of nothing but headings would take for ever one by one.
        var (low, high) = (1, 2);

        while (taken.Contains($"{name}{high}"))
        {
            (low, high) = (high, high * 2);
        }

        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            (low, high) = taken.Contains($"{name}{middle}") ? (middle, high) : (low, middle);
        }

        return $"{name}{high}";
    }

    /// <summary>A heading as a label: cut before the second preposition's part where it is longer than a line.</summary>
    public static string Label(string heading)
    {
        if (heading.Length <= LongestLabel)
        {
            return heading;
        }

        var words = heading.Split(' ');
        var end = Array.FindIndex(words, 2, word => word is "by" or "in" or "for" or "with" or "when" or "where" or "if" or "which" or "following");

        return end > 0 ? string.Join(' ', words[..end]) : heading;
    }

    private static string Subject(string heading)
    {
        string? last = null;

        foreach (var word in heading.Split([' ', '/', '-', ',', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Select(Letters).Where(word => word.Length > 0))
        {
            if (Breaks.Contains(word) && last is not null)
            {
                break;
            }

            if (!Breaks.Contains(word) && !Empty.Contains(word))
            {
                last = word;
            }
        }

        return last ?? "section";
    }

    private static string Letters(string word) => string.Concat(word.Where(char.IsAsciiLetter)).ToLowerInvariant();

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
