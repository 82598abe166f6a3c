using System.Globalization;
using System.Text;
using ConductBot.Cards.Templates;

namespace ConductBot.Cards.Expressions;

/// <summary>
/// Reads what stands between <c>${</c> and <c>}</c>. Only what ConductBot's cards need: the rest of the language is
/// refused here, when the bot starts, rather than shown to a teacher half expanded.
/// </summary>
/// <remarks>
/// From loosest to tightest: <c>||</c>, <c>&amp;&amp;</c>, <c>&lt; &lt;= &gt; &gt;=</c>, <c>== !=</c>, <c>+</c>, <c>!</c>.
/// That equality binds tighter than order is the reference's grammar, not a slip.
/// </remarks>
internal sealed class ExpressionParser
{
    private readonly string _source;
    private readonly Place _place;
    private int _at;

    private ExpressionParser(string source, Place place)
    {
        _source = source;
        _place = place;
    }

    public static Expression Parse(string source, Place place)
    {
        var parser = new ExpressionParser(source, place);
        var expression = parser.Or();
        return parser.AtEnd() ? expression : throw parser.Unexpected();
    }

    private Expression Or()
    {
        var left = And();
        while (Take("||"))
        {
            left = new OrExpression(left, And());
        }

        return left;
    }

    private Expression And()
    {
        var left = Order();
        while (Take("&&"))
        {
            left = new AndExpression(left, Order());
        }

        return left;
    }

    private Expression Order()
    {
        var left = Equality();
        while (TakeOneOf("<=", ">=", "<", ">") is { } symbol)
        {
            left = new OrderExpression(left, Equality(), symbol);
        }

        return left;
    }

    private Expression Equality()
    {
        var left = Sum();
        while (TakeOneOf("==", "!=") is { } symbol)
        {
            left = new EqualityExpression(left, Sum(), equal: symbol == "==");
        }

        return left;
    }

    private Expression Sum()
    {
        var left = Unary();
        while (Take("+"))
        {
            left = new AddExpression(Addend(left), Addend(Unary()));
        }

        return left;
    }

    private Expression Addend(Expression side) =>
        Require(side, Yields.Number | Yields.Text, "only numbers and texts can be added");

    private Expression Unary() => Take("!") ? new NotExpression(Unary()) : Primary();

    private Expression Primary()
    {
        if (AtEnd())
        {
            throw Unexpected();
        }

        if (Take("("))
        {
            var inner = Or();
            Expect(")");
            return inner;
        }

        return _source[_at] switch
        {
            '\'' or '"' => new LiteralExpression(Value.From(Text())),
            >= '0' and <= '9' => new LiteralExpression(Value.From(Number())),
            '$' or '_' => Path(Name()),
            var c when char.IsAsciiLetter(c) => Named(Name()),
            _ => throw Unexpected(),
        };
    }

    private Expression Named(string name) => name switch
    {
        "true" => new LiteralExpression(Value.From(true)),
        "false" => new LiteralExpression(Value.From(false)),
        "null" => new LiteralExpression(Value.Null),
        "undefined" => throw Refuse("'undefined' is not supported; use exists()"),
        _ when Take("(") => Function(name),
        _ => Path(name),
    };

    private Expression Function(string name)
    {
        var arguments = Arguments();
        return (name, arguments) switch
        {
            ("if", [var condition, var then, var otherwise]) => new IfExpression(condition, then, otherwise),
            ("join", [var list, var separator]) => new JoinExpression(List(list), Separator(separator), last: null),
            ("join", [var list, var separator, var last]) => new JoinExpression(List(list), Separator(separator), Separator(last)),
            ("count", [var counted]) => new CountExpression(Require(counted, Yields.Text | Yields.List, "count() takes a list or a text")),
            ("exists", [var operand]) => new ExistsExpression(operand),
            ("empty", [var operand]) => new EmptyExpression(operand),
            ("if" or "join" or "count" or "exists" or "empty", _) => throw Refuse($"{name}() does not take {arguments.Count} arguments"),
            _ => throw Refuse($"no function {name}(); known are if, join, count, exists and empty"),
        };
    }

    private Expression List(Expression argument) => Require(argument, Yields.List, "join() takes a list");

    private Expression Separator(Expression argument) => Require(argument, Yields.Text, "join() puts a text between the items");

