namespace ConductBot.Policies.Packs;

/// <summary>
/// Cuts the clauses out of a document. A pack tells where each section begins and lists its clauses with their opening
/// words; the words themselves come from the document alone, so they cannot drift. Structure and opening words have to
/// agree, and every paragraph has to be listed: a document that changed under its pack is refused.
/// </summary>
internal sealed class ClauseCutter(string policyId, PolicyText document)
{
    private readonly List<Clause> clauses = [];
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);
    private readonly ClausePlaces places = new();

    public IReadOnlyList<Clause> Clauses => clauses;

    /// <summary>In the document, by full clause id.</summary>
    public IReadOnlyDictionary<string, int> Lines => lines;

    public void Cut(IReadOnlyList<YamlMap> sections)
    {
        var starts = Starts(sections);

        for (var i = 0; i < sections.Count; i++)
        {
            var section = sections[i];
            var end = i + 1 < sections.Count ? starts[i + 1].Heading : document.End;

            if (section.TextOrNull("until") is { } until)
            {
                var stop = document.FindLine(PolicyText.Fold(until), starts[i].Body);

                if (stop < 0 || stop > end)
                {
                    section.Problem(section.LineOf("until"), $"No line of this section reads '{until}'.");
                    stop = end;
                }

                end = stop;
            }

            CutSection(section, starts[i].Body, Math.Max(end, starts[i].Body));
        }
    }

    /// <summary>The line of each heading, and the line its text begins on. A section without a heading starts where the last one ended.</summary>
    private (int Heading, int Body)[] Starts(IReadOnlyList<YamlMap> sections)
    {
        var starts = new (int Heading, int Body)[sections.Count];
        var from = 0;

        for (var i = 0; i < sections.Count; i++)
        {
            var heading = sections[i].TextOrNull("heading");
            var line = heading is null ? from : Find(PolicyText.Fold(heading), from, sections[i].Number("occurrence", otherwise: 1));

            if (line < 0)
            {
                sections[i].Problem(sections[i].LineOf("heading"), $"No line of the document, from here on, reads '{heading}'.");
                line = from;
            }

            from = heading is null ? line : line + 1;
            starts[i] = (line, from);
        }

        return starts;
    }

    /// <summary>A contents list may have the heading first, in the same words.</summary>
    private int Find(string heading, int from, int occurrence)
    {
        var line = document.FindLine(heading, from);

        for (var seen = 1; seen < occurrence && line >= 0; seen++)
        {
            line = document.FindLine(heading, line + 1);
        }

        return line;
    }

    private void CutSection(YamlMap section, int from, int to)
    {
        var shape = new SectionShape(
            section.TextOrNull("id"), section.Text("label"), section.Flag("numbered"), section.Flag("count-below-numbers"));
        var found = new Dictionary<string, (Passage Passage, string Label)>(StringComparer.Ordinal);
        places.Begin(shape);

        foreach (var passage in document.Passages(from, to, shape.Numbered))
        {
            if (places.Next(passage) is { } place && !found.TryAdd(place.Id, (passage, place.Label)))
            {
                section.Problem(section.Line, $"The document has '{place.Id}' twice in this section.");
            }
        }

        if (section.Map("clauses") is { } listed)
        {
            Take(listed, found);
        }
        else
        {
            section.Problem(section.Line, "'clauses' is missing: each clause with its opening words.");
        }

        foreach (var (place, (passage, _)) in found)
        {
            section.Problem(section.Line, $"The document's clause {place} ('{Opening(passage.Text)}') is not listed.");
        }

        section.RefuseTheRest();
    }

    private void Take(YamlMap listed, Dictionary<string, (Passage Passage, string Label)> found)
    {
        foreach (var place in listed.Keys)
        {
            var opening = PolicyText.Fold(listed.Text(place));

            if (!found.Remove(place, out var clause))
            {
                listed.Problem(listed.LineOf(place), $"The document has no clause {place} in this section.");
            }
            else if (!clause.Passage.Text.StartsWith(opening, StringComparison.Ordinal))
            {
                listed.Problem(
                    listed.LineOf(place),
                    $"The document's clause {place} begins '{Opening(clause.Passage.Text)}', not '{opening}'.");
            }
            else
            {
                Add(listed, place, clause.Label, clause.Passage);
            }
        }
    }

    private void Add(YamlMap listed, string place, string label, Passage passage)
    {
        var id = $"{policyId}/{place}";

        if (!lines.TryAdd(id, passage.Line))
        {
            listed.Problem(listed.LineOf(place), $"Clause {place} is listed twice.");
        }
        else if (!document.Folded.Contains(passage.Text, StringComparison.Ordinal))
        {
            listed.Problem(listed.LineOf(place), $"The words of {place} are not in the document word for word.");
        }
        else
        {
            clauses.Add(new Clause(id, label, passage.Text));
        }
    }

    private static string Opening(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
