namespace ConductBot.Policies.Signs;

/// <summary>One word of a post and where it stands, so that what is shown are the post's own letters.</summary>
/// <param name="Folded">Small letters and digits only: <c>youre</c>.</param>
/// <param name="Sentence">Counted from 0.</param>
/// <param name="Quoted">Within quotation marks: somebody else's words.</param>
internal readonly record struct PostWord(string Folded, int Start, int End, int Sentence, bool Quoted);

/// <summary>Divides a post into words and sentences.</summary>
internal static class PostWords
{
    public static IReadOnlyList<PostWord> Of(string post)
    {
        var words = new List<PostWord>();
        var quotes = Quotes(post);
        var sentence = 0;
        var i = 0;

        while (i < post.Length)
        {
            if (!char.IsLetterOrDigit(post[i]))
            {
                sentence += post[i] is '.' or '!' or '?' or '\n' ? 1 : 0;
                i++;
                continue;
            }

            var start = i;

            while (i < post.Length && (char.IsLetterOrDigit(post[i]) || IsApostrophe(post[i]) && i + 1 < post.Length && char.IsLetter(post[i + 1])))
            {
                i++;
            }

            var folded = string.Concat(post[start..i].Where(char.IsLetterOrDigit)).ToLowerInvariant();
            words.Add(new PostWord(folded, start, i, sentence, quotes.Exists(quote => quote.From < start && i <= quote.To)));
        }

        return words;
    }

    /// <summary>Pairs of quotation marks; one without its partner marks nothing.</summary>
    private static List<(int From, int To)> Quotes(string post)
    {
        var quotes = new List<(int, int)>();
        var open = -1;

        for (var i = 0; i < post.Length; i++)
        {
            if (post[i] is '"' or '“' or '”')
            {
                if (open < 0)
                {
                    open = i;
                }
                else
                {
                    quotes.Add((open, i));
                    open = -1;
                }
            }
        }

        return quotes;
    }

    private static bool IsApostrophe(char letter) => letter is '\'' or '’' or '`';
}
