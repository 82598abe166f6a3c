using System.Globalization;
using System.Text;

namespace ConductBot.Policies.Signs;

/// <summary>
/// Prints how often a sign is right (precision) and how often there is one where there should be (recall), for each category
/// and for each half of the labelled posts; docs/category-help.md has to say the same.
/// </summary>
public class SignFiguresTests(ITestOutputHelper output)
{
    private static readonly string Doc = File.ReadAllText(Path.Combine(Seeds.Root, "docs", "category-help.md"));

    [Fact]
    public void There_are_a_hundred_and_twenty_posts_half_of_them_held_out()
    {
        Assert.Equal(120, Post.All.Count);
        Assert.Equal(60, Post.All.Count(post => post.Half == "held-out"));
        Assert.Equal(120, Post.All.DistinctBy(post => post.Text, StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(Post.All.SelectMany(post => post.Categories), category => Assert.True(Seeds.Library.Vocabulary.Knows(category), category));
        Assert.Equal(60, Post.Hard.Count);
        Assert.All(["hyperbole", "sarcasm", "quote", "reclaimed", "racism", "praise"], kind => Assert.InRange(Post.All.Count(post => post.Kind == kind), 6, 20));
    }

    [Theory]
    [InlineData("tuned")]
    [InlineData("held-out")]
    [InlineData("hard")]
    public void The_figures_are_those_that_the_documentation_gives(string half)
    {
        var table = Table(half);
        output.WriteLine(table);

        foreach (var wrong in Wrong(half))
        {
            output.WriteLine(wrong);
        }

        Assert.Contains(table, Doc, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_posts_that_belong_nowhere_nearly_all_are_left_alone()
    {
        var harmless = Post.All.Where(post => post.Categories.Length == 0).ToList();
        var pointedAt = harmless.Count(post => Found(post).Count > 0);

        output.WriteLine($"{pointedAt} of {harmless.Count} harmless posts are pointed at");
        Assert.InRange(pointedAt, 0, harmless.Count / 10);
    }

    private static string Table(string half)
    {
        var posts = Of(half);
        var table = new StringBuilder($"| {half} | posts | found | wrongly | missed | precision | recall |\n| --- | --- | --- | --- | --- | --- | --- |\n");

        foreach (var category in Seeds.Library.Vocabulary.Categories.Where(category => Post.All.Any(post => post.Categories.Contains(category.Id))))
        {
            table.Append(Row(category.Label, [.. posts.Select(post => (post.Categories.Contains(category.Id), Found(post).Contains(category.Id)))]));
        }

        return table.Append(Row("**All**", [.. posts.SelectMany(post => Seeds.Library.Vocabulary.Categories
            .Select(category => (post.Categories.Contains(category.Id), Found(post).Contains(category.Id))))])).ToString().TrimEnd('\n');
    }

    private static IReadOnlyList<Post> Of(string set) => [.. Post.All.Concat(Post.Hard).Where(post => post.Half == set)];

    private static string Row(string name, IReadOnlyList<(bool Is, bool Found)> posts)
    {
        var (right, wrong, missed) = (posts.Count(post => post is (true, true)), posts.Count(post => post is (false, true)), posts.Count(post => post is (true, false)));
        return $"| {name} | {right + missed} | {right} | {wrong} | {missed} | {Share(right, right + wrong)} | {Share(right, right + missed)} |\n";
    }

    private static string Share(int part, int whole) => whole == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0} %");

    private static IEnumerable<string> Wrong(string half) =>
        from post in Of(half)
        let found = Found(post)
        let wrongly = string.Join(',', found.Except(post.Categories))
        let missed = string.Join(',', post.Categories.Except(found))
        where wrongly.Length + missed.Length > 0
        select $"wrongly [{wrongly}] missed [{missed}] {post.Kind}: {post.Text}";

    private static IReadOnlyList<string> Found(Post post) => [.. Seeds.Library.Vocabulary.Signs.In(post.Text).Select(sign => sign.Category)];
}
