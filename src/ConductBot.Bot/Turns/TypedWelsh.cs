using System.Collections.Frozen;

namespace ConductBot.Bot.Turns;

/// <summary>
/// The words that steer the bot, typed in Welsh. They are understood whatever language a person is spoken to in: who has
/// read the Welsh guide may sit at a Teams in English.
/// </summary>
public static class TypedWelsh
{
    /// <summary>Whole messages. Where a word is a question's answer too, the steps read it themselves.</summary>
    private static readonly FrozenDictionary<string, string> Whole = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["adrodd"] = "report",
        ["adroddiad"] = "report",
        ["rhoi gwybod"] = "report",
        ["rhoi gwybod am bost"] = "report",
        ["cymorth"] = "help",
        ["fy adroddiadau"] = "my reports",
        ["fy adroddiad"] = "my reports",
        ["achosion"] = "cases",
        ["polisi"] = "policy",
        ["y polisi"] = "policy",
        ["gofyn"] = "ask",
        ["cymharu"] = "compare",
        ["gorffen"] = "finish",
        ["ysgol"] = "school",
        ["iaith"] = "language",
        ["i ffwrdd"] = "away",
        ["yma"] = "here",
        ["gosod"] = "set up",
        ["yn ôl"] = "back",
        ["nôl"] = "back",
        ["canslo"] = "cancel",
        ["anfon"] = "send",
        ["newid"] = "change",
        ["hepgor"] = "skip",
        ["nesaf"] = "skip",
        ["diolch"] = "thanks",
        ["helo"] = "hello",
        ["bore da"] = "good morning",
        ["prynhawn da"] = "good afternoon",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The beginnings of messages.</summary>
    private static readonly (string Welsh, string English)[] Beginnings =
    [
        ("gofyn ", "ask "),
        ("cymharu ", "compare "),
        ("gorffen cb-", "finish cb-"),
        ("achos cb-", "case cb-"),
        ("i ffwrdd tan ", "away until "),
        ("newid ", "change "),
    ];

    /// <summary>The message with its steering word in English; as it was where it has none.</summary>
    public static string Steering(string text)
    {
        var given = text.Trim().TrimEnd('.', '!');
        if (Whole.GetValueOrDefault(given) is { } word)
        {
            return word;
        }

        foreach (var (welsh, english) in Beginnings)
        {
            if (given.StartsWith(welsh, StringComparison.OrdinalIgnoreCase))
            {
                return english + given[welsh.Length..];
            }
        }

        return text;
    }
}
