using System.Text.Json.Nodes;
using ConductBot.Testing;
using ConductBot.Testing.Cards;
using ConductBot.Tests.Bot;

namespace ConductBot.Tests.Wire;

/// <summary>
/// Everything that Teams sends goes through the whole host and gets the status it should: the samples that the protocol's
/// own tests read, and those of this folder, by kind, which tell besides what the answer holds and how many messages follow.
/// </summary>
public sealed class WireTests
{
    private const string NothingKept = "I keep pictures and files only with a report: nothing of this was kept";

    private static readonly string Here = Path.Combine(RepositoryFolder.Path, "tests", "ConductBot.Tests", "Wire");
    private static readonly string Samples = Path.Combine(RepositoryFolder.Path, "tests", "ConductBot.Teams.Tests", "Wire");
    private static readonly SchoolCast Ogat = SchoolCast.Of("ogat");

    /// <summary>Invokes that nobody answers: 501 tells Teams so.</summary>
    private static readonly string[] Unanswered =
    [
        "actionableMessage", "application-search", "composeExtension", "config", "fileConsent", "handoff", "htmlwidget", "message-fetchTask",
        "message-submitAction", "signin", "suggestedActions", "tab", "task", "unknown", "without-name",
    ];

    public static TheoryData<string> Own => [.. Files(Here)];

    public static TheoryData<string> OfTheProtocol => [.. Files(Samples)];

    [Fact]
    public void There_are_samples_of_both_kinds()
    {
        Assert.True(Own.Count >= 65);
        Assert.True(OfTheProtocol.Count >= 70);
    }

    [Theory]
    [MemberData(nameof(Own))]
    public async Task A_sample_gets_its_status_and_is_followed_by_so_many_messages(string file)
    {
        await using var bot = await BotHost.StartAsync();
        var sample = await OwnAsync(file);
        if ((string?)sample["after"] is { } before)
        {
            Assert.Equal(200, (await bot.Client.PostAsync(ActivityOf(bot, await OwnAsync(before)))).Status);
        }

        var activity = ActivityOf(bot, sample);

        for (var time = (int?)sample["times"] ?? 1; time > 0; time--)
        {
            activity["id"] = $"{file}-{time}";
            var answer = await bot.Client.PostAsync(activity);
            Assert.Equal((int)sample["status"]!, answer.Status);
            Assert.Equal((int?)sample["cardStatus"], answer.CardStatus);
            if (sample.TryGetPropertyValue("answer", out var expected))
            {
                Assert.True(Holds(expected, answer.Body), $"{file} was answered {answer.Text}");
            }
        }

        await bot.DeliverEverythingAsync();
        if ((int?)sample["messages"] is { } messages)
        {
            Assert.Equal(messages, bot.Connector.Messages.Count);
        }

        Assert.Empty(bot.Log.Errors);
    }

