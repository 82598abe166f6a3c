using System.Globalization;
using System.Text;
using ConductBot.Testing.Cards;

namespace ConductBot.Cards;

public class CardTextTests
{
    private const string Joiner = "\u2060";

    // What someone might write, by accident or on purpose, and what a reader must see of it.
    public static TheoryData<string, string> Written => new()
    {
        { "Plain words stay.", "Plain words stay." },
        { "**bold** __bold__ *it* _it_ ***both***", "**bold** __bold__ *it* _it_ ***both***" },
        { "jane_doe_98 and a_b", "jane_doe_98 and a_b" },
        { "_start end_ (_x_) é_é", "_start end_ (_x_) é_é" },
        { "5 * 3 * 2 = 30", "5 * 3 * 2 = 30" },
        { "~~gone~~ ~5 ~~~", "~~gone~~ ~5 ~~~" },
        { "`code` ``two`` ```", "`code` ``two`` ```" },
        { "[look](https://evil.example/a) ![img](http://x.example/y.png)", "[look](https://evil.example/a) ![img](http://x.example/y.png)" },
        { "[a][b] [a]: http://x.example", "[a][b] [a]: http://x.example" },
        { "[a]: http://x.example \"t\"", "[a]: http://x.example \"t\"" },
        { "<https://evil.example> <a@b.example>", "<https://evil.example> <a@b.example>" },
        { "<at>Tom Okafor</at> look", "<at>Tom Okafor</at> look" },
        { "</at><script>alert(1)</script><!-- x --><?php", "</at><script>alert(1)</script><!-- x --><?php" },
        { "1 < 2 && 3 > 2", "1 < 2 && 3 > 2" },
        { "&lt;at&gt;Tom&lt;/at&gt; &amp; &#60; &nbsp; AT&T", "&lt;at&gt;Tom&lt;/at&gt; &amp; &#60; &nbsp; AT&T" },
        { "# heading", "# heading" },
        { "> quoted", "> quoted" },
        { "- one", "- one" },
        { "+ one", "+ one" },
        { "* one", "* one" },
        { "1. one", "1. one" },
        { "12) one", "12) one" },
        { "---", "---" },
        { "===", "===" },
        { "***", "***" },
        { "- - -", "- - -" },
        { "| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |" },
        { "title\n===\nother\n---", "title\n===\nother\n---" },
        { "    four spaces\n\tand a tab", "four spaces\nand a tab" },
        { "one\r\ntwo\rthree\u2028four\u0085five", "one\ntwo\nthree\nfour\nfive" },
        { @"C:\temp\new \* \\ \", @"C:\temp\new \* \\ \" },
        { "line\\\nnext", "line\\\nnext" },
        { "{{DATE(2026-01-01T00:00:00Z)}} {{{TIME(x)}}", "{{DATE(2026-01-01T00:00:00Z)}} {{{TIME(x)}}" },
        { "${name} $(x) %s {0}", "${name} $(x) %s {0}" },
        { "see http://x.example and HTTPS://y.example", "see http://x.example and HTTPS://y.example" },
        { "bell\u0007 null\0 escape\u001b[31m del\u007f c1\u009b", "bell null escape[31m del c1" },
        { "abc\u202Egnp.exe\u202C x\u2066y\u2069", "abcgnp.exe xy" },
        { "h\u200Bi\uFEFFd\u2060den", "hidden" },
        { "ta\U000E0041\U000E0042gs", "tags" },
        { "مرحبا بالعالم \u200Fשלום", "مرحبا بالعالم \u200Fשלום" },
        { "family 👨‍👩‍👧‍👦 flag 🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F wave 👋🏽 1️⃣", "family 👨‍👩‍👧‍👦 flag 🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F wave 👋🏽 1️⃣" },
        { "half a pair \ud83d end", "half a pair \uFFFD end" },
    };

    [Fact]
    public void In_a_TextBlock_the_reader_sees_the_words_and_nothing_is_formatted()
    {
        Judges.Need();
        var shown = CardJudge.Show(Written.Select(row => CardText.Plain(row.Data.Item1)));

        Assert.All(Written.Zip(shown), pair =>
        {
            var seen = pair.Second.Text.Replace(Joiner, "", StringComparison.Ordinal);
            Assert.Equal(Lines(pair.First.Data.Item2), Lines(seen));
            Assert.DoesNotMatch("<(?!/?p[ >])", pair.Second.Html);
        });
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void In_a_TextRun_the_words_stay_but_for_what_is_invisible(string written, string seen)
    {
        var shown = CardText.Verbatim(written);

        // A run keeps the spaces at the beginning of a line, a block does not.
        Assert.Equal(Lines(seen), Lines(shown.Replace(Joiner, "", StringComparison.Ordinal)).Select(line => line.Trim()));
    }

    [Theory]
    [InlineData("<at>Tom</at>")]
    [InlineData("< at>Tom</AT>")]
    [InlineData("<<at>>Tom<</at>>")]
    [InlineData("\\<at>Tom\\</at>")]
    [InlineData("<\u200Bat>Tom<\u202E/at>")]
    [InlineData("<\0at>Tom<\0/at>")]
    public void A_mention_cannot_be_forged(string written)
    {
        Assert.DoesNotContain("</at>", CardText.Plain(written), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<at>", CardText.Plain(written), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<at>", CardText.Verbatim(written), StringComparison.OrdinalIgnoreCase);
    }

    // No renderer in the tests makes links of bare addresses; clients may.
    [Theory]
    [InlineData("https://evil.example/a")]
    [InlineData("see HTTP://evil.example, tel:1 and x://y")]
    public void A_web_address_cannot_be_followed(string written)
    {
        Assert.DoesNotContain("://", CardText.Plain(written), StringComparison.Ordinal);
        Assert.DoesNotContain("://", CardText.Verbatim(written), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_with_underscores_needs_no_escape_that_phones_would_show()
    {
        Assert.Equal("jane_doe_98", CardText.Plain("jane_doe_98"));
    }

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcdef…")]
    [InlineData("abc def", 4, "abc…")]
    [InlineData("👋🏽👋🏽👋🏽", 2, "👋🏽👋🏽…")]
    [InlineData("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 1, "👨‍👩‍👧‍👦…")]
    [InlineData("🇬🇧🇬🇧", 1, "🇬🇧…")]
    [InlineData("e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301…")]
    [InlineData("", 5, "")]
    [InlineData("   ", 5, "")]
    [InlineData(null, 5, "")]
    public void Length_is_counted_as_a_reader_counts(string? written, int longest, string expected)
    {
        Assert.Equal(expected, CardText.Verbatim(written, longest));
        Assert.Equal(expected, CardText.Plain(written, longest));
    }

    [Fact]
    public void The_usual_length_is_a_thousand()
    {
        Assert.Equal(new string('x', 1000) + "…", CardText.Plain(new string('x', 1001)));
    }

    [Fact]
    public void A_tower_of_accents_is_cut_down()
    {
        var tower = "a" + new string('\u0301', 5000) + "b";

        Assert.Equal("a" + new string('\u0301', 8) + "b", CardText.Verbatim(tower));
    }

    [Fact]
    public void A_chain_of_joined_emoji_is_cut_between_two()
    {
        var chain = string.Join('\u200D', Enumerable.Repeat("👩", 500));

        var shown = CardText.Verbatim(chain);

        Assert.InRange(shown.Length, 2, 32);
        Assert.DoesNotContain('\uFFFD', shown);
        Assert.EndsWith("👩", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Blank_lines_cannot_push_the_rest_off_the_screen()
    {
        Assert.Equal("a\n\nb", CardText.Verbatim("a" + new string('\n', 500) + "b"));
        Assert.Equal("a\n\nb", CardText.Plain("a" + new string('\n', 500) + "b"));
    }

    [Fact]
    public void A_long_text_of_any_kind_stays_small_enough_for_a_card()
    {
        string[] nasty = ["*", "<a", "&a", "{{", "![](", "😀", "a\u0301\u0302", "\n- x"];

        Assert.All(nasty, text => Assert.InRange(CardText.Plain(string.Concat(Enumerable.Repeat(text, 100_000))).Length, 1000, 40_000));
    }

    [Fact]
    public void Every_single_character_stays_or_goes_but_never_changes_the_next()
    {
        foreach (var code in Enumerable.Range(0, 0xD800).Concat(Enumerable.Range(0xE000, 0x2000)))
        {
            var shown = CardText.Verbatim($"a{(char)code}b");

            Assert.StartsWith("a", shown, StringComparison.Ordinal);
            Assert.EndsWith("b", shown, StringComparison.Ordinal);
            Assert.DoesNotContain(shown.EnumerateRunes(), rune => rune.Value != '\n' && Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control);
        }
    }

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.Trim().Length > 0);
}
