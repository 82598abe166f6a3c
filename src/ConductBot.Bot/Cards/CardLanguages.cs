using ConductBot.Cards;

namespace ConductBot.Bot.Cards;

/// <summary>The languages that cards are drawn in besides English.</summary>
public static class CardLanguages
{
    public static readonly IReadOnlyList<CardLanguage> All = [Of(Language.Welsh), Of(Language.Pseudo)];

    private static CardLanguage Of(string tag) => new(tag, english => Language.Translated(english, tag));
}
