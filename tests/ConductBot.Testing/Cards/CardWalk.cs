using System.Text.Json;
using System.Text.Json.Nodes;
using ConductBot.Cards;

namespace ConductBot.Testing.Cards;

/// <summary>Looks at every card in a folder, filled with its sample data.</summary>
public static class CardWalk
{
    /// <summary>
    /// All that is wrong with any of them, each line beginning with the card's name: it expands to something else than
    /// npm's adaptivecards-templating makes of it, npm's adaptivecards finds fault with it, or it breaks a rule of ours.
    /// </summary>
    public static IReadOnlyList<string> Problems(string folder)
    {
        CardLibrary library;
        try
        {
            library = CardLibrary.Load(folder);
        }
        catch (CardTemplateException e)
        {
            return [e.Message];
        }

        var cards = library.Names
            .Select(name => new DrawnCard(name, Template(folder, name), library.Sample(name), library.Render(name, library.Sample(name))))
            .ToList();
        var expansions = CardJudge.Expand(cards.Select(card => ((JsonNode)card.Template, card.Sample)));
        var verdicts = CardJudge.Judge(cards.Select(card => card.Card));
        return [.. cards.Zip(expansions, verdicts).SelectMany(judged => Problems(judged.First, judged.Second, judged.Third))];
    }

    private static IEnumerable<string> Problems(DrawnCard card, Expansion expansion, CardVerdict verdict)
    {
        IEnumerable<string> difference = JsonElement.DeepEquals(Element(expansion.Expanded), Element(card.Card))
            ? []
            : [$"the reference expands it to {expansion.Expanded?.ToJsonString() ?? expansion.Error}"];
        return difference.Concat(verdict.Problems).Concat(CardRules.Broken(card.Template, card.Card)).Select(problem => $"{card.Name}: {problem}");
    }

    private static JsonObject Template(string folder, string name) =>
        JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, name + ".template.json")))!.AsObject();

    private static JsonElement Element(JsonNode? node) => JsonElement.Parse(node?.ToJsonString() ?? "null");

    private sealed record DrawnCard(string Name, JsonObject Template, JsonNode Sample, JsonObject Card);
}
