using System.Globalization;

namespace ConductBot.Cards.Expressions;

/// <summary>Numbers in the middle of a text look as they do in JavaScript (ECMA-262, Number::toString).</summary>
internal static class JavaScriptNumber
{
    public static string Format(double number)
    {
        if (number == 0 || !double.IsFinite(number))
        {
            return number switch
            {
                0 => "0",
                double.PositiveInfinity => "Infinity",
                double.NegativeInfinity => "-Infinity",
                _ => "NaN",
            };
        }

        var (digits, point) = ShortestDigits(Math.Abs(number));
        var sign = number < 0 ? "-" : "";
        return sign + Lay(digits, point);
    }

    private static string Lay(string digits, int point) => point switch
    {
        > 21 or <= -6 => Exponential(digits, point - 1),
        <= 0 => $"0.{new string('0', -point)}{digits}",
        _ when point >= digits.Length => digits.PadRight(point, '0'),
        _ => $"{digits[..point]}.{digits[point..]}",
    };

    private static string Exponential(string digits, int exponent)
    {
        var fraction = digits.Length == 1 ? "" : $".{digits[1..]}";
        var sign = exponent < 0 ? '-' : '+';
        return $"{digits[0]}{fraction}e{sign}{Math.Abs(exponent)}";
    }

    /// <summary>The fewest digits that read back as the same number, and where the point stands among them.</summary>
    private static (string Digits, int Point) ShortestDigits(double number)
    {
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var e = shortest.IndexOf('E', StringComparison.Ordinal);
        var exponent = e < 0 ? 0 : int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? shortest : shortest[..e];
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var point = (dot < 0 ? mantissa.Length : dot) + exponent;
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = all.TrimStart('0');
        return (significant.TrimEnd('0'), point - (all.Length - significant.Length));
    }
}
