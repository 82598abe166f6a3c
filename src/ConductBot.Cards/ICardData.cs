using System.Text.Json.Serialization.Metadata;

namespace ConductBot.Cards;

/// <summary>
/// What a template is filled with: a record whose shape the template's sample data pins down. It names its template,
/// so that a card cannot be drawn with another card's data.
/// </summary>
public interface ICardData<TSelf>
    where TSelf : ICardData<TSelf>
{
    /// <summary>The template's name, <c>subject/name</c>.</summary>
    static abstract string Template { get; }

    /// <summary>How the record is written as JSON: its source-generated contract.</summary>
    static abstract JsonTypeInfo<TSelf> Json { get; }
}
