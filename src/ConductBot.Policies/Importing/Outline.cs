using ConductBot.Policies.Packs;

namespace ConductBot.Policies.Importing;

/// <summary>The parts of a document that hold clauses, each as a pack's <c>sections</c> will name it.</summary>
/// <param name="Title">The line taken for the document's title; null where there is none.</param>
/// <param name="Sections">In the document's order. One without clauses stands there to end the one before it.</param>
/// <param name="LeftOut">Passages that became no clause, from the first section on.</param>
/// <param name="Front">What the tables before the first section say of the document.</param>
internal sealed record Outline(
    string? Title, IReadOnlyList<OutlineSection> Sections, IReadOnlyList<Passage> LeftOut, IReadOnlyList<FrontLine> Front);

/// <param name="Heading">The line it begins behind; null: where the last one ended.</param>
/// <param name="Occurrence">Which of the lines that read so, from the last heading on.</param>
/// <param name="Until">The line it ends before, where that is not the next heading.</param>
internal sealed record OutlineSection(
    string? Heading, int Occurrence, string? Until, SectionShape Shape, IReadOnlyList<(string Place, string Label, Passage Passage)> Clauses);

/// <summary>A line such as "Date approved: July 2019".</summary>
internal sealed record FrontLine(string Name, string Value);
