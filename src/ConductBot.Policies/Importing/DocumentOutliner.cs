using System.Text.RegularExpressions;

using ConductBot.Policies.Packs;

namespace ConductBot.Policies.Importing;

/// <summary>
/// Finds the sections of a policy and the clauses in them. Three ways of writing are known, and may stand side by side:
/// clauses that print their own numbers ("4.2.7"), sections that print theirs ("5 Further Action") over plain paragraphs and
/// bullets, and headings without any number.
/// </summary>
internal sealed partial class DocumentOutliner
{
    private readonly DocumentLines lines;
    private List<int> headings;
    private readonly ClausePlaces places = new();
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly List<OutlineSection> sections = [];
    private readonly List<Passage> leftOut = [];
    private readonly HashSet<string> numbers = new(StringComparer.Ordinal);
    private int lastHeading = -1;

    private DocumentOutliner(DocumentLines lines)
    {
        this.lines = lines;
        headings = [.. lines.Headings];
    }

    public static Outline Of(ReceivedDocument document) => new DocumentOutliner(new DocumentLines(document)).Find();

    private Outline Find()
    {
        var numbered = NumberedHeadings();
        var first = numbered.Count > 0 ? numbered.Keys.Min() : lines.Count;
        var title = Title(first);
        var heads = headings.Where(line => line > title).ToList();

        Preamble(title, heads.FirstOrDefault(lines.Count));
        (string Id, string Title)? current = null;

        for (var i = 0; i < heads.Count; i++)
        {
            var end = i + 1 < heads.Count ? heads[i + 1] : lines.Count;

            if (heads[i] < first && first < lines.Count && !HasProse(heads[i] + 1, end))
            {
                continue;
            }

            var shape = Shape(heads[i], numbered, current);
            current = numbered.ContainsKey(heads[i]) && shape.Id is { } id ? (id, numbered[heads[i]].Title)
                : shape.Id == current?.Id ? current
                : null;
            Section(heads[i], heads[i] + 1, end, shape);
        }

        if (sections.TrueForAll(section => section.Clauses.Count == 0))
        {
            sections.Clear();
            leftOut.Clear();

            if (lines.Text.Passages(0, lines.Count).Any(passage => !lines.IsTable(passage.Line - 1) && headings.BinarySearch(passage.Line - 1) < 0))
            {
                Section(heading: null, 0, lines.Count, new SectionShape("body", "Policy"));
            }
        }

        return new Outline(title < 0 ? null : lines.Line(title), sections, leftOut, Front(Math.Min(first, heads.FirstOrDefault(lines.Count))));
    }

    /// <summary>
    /// Headings that count up from one, with something under most of them. A list of short points is none, and a contents
    /// list in the same words counts up too, but holds nothing.
    /// </summary>
    private Dictionary<int, (int Number, string Title)> NumberedHeadings()
    {
        var runs = new List<Dictionary<int, (int Number, string Title)>>();

        foreach (var line in headings)
        {
            if (lines.Numbered(line) is { Number: 1 } first)
            {
                runs.Add(new() { [line] = first });
            }
            else if (lines.Numbered(line) is { } next && runs.LastOrDefault() is { } run && next.Number == run.Count + 1)
            {
                run[line] = next;
            }
        }

        if (runs.MaxBy(run => run.Keys.Count(Holds)) is { } found && found.Keys.Count(Holds) * 2 > found.Count && (found.Count > 1 || HoldsNumbers(found)))
        {
            return found;
        }

        headings = [.. headings.Where(line => lines.IsMarked(line) || lines.Numbered(line) is null)];
        return [];
    }

    private bool Holds(int heading) => HasProse(heading + 1, NextHeading(heading));

    private bool HoldsNumbers(Dictionary<int, (int Number, string Title)> found) => found.Keys.Any(line =>
        lines.Text.Passages(line + 1, NextHeading(line)).Any(passage => passage.Number is not null));

    private int NextHeading(int line)
    {
        var place = headings.BinarySearch(line + 1);
        place = place < 0 ? ~place : place;
        return place < headings.Count ? headings[place] : lines.Count;
    }

    /// <summary>The first heading before the sections that speaks like a policy's title; else the first one; -1 where there is none.</summary>
    private int Title(int firstSection)
    {
        var front = headings.Where(line => line < firstSection).ToList();
        var held = front.FindIndex(Holds);
        front = held < 0 ? front : front[..(held + 1)];
        var title = front.FindIndex(line => TitleWords().IsMatch(lines.Line(line)));

        return title >= 0 ? front[title] : front.FirstOrDefault(-1);
    }

