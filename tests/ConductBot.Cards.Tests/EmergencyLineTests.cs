using System.Text.Json.Nodes;
using ConductBot.Bot.General;
using ConductBot.Testing.Cards;

namespace ConductBot.Cards;

/// <summary>999 stands before everything else, and in the template itself: no data can lose it.</summary>
public class EmergencyLineTests
{
    [Theory]
    [InlineData("general/help")]
    public void The_999_line_comes_first(string name)
    {
        var file = Path.Combine(RepositoryFolder.Path, "cards", name + ".template.json");
        var template = JsonNode.Parse(File.ReadAllText(file))!;

        Assert.Equal(GeneralConversation.Emergency, (string?)template["body"]![0]!["text"]);
        Assert.Contains(GeneralConversation.Emergency, (string?)template["fallbackText"], StringComparison.Ordinal);
        Assert.Contains(GeneralConversation.Emergency, (string?)template["speak"], StringComparison.Ordinal);
    }
}
