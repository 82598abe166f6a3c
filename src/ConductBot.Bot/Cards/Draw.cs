using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ConductBot.Cards;

namespace ConductBot.Bot.Cards;

/// <summary>Fills the templates of <c>cards/</c> with their records.</summary>
public sealed class Draw(CardLibrary library)
{
    public JsonObject Question(QuestionCard card) => Render("report/question", card, CardJson.Default.QuestionCard);

    public JsonObject Answered(AnsweredCard card) => Render("report/answered", card, CardJson.Default.AnsweredCard);

    public JsonObject Notice(NoticeCard card) => Render("general/notice", card, CardJson.Default.NoticeCard);

    public JsonObject List(ListCard card) => Render("general/list", card, CardJson.Default.ListCard);

    public JsonObject Case(CaseCard card) => Render("case/card", card, CardJson.Default.CaseCard);

    public JsonObject Document(DocumentCard card) => Render("policy/document", card, CardJson.Default.DocumentCard);

    /// <summary>A button whose data says its verb too: clients without Universal Actions send nothing else.</summary>
    public static CardButton Button(string title, string verb, string inputs, params ReadOnlySpan<(string Name, JsonNode? Value)> data)
    {
        var node = new JsonObject { ["verb"] = verb };
        foreach (var (name, value) in data)
        {
            node[name] = value;
        }

        return new(title, verb, node, inputs);
    }

    private JsonObject Render<T>(string name, T card, JsonTypeInfo<T> shape) =>
        library.Render(name, JsonSerializer.SerializeToNode(card, shape)!);
}
