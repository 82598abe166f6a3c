using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ConductBot.Storage;
using ConductBot.Testing;
using ConductBot.Tests.Bot;

namespace ConductBot.Tests.Edge;

/// <summary>Good activities with something wrong in them, hundreds of them, always the same ones.</summary>
public sealed class FuzzTests
{
    private const int Activities = 600;
    private static readonly SchoolCast Ogat = SchoolCast.Of("ogat");

    private static readonly string[] Values =
    [
        "null", "true", "-1", "1e400", "3.5", "\"\"", "\"message\"", "\"invoke\"", "\"\\u0000\"", "\"LONE-SURROGATE\"", "[]", "{}", "[null,1,\"a\",[],{}]",
        "{\"id\":7}", "\"29:1x\"", "\"case/approve\"", "\"adaptiveCard/action\"", "\"personal\"", "\"channel\"", "\"CB-2026-0001\"", "\"report\"", "\"danger\"",
        $"\"{new string('z', 5_000)}\"", "\"{\\\"case\\\":\\\"CB-2026-0001\\\"}\"", "\"2026-13-45T99:99:99Z\"",
    ];

    [Theory]
    [InlineData(20261120)]
    [InlineData(7)]
    public async Task No_mangled_activity_brings_the_bot_down_or_harms_a_case(int seed)
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.AnybodyMayBeUnknown = true;
        var card = await bot.AProposalAsync(Ogat);
        var before = await bot.OnlyCaseAsync();
        var random = new Random(seed);
        var good = Good(bot, card);

        for (var i = 0; i < Activities; i++)
        {
            var activity = good[random.Next(good.Count)].DeepClone().AsObject();
            activity["id"] = i.ToString(CultureInfo.InvariantCulture);
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                Mangle(activity, random);
            }

            var body = activity.ToJsonString().Replace("LONE-SURROGATE", "\\ud800", StringComparison.Ordinal);
            var answer = await bot.Client.PostAsync(Encoding.UTF8.GetBytes(body), bot.World.Service.AbsoluteUri);
            Assert.True(answer.Status is 200 or 400 or 403 or 501, $"{answer.Status} to {body}\n{bot.Log.Errors.LastOrDefault()}");
            Assert.True(!bot.Log.Errors.Any(line => line.Contains("Turn failed", StringComparison.Ordinal)), $"{bot.Log.Errors.LastOrDefault()} to {body}");
            Assert.True(answer.CardStatus is null or < 500 or 501, $"{answer.Text} to {body}\n{bot.Log.Errors.LastOrDefault()}");
        }

        await bot.DeliverEverythingAsync();
        Assert.DoesNotContain(bot.Log.Errors, line =>
            !line.Contains("cannot be delivered", StringComparison.Ordinal)
            && !line.StartsWith("ConductBot.Teams.ConnectorClient: The connector was", StringComparison.Ordinal));
        var after = await bot.CaseAsync(before.Reference);
        Assert.Equal(before.Timeline.Select(recorded => recorded.Event.ToString()), after.Timeline.Take((int)before.Version).Select(recorded => recorded.Event.ToString()));
        Assert.Empty(await ChainVerifier.VerifyAsync(bot.Store, CancellationToken.None));
        await bot.At(Ogat.Lead).SaysAsync("cases");
        Assert.Contains("CB-2026-0001", bot.Connector.In(Ogat.Lead.Chat).Last().Words, StringComparison.Ordinal);
    }

    private static List<JsonObject> Good(BotHost bot, PostedMessage card)
    {
        var data = new JsonObject { ["case"] = "CB-2026-0001", ["version"] = 4, ["action"] = "report-to-platform", ["reason"] = "So" };
        var answer = new JsonObject { ["dialog"] = "report", ["step"] = "danger", ["immediateRisk"] = "no" };
        var chat = Ogat.Teacher.Chat;
        return
        [
            bot.Inbound.Message(Ogat.Teacher, chat, "report"),
            bot.Inbound.Message(Ogat.Teacher, chat, "no"),
            bot.Inbound.Message(Ogat.Teacher, chat, text: null, answer),
            bot.Inbound.Mention(Ogat.Teacher, Ogat.Group, "what about photos?"),
            bot.Inbound.Mention(Ogat.Dsl, Ogat.Channel, "cases"),
            bot.Inbound.Press(Ogat.Teacher, chat, "report/answer", answer, "1"),
            bot.Inbound.Press(Ogat.Colleague, card.Place, "case/approve", data, card.Id),
            bot.Inbound.Press(Ogat.Deputy, card.Place, "case/view", data, card.Id, automatic: true),
            bot.Inbound.Press(Ogat.Deputy, card.Place, "case/why", data, card.Id),
            bot.Inbound.Invoke(Ogat.Teacher, chat, "composeExtension/fetchTask", new JsonObject { ["commandId"] = "reportPost", ["messagePayload"] = new JsonObject { ["id"] = "1", ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<p>x</p>" } } }),
            bot.Inbound.Invoke(Ogat.Teacher, chat, "composeExtension/submitAction", new JsonObject { ["commandId"] = "reportPost", ["data"] = answer.DeepClone() }),
            bot.Inbound.Invoke(Ogat.Teacher, chat, "task/submit", new JsonObject { ["data"] = answer.DeepClone() }),
            Installed(bot),
        ];
    }

    private static JsonObject Installed(BotHost bot)
    {
        var activity = bot.Inbound.Of("conversationUpdate", Ogat.Teacher, Ogat.Teacher.Chat);
        activity["membersAdded"] = new JsonArray(new JsonObject { ["id"] = bot.Inbound.BotId }, new JsonObject { ["id"] = "29:x" });
        return activity;
    }

    private static void Mangle(JsonObject activity, Random random)
    {
        var places = Places(activity).ToList();
        var (parent, key) = places[random.Next(places.Count)];
        switch (random.Next(4))
        {
            case 0 when parent is JsonObject whole:
                whole.Remove((string)key);
                break;
            case 1 when parent is JsonObject whole:
                var moved = whole[(string)key]?.DeepClone();
                whole[$"{key}X"] = moved;
                break;
            default:
                var value = Parse(Values[random.Next(Values.Length)]);
                if (parent is JsonObject inObject)
                {
                    inObject[(string)key] = value;
                }
                else
                {
                    parent.AsArray()[(int)key] = value;
                }

                break;
        }
    }

    private static JsonNode? Parse(string json) => JsonNode.Parse(json);

    private static IEnumerable<(JsonNode Parent, object Key)> Places(JsonNode? node)
    {
        IEnumerable<(object Key, JsonNode? Value)> members = node switch
        {
            JsonObject whole => whole.Select(member => ((object)member.Key, member.Value)),
            JsonArray list => list.Select((item, i) => ((object)i, item)),
            _ => [],
        };
        foreach (var (key, value) in members.ToList())
        {
            yield return (node!, key);
            foreach (var below in Places(value))
            {
                yield return below;
            }
        }
    }
}
