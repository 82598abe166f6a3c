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

    private static readonly QuestionChoice[] Certainty = [new(Report.Yes, "Yes"), new(Report.No, "No"), new(Report.Unsure, "Not sure")];

    public static IReadOnlyList<QuestionChoice> YesNoUnsure => Certainty;

    /// <summary>yes, no or unsure as staff write them; null when it is none of these.</summary>
    public static string? ReadYesNo(string? text) => text?.Trim().TrimEnd('.', '!').ToLowerInvariant().Replace('’', '\'') switch
    {
        "yes" or "y" or "yep" or "yeah" or "true" or "1" => Report.Yes,
        "no" or "n" or "nope" or "false" or "2" => Report.No,
        "unsure" or "not sure" or "don't know" or "dont know" or "maybe" or "?" or "3" => Report.Unsure,
        _ => null,
    };

    /// <summary>The choice with this number (from 1), value or title; null when there is none.</summary>
    public static string? ReadChoice(string? text, IReadOnlyList<QuestionChoice> choices)
    {
        var given = text?.Trim().TrimEnd('.', ')') ?? "";
        if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number >= 1 && number <= choices.Count ? choices[number - 1].Value : null;
        }

        return choices.FirstOrDefault(choice =>
            choice.Value.Equals(given, StringComparison.OrdinalIgnoreCase)
            || choice.Title.Equals(given, StringComparison.OrdinalIgnoreCase))?.Value;
    }

    public static bool IsSkip(string? text) => text?.Trim().ToLowerInvariant() is "skip" or "pass" or "next";

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
        Report.Yes => "Yes",
        Report.No => "No",
        Report.Unsure => "Not sure",
        _ => "No answer",
    };
}
