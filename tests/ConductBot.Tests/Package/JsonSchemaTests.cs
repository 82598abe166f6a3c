using System.Text;
using System.Text.Json.Nodes;

namespace ConductBot.Host.Package;

public class JsonSchemaTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "\"a\"", "5")]
    [InlineData("""{"type":["boolean","null"]}""", "null", "\"true\"")]
    [InlineData("""{"type":"integer"}""", "3.0", "3.5")]
    [InlineData("""{"type":"number","minimum":1,"maximum":2}""", "1.5", "2.5")]
    [InlineData("""{"minimum":1}""", "1", "0.99")]
    [InlineData("""{"enum":["a",null]}""", "null", "\"b\"")]
    [InlineData("""{"const":{"a":[1]}}""", """{"a":[1]}""", """{"a":[2]}""")]
    [InlineData("""{"required":["a"]}""", """{"a":null}""", "{}")]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", """{"a":"x","b":5}""", """{"a":5}""")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""", """{"a":5}""", """{"b":5}""")]
    [InlineData("""{"patternProperties":{"^a":{"type":"string"}},"additionalProperties":false}""", """{"ab":"x"}""", """{"ab":5}""")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", """{"b":"x"}""", """{"b":5}""")]
    [InlineData("""{"minProperties":1,"maxProperties":2}""", """{"a":1}""", "{}")]
    [InlineData("""{"maxProperties":1}""", """{"a":1}""", """{"a":1,"b":2}""")]
    [InlineData("""{"dependencies":{"a":["b"]}}""", """{"b":1}""", """{"a":1}""")]
    [InlineData("""{"dependencies":{"a":{"required":["b"]}}}""", """{"a":1,"b":1}""", """{"a":1}""")]
    [InlineData("""{"items":{"type":"string"}}""", """["a"]""", """["a",5]""")]
    [InlineData("""{"minItems":1,"maxItems":2}""", "[1]", "[]")]
    [InlineData("""{"maxItems":2}""", "[1,2]", "[1,2,3]")]
    [InlineData("""{"uniqueItems":true}""", """[{"a":1},{"a":2}]""", """[{"a":1},{"a":1}]""")]
    [InlineData("""{"minLength":2,"maxLength":2}""", "\"😀é\"", "\"😀\"")]
    [InlineData("""{"maxLength":1}""", "\"😀\"", "\"ab\"")]
    [InlineData("""{"pattern":"^a+$"}""", "\"aa\"", "\"ab\"")]
    [InlineData("""{"format":"uri"}""", "\"https://a.example/\"", "\"a b\"")]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":5}]}""", "6", "4")]
    [InlineData("""{"oneOf":[{"minimum":5},{"maximum":6}]}""", "7", "5.5")]
    [InlineData("""{"allOf":[{"minimum":5},{"maximum":6}]}""", "5", "7")]
    [InlineData("""{"not":{"type":"string"}}""", "5", "\"a\"")]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""", """{"c":1}""", """{"a":1,"c":1}""")]
    [InlineData("""{"properties":{"a":{"$ref":"#/definitions/x"}},"definitions":{"x":{"type":"string"}}}""", """{"a":"x"}""", """{"a":5}""")]
    [InlineData("""{"properties":{"a":{"$ref":"#/properties/b"},"b":{"type":"string"}}}""", """{"a":"x"}""", """{"a":5}""")]
    [InlineData("""{"$ref":"#/definitions/x","maxLength":1,"definitions":{"x":{"type":"string"}}}""", "\"a\"", "\"ab\"")]
    public void A_word_lets_one_through_and_not_the_other(string schema, string good, string bad)
    {
        Assert.Empty(Check(schema, good));
        Assert.Single(Check(schema, bad));
    }

    [Theory]
    [InlineData("""{"type":"object","contains":{}}""")]
    [InlineData("""{"properties":{"a":{"maximumLength":5}}}""")]
    [InlineData("""{"items":[{}]}""")]
    [InlineData("[]")]
    public void A_schema_with_a_word_that_is_not_understood_is_refused(string schema) =>
        Assert.Throws<InvalidDataException>(() => JsonSchema.Parse(Encoding.UTF8.GetBytes(schema)));

    [Theory]
    [InlineData("""{"$ref":"#/definitions/none"}""")]
    [InlineData("""{"$ref":"other.json"}""")]
    public void A_reference_that_leads_nowhere_is_told(string schema) =>
        Assert.Throws<InvalidDataException>(() => Check(schema, "5"));

    [Fact]
    public void A_problem_names_its_place() =>
        Assert.Equal(
            ["bots[1].scopes[0] is none of a, b"],
            Check("""{"properties":{"bots":{"items":{"properties":{"scopes":{"items":{"enum":["a","b"]}}}}}}}""", """{"bots":[{},{"scopes":["c"]}]}"""));

    private static IReadOnlyList<string> Check(string schema, string document) => JsonSchema.Parse(Encoding.UTF8.GetBytes(schema)).Check(JsonNode.Parse(document));
}
