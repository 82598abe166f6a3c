using System.Globalization;
using System.Text;
using ConductBot.Cards.Templates;

namespace ConductBot.Cards.Expressions;

/// <summary>Goes through the characters of an expression; blanks between its parts do not matter.</summary>
internal sealed class ExpressionReader(string source, Place place)
{
    private int _at;

    /// <summary>The next character that is no blank; a null character at the end.</summary>
    public char Next => AtEnd() ? '\0' : source[_at];

    /// <summary>A name: a letter, <c>_</c> or <c>$</c>, then letters, digits and <c>_</c>, all ASCII.</summary>
    public string Name()
    {
        var start = _at++;
        while (_at < source.Length && (char.IsAsciiLetterOrDigit(source[_at]) || source[_at] == '_'))
        {
            _at++;
        }

        return source[start.._at];
    }

    public double Number()
    {
        var start = _at;
        SkipDigits();
        if (_at + 1 < source.Length && source[_at] == '.' && char.IsAsciiDigit(source[_at + 1]))
        {
            _at++;
            SkipDigits();
        }

        return double.Parse(source.AsSpan(start, _at - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }

    public string Text()
    {
        var quote = source[_at++];
        var text = new StringBuilder();
        while (_at < source.Length && source[_at] != quote)
        {
            text.Append(source[_at] == '\\' ? Escaped(quote) : source[_at]);
            _at++;
        }

        if (_at == source.Length)
        {
            throw Refuse("a quoted text is not closed");
        }

        _at++;
        return text.ToString();
    }

    public bool Take(string symbol)
    {
        if (AtEnd() || !source.AsSpan(_at).StartsWith(symbol, StringComparison.Ordinal))
        {
            return false;
        }

        _at += symbol.Length;
        return true;
    }

    public string? TakeOneOf(params ReadOnlySpan<string> symbols)
    {
        foreach (var symbol in symbols)
        {
            if (Take(symbol))
            {
                return symbol;
            }
        }

        return null;
    }

    public void Expect(string symbol)
    {
        if (!Take(symbol))
        {
            throw Unexpected();
        }
    }

    public bool AtEnd()
    {
        while (_at < source.Length && source[_at] is ' ' or '\t')
        {
            _at++;
        }

        return _at == source.Length;
    }

    public CardTemplateException Unexpected() =>
        Refuse(AtEnd() ? "it stops short" : $"'{source[_at]}' at character {_at + 1} is not supported there");

    public CardTemplateException Refuse(string problem) => place.Refuse($"${{{source}}}: {problem}");

    private void SkipDigits()
    {
        while (_at < source.Length && char.IsAsciiDigit(source[_at]))
        {
            _at++;
        }
    }

    // \\ is left out on purpose: before a closing quote the reference reads it in two ways.
    private char Escaped(char quote) => ++_at < source.Length
        ? source[_at] switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            var c when c == quote => c,
            var c => throw Refuse($"\\{c} is not supported in a quoted text"),
        }
        : throw Refuse("a quoted text is not closed");
}
