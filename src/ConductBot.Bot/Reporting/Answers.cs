using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConductBot.Cases;

namespace ConductBot.Bot.Reporting;

/// <summary>Understands what people type and what cards send: numbers, words, yes and no.</summary>
public static class Answers
{
    /// <summary>The longest post that is taken whole.</summary>
    public const int MostCharacters = 20_000;

    /// <summary>The longest answer, reason or note.</summary>
    public const int MostOfAnAnswer = 4_000;

    public static IReadOnlyList<QuestionChoice> YesNoUnsure => [new(Report.Yes, Say("Yes")), new(Report.No, Say("No")), new(Report.Unsure, Say("Not sure"))];

    /// <summary>yes, no or unsure as staff write them, in English or Welsh, where yes is said in many ways; null when it is none of these.</summary>
    public static string? ReadYesNo(string? text) => text?.Trim().TrimEnd('.', '!').ToLowerInvariant().Replace('’', '\'') switch
    {
        "yes" or "y" or "yep" or "yeah" or "true" or "1" or "ie" or "oes" or "ydy" or "ydi" or "ydyn" or "do" or "cywir" => Report.Yes,
        "no" or "n" or "nope" or "false" or "2" or "na" or "nage" or "nac oes" or "nac ydy" or "nac ydi" or "nac ydyn" or "naddo" => Report.No,
        "unsure" or "not sure" or "don't know" or "dont know" or "maybe" or "?" or "3" or "ansicr" or "ddim yn siŵr" or "ddim yn siwr" or "dim yn siŵr" or "efallai" => Report.Unsure,
        _ => null,
    };

    /// <summary>The choices as somebody types them: 1 Facebook, 2 WhatsApp.</summary>
    public static string Numbered(IEnumerable<QuestionChoice> choices) => string.Join(", ", choices.Select((choice, i) => $"{i + 1} {choice.Title}"));

    /// <summary>The choice with this number, value or title, whichever language the title is typed in.</summary>
    public static string? ReadChoice(string? text, Func<IReadOnlyList<QuestionChoice>> choices)
    {
        foreach (var language in (string[])[Language.Current, Language.British, Language.Welsh])
        {
            using var speaking = Language.Use(language);
            if (ReadChoice(text, choices()) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The choice with this number (from 1), value or title; null when there is none.</summary>
    public static string? ReadChoice(string? text, IReadOnlyList<QuestionChoice> choices)
    {
        var given = Straight(text?.Trim().TrimEnd('.', ')') ?? "");
        if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number >= 1 && number <= choices.Count ? choices[number - 1].Value : null;
        }

        return choices.FirstOrDefault(choice =>
            choice.Value.Equals(given, StringComparison.OrdinalIgnoreCase)
            || Straight(choice.Title).Equals(given, StringComparison.OrdinalIgnoreCase))?.Value;

        static string Straight(string words) => words.Replace('’', '\'');
    }

    public static bool IsSkip(string? text) => text?.Trim().ToLowerInvariant() is "skip" or "pass" or "next" or "hepgor" or "nesaf";

    /// <summary>The parts of a typed answer that has several, by commas.</summary>
    public static string[] Parts(string text) => text.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// The text of an input in a card's data; null when it is missing or blank. Numbers and switches arrive as JSON of
    /// their own kind from some clients; objects and lists are no answer.
    /// </summary>
    public static string? Input(JsonObject? data, string id)
    {
        if (data is null || !data.TryGetPropertyValue(id, out var node) || node is not JsonValue value)
        {
            return null;
        }

        var text = value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.True => Report.Yes,
            JsonValueKind.False => Report.No,
            JsonValueKind.Number => value.ToJsonString(),
            _ => null,
        };

        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>Keeps free text within what a case holds; whole characters only.</summary>
    public static string? Free(string? text, int most = MostCharacters)
    {
        var given = text?.Trim();
        if (string.IsNullOrEmpty(given))
        {
            return null;
        }

        if (given.Length <= most)
        {
            return given;
        }

        var cut = char.IsHighSurrogate(given[most - 1]) ? most - 1 : most;
        return given[..cut];
    }

    public static string Word(string? yesNo) => yesNo switch
    {
        Report.Yes => Say("Yes"),
        Report.No => Say("No"),
        Report.Unsure => Say("Not sure"),
        _ => Say("No answer"),
    };
}
