using System.Globalization;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ConductBot.Host.Importing;

/// <summary>Counts a document's lists as Word does, so that clause 4.2 is called 4.2 although the file never says so.</summary>
internal sealed class WordNumbers
{
    private const int Levels = 9;

    private static readonly (int Value, string Letters)[] Roman =
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];

    private readonly Dictionary<int, NumberingInstance> lists;
    private readonly Dictionary<int, AbstractNum> definitions;
    private readonly Dictionary<int, int?[]> counted = [];
    private readonly HashSet<int> begun = [];

    public WordNumbers(Numbering? numbering)
    {
        lists = ById(numbering?.Elements<NumberingInstance>(), list => list.NumberID?.Value);
        definitions = ById(numbering?.Elements<AbstractNum>(), definition => definition.AbstractNumberId?.Value);
    }

    /// <summary>The next item's mark: <c>-</c> for a bullet, <c>4.2</c>, <c>(a)</c>; null where the list shows none.</summary>
    public string? Next(WordNumbering item)
    {
        if (item.Level is < 0 or >= Levels
            || !lists.TryGetValue(item.Id, out var list)
            || list.AbstractNumId?.Val?.Value is not { } id
            || !definitions.TryGetValue(id, out var definition))
        {
            return null;
        }

        if (!counted.TryGetValue(id, out var counters))
        {
            counted[id] = counters = new int?[Levels];
        }

        if (begun.Add(item.Id))
        {
            Restart(list, counters);
        }

        counters[item.Level] = counters[item.Level] is { } before ? before + 1 : Start(definition, item.Level);
        Array.Clear(counters, item.Level + 1, Levels - item.Level - 1);
        return Mark(definition, list, item.Level, counters);
    }

    /// <summary>A list that was told to begin again at a number shares its counting with the others otherwise.</summary>
    private static void Restart(NumberingInstance list, int?[] counters)
    {
        foreach (var change in list.Elements<LevelOverride>())
        {
            if (change is { LevelIndex.Value: >= 0 and < Levels and var level, StartOverrideNumberingValue.Val.Value: var start })
            {
                counters[level] = start - 1;
            }
        }
    }

    private static string? Mark(AbstractNum definition, NumberingInstance list, int level, int?[] counters)
    {
        var described = LevelOf(definition, list, level);
        var format = described?.NumberingFormat?.Val?.Value ?? NumberFormatValues.Decimal;

        if (format == NumberFormatValues.Bullet)
        {
            return "-";
        }

        var mark = format == NumberFormatValues.None ? "" : described?.LevelText?.Val?.Value ?? $"%{level + 1}.";

        for (var i = 0; i <= level; i++)
        {
            mark = mark.Replace(
                $"%{i + 1}",
                Format(counters[i] ?? Start(definition, i), LevelOf(definition, list, i)?.NumberingFormat?.Val?.Value ?? NumberFormatValues.Decimal),
                StringComparison.Ordinal);
        }

        mark = string.Concat(mark.Where(letter => !char.IsWhiteSpace(letter)));
        return mark.Length > 0 ? mark : null;
    }

    private static Level? LevelOf(AbstractNum definition, NumberingInstance list, int level) =>
        list.Elements<LevelOverride>().FirstOrDefault(change => change.LevelIndex?.Value == level)?.Level
        ?? definition.Elements<Level>().FirstOrDefault(described => described.LevelIndex?.Value == level);

    private static int Start(AbstractNum definition, int level) =>
        definition.Elements<Level>().FirstOrDefault(described => described.LevelIndex?.Value == level)?.StartNumberingValue?.Val?.Value ?? 1;

    private static string Format(int number, NumberFormatValues format) => number < 1 || number > 400
        ? number.ToString(CultureInfo.InvariantCulture)
        : format switch
        {
            NumberFormatValues.LowerLetter => Letters(number),
            NumberFormatValues.UpperLetter => Letters(number).ToUpperInvariant(),
            NumberFormatValues.LowerRoman => InRoman(number),
            NumberFormatValues.UpperRoman => InRoman(number).ToUpperInvariant(),
            NumberFormatValues.DecimalZero => number.ToString("00", CultureInfo.InvariantCulture),
            _ => number.ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>Behind z come aa, bb, as Word has it.</summary>
    private static string Letters(int number) => new((char)('a' + (number - 1) % 26), (number - 1) / 26 + 1);

    private static string InRoman(int number)
    {
        var letters = "";

        foreach (var (value, roman) in Roman)
        {
            for (; number >= value; number -= value)
            {
                letters += roman;
            }
        }

        return letters;
    }

    private static Dictionary<int, T> ById<T>(IEnumerable<T>? all, Func<T, int?> id) => (all ?? [])
        .Where(one => id(one) is not null)
        .GroupBy(one => id(one)!.Value)
        .ToDictionary(group => group.Key, group => group.First());
}
