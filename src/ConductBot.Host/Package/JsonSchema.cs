using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ConductBot.Host.Package;

/// <summary>
/// Checks JSON against a schema of draft 4, with the <c>const</c> and <c>if</c> of draft 7 that Microsoft's schemas use besides.
/// A word it does not know makes it refuse the schema: a check that is left out unseen is worse than none.
/// </summary>
public sealed class JsonSchema
{
    private static readonly string[] Words =
    [
        "$schema", "$ref", "definitions", "description", "default", "title", "examples", "format", "type", "enum", "const", "properties",
        "patternProperties", "additionalProperties", "required", "minProperties", "maxProperties", "dependencies", "items", "minItems", "maxItems",
        "uniqueItems", "minLength", "maxLength", "pattern", "minimum", "maximum", "anyOf", "oneOf", "allOf", "not", "if", "then", "else",
    ];

    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    private readonly JsonObject root;

    private JsonSchema(JsonObject root) => this.root = root;

    /// <exception cref="InvalidDataException">It is no schema that can be checked against.</exception>
    public static JsonSchema Parse(ReadOnlySpan<byte> utf8)
    {
        var schema = JsonNode.Parse(utf8) as JsonObject ?? throw new InvalidDataException("The schema is not an object.");
        Understand(schema);
        return new(schema);
    }

    /// <summary>What is wrong, each with the place in the document; nothing: it is valid.</summary>
    public IReadOnlyList<string> Check(JsonNode? document)
    {
        var problems = new List<string>();
        Check(root, document, "", problems);
        return problems;
    }

    private static void Understand(JsonNode? schema)
    {
        if (schema is not JsonObject holder)
        {
            return;
        }

        foreach (var (word, value) in holder)
        {
            if (!Words.Contains(word, StringComparer.Ordinal))
            {
                throw new InvalidDataException($"The schema uses '{word}', which is not understood here.");
            }

            foreach (var inner in Inner(word, value))
            {
                Understand(inner);
            }
        }
    }

    private static IEnumerable<JsonNode?> Inner(string word, JsonNode? value) => word switch
    {
        "definitions" or "properties" or "patternProperties" or "dependencies" => ((JsonObject)value!).Select(member => member.Value).Where(inner => inner is JsonObject),
        "anyOf" or "oneOf" or "allOf" => (JsonArray)value!,
        "items" when value is JsonArray => throw new InvalidDataException("The schema describes a list item by item, which is not understood here."),
        "items" or "additionalProperties" or "not" or "if" or "then" or "else" => [value],
        _ => [],
    };

    private bool IsValid(JsonNode? schema, JsonNode? node)
    {
        var problems = new List<string>();
        Check(schema, node, "", problems);
        return problems.Count == 0;
    }

    private void Check(JsonNode? schemaNode, JsonNode? node, string place, List<string> problems)
    {
        if (schemaNode is not JsonObject schema)
        {
            Note(problems, schemaNode?.GetValueKind() == JsonValueKind.False, place, "may not be there");
            return;
        }

        if (Json.Text(schema["$ref"]) is { Length: > 0 } reference)
        {
            Check(Resolve(reference), node, place, problems);
        }

        CheckValue(schema, node, place, problems);
        CheckChoices(schema, node, place, problems);
        switch (node)
        {
            case JsonObject holder:
                CheckObject(schema, holder, place, problems);
                break;
            case JsonArray list:
                CheckArray(schema, list, place, problems);
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                CheckText(schema, value.GetValue<string>(), place, problems);
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number:
                Note(problems, schema["minimum"] is { } least && Number(value) < Number(least), place, $"is less than {schema["minimum"]}");
                Note(problems, schema["maximum"] is { } most && Number(value) > Number(most), place, $"is more than {schema["maximum"]}");
                break;
        }
    }

    private static void CheckValue(JsonObject schema, JsonNode? node, string place, List<string> problems)
    {
        if (schema["type"] is { } type)
        {
            var names = type is JsonArray several ? several.Select(Json.Text).ToList() : [Json.Text(type)];
            Note(problems, !names.Any(name => IsOf(name, node)), place, $"is not of type {string.Join(" or ", names)}");
        }

        if (schema["enum"] is JsonArray allowed)
        {
            Note(problems, !allowed.Any(one => JsonNode.DeepEquals(one, node)), place, $"is none of {string.Join(", ", allowed.Select(one => one?.ToString() ?? "null"))}");
        }

        Note(problems, schema.TryGetPropertyValue("const", out var only) && !JsonNode.DeepEquals(only, node), place, $"is not {only}");
    }

