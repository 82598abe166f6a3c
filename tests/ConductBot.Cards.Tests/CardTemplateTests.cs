using System.Text.Json;
using System.Text.Json.Nodes;
using ConductBot.Testing.Cards;

namespace ConductBot.Cards;

public class CardTemplateTests
{
    private static readonly (string Template, string Place, string Problem)[] Hopeless =
    [
        ("""{ "a": { "b": ["x", "v ${nul}"] } }""", "a.b[1]", "${nul} is null"),
        ("""{ "a": "v ${f || nope}" }""", "a", "is null"),
        ("""{ "a": "v ${nope['x']}" }""", "a", "is null"),
        ("""{ "a": "${names[9]}" }""", "a", "shorter"),
        ("""{ "a": "${name[0]}" }""", "a", "not a list"),
        ("""{ "a": "${name > n}" }""", "a", "cannot be compared"),
        ("""{ "a": "${name + t}" }""", "a", "neither a number nor a text"),
        ("""{ "a": "${count(n)}" }""", "a", "nothing that can be counted"),
        ("""{ "a": "${join(name, ',')}" }""", "a", "not a list"),
        ("""{ "a": [{ "$data": "${names[9]}" }] }""", "a[0].$data", "shorter"),
    ];

    public static TheoryData<string> Names => [.. Corpus.Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_template_expands_to_what_the_reference_makes_of_it(string name)
    {
        Judges.Need();

        var expected = Corpus.ExpectedOf(name);
        var expanded = CardTemplate.Parse(Corpus.Cases[name].ToJsonString(), name).Expand(Corpus.Data);

        Assert.Null(expected.Error);
        AssertJson.Same(expected.Expanded, expanded);
    }

    [Fact]
    public void Expanding_leaves_template_and_data_as_they_were()
    {
        var data = Corpus.Data.DeepClone();
        var template = CardTemplate.Parse(Corpus.Cases["A card as we write them"].ToJsonString(), "test/card");

        var first = template.Expand(data);
        first["body"]!.AsArray().Clear();
        var second = template.Expand(data);

        AssertJson.Same(Corpus.Data, data);
        Assert.Equal(3, second["body"]!.AsArray().Count);
    }

    [Fact]
    public void Nodes_built_in_code_and_parsed_data_give_the_same_card()
    {
        var template = CardTemplate.Parse("""{ "a": "${n}", "b": "v ${n}", "c": "${n + 1}" }""", "test/card");
        var built = new JsonObject { ["n"] = 41 };

        var fromNode = template.Expand(built);
        var fromElement = template.Expand(JsonElement.Parse("""{ "n": 41 }"""));

        AssertJson.Same(JsonNode.Parse("""{ "a": 41, "b": "v 41", "c": 42 }"""), fromNode);
        AssertJson.Same(fromNode, fromElement);
    }

    [Fact]
    public void A_card_is_written_to_a_writer()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            CardTemplate.Parse("""{ "a": "${n}" }""", "test/card").Expand(JsonElement.Parse("""{ "n": 1 }"""), writer);
        }

        Assert.Equal("""{"a":1}""", System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_template()
    {
        var template = CardTemplate.Parse([0xEF, 0xBB, 0xBF, .. """{ "a": 1 }"""u8], "test/card");

        AssertJson.Same(JsonNode.Parse("""{ "a": 1 }"""), template.Expand(new JsonObject()));
    }

    [Fact]
    public void Where_the_reference_gives_up_we_say_where_and_why()
    {
        Judges.Need();
        var reference = CardJudge.Expand(Hopeless.Select(hopeless => (JsonNode.Parse(hopeless.Template)!, Corpus.Data)));

        Assert.Multiple([.. Hopeless.Zip(reference, (hopeless, answer) => (Action)(() =>
        {
            var template = CardTemplate.Parse(hopeless.Template, "test/card");
            var e = Assert.Throws<CardTemplateException>(() => template.Expand(Corpus.Data));
            Assert.Equal(("test/card", hopeless.Place), (e.Template, e.Place));
            Assert.Contains(hopeless.Problem, e.Problem, StringComparison.Ordinal);
            Assert.NotNull(answer.Error);
        }))]);
    }

    [Theory]
    [InlineData("""{ "$when": "${f}", "a": 1 }""")]
    [InlineData("""{ "$data": "${names}", "a": 1 }""")]
    [InlineData("""{ "$data": "${none}", "a": 1 }""")]
    public void A_card_that_drops_or_repeats_itself_is_an_error(string json)
    {
        var e = Assert.Throws<CardTemplateException>(() => CardTemplate.Parse(json, "test/card").Expand(Corpus.Data));

        Assert.Equal("the whole card", e.Place);
    }
}
