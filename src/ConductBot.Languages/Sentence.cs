using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ConductBot.Languages;

/// <summary>An interpolated sentence, kept apart as what is always said and what is put in: <c>Case {0} was opened {1}.</c></summary>
[InterpolatedStringHandler]
public readonly struct Sentence(int literalLength, int formattedCount)
{
    private readonly StringBuilder key = new(literalLength + (3 * formattedCount));
    private readonly List<object?> slots = new(formattedCount);

    /// <summary>The sentence with numbered places: a composite format of .NET.</summary>
    public string Key => key.ToString();

    public void AppendLiteral(string text) => key.Append(text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    public void AppendFormatted<T>(T value) => AppendFormatted(value, format: null);

    public void AppendFormatted<T>(T value, string? format)
    {
        key.Append(CultureInfo.InvariantCulture, $"{{{slots.Count}").Append(format is null ? "" : $":{format}").Append('}');
        slots.Add(value);
    }

    internal string In(string translated) => string.Format(Language.Culture, translated, [.. slots]);
}
