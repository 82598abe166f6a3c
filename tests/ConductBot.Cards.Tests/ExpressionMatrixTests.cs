using System.Globalization;
using System.Text.Json.Nodes;
using ConductBot.Testing.Cards;

namespace ConductBot.Cards;

/// <summary>
/// Every operator and function, with every kind of value on each side, everywhere an expression may stand. The
/// reference has no rule for most of these that one could guess; it is asked about each.
/// </summary>
public class ExpressionMatrixTests
{
    private static readonly JsonObject Data = JsonNode.Parse(
        """
        {
          "nul": null, "t": true, "f": false, "zero": 0, "n": 3, "frac": 2.5, "blank": "", "name": "Tara", "low": "tara", "digits": "3",
          "none": [], "list": [1, 2, 3], "names": ["x", null, "y"], "bare": {}, "obj": { "k": 1 }, "same": { "k": 1 }
        }
        """)!.AsObject();

    private static readonly string[] Values =
        ["nope", "nul", "t", "f", "zero", "n", "frac", "blank", "name", "low", "digits", "none", "list", "names", "bare", "obj", "same", "list[9]", "nope['x']"];

    private static readonly string[] Binary = ["{0} == {1}", "{0} != {1}", "{0} < {1}", "{0} <= {1}", "{0} > {1}", "{0} >= {1}", "{0} && {1}", "{0} || {1}", "{0} + {1}", "join({0}, {1})"];

    private static readonly string[] Unary = ["{0}", "!{0}", "exists({0})", "empty({0})", "count({0})", "if({0}, 'y', 'n')", "if(t, {0}, 1)", "if(f, 1, {0})", "join(names, ', ', {0})"];

    // {0} is the expression. Alone, in a text, kept or dropped by it, inside other expressions, as data, in a list.
    private static readonly string[] Places =
    [
        """{{ "a": "${{{0}}}" }}""",
        """{{ "a": "v ${{{0}}} w" }}""",
        """{{ "a": [{{ "$when": "${{{0}}}", "x": 1 }}] }}""",
        """{{ "a": "${{!({0})}}" }}""",
        """{{ "a": "${{if({0}, 'y', 'n')}}" }}""",
        """{{ "a": "${{t && ({0})}}" }}""",
        """{{ "a": "${{({0}) == t}}" }}""",
        """{{ "a": ["${{{0}}}"] }}""",
        """{{ "a": {{ "$data": "${{{0}}}", "x": "${{$data}}" }} }}""",
    ];

    [Fact]
    public void Every_operator_treats_every_pair_of_values_as_the_reference_does()
    {
        Judges.Need();
        var expressions = Binary.SelectMany(operation => Values.SelectMany(a => Values.Select(b => Write(operation, a, b))));

        AssertSameEverywhere(expressions, Places[..3]);
    }

    [Fact]
    public void Every_function_treats_every_value_as_the_reference_does_wherever_it_stands()
    {
        Judges.Need();
        var expressions = Unary.SelectMany(operation => Values.Select(a => Write(operation, a)))
            .Concat(["n > name", "nope > 1", "f || nope", "f || nul", "name + t"]);

        AssertSameEverywhere(expressions, Places);
    }

    [Fact]
    public void Numbers_in_a_text_look_as_they_do_in_JavaScript()
    {
        Judges.Need();
        string[] numbers =
        [
            "0", "-0", "1", "-1", "1.0", "0.1", "1.5", "-2.75", "100", "1e2", "123456789", "9007199254740993", "12345678901234567890",
            "1e15", "1e16", "1e20", "1e21", "1.5e21", "123456789012345680000", "1e300", "-1e300", "0.000001", "0.0000001", "1.25e-7",
            "5e-324", "1.7976931348623157e308", "0.30000000000000004", "4.35", "100.125", "1e-6", "0.00001234",
        ];
        var template = JsonNode.Parse("""{ "a": "v ${x}", "b": "${x + ''}" }""")!;
        var cases = numbers.Select(number => (template, JsonNode.Parse($$"""{ "x": {{number}} }""")!)).ToList();

        var expanded = cases.Select(c => CardTemplate.Parse(template.ToJsonString(), "test/number").Expand(c.Item2).ToJsonString());

        Assert.Equal(CardJudge.Expand(cases).Select(expected => expected.Expanded!.ToJsonString()), expanded);
    }

    private static void AssertSameEverywhere(IEnumerable<string> expressions, string[] places)
    {
        var templates = expressions.SelectMany(expression => places.Select(place => Write(place, expression.Replace("'", "\\u0027", StringComparison.Ordinal)))).ToList();
        var expected = CardJudge.Expand(templates.Select(template => (JsonNode.Parse(template)!, (JsonNode)Data)));

        var differences = templates.Zip(expected, Difference).OfType<string>().ToList();

        Assert.True(differences.Count == 0, $"{differences.Count} of {templates.Count} differ:\n{string.Join('\n', differences.Take(20))}");
    }

    // Where the reference fails, when it parses or when it expands, we must fail too; where it answers, answer the same.
    private static string? Difference(string template, Expansion expected)
    {
        JsonNode? expanded;
        try
        {
            expanded = CardTemplate.Parse(template, "test/matrix").Expand(Data);
        }
        catch (CardTemplateException e)
        {
            return expected.Error is null ? $"{template}: {e.Problem}, not {expected.Expanded?.ToJsonString()}" : null;
        }

        return expected.Error is null && AssertJson.AreSame(expected.Expanded, expanded)
            ? null
            : $"{template}: {expanded.ToJsonString()}, not {expected.Expanded?.ToJsonString() ?? expected.Error}";
    }

    private static string Write(string pattern, params ReadOnlySpan<object?> parts) => string.Format(CultureInfo.InvariantCulture, pattern, parts);
}
