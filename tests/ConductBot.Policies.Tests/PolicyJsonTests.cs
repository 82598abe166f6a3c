using System.Text.Json.Nodes;

namespace ConductBot.Policies;

public class PolicyJsonTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { "", "not one sound JSON object" },
        { "   ", "not one sound JSON object" },
        { "ogat", "not one sound JSON object" },
        { """{"policy":"ogat"} {}""", "not one sound JSON object" },
        { """{"policy":"ogat",}""", "not one sound JSON object" },
        { """{"policy":"ogat"} // why""", "not one sound JSON object" },
        { """{"policy":"ogat","policy":"oak"}""", "Duplicate property 'policy'" },
        { """{"policy":"ogat","history":[{"action":"request-removal","outcome":"done","outcome":"refused"}]}""", "Duplicate property 'outcome'" },
        { "[]", "not a JSON object" },
        { "null", "not a JSON object" },
        { "{}", "'policy' is missing." },
        { """{"policy":7}""", "'policy' has to be the id of a policy." },
        { """{"policy":"elm"}""", "No policy is called 'elm'." },
        { """{"policy":"OGAT"}""", "No policy is called 'OGAT'." },
        { """{"policy":"ogat","Author":"parent"}""", "'Author' is no fact of a case." },
        { """{"policy":"ogat","author":"teacher"}""", "No author is called 'teacher'." },
        { """{"policy":"ogat","author":null}""", "'author' has to be a text." },
        { """{"policy":"ogat","categories":"threat"}""", "'categories' has to be a list." },
        { """{"policy":"ogat","categories":["threat",1]}""", "'categories' has to be a list of texts." },
        { """{"policy":"ogat","categories":["rudeness"]}""", "No category is called 'rudeness'." },
        { """{"policy":"ogat","contentUp":"yes"}""", "'contentUp' has to be true or false." },
        { """{"policy":"ogat","immediateRisk":1}""", "'immediateRisk' has to be true or false." },
        { """{"policy":"ogat","history":{}}""", "'history' has to be a list." },
        { """{"policy":"ogat","history":["request-removal"]}""", "'history' has to be a list of objects" },
        { """{"policy":"ogat","history":[{"action":"request-removal"}]}""", "An entry of 'history' has no outcome." },
        { """{"policy":"ogat","history":[{"outcome":"done"}]}""", "An entry of 'history' has no action." },
        { """{"policy":"ogat","history":[{"action":"shout","outcome":"done"}]}""", "No action is called 'shout'." },
        { """{"policy":"ogat","history":[{"action":"request-removal","outcome":"ignored"}]}""", "No outcome is called 'ignored'." },
        { """{"policy":"ogat","history":[{"action":"request-removal","outcome":"done","when":"now"}]}""", "An entry of 'history' has no 'when'." },
        { """{"policy":"ogat","author":"\ud800"}""", "not sound Unicode" },
        { """{"policy":"ogat","\udfff":true}""", "not sound Unicode" },
        { new string('[', 10_000), "not one sound JSON object" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_line_that_is_no_facts_object_is_answered_with_an_error(string line, string said)
    {
        var (json, ok) = PolicyJson.DecideLine(Seeds.Library, line);

        Assert.False(ok);
        Assert.DoesNotContain('\n', json);
        Assert.Contains(said, Assert.Single(JsonNode.Parse(json)!.AsObject(), member => member.Key == "error").Value!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_is_answered_with_an_error()
    {
        var (json, ok) = PolicyJson.DecideLine(Seeds.Library, "{\"policy\":\"ogat\",\"author\":\"\ud800\"}");

        Assert.False(ok);
        Assert.Equal("""{"error":"This line holds a text that is not sound Unicode."}""", json);
    }

    [Fact]
    public void No_broken_piece_of_a_good_line_makes_it_throw()
    {
        const string Line = """{"policy":"ogat","author":"parent","categories":["threat"],"contentUp":true,"history":[{"action":"request-removal","outcome":"done"}]}""";

        for (var cut = 0; cut < Line.Length; cut++)
        {
            Assert.False(PolicyJson.DecideLine(Seeds.Library, Line[..cut]).Ok);

            foreach (var other in "\"{}[]:,0\\\ud83d\0é")
            {
                var (json, _) = PolicyJson.DecideLine(Seeds.Library, Line[..cut] + other + Line[(cut + 1)..]);
                Assert.NotNull(JsonNode.Parse(json));
            }
        }

        Assert.True(PolicyJson.DecideLine(Seeds.Library, Line).Ok);
    }

    [Fact]
    public void Facts_that_are_left_out_have_their_defaults()
    {
        Assert.Null(PolicyJson.ReadFacts(Seeds.Library.Vocabulary, """{"policy":"oak"}""", out var facts));

        Assert.Equivalent(new CaseFacts { Policy = "oak" }, facts);
    }

    [Fact]
    public void Every_fact_can_be_given()
    {
        Assert.All(FactNames.All, name =>
        {
            var usual = new CaseFacts { Policy = "oak" }.Read(name);
            Assert.Null(PolicyJson.ReadFacts(Seeds.Library.Vocabulary, $$"""{"policy":"oak","{{name}}":{{(usual ? "false" : "true")}}}""", out var facts));
            Assert.Equal(!usual, facts!.Read(name));
            Assert.Equal(new CaseFacts { Policy = "oak" }.With(name, !usual) with { Categories = facts!.Categories, History = facts.History }, facts);
        });
    }

    [Fact]
    public void A_decision_is_written_in_the_order_that_was_promised()
    {
        var (json, ok) = PolicyJson.DecideLine(Seeds.Library, """{"policy":"ogat","categories":["personal-data"],"author":"staff"}""");

        Assert.True(ok);
        Assert.StartsWith(
            """{"scope":"in","breach":false,"breachClauses":[],"notCovered":["personal-data"],"next":{"action":"close-no-breach","clauses":[],"strength":"usual","approval":"none"},"allowed":[{"action":"signpost-complaints","clauses":["ogat/3.p3","ogat/3.p8","ogat/4.b1"],"strength":"may","approval":"none"},""",
            json,
            StringComparison.Ordinal);
        Assert.EndsWith(""","never":[{"action":"reply-on-social-media","clauses":["ogat/5.p3"]}]}""", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_before_the_policy_was_there_has_no_decision()
    {
        const string Line = """{"policy":"embrace"}""";

        Assert.False(PolicyJson.DecideLine(Seeds.Library, Line, new DateOnly(2024, 1, 31)).Ok);
        Assert.True(PolicyJson.DecideLine(Seeds.Library, Line, new DateOnly(2024, 2, 1)).Ok);
    }
}
