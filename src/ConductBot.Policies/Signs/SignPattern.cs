using System.Globalization;

namespace ConductBot.Policies.Signs;

/// <summary>A row of words to look for; <c>seeds/signs.yaml</c> says how it is written.</summary>
internal sealed class SignPattern
{
    private const int UsualGap = 4;

    private readonly Element[] elements;

    private SignPattern(Element[] elements) => this.elements = elements;

    /// <returns>Null with what is wrong in a sentence.</returns>
    public static SignPattern? Read(string text, IReadOnlyDictionary<string, IReadOnlyList<string>> lists, out string? problem)
    {
        var read = new List<Element>();
        var gap = 0;
        problem = null;

        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.StartsWith("..", StringComparison.Ordinal))
            {
                if (!int.TryParse(part.Length == 2 ? $"{UsualGap}" : part[2..], NumberStyles.None, CultureInfo.InvariantCulture, out gap))
                {
                    problem = $"'{part}' is no gap: .. or ..2.";
                    return null;
                }

                continue;
            }

            if (part[0] == '@' && !lists.ContainsKey(part[1..]))
            {
                problem = $"No list is called '{part[1..]}'.";
                return null;
            }

            read.Add(new Element(part == "_" ? null : part[0] == '@' ? [.. lists[part[1..]]] : part.Split('|'), gap));
            gap = 0;
        }

        problem = read.Count == 0 || read.TrueForAll(element => element.Words is null) || gap > 0 ? "This is no row of words." : null;
        return problem is null ? new SignPattern([.. read]) : null;
    }

    /// <summary>The last word of the shortest match that begins with this word, or -1.</summary>
    public int Match(IReadOnlyList<PostWord> words, int from) => elements[0].Fits(words[from]) ? Rest(words, from, 1) : -1;

    private int Rest(IReadOnlyList<PostWord> words, int last, int next)
    {
        if (next == elements.Length)
        {
            return last;
        }

        for (var i = last + 1; i <= last + 1 + elements[next].Gap && i < words.Count && words[i].Sentence == words[last].Sentence; i++)
        {
            if (elements[next].Fits(words[i]) && Rest(words, i, next + 1) is >= 0 and var end)
            {
                return end;
            }
        }

        return -1;
    }

    /// <param name="Words">Alternatives; null fits any word.</param>
    /// <param name="Gap">How many other words may stand before it.</param>
    private sealed record Element(string[]? Words, int Gap)
    {
        public bool Fits(PostWord word) => Words is null || Array.Exists(Words, wanted => wanted[^1] == '*'
            ? word.Folded.AsSpan().StartsWith(wanted.AsSpan(0, wanted.Length - 1), StringComparison.Ordinal)
            : word.Folded == wanted);
    }
}