    [Theory]
    [MemberData(nameof(OfTheProtocol))]
    public async Task A_sample_of_the_protocol_gets_the_status_it_should(string file)
    {
        await using var bot = await BotHost.StartAsync();
        var activity = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Samples, file + ".json")))!.AsObject();
        Adopt(bot, activity);
        Introduce(bot, activity);

        var answer = await bot.Client.PostAsync(activity);
        await bot.DeliverEverythingAsync();

        Assert.Equal(StatusOf(file), answer.Status);
        Assert.Equal(TaskOf(file), (string?)answer.Body?["task"]?["type"]);
        Assert.True(file.StartsWith("invoke-", StringComparison.Ordinal) || answer.Text.Length == 0, answer.Text);
        Assert.True(answer.Status != 501 || answer.Text.Length == 0, answer.Text);
        Assert.Equal(Said(file), bot.Connector.Messages.Select(message => message.Summary ?? message.Words.Split('.')[0]));
        Assert.Equal(file.StartsWith("invoke-adaptiveCard", StringComparison.Ordinal) ? 403 : null, answer.CardStatus);
        Assert.Empty(bot.Log.Errors);
        Assert.Empty(await bot.ReferencesAsync());
    }

    private static async Task<JsonObject> OwnAsync(string file) =>
        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Here, file + ".json")))!.AsObject();

    private static JsonObject ActivityOf(BotHost bot, JsonObject sample)
    {
        var activity = sample["activity"]!.DeepClone().AsObject();
        activity["from"]!["aadObjectId"] = Ogat.Teacher.ObjectId;
        activity["from"]!["id"] = Ogat.Teacher.Mri;
        Introduce(bot, activity);
        return activity;
    }

    /// <summary>Whether all that is expected is there; more may be. Nothing is expected to be nothing.</summary>
    private static bool Holds(JsonNode? expected, JsonNode? actual) => expected is JsonObject members
        ? actual is JsonObject there && members.All(member => Holds(member.Value, there[member.Key]))
        : JsonNode.DeepEquals(expected, actual);

    private static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories)
            .Select(file => Path.ChangeExtension(Path.GetRelativePath(folder, file), null).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    private static int StatusOf(string file) => file switch
    {
        "invoke-without-value" => 400,
        _ when file.StartsWith("invoke-composeExtension-fetchTask", StringComparison.Ordinal) => 200,
        "invoke-composeExtension-submitAction" => 200,
        _ when file.StartsWith("invoke-adaptiveCard", StringComparison.Ordinal) => 200,
        _ when Unanswered.Any(name => file.StartsWith($"invoke-{name}", StringComparison.Ordinal)) => 501,
        _ => 200,
    };

    /// <summary>What becomes of the dialog: it is shown; or it is closed with a word, for its report was never begun.</summary>
    private static string? TaskOf(string file) =>
        file.StartsWith("invoke-composeExtension-fetchTask", StringComparison.Ordinal) ? "continue"
        : file == "invoke-composeExtension-submitAction" ? "message"
        : null;

    /// <summary>What the bot says to it: a card by what its notification shows, words by their first sentence.</summary>
    private static string[] Said(string file) => file switch
    {
        "conversationUpdate-bot-added-personal" or "installationUpdate-add-personal" => ["What ConductBot can do"],
        "conversationUpdate-bot-added-team" or "installationUpdate-add-team" => ["Set-up of ConductBot"],
        "message-personal" or "message-groupchat" or "message-channel-mention-without-text" => ["What the policy says"],
        "message-channel-mention" => ["This policy does not say"],
        "message-messageback" => ["My reports"],
        "message-card-submit" or "message-card-submit-as-text" => ["Your press"],
        "message-file" => [NothingKept, "This policy does not say"],
        "message-inline-image" => [NothingKept],
        _ => [],
    };

    /// <summary>The samples have a school of their own; here somebody of ours sends them to our bot.</summary>
    private static void Adopt(BotHost bot, JsonObject activity)
    {
        activity["serviceUrl"] = bot.World.Service.AbsoluteUri;
        activity["recipient"] = new JsonObject { ["id"] = bot.Inbound.BotId, ["name"] = "ConductBot" };
        if (activity["from"] is JsonObject from)
        {
            from["id"] = Ogat.Teacher.Mri;
            from["aadObjectId"] = Ogat.Teacher.ObjectId;
        }

        if (activity["conversation"] is JsonObject conversation)
        {
            conversation["tenantId"] = SchoolCast.TenantId;
        }

        if (activity["channelData"] is JsonObject data)
        {
            data["tenant"] = new JsonObject { ["id"] = SchoolCast.TenantId };
        }

        foreach (var bots in new[] { "membersAdded", "membersRemoved" })
        {
            foreach (var member in (activity[bots] as JsonArray ?? []).OfType<JsonObject>().Where(member => ((string?)member["id"])?.StartsWith("28:", StringComparison.Ordinal) == true))
            {
                member["id"] = bot.Inbound.BotId;
            }
        }
    }

    private static void Introduce(BotHost bot, JsonObject activity)
    {
        if (activity["conversation"] is JsonObject conversation && (string?)conversation["id"] is { } id)
        {
            bot.Connector.Add(new Place(id, (string?)conversation["conversationType"] ?? "personal"));
        }
    }
}
