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
    private readonly Dictionary<(string Section, char Kind), int> counted = [];

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

            CutSection(section, document.Passages(starts[i].Body, Math.Max(end, starts[i].Body)));
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
            var line = heading is null ? from : document.FindLine(PolicyText.Fold(heading), from);

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

    private void CutSection(YamlMap section, IReadOnlyList<Passage> passages)
    {
        var id = section.TextOrNull("id");
        var label = section.Text("label");
        var found = new Dictionary<string, (Passage Passage, string Label)>(StringComparer.Ordinal);

        foreach (var passage in passages)
        {
            if (id is null && passage.Number is null)
            {
                continue;
            }

            var (place, name) = id is null ? (passage.Number!, $"{label} {passage.Number}") : Count(id, label, passage);

            if (!found.TryAdd(place, (passage, name)))
            {
                section.Problem(section.Line, $"The document has '{place}' twice in this section.");
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

    /// <summary>Paragraphs and bullets are counted through a section, also where a second heading divides it.</summary>
    private (string Place, string Label) Count(string section, string label, Passage passage)
    {
        var kind = passage.IsBullet ? 'b' : 'p';
        var number = counted[(section, kind)] = counted.GetValueOrDefault((section, kind)) + 1;
        return ($"{section}.{kind}{number}", $"{label}, {(passage.IsBullet ? "bullet" : "paragraph")} {number}");
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
