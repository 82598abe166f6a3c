using System.Globalization;
using System.Text;

namespace ConductBot.Policies.Asking;

/// <summary>Cuts typed text into lower-case words without accents and apostrophes, and undoes ways of typing (<c>wud</c>).</summary>
internal sealed class QuestionWords(IReadOnlyDictionary<string, string> slips)
{
    /// <summary>A whole story is read, a pasted book is not.</summary>
    private const int MostLetters = 4000;

    private readonly Dictionary<string, string[]> slips = slips.ToDictionary(slip => slip.Key, slip => slip.Value.Split(' '));

    public List<string> Cut(string text)
    {
        List<string> words = [];
        var word = new StringBuilder();

        foreach (var letter in Sound(text))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                word.Append(char.ToLowerInvariant(letter));
            }
            else if (letter is not ('\'' or '\u2018' or '\u2019' or '`') && char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                Add(words, word);
            }
        }

        Add(words, word);
        return words;
    }

    /// <summary>Accents parted from their letters; half a surrogate pair, which cannot be normalised, becomes a gap.</summary>
    private static string Sound(string text)
    {
        var sound = new StringBuilder();

        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, MostLetters)).EnumerateRunes())
        {
            sound.Append(rune == Rune.ReplacementChar ? " " : rune.ToString());
        }

        return sound.ToString().Normalize(NormalizationForm.FormKD);
    }

    private void Add(List<string> words, StringBuilder word)
    {
        if (word.Length == 0)
        {
            return;
        }

        var cut = word.ToString();
        word.Clear();

        if (slips.TryGetValue(cut, out var meant))
        {
            words.AddRange(meant);
        }
        else
        {
            words.Add(cut);
        }
    }
}
