using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConductBot.Languages;
using ConductBot.Policies;
using ConductBot.Testing;
using ConductBot.Testing.Cards;
using ConductBot.Tests.Bot;
using ConductBot.Tests.SetUp;
using ConductBot.Tests.Transcripts;

namespace ConductBot.Tests.Words;

/// <summary>
/// Every conversation of the transcripts, led in the pseudo-language: what staff read stands between its marks, or is a policy's own
/// words, a name, or what somebody typed.
/// </summary>
public sealed partial class UntranslatedTests
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Path, "tests", "ConductBot.Tests", "Transcripts");

    /// <summary>The properties of messages and cards that people read.</summary>
    private static readonly string[] Read =
        ["text", "summary", "title", "label", "value", "placeholder", "altText", "errorMessage", "tooltip", "fallbackText", "speak", "message"];

    /// <summary>The same in every language.</summary>
    private static readonly string[] Everywhere =
    [
        "ConductBot", "DSL", "URL", "Facebook", "WhatsApp", "Instagram", "Twitter", "TikTok", "Snapchat", "YouTube", "English", "Cymraeg",
        "Language · Iaith", "Which language shall I speak to you in? · Ym mha iaith y dylwn siarad â chi?",
    ];

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.chat").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Nothing_that_staff_read_is_left_in_English(string file)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Folder, file), TestContext.Current.CancellationToken);
        await using var bot = await BotHost.StartAsync(settings =>
        {
            foreach (var id in settings.Keys.Where(key => key.StartsWith("Schools:", StringComparison.OrdinalIgnoreCase) && key.EndsWith(":Id", StringComparison.OrdinalIgnoreCase)).ToList())
            {
                settings[id[..^"Id".Length] + "Language"] = Language.Pseudo;
            }
        });
        bot.Inbound.Locale = Language.Pseudo;
        await new Transcript(bot, file, lines) { Listens = false }.PlayAsync();

        AssertTranslated(bot, lines);
    }

    [Fact]
    public async Task Nothing_of_the_set_up_is_left_in_English()
    {
        await using var bot = await BotHost.StartAsync(before: host => NewTeam.Introduce(host));
        bot.Inbound.Locale = Language.Pseudo;
        await NewTeam.AddBotAsync(bot, NewTeam.Standard);
        var stranger = await Walk.BegunAsync(bot, NewTeam.Teacher, NewTeam.Standard);
        var walk = await Walk.BegunAsync(bot, NewTeam.Owner, NewTeam.Standard);
        await walk.NameAsync("*");
        await walk.NameAsync();
        await walk.PressAsync(walk.Card.Buttons[0].Title);
        await walk.PressAsync(walk.Card.Buttons[0].Title, ("policy", "oak"));
        foreach (var name in new[] { "", "Nobody here", "Quillfeather", NewTeam.Dsl.Name })
        {
            await walk.PressAsync(walk.Card.Buttons.Single(button => button["go"] == "find").Title, ("find", name));
        }

        await walk.PeopleAsync();
        await walk.PeopleAsync(NewTeam.Dsl);
        await walk.PeopleAsync();
        await walk.PeopleAsync(NewTeam.Lead, NewTeam.Dsl);
        await walk.PressAsync(walk.Card.Buttons[0].Title);
        await walk.PressAsync(walk.Card.Buttons.Single(button => button["go"] == "change").Title);
        await walk.PressAsync(walk.Card.Buttons.Single(button => button["go"] == "change").Title, ("change", "name"));
        await walk.NameAsync();
        await walk.PressAsync(walk.Card.Buttons[0].Title);
        await bot.DeliverEverythingAsync();
        var again = await Walk.BegunAsync(bot, NewTeam.OtherOwner, NewTeam.Private);
        await again.PressAsync(again.Card.Buttons.Single(button => button["go"] == "cancel").Title);
        await bot.At(NewTeam.Dsl).SaysAsync("set up");
        foreach (var happened in new[] { "channelShared", "channelUnshared", "channelDeleted", "channelRestored", "teamArchived", "teamUnarchived", "teamDeleted" })
        {
            Assert.Equal(200, (await bot.Client.PostAsync(bot.Inbound.TeamEvent(NewTeam.Owner, NewTeam.Standard, happened))).Status);
            await bot.DeliverEverythingAsync();
        }

        Assert.NotNull(stranger.Words);
        AssertTranslated(bot, ["x: Harbour School", .. NewTeam.People.Select(person => $"x: {person.Name}")]);
    }

    [Theory]
    [InlineData("⟦Case ⟦one⟧ of⟧ two", " two")]
    [InlineData("⟦all⟧", "")]
    [InlineData("none", "none")]
    public void What_stands_between_the_marks_is_taken_out(string text, string expected) => Assert.Equal(expected, Unmarked(text));

    private static void AssertTranslated(BotHost bot, string[] lines)
    {
        var known = Known(bot, lines);
        var texts = bot.Connector.Messages.SelectMany(message => message.Versions).Concat(bot.Client.Answers.Select(answer => answer.Body)).SelectMany(Texts);
        var left = texts.Select(text => Without(known, Unmarked(text))).Where(text => Word().IsMatch(text)).Distinct(StringComparer.Ordinal).ToList();

        Assert.True(left.Count == 0, string.Join("\n---\n", left));
    }

    /// <summary>What is shown as it is: the policies' words and the places in them, names, and whatever the file's people type.</summary>
    private static List<string> Known(BotHost bot, string[] lines)
    {
        var policies = bot.Policies.All.SelectMany(policy => policy.Clauses.SelectMany(clause => new[] { clause.Text, clause.Label })
            .Append(policy.Trust).Append(policy.Version).Append(policy.Document.Title).Append(policy.Document.Version).Append(policy.Document.Approved)
            .Append(policy.Document.ApprovedBy).Append(policy.Document.Review).Concat(policy.Document.Words));
        var people = SchoolCast.All.SelectMany(school => new[] { school.Teacher, school.Colleague, school.Dsl, school.Deputy, school.Lead }.Select(person => person.Name).Append(school.Name));
        var typed = lines.SelectMany(line => Typed().Matches(line).Select(match => match.Groups["typed"].Value)).SelectMany(text => text.Split(["\\n", ", "], StringSplitOptions.None).Append(text));
        return
        [
            .. policies.Concat(people).Concat(typed).Concat(Everywhere).OfType<string>().SelectMany(text => text.Split('\n'))
                .Select(Plain).Where(text => text.Length > 3).Distinct(StringComparer.Ordinal).OrderByDescending(text => text.Length),
        ];
    }

    private static string Without(List<string> known, string text) =>
        known.Aggregate(Date().Replace(Plain(text), ""), (left, words) => left.Replace(words, "", StringComparison.OrdinalIgnoreCase));

    /// <summary>Without the marks that keep somebody's words from being formatted, and with plain spaces.</summary>
    private static string Plain(string text) => Spaces().Replace(text.Replace("\u2060", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal), " ").Trim();

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Texts),
        JsonObject element => element.SelectMany(member => member.Value is JsonValue value && value.TryGetValue<string>(out var text)
            ? Read.Contains(member.Key) && !(member.Key == "value" && element.ContainsKey("type")) && !IsChoiceValue(element, member.Key) ? [text] : []
            : member.Key == "data" ? [] : Texts(member.Value)),
        _ => [],
    };

    /// <summary>The value of a choice is sent, and not read; that of a fact is read.</summary>
    private static bool IsChoiceValue(JsonObject element, string name) => name == "value" && element.Parent is JsonArray { Parent: JsonObject owner } && owner.ContainsKey("choices");

    private static string Unmarked(string text)
    {
        var outside = new StringBuilder();
        var depth = 0;
        foreach (var letter in text)
        {
            depth += letter == '⟦' ? 1 : 0;
            if (depth == 0)
            {
                outside.Append(letter);
            }

            depth -= letter == '⟧' ? 1 : 0;
        }

        return outside.ToString();
    }

    [GeneratedRegex(@"\p{L}{3,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    /// <summary>What the culture of the language writes: 20 November 2026.</summary>
    [GeneratedRegex(@"\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Date();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();

    /// <summary>An input of a press, or a whole line that is typed.</summary>
    [GeneratedRegex("=\"(?<typed>[^\"]*)\"|=(?<typed>[^\\s\"]+)|^\\w+( in \\w+)?: (types )?(?<typed>(?!press|submits|forces).*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Typed();
}