    private void CheckChoices(JsonObject schema, JsonNode? node, string place, List<string> problems)
    {
        foreach (var all in Json.Items(schema["allOf"]))
        {
            Check(all, node, place, problems);
        }

        Note(problems, schema["anyOf"] is JsonArray any && !any.Any(one => IsValid(one, node)), place, "fits none of its alternatives");
        Note(problems, schema["oneOf"] is JsonArray either && either.Count(one => IsValid(one, node)) != 1, place, "does not fit exactly one of its alternatives");
        Note(problems, schema["not"] is { } not && IsValid(not, node), place, "is what it may not be");
        if (schema["if"] is { } condition)
        {
            Check(schema[IsValid(condition, node) ? "then" : "else"] ?? new JsonObject(), node, place, problems);
        }
    }

    private void CheckObject(JsonObject schema, JsonObject holder, string place, List<string> problems)
    {
        foreach (var name in Json.Texts(schema["required"]).Where(name => !holder.ContainsKey(name)))
        {
            Note(problems, true, place, $"has no {name}");
        }

        Note(problems, holder.Count < Count(schema, "minProperties", 0), place, $"has fewer than {schema["minProperties"]} members");
        Note(problems, holder.Count > Count(schema, "maxProperties", int.MaxValue), place, $"has more than {schema["maxProperties"]} members");
        foreach (var (name, member) in holder)
        {
            var within = place.Length == 0 ? name : $"{place}.{name}";
            var patterns = (schema["patternProperties"] as JsonObject)?.Where(pattern => Matches(name, pattern.Key)).Select(pattern => pattern.Value).ToList() ?? [];
            var named = schema["properties"] as JsonObject;
            foreach (var inner in patterns.Concat(named?.ContainsKey(name) == true ? [named[name]] : []))
            {
                Check(inner, member, within, problems);
            }

            if (patterns.Count == 0 && named?.ContainsKey(name) != true && schema["additionalProperties"] is { } others)
            {
                Check(others, member, within, problems);
            }

            CheckDependency(schema, holder, name, place, problems);
        }
    }

    private void CheckDependency(JsonObject schema, JsonObject holder, string name, string place, List<string> problems)
    {
        switch ((schema["dependencies"] as JsonObject)?[name])
        {
            case JsonArray names:
                Note(problems, names.Any(other => !holder.ContainsKey(Json.Text(other))), place, $"has {name} and so needs {string.Join(", ", names.Select(Json.Text))}");
                break;
            case JsonObject inner:
                Check(inner, holder, place, problems);
                break;
        }
    }

    private void CheckArray(JsonObject schema, JsonArray list, string place, List<string> problems)
    {
        Note(problems, list.Count < Count(schema, "minItems", 0), place, $"has fewer than {schema["minItems"]} items");
        Note(problems, list.Count > Count(schema, "maxItems", int.MaxValue), place, $"has more than {schema["maxItems"]} items");
        Note(
            problems,
            schema["uniqueItems"]?.GetValueKind() == JsonValueKind.True && list.Where((item, index) => list.Take(index).Any(other => JsonNode.DeepEquals(other, item))).Any(),
            place, "has the same item twice");
        for (var index = 0; schema["items"] is { } items && index < list.Count; index++)
        {
            Check(items, list[index], string.Create(CultureInfo.InvariantCulture, $"{place}[{index}]"), problems);
        }
    }

    private static void CheckText(JsonObject schema, string text, string place, List<string> problems)
    {
        // The specification counts characters, not UTF-16 units.
        var length = text.EnumerateRunes().Count();
        Note(problems, length < Count(schema, "minLength", 0), place, $"is shorter than {schema["minLength"]} characters");
        Note(problems, length > Count(schema, "maxLength", int.MaxValue), place, $"is longer than {schema["maxLength"]} characters");
        Note(problems, Json.Text(schema["pattern"]) is { Length: > 0 } pattern && !Matches(text, pattern), place, $"does not match {schema["pattern"]}");
        Note(problems, Json.Text(schema["format"]) == "uri" && !Uri.TryCreate(text, UriKind.Absolute, out _), place, "is not an address");
    }

    private static void Note(List<string> problems, bool broken, string place, string what)
    {
        if (broken)
        {
            problems.Add($"{(place.Length == 0 ? "the whole" : place)} {what}");
        }
    }

    private static bool IsOf(string type, JsonNode? node) => (type, node?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("null", JsonValueKind.Null) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => decimal.IsInteger(Number(node!)),
        _ => false,
    };

    private static bool Matches(string text, string pattern) => Regex.IsMatch(text, pattern, RegexOptions.ECMAScript, PatternTimeout);

    private static decimal Number(JsonNode node) => decimal.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static int Count(JsonObject schema, string word, int otherwise) => schema[word] is { } number ? (int)Number(number) : otherwise;

    private JsonNode? Resolve(string reference)
    {
        var steps = reference.Split('/');
        return steps[0] != "#"
            ? throw new InvalidDataException($"The schema refers to '{reference}', which is not within it.")
            : steps.Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))
                .Aggregate((JsonNode?)root, (node, step) => (node as JsonObject)?[step])
                ?? throw new InvalidDataException($"The schema refers to '{reference}', which is not there.");
    }
}
