using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ConductBot.Testing.Cards;

/// <summary>
/// What our cards keep to beyond what the schema asks: everybody can read them, old clients too, and nothing about a
/// person shows where a notification might.
/// </summary>
public static partial class CardRules
{
    /// <summary>The rules that a card drawn from this template breaks; none is good.</summary>
    public static IReadOnlyList<string> Broken(JsonObject template, JsonObject card)
    {
        var broken = new List<string>();
        CheckCard(card, broken);
        CheckElements(card, broken);
        CheckNames(template, broken);
        return broken;
    }

    private static void CheckCard(JsonObject card, List<string> broken)
    {
        foreach (var (property, expected) in new[] { ("type", "AdaptiveCard"), ("version", "1.5"), ("lang", "en-GB") })
        {
            if (Text(card, property) != expected)
            {
                broken.Add($"{property} is not {expected}");
            }
        }

        if (Text(card, "speak").Length == 0 && Text(card, "fallbackText").Length == 0)
        {
            broken.Add("neither speak nor fallbackText says what it is");
        }
    }

    private static void CheckElements(JsonNode? node, List<string> broken)
    {
        switch (node)
        {
            case JsonObject element:
                CheckElement(element, broken);
                foreach (var (name, member) in element)
                {
                    // A card that fetches itself anew needs no fallback: an old client simply does not.
                    CheckElements(name == "refresh" ? null : member, broken);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    CheckElements(item, broken);
                }

                break;
            case JsonValue value when value.TryGetValue<string>(out var text) && text.Contains("${", StringComparison.Ordinal):
                broken.Add($"a gap shows: {text}");
                break;
        }
    }

    private static void CheckElement(JsonObject element, List<string> broken)
    {
        var type = Text(element, "type");
        var at = $"{type} {Text(element, "id")}{Text(element, "title")}{Text(element, "text")}".TrimEnd();
        if (type == "TextBlock" && element["wrap"]?.GetValueKind() != System.Text.Json.JsonValueKind.True)
        {
            broken.Add($"{at}: not wrapped, so a phone cuts it off");
        }

        if (type.StartsWith("Input.", StringComparison.Ordinal) && Text(element, "label").Length == 0)
        {
            broken.Add($"{at}: no label, so a screen reader has nothing to say");
        }

        if (type == "Input.ChoiceSet" && Text(element, "isMultiSelect") == "true" && ChoiceValues(element).Any(value => value.Contains(',', StringComparison.Ordinal)))
        {
            broken.Add($"{at}: a comma in a value, and the values arrive joined with commas");
        }

        if (type == "Image" && Text(element, "altText").Length == 0)
        {
            broken.Add($"{at}: no altText");
        }

        if (type is "Image" or "Action.OpenUrl" && !Text(element, "url").StartsWith("https://", StringComparison.Ordinal))
        {
            broken.Add($"{at}: its address is not https");
        }

        if (type is "Media" or "Action.Http")
        {
            broken.Add($"{at}: Teams does not show it");
        }

        if (type.StartsWith("Action.", StringComparison.Ordinal) && Text(element, "title").Length == 0)
        {
            broken.Add($"{at}: no title");
        }

        if (type == "Action.Execute")
        {
            CheckExecute(element, at, broken);
        }
    }

    private static void CheckExecute(JsonObject action, string at, List<string> broken)
    {
        if (!Verb().IsMatch(Text(action, "verb")))
        {
            broken.Add($"{at}: the verb is not subject/what-it-does");
        }

        if (action["fallback"] is not JsonObject fallback || Text(fallback, "type") != "Action.Submit")
        {
            broken.Add($"{at}: no fallback of type Action.Submit, so an old client shows no button");
            return;
        }

        var sent = fallback["data"] as JsonObject;
        if (action["data"] is JsonObject data && data.Any(member => !JsonNode.DeepEquals(member.Value, sent?[member.Key])))
        {
            broken.Add($"{at}: the fallback does not carry the same data");
        }

        if (sent is null || Text(sent, "verb") != Text(action, "verb"))
        {
            broken.Add($"{at}: the fallback's data does not name the verb, and a Submit has no other place for it");
        }

        if (Text(fallback, "title") != Text(action, "title"))
        {
            broken.Add($"{at}: the fallback has another title");
        }
    }

    private static void CheckNames(JsonNode? template, List<string> broken)
    {
        if (template is JsonArray list)
        {
            foreach (var item in list)
            {
                CheckNames(item, broken);
            }
        }

        if (template is not JsonObject element)
        {
            return;
        }

        string[] prominent = Text(element, "style") == "heading" ? ["text", "fallbackText", "speak"] : ["fallbackText", "speak"];
        foreach (var text in prominent.Select(name => Text(element, name)).Where(text => Personal().IsMatch(text)))
        {
            broken.Add($"{text}: a heading, fallbackText or speak may be shown in a notification");
        }

        foreach (var (_, member) in element)
        {
            CheckNames(member, broken);
        }
    }

    private static IEnumerable<string> ChoiceValues(JsonObject input) =>
        input["choices"] is JsonArray choices ? choices.OfType<JsonObject>().Select(choice => Text(choice, "value")) : [];

    private static string Text(JsonObject element, string name) => element[name]?.ToString() ?? "";

    [GeneratedRegex(@"^[a-z-]+/[a-z-]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Verb();

    [GeneratedRegex(@"\$\{[^}]*\b(post|author|reporter|target|quote|quoted|words|person|pupil)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Personal();
}
