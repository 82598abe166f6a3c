using System.Text.Json.Nodes;

namespace ConductBot.Bot.Cards;

/// <summary>Makes buttons whose data says their verb too: clients without Universal Actions send nothing but the data.</summary>
public static class Buttons
{
    public static CardButton Press(string title, string verb, string inputs, params ReadOnlySpan<(string Name, JsonNode? Value)> data)
    {
        var node = new JsonObject { ["verb"] = verb };
        foreach (var (name, value) in data)
        {
            node[name] = value;
        }

        return new(title, verb, node, inputs);
    }
}
