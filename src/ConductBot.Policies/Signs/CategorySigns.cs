namespace ConductBot.Policies.Signs;

/// <summary>A category that is worth looking at, with the words of the post that made the program think so.</summary>
/// <param name="Words">As they stand in the post, the first sign first; for the reporter's eyes only.</param>
public sealed record CategorySign(string Category, IReadOnlyList<string> Words);

/// <summary>
/// Looks for words in a post that make a category worth looking at. It points, and never decides: a post without a sign may
/// still belong to a category, and one with a sign need not.
/// </summary>
public sealed class CategorySigns
{
    public static readonly CategorySigns None = new([]);

    private const int LongestPost = 10_000;

    private readonly IReadOnlyList<SignsOfCategory> categories;

    internal CategorySigns(IReadOnlyList<SignsOfCategory> categories) => this.categories = categories;

    /// <param name="post">As the reporter gave it; what lies beyond ten thousand letters is not looked at.</param>
    /// <returns>In the order of the file; empty where nothing stands out.</returns>
    public IReadOnlyList<CategorySign> In(string? post)
    {
        if (string.IsNullOrWhiteSpace(post))
        {
            return [];
        }

        var text = post.Length > LongestPost ? post[..LongestPost] : post;
        var words = PostWords.Of(text);
        var found = categories.Select(category => new CategorySign(category.Category, category.In(words, text))).Where(sign => sign.Words.Count > 0).ToList();

        return [.. found.Where(sign => Of(sign.Category).OnlyWith is not { Count: > 0 } needed || found.Exists(other => needed.Contains(other.Category)))];
    }

    private SignsOfCategory Of(string category) => categories.First(signs => signs.Category == category);
}

/// <summary>The signs of one category.</summary>
internal sealed record SignsOfCategory(
    string Category, IReadOnlyList<SignPattern> LookFor, IReadOnlyList<SignPattern> NotWhere, IReadOnlyList<string> OnlyWith, bool InQuotes)
{
    public IReadOnlyList<string> In(IReadOnlyList<PostWord> words, string post)
    {
        var spoiled = Matches(NotWhere, words).Select(match => words[match.First].Sentence).ToHashSet();

        return
        [
            .. Matches(LookFor, words)
                .Where(match => !spoiled.Contains(words[match.First].Sentence) && (InQuotes || !words[match.First].Quoted))
                .Select(match => post[words[match.First].Start..words[match.Last].End])
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static IEnumerable<(int First, int Last)> Matches(IReadOnlyList<SignPattern> patterns, IReadOnlyList<PostWord> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            foreach (var pattern in patterns)
            {
                if (pattern.Match(words, i) is >= 0 and var last)
                {
                    yield return (i, last);
                }
            }
        }
    }
}
