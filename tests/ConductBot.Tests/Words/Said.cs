using System.Globalization;
using System.Text;
using ConductBot.Cards;
using ConductBot.Testing.Cards;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConductBot.Tests.Words;

/// <summary>What the program says to staff, read from where it says it: <c>Say(…)</c> in the source, the templates of the cards.</summary>
internal static class Said
{
    private static readonly string Source = Path.Combine(RepositoryFolder.Path, "src");

    /// <summary>Every sentence, once, in order.</summary>
    public static IReadOnlyList<string> Everywhere { get; } =
    [
        .. InSource().Select(said => said.Key).OfType<string>()
            .Concat(CardLibrary.WordsOf(Path.Combine(RepositoryFolder.Path, "cards")))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Every <c>Say</c>, with its key; null where what is said is not written there.</summary>
    public static IReadOnlyList<(string Where, string? Key)> InSource() =>
    [
        .. Directory.GetFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Source, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .Order(StringComparer.Ordinal)
            .SelectMany(Calls),
    ];

    private static IEnumerable<(string Where, string? Key)> Calls(string file)
    {
        var tree = CSharpSyntaxTree.ParseText(File.ReadAllText(file));
        foreach (var call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (call.Expression is IdentifierNameSyntax { Identifier.Text: "Say" })
            {
                var line = tree.GetLineSpan(call.Span).StartLinePosition.Line + 1;
                var where = string.Create(CultureInfo.InvariantCulture, $"{Path.GetRelativePath(RepositoryFolder.Path, file)}:{line}");
                yield return (where, call.ArgumentList.Arguments is [var only] ? Key(only.Expression) : null);
            }
        }
    }

    private static string? Key(ExpressionSyntax said) => said switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax interpolated => Key(interpolated),
        BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => (sum.Left, sum.Right) switch
        {
            (InterpolatedStringExpressionSyntax, _) or (_, InterpolatedStringExpressionSyntax) => null,
            var (left, right) => Key(left) is { } first && Key(right) is { } second ? first + second : null,
        },
        _ => null,
    };

    private static string Key(InterpolatedStringExpressionSyntax said)
    {
        var key = new StringBuilder();
        var slots = 0;
        foreach (var part in said.Contents)
        {
            if (part is InterpolatedStringTextSyntax text)
            {
                // A brace of the text itself is written twice in the source, and twice in a composite format.
                key.Append(text.TextToken.ValueText.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal)
                    .Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
            }
            else
            {
                var format = ((InterpolationSyntax)part).FormatClause?.FormatStringToken.ValueText;
                key.Append(CultureInfo.InvariantCulture, $"{{{slots++}").Append(format is null ? "" : $":{format}").Append('}');
            }
        }

        return key.ToString();
    }
}
