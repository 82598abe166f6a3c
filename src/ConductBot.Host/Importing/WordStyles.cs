using DocumentFormat.OpenXml.Wordprocessing;

namespace ConductBot.Host.Importing;

/// <summary>What a paragraph's style, with those it is based on, and its own settings make of it.</summary>
internal sealed record WordStyle(bool IsHeading, bool IsContents, bool IsBold, WordNumbering? Numbering);

/// <param name="Id">Of the list; never 0, which takes a paragraph out of its style's list.</param>
internal sealed record WordNumbering(int Id, int Level);

/// <summary>A document's paragraph styles.</summary>
internal sealed class WordStyles(Styles? styles)
{
    private const int MostBases = 20;

    private readonly Dictionary<string, Style> byId = (styles?.Elements<Style>() ?? [])
        .Where(style => style.StyleId?.Value is not null)
        .GroupBy(style => style.StyleId!.Value!, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    public WordStyle Of(Paragraph paragraph)
    {
        var own = paragraph.ParagraphProperties;
        var chain = Chain(own?.ParagraphStyleId?.Val?.Value);
        var names = chain.Select(style => (style.StyleName?.Val?.Value ?? style.StyleId!.Value!).ToLowerInvariant()).ToList();
        var outline = own?.OutlineLevel?.Val?.Value ?? chain.Select(style => style.StyleParagraphProperties?.OutlineLevel?.Val?.Value).FirstOrDefault(level => level is not null);

        return new WordStyle(
            outline is >= 0 and < 9 || names.Exists(name => name is "title" || name.StartsWith("heading", StringComparison.Ordinal)),
            names.Exists(name => name.StartsWith("toc", StringComparison.Ordinal)),
            chain.Select(style => style.StyleRunProperties?.Bold).FirstOrDefault(bold => bold is not null) is { } bold && (bold.Val is null || bold.Val.Value),
            Numbering(own?.NumberingProperties, chain));
    }

    private static WordNumbering? Numbering(NumberingProperties? own, IReadOnlyList<Style> chain)
    {
        var inherited = chain.Select(style => style.StyleParagraphProperties?.NumberingProperties).OfType<NumberingProperties>().ToList();
        var id = own?.NumberingId?.Val?.Value ?? inherited.Select(numbering => numbering.NumberingId?.Val?.Value).FirstOrDefault(value => value is not null);
        var level = own?.NumberingLevelReference?.Val?.Value
            ?? inherited.Select(numbering => numbering.NumberingLevelReference?.Val?.Value).FirstOrDefault(value => value is not null)
            ?? 0;

        return id is null or 0 ? null : new WordNumbering(id.Value, level);
    }

    private IReadOnlyList<Style> Chain(string? id)
    {
        var chain = new List<Style>();

        while (id is not null && chain.Count < MostBases && byId.TryGetValue(id, out var style))
        {
            chain.Add(style);
            id = style.BasedOn?.Val?.Value;
        }

        return chain;
    }
}
