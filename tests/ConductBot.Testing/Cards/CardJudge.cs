using System.Text.Json.Nodes;

namespace ConductBot.Testing.Cards;

/// <summary>What the reference made of a template: a result, nothing at all (JavaScript's undefined), or an error.</summary>
public sealed record Expansion(JsonNode? Expanded, bool IsNothing, string? Error);

/// <summary>What npm's adaptivecards found wrong with a card (nothing: valid), and the words it shows.</summary>
public sealed record CardVerdict(IReadOnlyList<string> Problems, string Text);

/// <summary>How a text looks in a TextBlock.</summary>
public sealed record ShownText(string Html, string Text);

/// <summary>Asks Microsoft's packages about templates, cards and texts; a batch at a time, since Node takes a while to start.</summary>
public static class CardJudge
{
    /// <inheritdoc cref="NodeJudges.Unavailable"/>
    public static string? Unavailable => NodeJudges.Unavailable;

    /// <summary>What npm's adaptivecards-templating makes of each template with its data.</summary>
    public static IReadOnlyList<Expansion> Expand(IEnumerable<(JsonNode Template, JsonNode Data)> cases) =>
        [.. NodeJudges.Ask(cases.Select(c => Question("expand", ("template", c.Template), ("data", c.Data)))).Select(answer =>
            new Expansion(answer["expanded"], answer.ContainsKey("nothing"), (string?)answer["error"]))];

    /// <summary>Whether each card is valid for version 1.5 and renders. Teams' own <c>msteams</c> is looked past.</summary>
    public static IReadOnlyList<CardVerdict> Judge(IEnumerable<JsonNode> cards) =>
        [.. NodeJudges.Ask(cards.Select(card => Question("card", ("card", card)))).Select(answer =>
            new CardVerdict(Problems(answer), (string?)answer["text"] ?? ""))];

    /// <summary>How each text looks in a TextBlock, with Markdown.</summary>
    public static IReadOnlyList<ShownText> Show(IEnumerable<string> texts) =>
        [.. NodeJudges.Ask(texts.Select(text => Question("show", ("text", JsonValue.Create(text))))).Select(answer =>
            new ShownText((string)answer["html"]!, (string)answer["text"]!))];

    /// <summary>What is wrong with an app manifest by the schema of its own version; nothing: valid.</summary>
    public static IReadOnlyList<string> JudgeManifest(JsonNode manifest) =>
        Problems(NodeJudges.Ask([Question("manifest", ("manifest", manifest))])[0]);

    private static IReadOnlyList<string> Problems(JsonObject answer) =>
        answer["error"] is { } error
            ? [(string)error!]
            : [.. answer["problems"]!.AsArray().Select(problem => (string)problem!)];

    private static JsonObject Question(string judge, params ReadOnlySpan<(string Name, JsonNode Value)> about)
    {
        var question = new JsonObject { ["judge"] = judge };
        foreach (var (name, value) in about)
        {
            question[name] = value.DeepClone();
        }

        return question;
    }
}
