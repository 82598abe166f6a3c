using System.Text.Json.Nodes;

namespace ConductBot.Testing;

/// <summary>A button as a person finds it on a card.</summary>
public sealed record CardButton(string Title, string Verb, JsonObject Data, bool SendsInputs)
{
    public string? this[string name] => Data[name] is JsonValue value ? value.ToString() : null;
}

/// <summary>A field as a person finds it on a card.</summary>
public sealed record CardField(string Id, string Type, IReadOnlyList<string> Choices, bool Several);

/// <summary>Reads a card as a person does: the words in their order, the buttons, the fields.</summary>
public sealed class CardReader
{
    private readonly List<string> words = [];
    private readonly List<CardButton> buttons = [];
    private readonly List<CardField> fields = [];

    public CardReader(JsonObject card)
    {
        Card = card;
        Read(card);
    }

    public JsonObject Card { get; }

    /// <summary>Every text on the card, in order.</summary>
    public IReadOnlyList<string> Words => words;

    public string Text => string.Join("\n", words);

    public IReadOnlyList<CardButton> Buttons => buttons;

    public IReadOnlyList<CardField> Fields => fields;

    /// <summary>What the client sends by itself to fetch the viewer's own card; null on a card that is the same for all.</summary>
    public JsonObject? RefreshData => Card["refresh"]?["action"]?["data"] as JsonObject;

    public string? RefreshVerb => (string?)Card["refresh"]?["action"]?["verb"];

    /// <summary>The question of the report dialog that this card asks; null when it asks none.</summary>
    public string? Step => buttons.Where(button => button["dialog"] == "report" && button["go"] != "change")
        .Select(button => button["step"]).FirstOrDefault();

    /// <summary>What is written below a heading, as far as the next one of these headings; each by the words it starts with.</summary>
    public IReadOnlyList<string> Below(string heading, IReadOnlyCollection<string> headings)
    {
        var start = words.FindIndex(word => Opens(word, heading));
        return start < 0 ? [] : [.. words.Skip(start + 1).TakeWhile(word => !headings.Any(other => Opens(word, other)))];
    }

    private void Read(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                {
                    Read(item);
                }

                break;

            case JsonObject element:
                ReadElement(element);
                break;
        }
    }

    private void ReadElement(JsonObject element)
    {
        var type = Member(element, "type");
        if (type is "Action.Execute" or "Action.Submit")
        {
            var data = element["data"] as JsonObject ?? [];
            buttons.Add(new(Member(element, "title"), Member(element, "verb"), data, Member(element, "associatedInputs") != "none"));
            return;
        }

        if (type is "TextBlock" or "TextRun")
        {
            words.Add(Member(element, "text"));
        }

        if (type.StartsWith("Input.", StringComparison.Ordinal))
        {
            words.Add(Member(element, "label"));
            var choices = element["choices"] as JsonArray ?? [];
            words.AddRange(choices.Select(choice => Member(choice!.AsObject(), "title")));
            fields.Add(new(
                Member(element, "id"), type, [.. choices.Select(choice => Member(choice!.AsObject(), "value"))],
                element["isMultiSelect"] is JsonValue several && several.TryGetValue<bool>(out var many) && many));
        }

        if (type == "FactSet")
        {
            foreach (var fact in (element["facts"] as JsonArray ?? []).OfType<JsonObject>())
            {
                words.Add($"{Member(fact, "title")}: {Member(fact, "value")}");
            }
        }

        foreach (var part in new[] { "body", "items", "columns", "inlines", "actions" })
        {
            Read(element[part]);
        }
    }

    private static bool Opens(string word, string heading) => word.TrimStart('▸', '▾', ' ').StartsWith(heading, StringComparison.Ordinal);

    private static string Member(JsonObject element, string name) => element[name] is JsonValue value ? value.ToString() : "";
}
