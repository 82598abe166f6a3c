using System.Text.Json.Nodes;
using ConductBot.Testing.Cards;

namespace ConductBot.Cards;

/// <summary>Templates and data of our own making. What they expand to is not written down: npm's package is asked.</summary>
internal static class Corpus
{
    private static readonly JsonObject File = JsonNode.Parse(
        System.IO.File.ReadAllText(Path.Combine(RepositoryFolder.Path, "tests", "ConductBot.Cards.Tests", "Corpus", "expansions.json")))!.AsObject();

    public static IReadOnlyDictionary<string, JsonNode> Cases { get; } =
        File["cases"]!.AsArray().ToDictionary(c => (string)c!["name"]!, c => c!["template"]!, StringComparer.Ordinal);

    private static readonly Lazy<Dictionary<string, Expansion>> Expected = new(() =>
        Cases.Zip(CardJudge.Expand(Cases.Select(c => (c.Value, Data)))).ToDictionary(pair => pair.First.Key, pair => pair.Second, StringComparer.Ordinal));

    public static JsonNode Data => File["data"]!;

    public static Expansion ExpectedOf(string name) => Expected.Value[name];
}
