using System.Diagnostics.CodeAnalysis;

namespace ConductBot.Languages;

/// <summary>A text that came as data, with its translation where there is one: the label of an action, a question of a pack.</summary>
/// <param name="English">As it was written.</param>
/// <param name="Welsh">Null where nobody has translated it: English is shown then.</param>
public sealed record Wording(string English, string? Welsh = null)
{
    public static readonly Wording None = new("");

    [return: NotNullIfNotNull(nameof(english))]
    public static implicit operator Wording?(string? english) => english is null ? null : new(english);

    [return: NotNullIfNotNull(nameof(wording))]
    public static implicit operator string?(Wording? wording) => wording?.ToString();

    /// <summary>The text in the language of this turn.</summary>
    public override string ToString() => Language.Current switch
    {
        Language.Welsh => Welsh ?? English,
        Language.Pseudo when English.Length > 0 => Language.Marked(English),
        _ => English,
    };
}
