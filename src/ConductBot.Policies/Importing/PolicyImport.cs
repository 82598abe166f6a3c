using ConductBot.Policies.Packs;

namespace ConductBot.Policies.Importing;

/// <summary>Splits a school's own policy into clauses and drafts the pack for it.</summary>
public static class PolicyImport
{
    /// <param name="id">The policy's short id, before every clause's place.</param>
    /// <param name="document">As read from the school's file.</param>
    public static ImportedPolicy Split(string id, ReceivedDocument document)
    {
        var outline = DocumentOutliner.Of(document);

        return new ImportedPolicy(
            id,
            outline.Title,
            [.. outline.Sections.SelectMany(section => section.Clauses, (_, clause) => new Clause($"{id}/{clause.Place}", clause.Label, clause.Passage.Text))],
            [.. outline.LeftOut.Select(passage => new UnusedPassage(passage.Line, passage.Text))])
        {
            Document = document,
            Outline = outline,
        };
    }
}

/// <summary>A policy cut into clauses; nothing about it is decided yet.</summary>
/// <param name="Title">The line taken for its title, or null.</param>
/// <param name="Clauses">In the document's order; empty where none could be found.</param>
/// <param name="Unused">Text from the first section on that became no clause: whoever imports should know.</param>
public sealed record ImportedPolicy(string Id, string? Title, IReadOnlyList<Clause> Clauses, IReadOnlyList<UnusedPassage> Unused)
{
    /// <summary>What the clauses were cut from, and what stands beside the pack.</summary>
    public string DocumentText => Document.Text;

    internal ReceivedDocument Document { get; init; } = ReceivedDocument.Plain("");

    internal Outline Outline { get; init; } = new(null, [], [], []);

    /// <summary>The <c>pack.yaml</c> for it, with a mark wherever somebody at the school has to decide.</summary>
    /// <param name="documentFile">The name under which the document's text stands beside the pack.</param>
    /// <param name="sha256">Of that file's bytes, in lower-case hex.</param>
    /// <param name="receivedAs">The name of the file it was read from, for a comment.</param>
    public string PackYaml(PolicyVocabulary vocabulary, string documentFile, string sha256, string receivedAs) =>
        PackDraft.Write(this, vocabulary, documentFile, sha256, receivedAs);
}

/// <param name="Line">Of the document's text, counted from 1.</param>
public sealed record UnusedPassage(int Line, string Text);
