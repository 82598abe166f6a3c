namespace ConductBot.Policies.Importing;

/// <summary>A policy as plain text: a blank line between paragraphs, <c>-</c> before a bullet, tabs between the cells of a table.</summary>
/// <param name="Text">Lines end with a line feed.</param>
/// <param name="Headings">
/// The lines that the document itself marks as headings, counted from 0. Empty where it marks none (plain text, PDF): then
/// short lines that stand alone are taken.
/// </param>
public sealed record ReceivedDocument(string Text, IReadOnlySet<int> Headings)
{
    public static ReceivedDocument Plain(string text) => new(text, new HashSet<int>());
}
