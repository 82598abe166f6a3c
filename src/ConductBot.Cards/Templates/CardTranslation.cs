using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ConductBot.Cards.Templates;

/// <summary>Puts a template's own words into another language before it is compiled, bindings and all: <c>See also: ${also}</c>.</summary>
internal static partial class CardTranslation
{
    /// <summary>The properties of Adaptive Cards 1.5 that people read, or have read to them.</summary>
    private static readonly HashSet<string> Read = new(StringComparer.Ordinal)
    {
        "text", "title", "label", "placeholder", "altText", "errorMessage", "tooltip", "fallbackText", "speak",
    };

    /// <summary>The words of a template that are to be translated, once each, in its order.</summary>
    public static IEnumerable<string> Words(JsonNode? template)
    {
        var words = new List<string>();
        Translate(template, text =>
        {
            words.Add(text);
            return text;
        });
        return words.Distinct(StringComparer.Ordinal);
    }

    /// <summary>Translates in place.</summary>
    public static void Translate(JsonNode? node, Func<string, string> translate)
    {
        switch (node)
        {
            case JsonObject element:
                foreach (var name in element.Select(member => member.Key).ToList())
                {
                    if (Read.Contains(name) && element[name] is JsonValue value && value.TryGetValue<string>(out var text))
                    {
                        element[name] = HasWords(text) ? translate(text) : text;
                    }
                    else if (name != "data")
                    {
                        Translate(element[name], translate);
                    }
                }

                break;

            case JsonArray list:
                foreach (var item in list)
                {
                    Translate(item, translate);
                }

                break;
        }
    }

    /// <summary>There is a word outside the bindings, or a text inside one that is put into the card.</summary>
    private static bool HasWords(string text) => Bindings().Replace(text, "").Any(char.IsLetter);

    [GeneratedRegex(@"\$\{[^}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bindings();
}