    private void Preamble(int title, int end)
    {
        var stop = title < 0 ? -1 : Enumerable.Range(title + 1, Math.Max(0, end - title - 1)).FirstOrDefault(lines.IsTable, end);

        if (title < 0 || !HasProse(title + 1, stop))
        {
            return;
        }

        Section(title, title + 1, stop, new SectionShape("preamble", "Preamble"), until: stop < end ? lines.Line(stop) : null);
    }

    /// <summary>Something to cite stands between two lines: a passage that is no row of a table.</summary>
    private bool HasProse(int from, int to) => lines.Text.Passages(from, Math.Max(from, to)).Any(passage => !lines.IsTable(passage.Line - 1));

    private SectionShape Shape(int heading, Dictionary<int, (int Number, string Title)> numbered, (string Id, string Title)? current)
    {
        if (numbered.TryGetValue(heading, out var section))
        {
            return new SectionShape($"{section.Number}", $"Section {section.Number} ({HeadingNames.Label(section.Title)})");
        }

        var words = lines.Line(heading);

        // A heading without a number, under one with a number, divides that section.
        return current is { } open && !Appendix().IsMatch(words)
            ? new SectionShape(open.Id, $"Section {open.Id} ({HeadingNames.Label(open.Title)}, {HeadingNames.Label(words)})")
            : new SectionShape(HeadingNames.Id(words, taken), HeadingNames.Label(words));
    }

    private void Section(int? heading, int from, int to, SectionShape shape, string? until = null)
    {
        shape = Reading(shape, from, to);
        places.Begin(shape);
        var clauses = new List<(string, string, Passage)>();

        foreach (var passage in lines.Text.Passages(from, Math.Max(from, to), shape.Numbered))
        {
            if (places.Next(passage) is { } place)
            {
                clauses.Add((place.Id, place.Label, passage));
            }
            else
            {
                leftOut.Add(passage);
            }
        }

        if (shape.Id is { } id)
        {
            taken.Add(id);
        }

        var words = heading is { } line ? lines.Line(line) : null;
        sections.Add(new OutlineSection(words, heading is { } at ? Occurrence(at) : 1, until, shape, clauses));
    }

    /// <summary>Numbers that the document prints are kept wherever each names one clause.</summary>
    private SectionShape Reading(SectionShape shape, int from, int to)
    {
        var passages = lines.Text.Passages(from, Math.Max(from, to));
        var first = passages.ToList().FindIndex(passage => passage.Number is not null);

        if (first >= 0 && passages.Where(passage => passage.Number is not null).All(passage => numbers.Add(passage.Number!)))
        {
            return new SectionShape(Id: null, "Clause", BelowNumbers: passages.Skip(first).Any(passage => passage.Number is null));
        }

        var listed = shape with { Numbered = true };
        var trial = new ClausePlaces();
        trial.Begin(listed);
        var read = lines.Text.Passages(from, Math.Max(from, to), numbered: true);
        var ids = read.Select(trial.Next).Select(place => place!.Value.Id).ToList();

        return read.Count(passage => passage.Number is not null) > 1 && ids.Distinct(StringComparer.Ordinal).Count() == ids.Count ? listed : shape;
    }

    /// <summary>How many lines read so, from the heading before on, up to and with this one.</summary>
    private int Occurrence(int heading)
    {
        var after = lastHeading + 1;
        lastHeading = heading;
        return Enumerable.Range(after, heading - after + 1).Count(line => lines.Line(line) == lines.Line(heading));
    }

    /// <summary>The rows of a table with a name and a value, and lines with a colon, before the sections begin.</summary>
    private IReadOnlyList<FrontLine> Front(int firstSection)
    {
        var found = new List<FrontLine>();

        for (var i = 0; i < Math.Min(lines.Count, firstSection); i++)
        {
            var cells = lines.IsTable(i) ? lines.Cells(i) : [.. lines.Line(i).Split(':', 2).Select(PolicyText.Fold)];

            if (cells is [{ Length: > 0 and < 40 } name, { Length: > 0 and < 200 } value])
            {
                found.Add(new FrontLine(name, value));
            }
        }

        return found;
    }

    [GeneratedRegex(@"\b(?:policy|code|conduct|procedure|guidance|guidelines|agreement|protocol)\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex TitleWords();

    [GeneratedRegex("^(?:appendix|annex|schedule|addendum)\\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Appendix();
}
