using System.Text.Json.Nodes;

namespace ConductBot.Cards;

/// <summary>
/// A card as a task module takes it: a module's cards are sent with <c>Action.Submit</c>, and it shows one card at a time.
/// </summary>
public static class DialogCard
{
    /// <summary>One card of several: the bodies of <paramref name="above"/>, then all of <paramref name="card"/>, each <c>Action.Execute</c> as its fallback.</summary>
    public static JsonObject Of(IEnumerable<JsonObject> above, JsonObject card)
    {
        var dialog = card.DeepClone().AsObject();
        var body = new JsonArray();
        foreach (var element in above.Append(dialog).SelectMany(part => part["body"] as JsonArray ?? []))
        {
            body.Add(element?.DeepClone());
        }

        dialog["body"] = body;
        dialog.Remove("refresh");
        WithoutExecute(dialog);
        return dialog;
    }

    private static void WithoutExecute(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject element:
                foreach (var name in element.Select(member => member.Key).ToList())
                {
                    if (Submit(element[name]) is { } submit)
                    {
                        element[name] = submit;
                    }

                    WithoutExecute(element[name]);
                }

                break;

            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    if (Submit(list[i]) is { } submit)
                    {
                        list[i] = submit;
                    }

                    WithoutExecute(list[i]);
                }

                break;
        }
    }

    private static JsonNode? Submit(JsonNode? action) =>
        action is JsonObject element && (string?)element["type"] == "Action.Execute" && element["fallback"] is JsonObject fallback ? fallback.DeepClone() : null;
}
