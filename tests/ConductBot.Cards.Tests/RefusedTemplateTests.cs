using System.Text.Json.Nodes;

namespace ConductBot.Cards;

/// <summary>What a template may not hold is refused when it is parsed, with the place, so that the bot does not start.</summary>
public class RefusedTemplateTests
{
    [Theory]
    [InlineData("not(t)", "no function not()")]
    [InlineData("formatDateTime(x)", "no function formatDateTime()")]
    [InlineData("If(t, 1, 2)", "no function If()")]
    [InlineData("if(t, 1)", "if() does not take 2 arguments")]
    [InlineData("join(x)", "join() does not take 1 arguments")]
    [InlineData("count()", "count() does not take 0 arguments")]
    [InlineData("exists(a, b)", "exists() does not take 2 arguments")]
    [InlineData("a - 1", "'-' at character 3")]
    [InlineData("-1", "'-' at character 1")]
    [InlineData("a * 2", "'*' at character 3")]
    [InlineData("a & b", "'&' at character 3")]
    [InlineData("a | b", "'|' at character 3")]
    [InlineData("a = b", "'=' at character 3")]
    [InlineData("a <> b", "'>' at character 4")]
    [InlineData("a ? b : c", "'?' at character 3")]
    [InlineData("a ?? b", "'?' at character 3")]
    [InlineData("x => 1", "'=' at character 3")]
    [InlineData("[1, 2]", "'[' at character 1")]
    [InlineData("a b", "'b' at character 3")]
    [InlineData("1a", "'a' at character 2")]
    [InlineData(".5", "'.' at character 1")]
    [InlineData("a.", "it stops short")]
    [InlineData("a.'b'", "''' at character 3")]
    [InlineData("a +", "it stops short")]
    [InlineData("", "it stops short")]
    [InlineData("  ", "it stops short")]
    [InlineData("(a", "it stops short")]
    [InlineData("a)", "')' at character 2")]
    [InlineData("if(a, b, c).d", "'.' at character 12")]
    [InlineData("(a).b", "'.' at character 4")]
    [InlineData("true.b", "'.' at character 5")]
    [InlineData("a[-1]", "brackets hold")]
    [InlineData("a[b]", "brackets hold")]
    [InlineData("a[]", "brackets hold")]
    [InlineData("a[1.5]", "a whole number")]
    [InlineData("a[99999999999]", "a whole number")]
    [InlineData("a[1", "it stops short")]
    [InlineData("a['x.y']", "cannot be told from a path")]
    [InlineData("a['1']", "cannot be told from a path")]
    [InlineData("a['']", "cannot be told from a path")]
    [InlineData("$host", "no $host")]
    [InlineData("$Root.a", "no $Root")]
    [InlineData("#a", "'#' at character 1")]
    [InlineData("@a", "'@' at character 1")]
    [InlineData("née", "'é' at character 2")]
    [InlineData("undefined", "use exists()")]
    [InlineData("'a' + true", "only numbers and texts can be added")]
    [InlineData("(a == b) + 'x'", "only numbers and texts can be added")]
    [InlineData("join('abc', ',')", "join() takes a list")]
    [InlineData("join(a, 1)", "join() puts a text between")]
    [InlineData("count(1)", "count() takes a list or a text")]
    [InlineData("count(!a)", "count() takes a list or a text")]
    [InlineData(@"'a\\b'", @"\\ is not supported")]
    [InlineData(@"'a\x'", @"\x is not supported")]
    public void An_expression_beyond_what_cards_need(string expression, string problem)
    {
        var e = Refused(new JsonObject { ["body"] = new JsonArray(new JsonObject { ["text"] = $"x ${{{expression}}}" }) });

        Assert.Equal("body[0].text", e.Place);
        Assert.Contains(problem, e.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("${name", "not closed")]
    [InlineData("a ${b} ${", "not closed")]
    [InlineData("${'a}", "not closed")]
    [InlineData("${'it\\'}", "not closed")]
    [InlineData("${a{b}}", "not supported inside a binding")]
    [InlineData("${a\nb}", "not supported inside a binding")]
    [InlineData("${`x`}", "not supported inside a binding")]
    [InlineData("`${a}`", "backtick")]
    public void A_text_that_cannot_be_taken_apart(string text, string problem)
    {
        var e = Refused(new JsonObject { ["a"] = new JsonObject { ["b"] = text } });

        Assert.Equal("a.b", e.Place);
        Assert.Contains(problem, e.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "a": { "$when": true } }""", "a.$when", "one binding")]
    [InlineData("""{ "a": { "$when": "yes" } }""", "a.$when", "one binding")]
    [InlineData("""{ "a": { "$when": "${true}" } }""", "a.$when", "one binding")]
    [InlineData("""{ "a": { "$when": "x ${t}" } }""", "a.$when", "one binding")]
    [InlineData("""{ "a": { "$when": null } }""", "a.$when", "one binding")]
    [InlineData("""{ "a": [{ "$data": "list" }] }""", "a[0].$data", "one binding")]
    [InlineData("""{ "a": [{ "$data": 3 }] }""", "a[0].$data", "must be one binding, a list or an object")]
    [InlineData("""{ "a": [{ "$data": ["${x}"] }] }""", "a[0].$data", "cannot hold bindings")]
    [InlineData("""{ "a": { "$index": 1 } }""", "a.$index", "template language")]
    [InlineData("""{ "a": { "$root": 1 } }""", "a.$root", "template language")]
    [InlineData("""{ "${a}": 1 }""", "${a}", "property's name")]
    [InlineData("""["${a}"]""", "the whole card", "a JSON object")]
    [InlineData("""{ "a": 1, "a": 2 }""", "the whole file", "Duplicate property 'a'")]
    [InlineData("{\n  \"a\": oops }", "line 2, column 8", "not JSON")]
    [InlineData("""{ "a": 1, }""", "line 1, column", "not JSON")]
    [InlineData("", "line 1, column 1", "not JSON")]
    public void A_template_that_means_nothing(string json, string place, string problem)
    {
        var e = Assert.Throws<CardTemplateException>(() => CardTemplate.Parse(json, "test/card"));

        Assert.StartsWith(place, e.Place, StringComparison.Ordinal);
        Assert.Contains(problem, e.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_message_names_the_template_the_place_and_the_problem()
    {
        var e = Refused(new JsonObject { ["text"] = "${now()}" });

        Assert.Equal("test/card: text: ${now()}: no function now(); known are if, join, count, exists and empty", e.Message);
    }

    private static CardTemplateException Refused(JsonObject template) =>
        Assert.Throws<CardTemplateException>(() => CardTemplate.Parse(template.ToJsonString(), "test/card"));
}
