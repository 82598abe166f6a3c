using System.Text.Json.Nodes;
using ConductBot.Testing;
using ConductBot.Tests.Bot;

namespace ConductBot.Tests.Edge;

/// <summary>A task module as somebody works with it: one card at a time, each sent with its button's data.</summary>
internal sealed class Module
{
    private readonly BotHost bot;
    private readonly Person person;
    private readonly Place place;
    private readonly JsonObject opened;
    private readonly string submit;
    private readonly string? teamGroup;
    private JsonObject? task;

    private Module(BotHost bot, Person person, Place place, JsonObject opened, string submit, string? teamGroup) =>
        (this.bot, this.person, this.place, this.opened, this.submit, this.teamGroup) = (bot, person, place, opened, submit, teamGroup);

    public CardReader Card => new(task?["value"]?["card"]?["content"]?.AsObject() ?? throw new InvalidOperationException($"No card: {task}"));

    public string? Said => (string?)task?["type"] == "message" ? (string?)task["value"] : null;

    /// <param name="teamGroup">The Microsoft 365 group of the team, where Teams tells it with the activity.</param>
    public static async Task<Module> OpenAsync(
        BotHost bot, Person person, Place place, JsonObject value, string name = "composeExtension/fetchTask", string? teamGroup = null)
    {
        var module = new Module(bot, person, place, value, name == "task/fetch" ? "task/submit" : "composeExtension/submitAction", teamGroup);
        await module.SendAsync(name, value);
        return module;
    }

    public async Task PressAsync(string title, params (string Id, string Value)[] inputs)
    {
        var button = Card.Buttons.First(button => button.Title == title);
        var data = button.Data.DeepClone().AsObject();
        foreach (var (id, value) in inputs)
        {
            data[id] = value;
        }

        var sent = opened.DeepClone().AsObject();
        sent["data"] = data;
        await SendAsync(submit, sent);
    }

    public string? ValueOf(string input) => Inputs(Card.Card).Single(element => (string?)element["id"] == input)["value"] is { } value && (string?)value != "" ? (string?)value : null;

    private async Task SendAsync(string name, JsonObject value)
    {
        var activity = bot.Inbound.Invoke(person, place, name, value.DeepClone().AsObject());
        if (teamGroup is not null)
        {
            activity["channelData"]!["team"]!["aadGroupId"] = teamGroup;
        }

        var answer = await bot.Client.PostAsync(activity);
        await bot.DeliverEverythingAsync();
        Assert.Equal(200, answer.Status);
        Assert.Null(answer.Body!["composeExtension"]);
        Assert.DoesNotContain("Action.Execute", answer.Text, StringComparison.Ordinal);
        task = answer.Body["task"]!.AsObject();
    }

    private static IEnumerable<JsonObject> Inputs(JsonNode? node) => node switch
    {
        JsonObject element => ((string?)element["type"])?.StartsWith("Input.", StringComparison.Ordinal) == true
            ? [element]
            : element.SelectMany(member => Inputs(member.Value)),
        JsonArray list => list.SelectMany(Inputs),
        _ => [],
    };
}
