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
    private readonly ExpressionReader _reader;

    private ExpressionParser(ExpressionReader reader) => _reader = reader;

    public static Expression Parse(string source, Place place)
    {
        var reader = new ExpressionReader(source, place);
        var expression = new ExpressionParser(reader).Or();
        return reader.AtEnd() ? expression : throw reader.Unexpected();
    }

    private Expression Or()
    {
        var left = And();
        while (_reader.Take("||"))
        {
            left = new OrExpression(left, And());
        }

        return left;
    }

    private Expression And()
    {
        var left = Order();
        while (_reader.Take("&&"))
        {
            left = new AndExpression(left, Order());
        }

        return left;
    }

    private Expression Order()
    {
        var left = Equality();
        while (_reader.TakeOneOf("<=", ">=", "<", ">") is { } symbol)
        {
            left = new OrderExpression(left, Equality(), symbol);
        }

        return left;
    }

    private Expression Equality()
    {
        var left = Sum();
        while (_reader.TakeOneOf("==", "!=") is { } symbol)
        {
            left = new EqualityExpression(left, Sum(), equal: symbol == "==");
        }

        return left;
    }

    private Expression Sum()
    {
        var left = Unary();
        while (_reader.Take("+"))
        {
            left = new AddExpression(Addend(left), Addend(Unary()));
        }

        return left;
    }

    private Expression Addend(Expression side) =>
        Require(side, Yields.Number | Yields.Text, "only numbers and texts can be added");

    private Expression Unary() => _reader.Take("!") ? new NotExpression(Unary()) : Primary();

    private Expression Primary()
    {
        if (_reader.Take("("))
        {
            var inner = Or();
            _reader.Expect(")");
            return inner;
        }

        return _reader.Next switch
        {
            '\'' or '"' => new LiteralExpression(Value.From(_reader.Text())),
            >= '0' and <= '9' => new LiteralExpression(Value.From(_reader.Number())),
            '$' or '_' => Path(_reader.Name()),
            var c when char.IsAsciiLetter(c) => Named(_reader.Name()),
            _ => throw _reader.Unexpected(),
        };
    }

    private Expression Named(string name) => name switch
    {
        "true" => new LiteralExpression(Value.From(true)),
        "false" => new LiteralExpression(Value.From(false)),
        "null" => new LiteralExpression(Value.Null),
        "undefined" => throw _reader.Refuse("'undefined' is not supported; use exists()"),
        _ when _reader.Take("(") => Function(name),
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
            ("if" or "join" or "count" or "exists" or "empty", _) => throw _reader.Refuse($"{name}() does not take {arguments.Count} arguments"),
            _ => throw _reader.Refuse($"no function {name}(); known are if, join, count, exists and empty"),
        };
    }

    private Expression List(Expression argument) => Require(argument, Yields.List, "join() takes a list");

    private Expression Separator(Expression argument) => Require(argument, Yields.Text, "join() puts a text between the items");

    private List<Expression> Arguments()
    {
        var arguments = new List<Expression>();
        if (_reader.Take(")"))
        {
            return arguments;
        }

        do
        {
            arguments.Add(Or());
        }
        while (_reader.Take(","));

        _reader.Expect(")");
        return arguments;
    }

    private PathExpression Path(string start)
    {
        if (start[0] == '$' && start is not ("$root" or "$data" or "$index"))
        {
            throw _reader.Refuse($"no {start}; known are $root, $data and $index");
        }

        var steps = new List<PathStep>();
        while (true)
        {
            if (_reader.Take("."))
            {
                steps.Add(new(MemberName(), 0, InBrackets: false));
            }
            else if (_reader.Take("["))
            {
                steps.Add(Bracket());
                _reader.Expect("]");
            }
            else
            {
                return new(start, steps);
            }
        }
    }

    private string MemberName() =>
        char.IsAsciiLetter(_reader.Next) || _reader.Next == '_' ? _reader.Name() : throw _reader.Unexpected();

    private PathStep Bracket()
    {
        if (char.IsAsciiDigit(_reader.Next))
        {
            return _reader.Number() is var number && number == Math.Floor(number) && number <= int.MaxValue
                ? new(null, (int)number, InBrackets: true)
                : throw _reader.Refuse("a place in a list is a whole number");
        }

        if (_reader.Next is not ('\'' or '"'))
        {
            throw _reader.Refuse("brackets hold a whole number or a quoted name");
        }

        // The reference takes a path apart at dots, brackets and quotes, and reads a name that begins with digits as
        // a place in a list; such names would be found in one position and not in another.
        var name = _reader.Text();
        return name.Length > 0 && (char.IsLetter(name[0]) || name[0] is '_' or '$' or '@') && name.AsSpan().IndexOfAny(".[]'\"") < 0
            ? new(name, 0, InBrackets: true)
            : throw _reader.Refuse($"the name '{name}' cannot be told from a path");
    }

    private Expression Require(Expression expression, Yields allowed, string rule) =>
        (expression.Yields & allowed) != Yields.None ? expression : throw _reader.Refuse($"{expression}: {rule}");
}