    private List<Expression> Arguments()
    {
        var arguments = new List<Expression>();
        if (Take(")"))
        {
            return arguments;
        }

        do
        {
            arguments.Add(Or());
        }
        while (Take(","));

        Expect(")");
        return arguments;
    }

    private PathExpression Path(string start)
    {
        if (start[0] == '$' && start is not ("$root" or "$data" or "$index"))
        {
            throw Refuse($"no {start}; known are $root, $data and $index");
        }

        var steps = new List<PathStep>();
        while (true)
        {
            if (Take("."))
            {
                steps.Add(new(MemberName(), 0, InBrackets: false));
            }
            else if (Take("["))
            {
                steps.Add(Bracket());
                Expect("]");
            }
            else
            {
                return new(start, steps);
            }
        }
    }

    private string MemberName() =>
        !AtEnd() && (char.IsAsciiLetter(_source[_at]) || _source[_at] == '_') ? Name() : throw Unexpected();

    private PathStep Bracket()
    {
        if (!AtEnd() && char.IsAsciiDigit(_source[_at]))
        {
            return Number() is var number && number == Math.Floor(number) && number <= int.MaxValue
                ? new(null, (int)number, InBrackets: true)
                : throw Refuse("a place in a list is a whole number");
        }

        if (AtEnd() || _source[_at] is not ('\'' or '"'))
        {
            throw Refuse("brackets hold a whole number or a quoted name");
        }

        // The reference takes a path apart at dots, brackets and quotes, and reads a name that begins with digits as
        // a place in a list; such names would be found in one position and not in another.
        var name = Text();
        return name.Length > 0 && (char.IsLetter(name[0]) || name[0] is '_' or '$' or '@') && name.AsSpan().IndexOfAny(".[]'\"") < 0
            ? new(name, 0, InBrackets: true)
            : throw Refuse($"the name '{name}' cannot be told from a path");
    }

    /// <summary>A name: a letter, <c>_</c> or <c>$</c>, then letters, digits and <c>_</c>, all ASCII.</summary>
    private string Name()
    {
        var start = _at++;
        while (_at < _source.Length && (char.IsAsciiLetterOrDigit(_source[_at]) || _source[_at] == '_'))
        {
            _at++;
        }

        return _source[start.._at];
    }

    private double Number()
    {
        var start = _at;
        SkipDigits();
        if (_at + 1 < _source.Length && _source[_at] == '.' && char.IsAsciiDigit(_source[_at + 1]))
        {
            _at++;
            SkipDigits();
        }

        return double.Parse(_source.AsSpan(start, _at - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }

    private void SkipDigits()
    {
        while (_at < _source.Length && char.IsAsciiDigit(_source[_at]))
        {
            _at++;
        }
    }

    private string Text()
    {
        var quote = _source[_at++];
        var text = new StringBuilder();
        while (_at < _source.Length && _source[_at] != quote)
        {
            text.Append(_source[_at] == '\\' ? Escaped(quote) : _source[_at]);
            _at++;
        }

        if (_at == _source.Length)
        {
            throw Refuse("a quoted text is not closed");
        }

        _at++;
        return text.ToString();
    }

    // \\ is left out on purpose: before a closing quote the reference reads it in two ways.
    private char Escaped(char quote) => ++_at < _source.Length
        ? _source[_at] switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            var c when c == quote => c,
            var c => throw Refuse($"\\{c} is not supported in a quoted text"),
        }
        : throw Refuse("a quoted text is not closed");

    private bool Take(string symbol)
    {
        if (AtEnd() || !_source.AsSpan(_at).StartsWith(symbol, StringComparison.Ordinal))
        {
            return false;
        }

        _at += symbol.Length;
        return true;
    }

    private string? TakeOneOf(params ReadOnlySpan<string> symbols)
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

    private void Expect(string symbol)
    {
        if (!Take(symbol))
        {
            throw Unexpected();
        }
    }

    private bool AtEnd()
    {
        while (_at < _source.Length && _source[_at] is ' ' or '\t')
        {
            _at++;
        }

        return _at == _source.Length;
    }

    private Expression Require(Expression expression, Yields allowed, string rule) =>
        (expression.Yields & allowed) != Yields.None ? expression : throw Refuse($"{expression}: {rule}");

    private CardTemplateException Unexpected() =>
        Refuse(AtEnd() ? "it stops short" : $"'{_source[_at]}' at character {_at + 1} is not supported there");

    private CardTemplateException Refuse(string problem) => _place.Refuse($"${{{_source}}}: {problem}");
}
