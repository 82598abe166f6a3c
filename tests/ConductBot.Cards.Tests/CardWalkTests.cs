using System.Text.Json.Nodes;
using ConductBot.Testing.Cards;

namespace ConductBot.Cards;

public sealed class CardWalkTests : IDisposable
{
    private const string Good =
        """
        {
          "type": "AdaptiveCard", "version": "1.5", "lang": "en-GB", "fallbackText": "A good card",
          "body": [
            { "type": "TextBlock", "text": "A good card", "style": "heading", "wrap": true },
            { "type": "Image", "url": "https://school.example/x.png", "altText": "A school" },
            { "type": "Input.ChoiceSet", "id": "colours", "label": "Colours", "isMultiSelect": true, "choices": [{ "title": "Red, or so", "value": "red" }] }
          ],
          "actions": [
            {
              "type": "Action.Execute", "title": "Send", "verb": "case/send", "data": { "case": "${reference}" },
              "fallback": { "type": "Action.Submit", "title": "Send", "data": { "case": "${reference}", "verb": "case/send" } }
            }
          ],
          "refresh": { "action": { "type": "Action.Execute", "title": "Look again", "verb": "case/view", "data": { "case": "${reference}" } }, "userIds": [] },
          "msteams": { "width": "Full" }
        }
        """;

    // What is done to the good card, and what must be said of it.
    private static readonly (string Path, string? Value, string Problem)[] Spoilt =
    [
        ("version", "\"1.4\"", "version is not 1.5"),
        ("version", null, "version is not 1.5"),
        ("type", "\"Card\"", "type is not AdaptiveCard"),
        ("lang", "\"en-US\"", "lang is not en-GB"),
        ("lang", null, "lang is not en-GB"),
        ("fallbackText", null, "neither speak nor fallbackText"),
        ("fallbackText", "\"Case ${nope}\"", "a gap shows: Case ${nope}"),
        ("fallbackText", "\"About ${author.name}\"", "may be shown in a notification"),
        ("speak", "\"They wrote ${post}\"", "may be shown in a notification"),
        ("body.0.text", "\"On ${$root.post.site}\"", "may be shown in a notification"),
        ("body.0.text", "5", "TextBlock.text is 5, not a string"),
        ("body.0.wrap", null, "not wrapped"),
        ("body.0.wrap", "false", "not wrapped"),
        ("body.0.wrap", "\"true\"", "not wrapped"),
        ("body.0.colour", "\"Good\"", "TextBlock has no property colour"),
        ("body.0.size", "\"Huge\"", "Huge"),
        ("body.0.type", "\"TextBlok\"", "TextBlok"),
        ("body.1.altText", null, "no altText"),
        ("body.1.url", "\"http://school.example/x.png\"", "not https"),
        ("body.1.type", "\"Media\"", "Teams does not show it"),
        ("body.2.label", null, "no label"),
        ("body.2.id", null, "unique Id"),
        ("body.2.choices.0.value", "\"red,blue\"", "a comma in a value"),
        ("actions.0.fallback", null, "no fallback of type Action.Submit"),
        ("actions.0.fallback", "\"drop\"", "no fallback of type Action.Submit"),
        ("actions.0.fallback.data.case", "\"other\"", "does not carry the same data"),
        ("actions.0.fallback.data.verb", null, "does not name the verb"),
        ("actions.0.fallback.title", "\"Post\"", "another title"),
        ("actions.0.title", null, "no title"),
        ("actions.0.verb", "\"send\"", "the verb is not subject/what-it-does"),
        ("actions.0.type", "\"Action.Http\"", "Teams does not show it"),
        ("actions.0.tooltip", "7", "tooltip is 7, not a string"),
        ("refresh.action.type", "\"Action.Submit\"", "Action.Submit"),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("conductbot-walk-").FullName;

    [Fact]
    public void Every_card_expands_as_the_reference_does_is_valid_and_keeps_our_rules()
    {
        Judges.Need();

        var problems = CardWalk.Problems(Path.Combine(RepositoryFolder.Path, "cards"));

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public void A_card_that_keeps_to_everything_is_let_through()
    {
        Judges.Need();
        Write("case/good", Good, """{ "reference": "C-0001" }""");

        Assert.Empty(CardWalk.Problems(_folder));
    }

    [Fact]
    public void A_card_that_breaks_a_rule_is_found()
    {
        Judges.Need();
        for (var i = 0; i < Spoilt.Length; i++)
        {
            Write($"bad/{i}", Spoil(Spoilt[i].Path, Spoilt[i].Value), """{ "reference": "C-0001" }""");
        }

        var problems = CardWalk.Problems(_folder);

        Assert.Multiple([.. Spoilt.Select((bad, i) => (Action)(() => Assert.Contains(problems, problem =>
            problem.StartsWith($"bad/{i}: ", StringComparison.Ordinal) && problem.Contains(bad.Problem, StringComparison.Ordinal))))]);
    }

    [Theory]
    [InlineData("""{ "a": "${now()}" }""", "{}", "no function now()")]
    [InlineData("""{ "a": "${b" }""", "{}", "not closed")]
    [InlineData("{}", null, "the sample data is missing")]
    public void A_card_that_does_not_load_is_found(string template, string? sample, string problem)
    {
        Write("bad/card", template, sample);

        Assert.Contains(problem, Assert.Single(CardWalk.Problems(_folder)), StringComparison.Ordinal);
    }

    [Fact]
    public void Finding_no_card_is_a_problem()
    {
        Assert.Contains("no card template", Assert.Single(CardWalk.Problems(_folder)), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Spoil(string path, string? value)
    {
        var card = JsonNode.Parse(Good)!;
        var steps = path.Split('.');
        var holder = steps[..^1].Aggregate(card, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!).AsObject();
        holder.Remove(steps[^1]);
        if (value is not null)
        {
            holder[steps[^1]] = JsonNode.Parse(value);
        }

        return card.ToJsonString();
    }

    private void Write(string name, string template, string? sample)
    {
        Directory.CreateDirectory(Path.Combine(_folder, Path.GetDirectoryName(name)!));
        File.WriteAllText(Path.Combine(_folder, name + ".template.json"), template);
        if (sample is not null)
        {
            File.WriteAllText(Path.Combine(_folder, name + ".data.json"), sample);
        }
    }
}
