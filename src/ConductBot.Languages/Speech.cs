namespace ConductBot.Languages;

/// <summary>How the program speaks to staff: <c>Say("…")</c> around everything that somebody reads.</summary>
/// <remarks>
/// The English sentence is the key, as ASP.NET Core's localizers have it, so that code stays readable where it stands. Both
/// languages are resources: <c>Words.resx</c> (en-GB, the list of all that is said) and <c>Words.cy-GB.resx</c>. A policy's own
/// words are never translated.
/// </remarks>
public static class Speech
{
    /// <summary>A sentence in the language of this turn.</summary>
    /// <param name="english">A literal: the tests read it from the source, and refuse one that has no Welsh.</param>
    public static string Say(string english) => Language.Translated(english, Language.Current);

    /// <summary>A sentence with what changes in it: <c>Say($"Case {reference}")</c> is looked up as <c>Case {0}</c>.</summary>
    public static string Say(Sentence english) => Language.Current switch
    {
        Language.Pseudo => Language.Marked(english.In(english.Key)),
        var language => english.In(Language.Translated(english.Key, language)),
    };
}
