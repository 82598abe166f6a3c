using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConductBot.Bot.Cards;
using ConductBot.Cards;
using ConductBot.Languages;

namespace ConductBot.Host.Commands;

/// <summary>cards render.</summary>
internal static class CardCommands
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "subject/name, such as case/card" };
        var data = new Argument<string?>("DATA") { Description = "A JSON file; the card's sample when left out", Arity = ArgumentArity.ZeroOrOne };
        var language = new Option<string>("--language") { Description = "en-GB or cy-GB", DefaultValueFactory = _ => Language.British };
        var render = new Command("render", "Expands a template with its sample or given data.") { name, data, language };
        render.SetAction(async (parsed, token) =>
        {
            var tag = parsed.GetValue(language)!;
            using var speaking = Language.Use(Language.Of(tag) ?? throw new StartProblem($"There is no language '{tag}'. There are: {Language.British}, {Language.Welsh}."));
            var library = CardLibrary.Load(Folders.Cards, CardLanguages.All);
            var card = parsed.GetValue(name)!;
            if (!library.Names.Contains(card))
            {
                throw new StartProblem($"There is no card '{card}'. There are: {string.Join(", ", library.Names)}.");
            }

            var node = parsed.GetValue(data) is { } file ? await ReadAsync(file, token) : library.Sample(card);
            await Console.Out.WriteLineAsync(library.Render(card, node).ToJsonString(Readable).AsMemory(), token);
            return CommandLine.Ok;
        });
        return new("cards", "Works with the card templates.") { render };
    }

    private static async Task<JsonNode> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return JsonNode.Parse(await File.ReadAllTextAsync(file, cancellationToken)) ?? throw new StartProblem($"{file} is empty.");
        }
        catch (JsonException)
        {
            throw new StartProblem($"{file} is not JSON.");
        }
    }
}
