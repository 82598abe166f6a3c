using System.Text;
using ConductBot.Policies.Importing;

namespace ConductBot.Host.Importing;

/// <summary>Puts a document's blocks down as plain text, the way policies are kept, and remembers which lines are headings.</summary>
internal sealed class DocumentTextBuilder
{
    private readonly StringBuilder text = new();
    private readonly HashSet<int> headings = [];
    private int line;
    private bool inList;

    public ReceivedDocument Build() => new(text.ToString(), headings);

    public void Heading(string words)
    {
        if (Fold(words) is { Length: > 0 } folded)
        {
            Apart();
            headings.Add(line);
            Write(folded);
        }
    }

    /// <summary>A paragraph; its own line breaks are kept.</summary>
    public void Paragraph(string words)
    {
        var lines = words.Split('\n').Select(Fold).Where(folded => folded.Length > 0).ToList();

        if (lines.Count > 0)
        {
            Apart();
            lines.ForEach(Write);
        }
    }

    /// <summary>An item of a list, its mark or number first: <c>-</c>, <c>(a)</c>, <c>4.2</c>.</summary>
    public void Item(string mark, string words)
    {
        if (Fold(words) is { Length: > 0 } folded)
        {
            if (!inList)
            {
                Apart();
            }

            Write($"{mark} {folded}");
            inList = true;
        }
    }

    /// <summary>A row of a table.</summary>
    public void Row(IEnumerable<string> cells)
    {
        var folded = cells.Select(Fold).ToList();

        if (folded.Exists(cell => cell.Length > 0))
        {
            Apart();
            Write(string.Join('\t', folded).TrimEnd('\t'));
        }
    }

    private void Apart()
    {
        inList = false;

        if (line > 0)
        {
            Write("");
        }
    }

    private void Write(string words)
    {
        text.Append(words).Append('\n');
        line++;
    }

    private static string Fold(string words) =>
        string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("\0", "", StringComparison.Ordinal);
}
