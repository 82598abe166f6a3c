using System.Text;
using ConductBot.Cards.Expressions;

namespace ConductBot.Cards.Templates;

/// <summary>Takes a text of the template apart: what stays as it is, and the expressions in <c>${…}</c>.</summary>
internal static class TextParser
{
    /// <summary>The parts in order, a literal for what stays; none if the text has no binding at all.</summary>
    public static IReadOnlyList<Expression> Parts(string text, Place place)
    {
        if (!text.Contains("${", StringComparison.Ordinal))
        {
            return [];
        }

        var parts = new List<Expression>();
        var plain = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            switch (text[at])
            {
                // Only in a text that holds a binding do these two stand for themselves when escaped.
                case '\\' when at + 1 < text.Length && text[at + 1] is '$' or '`':
                    plain.Append(text[at + 1]);
                    at += 2;
                    break;
                case '`':
                    throw place.Refuse("a backtick beside a binding must be written \\`");
                case '$' when at + 1 < text.Length && text[at + 1] == '{':
                    AddPlain(parts, plain);
                    var end = End(text, at + 2, place);
                    parts.Add(ExpressionParser.Parse(text[(at + 2)..end].Trim(' ', '\t'), place));
                    at = end + 1;
                    break;
                default:
                    plain.Append(text[at++]);
                    break;
            }
        }

        AddPlain(parts, plain);
        return parts;
    }

    private static void AddPlain(List<Expression> parts, StringBuilder plain)
    {
        if (plain.Length > 0)
        {
            parts.Add(new LiteralExpression(Value.From(plain.ToString())));
            plain.Clear();
        }
    }

    /// <summary>Where the closing brace stands; one inside a quoted text does not count.</summary>
    private static int End(string text, int start, Place place)
    {
        var quote = '\0';
        for (var at = start; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\\' when quote != '\0':
                    at++;
                    break;
                case var c when quote != '\0':
                    quote = c == quote ? '\0' : quote;
                    break;
                case '\'' or '"':
                    quote = text[at];
                    break;
                case '}':
                    return at;
                case '{' or '`' or '\r' or '\n':
                    throw place.Refuse($"{text[(start - 2)..(at + 1)]}: not supported inside a binding");
            }
        }

        throw place.Refuse($"{text[(start - 2)..]}: the binding is not closed");
    }
}
