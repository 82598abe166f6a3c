namespace ConductBot.Policies.Packs;

/// <summary>Reads what the document says about itself. Everything printed has to stand in it, word for word.</summary>
internal sealed class DocumentReader(PolicyText text)
{
    public PolicyDocument Read(YamlMap pack)
    {
        if (pack.Map("document") is not { } map)
        {
            pack.Problem(pack.Line, "'document' is missing: its title, approval and review.");
            return new PolicyDocument("", Version: null, "", ApprovedBy: null, "", default, []);
        }

        map.Text("title");
        map.Text("review");
        var document = new PolicyDocument(
            Printed(map, "title") ?? "",
            Printed(map, "version"),
            Printed(map, "approved") ?? "",
            Printed(map, "approved-by"),
            Printed(map, "review") ?? "",
            map.Date("review-due"),
            [.. map.Texts("lines").Select(line => Line(map, line))]);

        if (document.Approved.Length == 0 && !map.IsToDecide("approved"))
        {
            map.Problem(map.Line, "'approved' is missing.");
        }

        map.RefuseTheRest();
        return document;
    }

    /// <summary>One printed thing, or several in their order.</summary>
    private string? Printed(YamlMap map, string key)
    {
        var values = map.Texts(key);

        foreach (var (value, line) in values)
        {
            if (!text.Folded.Contains(PolicyText.Fold(value), StringComparison.Ordinal))
            {
                map.Problem(line, $"The document does not say '{value}'.");
            }
        }

        return values.Count == 0 ? null : string.Join(", then ", values.Select(value => value.Value));
    }

    /// <summary>The one line of the document that begins so, cut from it.</summary>
    private string Line(YamlMap map, YamlText opening)
    {
        if (text.LinesThatBegin(PolicyText.Fold(opening.Value)) is [var line])
        {
            return line;
        }

        map.Problem(opening.Line, $"'{opening.Value}' does not begin exactly one line of the document.");
        return "";
    }
}
