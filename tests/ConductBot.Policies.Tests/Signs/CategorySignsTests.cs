namespace ConductBot.Policies.Signs;

public class CategorySignsTests
{
    private static readonly CategorySigns Signs = Seeds.Library.Vocabulary.Signs;

    [Fact]
    public void A_sign_shows_the_posts_own_letters()
    {
        var sign = Assert.Single(Signs.In("We’re going to SMASH  his stupid Face in!"), sign => sign.Category == "threat");

        Assert.Equal(["SMASH  his stupid Face"], sign.Words);
    }

    [Theory]
    [InlineData("Somebody wrote \"I'll smash his face in\" to me")]
    [InlineData("Somebody wrote “I'll smash his face in” to me")]
    public void What_is_quoted_is_somebody_elses(string post) => Assert.Empty(Signs.In(post));

    [Fact]
    public void A_quotation_mark_without_its_partner_hides_nothing()
    {
        Assert.Equal("threat", Assert.Single(Signs.In("5\" of snow and I'll smash his face in")).Category);
    }

    [Fact]
    public void A_row_of_words_does_not_reach_into_the_next_sentence()
    {
        Assert.Empty(Signs.In("We watched them smash a record. His face!"));
        Assert.NotEmpty(Signs.In("smash his face"));
    }

    [Fact]
    public void What_makes_one_sentence_harmless_leaves_the_others_as_they_are()
    {
        Assert.Empty(Signs.In("He knocked him out in the play"));
        Assert.Contains(Signs.In("He was lovely in the play. I'll knock him out tonight."), sign => sign.Category == "threat");
    }

    [Fact]
    public void A_name_counts_only_beside_something_bad()
    {
        Assert.DoesNotContain(Signs.In("Mrs Pellow runs the choir"), sign => sign.Category == "naming-individuals");
        Assert.Contains(Signs.In("Mrs Pellow is an idiot"), sign => sign.Category == "naming-individuals");
    }

    [Fact]
    public void Only_what_the_policy_covers_is_worth_looking_at()
    {
        const string Post = "Here are some photos of the kids, her address is 7 Park Road";

        Assert.Equal(["personal-data", "image-without-consent"], Seeds.Policy("oak").WorthLookingAt(Post).Select(sign => sign.Category).Order(StringComparer.Ordinal).Reverse());
        Assert.Empty(Seeds.Policy("embrace").WorthLookingAt(Post));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("!!! ... 😀")]
    public void Nothing_is_found_in_nothing(string? post) => Assert.Empty(Signs.In(post));

    [Fact]
    public void A_post_without_end_is_read_in_no_time()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Signs.In(string.Concat(Enumerable.Repeat("they head you black ", 50_000)));

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("- waste of space", "- waste .. of ..x space", "'..x' is no gap: .. or ..2.")]
    [InlineData("- waste of space", "- waste of ..", "This is no row of words.")]
    [InlineData("- waste of space", "- \"@nobody of space\"", "No list is called 'nobody'.")]
    [InlineData("    only-with: [abuse, allegation]", "    only-with: [rudeness]", "No category is called 'rudeness'.")]
    [InlineData("  friending-staff:", "  friending:", "No category is called 'friending'.")]
    [InlineData("    in-quotes: true", "    in-quotes: sometimes", "'in-quotes' has to be true or false, not 'sometimes'.")]
    [InlineData("    in-quotes: true", "    in-quote: true", "Nothing is called 'in-quote' here.")]
    public void A_slip_in_the_signs_is_told_at_its_line(string words, string become, string said)
    {
        using var folder = new PackFolder();
        folder.Change("signs.yaml", words, become);

        var problem = Assert.Single(folder.Problems(), problem => problem.Words.StartsWith(said, StringComparison.Ordinal));

        Assert.Equal(folder.LineOf("signs.yaml", become), problem.Line);
    }
}
