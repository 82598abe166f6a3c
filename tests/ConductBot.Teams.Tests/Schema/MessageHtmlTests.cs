namespace ConductBot.Teams;

/// <summary>What a person sees of a message's HTML, and nothing else of it.</summary>
public class MessageHtmlTests
{
    [Theory]
    [InlineData("<p>One</p><p>Two</p>", "One\nTwo")]
    [InlineData("<div>Half <b>a</b> <i>line</i></div>", "Half a line")]
    [InlineData("One<br>Two<br/><br/>Three", "One\nTwo\nThree")]
    [InlineData("<ul><li>First</li><li>Second</li></ul>", "First\nSecond")]
    [InlineData("<blockquote>They said</blockquote>And I", "> They said\nAnd I")]
    [InlineData("<p>&nbsp;</p><p>3 &lt; 4 &amp; 5&nbsp;&gt; 4</p>", "3 < 4 & 5 > 4")]
    [InlineData("<script>alert(1)</script><style>p{}</style>Plain", "Plain")]
    [InlineData("<at id=\"0\">Helen Marsh</at> look", "Helen Marsh look")]
    [InlineData("<p>Awful <emoji alt=\"😡\" title=\"Angry\"></emoji></p>", "Awful 😡")]
    [InlineData("<img itemtype=\"http://schema.skype.com/Emoji\" alt=\"🙂\" src=\"https://statics.example/1\">", "🙂")]
    [InlineData("<b>never closed <i>", "never closed")]
    [InlineData("", "")]
    public void Words_are_read_as_they_are_seen(string html, string text) => Assert.Equal(text, MessageHtml.Read(html).Text);

    [Fact]
    public void Links_are_those_a_browser_would_follow_to_a_site()
    {
        var read = MessageHtml.Read(
            """<a href="https://www.facebook.com/posts/1?a=b">see</a> <a href="javascript:alert(1)">x</a> <a href="/here">y</a> <a href="mailto:a@b.c">z</a> <a>none</a>""");

        Assert.Equal(["https://www.facebook.com/posts/1?a=b"], read.Links);
        Assert.Equal("see x y z none", read.Text);
    }

    [Fact]
    public void Pictures_are_counted_and_emoji_are_not()
    {
        var read = MessageHtml.Read(
            """<img src="https://graph.example/hostedContents/1/$value"><img itemtype="http://schema.skype.com/Emoji" src="https://e.example" alt="x"><img>""");

        Assert.Equal(["https://graph.example/hostedContents/1/$value"], read.Pictures);
    }

    [Fact]
    public void No_more_is_read_than_Teams_lets_anybody_write()
    {
        var html = "<p>first</p>" + string.Concat(Enumerable.Repeat("<div>", 200_000)) + "last";

        Assert.Equal("first", MessageHtml.Read(html).Text);
    }

    [Fact]
    public void A_message_nested_to_break_a_reader_is_read_all_the_same()
    {
        var html = string.Concat(Enumerable.Repeat("<b>", 5_000)) + "deep";

        Assert.Equal("", MessageHtml.Read(html).Text);
    }
}
