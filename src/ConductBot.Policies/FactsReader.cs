using System.Text.Json;

namespace ConductBot.Policies;

/// <summary>
/// Reads a facts object from outside. Anything not known is refused by name: a slip of the pen must not become a
/// decision on other facts than were meant.
/// </summary>
internal static class FactsReader
{
    /// <returns>What is wrong, in a sentence; null where the facts were read.</returns>
    public static string? Read(JsonElement root, PolicyVocabulary vocabulary, out CaseFacts? facts)
    {
        facts = null;

        if (root.ValueKind != JsonValueKind.Object)
        {
            return "This line is not a JSON object.";
        }

        var read = new CaseFacts { Policy = "" };

        foreach (var property in root.EnumerateObject())
        {
            if (Property(property.Name, property.Value, vocabulary, ref read) is { } error)
            {
                return error;
            }
        }

        if (read.Policy.Length == 0)
        {
            return "'policy' is missing.";
        }

        facts = read;
        return null;
    }

    private static string? Property(string name, JsonElement value, PolicyVocabulary vocabulary, ref CaseFacts facts)
    {
        switch (name)
        {
            case "policy":
                facts = facts with { Policy = Text(value) ?? "" };
                return facts.Policy.Length > 0 ? null : "'policy' has to be the id of a policy.";
            case "author":
                return Author(value, vocabulary, ref facts);
            case "categories":
                return Categories(value, vocabulary, ref facts);
            case "history":
                return History(value, vocabulary, ref facts);
            case var fact when vocabulary.Facts.ContainsKey(fact):
                return Fact(fact, value, ref facts);
            default:
                return $"'{name}' is no fact of a case.";
        }
    }

    private static string? Fact(string name, JsonElement value, ref CaseFacts facts)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            return $"'{name}' has to be true or false.";
        }

        facts = facts.With(name, value.GetBoolean());
        return null;
    }

    private static string? Author(JsonElement value, PolicyVocabulary vocabulary, ref CaseFacts facts)
    {
        if (Text(value) is not { } author)
        {
            return "'author' has to be a text.";
        }

        facts = facts with { Author = author };
        return vocabulary.Authors.ContainsKey(author) ? null : $"No author is called '{author}'.";
    }

    private static string? Categories(JsonElement value, PolicyVocabulary vocabulary, ref CaseFacts facts)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return "'categories' has to be a list.";
        }

        var categories = new List<string>(value.GetArrayLength());

        foreach (var item in value.EnumerateArray())
        {
            if (Text(item) is not { } id)
            {
                return "'categories' has to be a list of texts.";
            }

            if (!vocabulary.Knows(id))
            {
                return $"No category is called '{id}'.";
            }

            categories.Add(id);
        }

        facts = facts with { Categories = categories };
        return null;
    }

    private static string? History(JsonElement value, PolicyVocabulary vocabulary, ref CaseFacts facts)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return "'history' has to be a list.";
        }

        var history = new List<HistoryEntry>(value.GetArrayLength());

        foreach (var item in value.EnumerateArray())
        {
            if (Entry(item, vocabulary, out var entry) is { } error)
            {
                return error;
            }

            history.Add(entry!);
        }

        facts = facts with { History = history };
        return null;
    }

    private static string? Entry(JsonElement item, PolicyVocabulary vocabulary, out HistoryEntry? entry)
    {
        entry = null;

        if (item.ValueKind != JsonValueKind.Object)
        {
            return "'history' has to be a list of objects with 'action' and 'outcome'.";
        }

        string? action = null;
        string? outcome = null;

        foreach (var property in item.EnumerateObject())
        {
            switch (property.Name)
            {
                case "action":
                    action = Text(property.Value);
                    break;
                case "outcome":
                    outcome = Text(property.Value);
                    break;
                default:
                    return $"An entry of 'history' has no '{property.Name}'.";
            }
        }

        if (action is null || vocabulary.Action(action) is null)
        {
            return action is null ? "An entry of 'history' has no action." : $"No action is called '{action}'.";
        }

        if (outcome is null || !vocabulary.Outcomes.ContainsKey(outcome))
        {
            return outcome is null ? "An entry of 'history' has no outcome." : $"No outcome is called '{outcome}'.";
        }

        entry = new HistoryEntry(action, outcome);
        return null;
    }

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
