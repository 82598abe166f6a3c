using System.Text.Json.Nodes;

namespace ConductBot.Teams;

public class JsonTextTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData("""[1]""", """[1]""")]
    [InlineData("""7""", """7""")]
    [InlineData(""" "{\"a\":1}" """, """{"a":1}""")]
    [InlineData(""" "  [1]" """, """[1]""")]
    [InlineData(""" "plain" """, """ "plain" """)]
    [InlineData(""" "" """, """ "" """)]
    [InlineData(""" "{broken" """, """ "{broken" """)]
    [InlineData(""" "{\"a\":1,\"a\":2}" """, """ "{\"a\":1,\"a\":2}" """)]
    [InlineData(""" "{\"a\":\"\\ud83d\"}" """, "{\"a\":\"\ufffd\"}")]
    public void Json_inside_text_is_taken_out_of_it(string node, string expected)
    {
        var unwrapped = JsonText.Unwrap(JsonNode.Parse(node));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), unwrapped), unwrapped?.ToJsonString());
    }

    [Fact]
    public void Nothing_is_in_nothing()
    {
        Assert.Null(JsonText.Unwrap(null));
        Assert.Null(JsonText.ObjectOf(null));
        Assert.Null(JsonText.As(null, TeamsJson.Default.TaskModuleRequest));
    }

    [Fact]
    public void Text_nested_too_deep_stays_text()
    {
        var deep = JsonValue.Create(new string('[', 10_000) + new string(']', 10_000));

        Assert.Same(deep, JsonText.Unwrap(deep));
    }
}
