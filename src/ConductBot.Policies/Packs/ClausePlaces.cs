namespace ConductBot.Policies.Packs;

/// <summary>How the clauses of one section are named.</summary>
/// <param name="Id">Paragraphs and bullets are counted behind it (<c>5.p2</c>); null: the numbers printed are the ids (<c>4.2.7</c>).</param>
/// <param name="Label">Where staff find it: <c>Section 5 (Further Action)</c>, or <c>Clause</c> before a printed number.</param>
/// <param name="Numbered">With an id: a list's own numbers (<c>3.</c>, <c>(a)</c>) name its items: <c>conduct.3</c>.</param>
/// <param name="BelowNumbers">Without an id: what has no number is counted below the number before it: <c>4.2.b1</c>.</param>
internal sealed record SectionShape(string? Id, string Label, bool Numbered = false, bool BelowNumbers = false);

/// <summary>Names clauses by their place, one after another through a document.</summary>
internal sealed class ClausePlaces
{
    private readonly Dictionary<(string Section, char Kind), int> counted = [];
    private SectionShape shape = new(null, "");
    private string? number;

    /// <summary>What comes next belongs to this section. One that was begun before, under another heading, is counted on.</summary>
    public void Begin(SectionShape section)
    {
        shape = section;
        number = null;
    }

    /// <summary>The place and label of the next passage; null where it is no clause: nothing numbers it, in a section that goes by numbers.</summary>
    public (string Id, string Label)? Next(Passage passage) => (shape, passage) switch
    {
        ({ Id: { } id, Numbered: true }, { Number: { } printed }) => Listed(id, printed),
        ({ Id: { } id }, _) => Count(id, shape.Label, passage),
        (_, { Number: { } printed }) => Numbered(printed),
        ({ BelowNumbers: true }, _) when number is not null => Count(number, $"{shape.Label} {number}", passage),
        _ => null,
    };

    private (string, string) Numbered(string printed)
    {
        number = printed;
        return (printed, $"{shape.Label} {printed}");
    }

    /// <summary>A letter stands below the number before it, where there is one.</summary>
    private (string, string) Listed(string section, string printed)
    {
        if (char.IsAsciiDigit(printed[0]))
        {
            number = printed;
        }
        else if (number is not null)
        {
            printed = $"{number}.{printed}";
        }

        return ($"{section}.{printed}", $"{shape.Label}, {printed}");
    }

    private (string, string) Count(string section, string label, Passage passage)
    {
        var kind = passage.IsBullet ? 'b' : 'p';
        var count = counted[(section, kind)] = counted.GetValueOrDefault((section, kind)) + 1;
        return ($"{section}.{kind}{count}", $"{label}, {(passage.IsBullet ? "bullet" : "paragraph")} {count}");
    }
}
