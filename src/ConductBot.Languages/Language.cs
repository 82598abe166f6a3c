using System.Globalization;
using System.Resources;

namespace ConductBot.Languages;

/// <summary>
/// The language that staff are spoken to in. It is the UI culture of the running turn, as everywhere in .NET, so that it follows
/// every <c>await</c> and no method has to hand it on.
/// </summary>
public static class Language
{
    public const string British = "en-GB";
    public const string Welsh = "cy-GB";

    /// <summary>The pseudo-language that marks every text that would be translated: what stands outside the marks would not.</summary>
    public const string Pseudo = "qps-Ploc";

    /// <summary>The switch of <see cref="AppContext"/> without which nobody can ask for <see cref="Pseudo"/>.</summary>
    public const string PseudoSwitch = "ConductBot.PseudoLanguage";

    private static readonly ResourceManager Words = new("ConductBot.Languages.Words", typeof(Language).Assembly);

    /// <summary>The language of this turn.</summary>
    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName switch
    {
        "cy" => Welsh,
        "qps" => Pseudo,
        _ => British,
    };

    /// <summary>How the language of this turn writes dates.</summary>
    public static CultureInfo Culture => CultureInfo.GetCultureInfo(Current == Welsh ? Welsh : British);

    /// <summary>The language that a client's locale asks for: <c>cy</c>, <c>cy-GB</c>, <c>en-US</c>. Null for one that is not spoken here, or none.</summary>
    public static string? Of(string? locale) => locale?.Split('-')[0].ToLowerInvariant() switch
    {
        "en" => British,
        "cy" => Welsh,
        "qps" when AppContext.TryGetSwitch(PseudoSwitch, out var isSpoken) && isSpoken => Pseudo,
        _ => null,
    };

    /// <summary>Speaks this language until the scope is disposed of.</summary>
    public static LanguageScope Use(string language) => new(language);

    /// <summary>The sentence in this language; in English where nobody has translated it.</summary>
    /// <param name="english">As the source or a card's template has it.</param>
    /// <param name="language">One of the constants of this class.</param>
    public static string Translated(string english, string language) => language switch
    {
        British => english,
        Pseudo => Marked(english),
        _ => Words.GetString(english, CultureInfo.GetCultureInfo(language)) is { Length: > 0 } translated ? translated : english,
    };

    internal static string Marked(string text) => $"⟦{text}⟧";
}

/// <summary>Gives back, at the end, the language that was spoken before.</summary>
public readonly struct LanguageScope : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;

    internal LanguageScope(string language) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

    public void Dispose() => CultureInfo.CurrentUICulture = before;
}
