using System.Globalization;
using System.Text.Json.Nodes;
using ConductBot.Cards;
using ConductBot.Languages;
using ConductBot.Testing;
using ConductBot.Testing.Cards;
using ConductBot.Tests.Bot;
using ConductBot.Tests.SetUp;
using Microsoft.Data.Sqlite;

namespace ConductBot.Tests.Words;

/// <summary>Which language the bot speaks to whom, through the front door.</summary>
public sealed class LanguageTests
{
    private static readonly SchoolCast Oak = SchoolCast.Of("oak");
    private static readonly Dictionary<string, string> Nothing = [];

    private const string InDanger = "If anyone is in immediate danger, call 999 now.";

    [Theory]
    [InlineData("cy-GB")]
    [InlineData("cy")]
    [InlineData("CY-gb")]
    public async Task Whose_Teams_is_in_Welsh_is_answered_in_Welsh(string locale)
    {
        await using var bot = await BotHost.StartAsync();
        bot.Inbound.Locale = locale;
        var teacher = bot.At(Oak.Teacher);

        await teacher.SaysAsync("help");

        Assert.Equal("cy-GB", Lang(teacher));
        Assert.Equal(Welsh(InDanger), new CardReader(teacher.Messages[^1].Card!).Words[0]);
        Assert.Equal(Welsh("What ConductBot can do"), teacher.Messages[^1].Summary);
    }

    [Fact]
    public async Task The_help_says_in_both_languages_how_to_change_the_language()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Oak.Teacher);

        await teacher.SaysAsync("help");

        Assert.Contains("To change the language, type language. · I newid yr iaith, teipiwch iaith.", teacher.Messages[^1].Words, StringComparison.Ordinal);
        Assert.Contains("type language", Welsh("To change the language, type language. · I newid yr iaith, teipiwch iaith."), StringComparison.Ordinal);
        Assert.Contains("teipiwch iaith", Welsh("To change the language, type language. · I newid yr iaith, teipiwch iaith."), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr-FR", "cy-GB", "cy-GB")]
    [InlineData("fr-FR", "en-GB", "en-GB")]
    [InlineData("fr-FR", null, "en-GB")]
    [InlineData("en-US", "cy-GB", "en-GB")]
    public async Task A_language_that_is_not_spoken_here_gets_the_schools(string locale, string? school, string spoken)
    {
        await using var bot = await BotHost.StartAsync(settings => SpeakAt(settings, Oak, school));
        bot.Inbound.Locale = locale;
        var teacher = bot.At(Oak.Teacher);

        await teacher.SaysAsync("help");

        Assert.Equal(spoken, Lang(teacher));
    }

    [Theory]
    [InlineData("language")]
    [InlineData("Iaith.")]
    public async Task Who_asks_is_asked_in_both_and_chooses_on_the_card(string typed)
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Oak.Teacher);
        await teacher.SaysAsync(typed);
        Assert.Contains("Which language shall I speak to you in? · Ym mha iaith y dylwn siarad â chi?", teacher.Messages[^1].Words, StringComparison.Ordinal);

        await teacher.PressesAsync("Cymraeg");
        Assert.Equal("cy-GB", (string?)teacher.OnScreen!.Card["lang"]);
        Assert.Contains(Welsh("From now on I speak English to you."), teacher.OnScreen.Text, StringComparison.Ordinal);
        await teacher.SaysAsync("help");
        Assert.Equal("cy-GB", Lang(teacher));

        await teacher.SaysAsync(typed);
        await teacher.PressesAsync("English");
        Assert.Equal("en-GB", (string?)teacher.OnScreen.Card["lang"]);
        Assert.Contains("From now on I speak English to you.", teacher.OnScreen.Text, StringComparison.Ordinal);
        await teacher.SaysAsync("help");
        Assert.Equal("en-GB", Lang(teacher));
    }

    [Theory]
    [InlineData("cymraeg", "english")]
    [InlineData("Welsh", "Saesneg")]
    public async Task A_language_is_chosen_by_its_name_and_given_up_by_the_others(string welsh, string english)
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Oak.Teacher);

        await teacher.SaysAsync(welsh);
        Assert.Equal("cy-GB", Lang(teacher));
        Assert.Contains(Welsh("From now on I speak English to you."), teacher.Messages[^1].Words, StringComparison.Ordinal);

        await teacher.SaysAsync(english);
        Assert.Equal("en-GB", Lang(teacher));
        Assert.Contains("From now on I speak English to you.", teacher.Messages[^1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_outlives_a_restart_and_the_day_whatever_Teams_asks_for()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Oak.Teacher);
        await teacher.SaysAsync("cymraeg");

        await bot.RestartAsync();
        bot.Time.MoveTo(BotHost.Start.AddDays(1));
        await teacher.SaysAsync("help");
        Assert.Equal("cy-GB", Lang(teacher));

        bot.Inbound.Locale = "en-US";
        await teacher.SaysAsync("policy");
        Assert.Equal("cy-GB", Lang(teacher));
    }

    [Fact]
    public async Task An_old_client_chooses_too_and_its_answer_is_in_what_was_chosen()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Oak.Teacher);
        await teacher.SaysAsync("language");
        var card = new CardReader(teacher.Messages[^1].Card!);

        await teacher.PressAsync(card, card.Buttons.Single(button => button.Title == "Cymraeg"), Nothing, Oak.Teacher.Chat, "1", oldClient: true);
        Assert.Equal("cy-GB", Lang(teacher));
        Assert.Equal(Welsh("Your press"), teacher.Messages[^1].Summary);

        await teacher.PressAsync(card, card.Buttons.Single(button => button.Title == "English"), Nothing, Oak.Teacher.Chat, "1", oldClient: true);
        Assert.Equal("en-GB", Lang(teacher));
        Assert.Equal("Your press", teacher.Messages[^1].Summary);
    }

    [Theory]
    [InlineData("fr-FR")]
    [InlineData("qps-Ploc")]
    [InlineData("CY-GB")]
    [InlineData("")]
    public async Task No_other_language_can_be_chosen(string language)
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Oak.Teacher);

        var answer = await teacher.ForgesAsync(Oak.Teacher.Chat, "language/choose", new() { ["language"] = language });

        Assert.Equal(400, answer.CardStatus);
        Assert.Equal("That language is not one that I speak.", answer.Words);
    }

    [Fact]
    public async Task What_waits_is_said_in_the_language_just_chosen()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Oak.Teacher);
        await teacher.SaysAsync("report");
        await teacher.SaysAsync("cymraeg");

        await teacher.SaysAsync("no");

        Assert.Equal("cy-GB", Lang(teacher));
    }

    [Fact]
    public async Task A_language_can_be_chosen_before_a_school()
    {
        await using var bot = await BotHost.StartAsync(settings =>
        {
            settings["Schools:0:Staff:0"] = Oak.Teacher.ObjectId;
        });
        var teacher = bot.At(Oak.Teacher);

        await teacher.SaysAsync("cymraeg");
        Assert.Equal("cy-GB", Lang(teacher));

        await teacher.SaysAsync("beth");
        Assert.Equal("cy-GB", Lang(teacher));
        Assert.Contains(Welsh("Which school do you mean?"), teacher.Messages[^1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_asked_for_where_others_read_is_chosen_in_private()
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Add(Oak.Teacher.Chat);
        bot.Connector.Add(Oak.Group);
        var teacher = bot.At(Oak.Teacher);

        await teacher.MentionsAsync(Oak.Group, "iaith");

        Assert.Equal("I have written to you privately.", Assert.Single(bot.Connector.In(Oak.Group)).Words);
        await teacher.PressesAsync("Cymraeg");
        await teacher.SaysAsync("help");
        Assert.Equal("cy-GB", Lang(teacher));
    }

    [Theory]
    [InlineData("cy-GB", "en-GB")]
    [InlineData("en-GB", "cy-GB")]
    public async Task The_channel_is_in_the_schools_language_and_a_chat_in_its_persons(string school, string locale)
    {
        await using var bot = await BotHost.StartAsync(settings => SpeakAt(settings, Oak, school));
        bot.Inbound.Locale = locale;

        var card = await bot.AReportAsync(Oak);

        Assert.Equal(school, (string?)card.Card!["lang"]);
        var cards = bot.At(Oak.Teacher).Messages.Select(message => message.Card).OfType<JsonObject>().ToList();
        Assert.NotEmpty(cards);
        Assert.All(cards, shown => Assert.Equal(locale, (string?)shown["lang"]));
    }

    [Theory]
    [InlineData("cymraeg", "cy-GB")]
    [InlineData("english", "en-GB")]
    public async Task A_notice_to_the_DSL_is_in_the_DSLs_language_whoever_reported(string chosen, string spoken)
    {
        await using var bot = await BotHost.StartAsync();
        var dsl = bot.At(Oak.Dsl);
        await dsl.SaysAsync(chosen);
        var before = dsl.Messages.Count;
        bot.Inbound.Locale = spoken == "cy-GB" ? "en-GB" : "cy-GB";

        foreach (var words in new[] { "report", "yes" })
        {
            await bot.At(Oak.Teacher).SaysAsync(words);
        }

        Assert.True(dsl.Messages.Count > before);
        Assert.All(dsl.Messages.Skip(before), message => Assert.Equal(spoken, (string?)message.Card!["lang"]));
    }

    [Fact]
    public async Task Somebody_never_heard_of_is_written_to_in_the_schools_language()
    {
        await using var bot = await BotHost.StartAsync(settings => SpeakAt(settings, Oak, "cy-GB"));

        foreach (var words in new[] { "report", "yes" })
        {
            await bot.At(Oak.Teacher).SaysAsync(words);
        }

        Assert.All(bot.At(Oak.Dsl).Messages, message => Assert.Equal("cy-GB", (string?)message.Card!["lang"]));
        Assert.NotEmpty(bot.At(Oak.Dsl).Messages);
    }

    [Theory]
    [InlineData("en-GB")]
    [InlineData("cy-GB")]
    [InlineData("fr-FR")]
    public async Task A_report_is_made_in_typed_Welsh_whatever_the_language(string locale)
    {
        await using var bot = await BotHost.StartAsync();
        bot.Inbound.Locale = locale;
        var teacher = bot.At(Oak.Teacher);
        await teacher.SaysAsync("adrodd");
        Assert.Equal("danger", Step(teacher));
        await teacher.SaysAsync("na");
        Assert.Equal("intimate", Step(teacher));
        await teacher.SaysAsync("nôl");
        Assert.Equal("danger", Step(teacher));
        await teacher.SaysAsync("Nac oes.");
        await teacher.SaysAsync("na");
        Assert.Equal("content", Step(teacher));
        await teacher.SaysAsync("Pobl ofnadwy");
        Assert.Equal("where", Step(teacher));
        await teacher.SaysAsync("hepgor");
        Assert.Equal("author", Step(teacher));
        await teacher.SaysAsync("anfon");

        var reported = await bot.OnlyCaseAsync();
        Assert.Single(bot.Connector.In(Oak.Channel));
        await teacher.SaysAsync("fy adroddiadau");
        Assert.Contains(reported.Reference, teacher.Messages[^1].Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Gofyn i bawb gadw draw oddi wrth Mr X!")]
    [InlineData("Newid yr ysgol nawr!")]
    [InlineData("Diolch.")]
    [InlineData("Cymharu hyn â'r llynedd!")]
    public async Task The_words_of_a_post_are_kept_as_they_were_typed_although_they_begin_like_a_command(string post)
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Oak.Teacher);
        foreach (var said in new[] { "adrodd", "na", "na", post, "anfon" })
        {
            await teacher.SaysAsync(said);
        }

        Assert.Equal(post, (await bot.OnlyCaseAsync()).Report.Text);
    }

    [Fact]
    public async Task Danger_is_answered_yes_in_Welsh()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Oak.Teacher);

        await teacher.SaysAsync("rhoi gwybod");
        await teacher.SaysAsync("ie");

        Assert.Contains(teacher.Messages, message => message.Words.Contains("Call 999 now", StringComparison.Ordinal));
        Assert.True((await bot.OnlyCaseAsync()).Reference.Length > 0);
    }

    [Theory]
    [InlineData("en-GB", "away", "2 December 2026")]
    [InlineData("cy-GB", "i ffwrdd", "2 Rhagfyr 2026")]
    public async Task Somebody_goes_away_until_a_day_that_is_typed_in_Welsh(string locale, string asked, string day)
    {
        await using var bot = await BotHost.StartAsync();
        bot.Inbound.Locale = locale;
        var dsl = bot.At(Oak.Dsl);

        await dsl.SaysAsync("i ffwrdd tan 2 Rhagfyr");
        Assert.Contains(day, dsl.Messages[^1].Words, StringComparison.Ordinal);
        await dsl.SaysAsync(asked);
        Assert.Contains(day, dsl.Messages[^1].Words, StringComparison.Ordinal);
        await dsl.SaysAsync("yma");
        Assert.Equal(In(locale, "You are here: urgent notices come to you."), dsl.Messages[^1].Words);
    }

    [Theory]
    [InlineData("mae hi'n sôn am hunanladdiad")]
    [InlineData("Mae’n mynd i’w ladd")]
    [InlineData("mae hi eisiau marw")]
    [InlineData("mae ganddo gyllell")]
    public async Task Words_of_danger_in_Welsh_show_999(string words)
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Oak.Teacher);

        await teacher.SaysAsync(words);

        Assert.Contains("call 999 now", teacher.Messages[0].Words, StringComparison.Ordinal);
        bot.Inbound.Locale = "cy-GB";
        var before = teacher.Messages.Count;
        await teacher.SaysAsync(words);
        Assert.Equal(
            Welsh("If anyone is in immediate danger, call 999 now. Nobody has to agree first. Then find your designated safeguarding lead in person, and type report."),
            teacher.Messages[before].Words);
        Assert.Contains("999", teacher.Messages[before].Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cy-GB", null)]
    [InlineData("cy-GB", "en-GB")]
    [InlineData("en-GB", "cy-GB")]
    [InlineData("en-GB", null)]
    public async Task A_channel_set_up_in_Teams_speaks_what_its_owner_says_and_else_what_the_owner_speaks(string locale, string? said)
    {
        await using var bot = await BotHost.StartAsync(before: host => NewTeam.Introduce(host));
        bot.Inbound.Locale = locale;
        var walk = await Walk.BegunAsync(bot, NewTeam.Owner, NewTeam.Private);
        await walk.AnswerToChannelAsync();
        await walk.PressAsync(walk.Card.Buttons[0].Title, said is null ? [] : [("language", said)]);
        Assert.Contains(In(locale, (said ?? locale) == "cy-GB" ? "In Welsh." : "In English."), walk.Card.Text, StringComparison.Ordinal);
        await walk.PressAsync(walk.Card.Buttons[0].Title);

        Assert.Equal(locale, (string?)walk.Card.Card["lang"]);
        Assert.Equal(said ?? locale, (await NewTeam.SchoolAsync(bot)).Language);
        Assert.Equal(said ?? locale, (string?)bot.Connector.In(NewTeam.Private).Last().Card!["lang"]);
        Assert.Equal(said ?? locale, (string?)bot.At(NewTeam.Dsl).Messages[^1].Card!["lang"]);
    }

    [Fact]
    public async Task Another_owner_who_changes_something_else_leaves_the_channels_language()
    {
        await using var bot = await BotHost.StartAsync(before: host => NewTeam.Introduce(host));
        bot.Inbound.Locale = "cy-GB";
        var first = await Walk.BegunAsync(bot, NewTeam.Owner, NewTeam.Private);
        await first.AnswerToChannelAsync();
        await first.PressAsync(first.Card.Buttons[0].Title);
        await first.PressAsync(first.Card.Buttons[0].Title);
        bot.Inbound.Locale = "en-GB";

        var second = await Walk.BegunAsync(bot, NewTeam.OtherOwner, NewTeam.Private);
        Assert.Equal("cy-GB", (string?)bot.Connector.In(NewTeam.Private).Last().Card!["lang"]);
        await second.PressAsync("Change the chosen answer", ("change", "name"));
        await second.NameAsync("Harbour Primary");
        await second.PressAsync("Confirm");

        Assert.Equal("cy-GB", (await NewTeam.SchoolAsync(bot)).Language);
        Assert.Equal("Harbour Primary", (await NewTeam.SchoolAsync(bot)).Name);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("cymraeg")]
    public async Task The_apology_for_a_turn_that_fails_is_in_the_persons_language(string? chosen)
    {
        var connection = "";
        await using var bot = await BotHost.StartAsync(settings => connection = settings["ConnectionStrings:ConductBot"]!);
        var teacher = bot.At(Oak.Teacher);
        await teacher.SaysAsync(chosen ?? "hello");
        await using (var database = new SqliteConnection(connection))
        {
            await database.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = database.CreateCommand();
            command.CommandText = "drop table outbox";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await teacher.SaysAsync("help", deliver: false);

        var language = chosen is null ? Language.British : Language.Welsh;
        Assert.StartsWith(
            Language.Translated("Something went wrong here, and what you just sent was not saved. Please try again in a minute.", language),
            teacher.Messages[^1].Words,
            StringComparison.Ordinal);
        Assert.EndsWith(Language.Translated(InDanger, language), teacher.Messages[^1].Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cy", Language.Welsh)]
    [InlineData("fr, cy;q=0.4, en;q=0.9", Language.British)]
    [InlineData("en;q=0.5, cy-GB;q=0.6", Language.Welsh)]
    [InlineData("fr", Language.British)]
    [InlineData(null, Language.British)]
    public async Task The_pages_of_the_app_are_in_what_the_browser_asks_for_first(string? asked, string language)
    {
        await using var bot = await BotHost.StartAsync();
        foreach (var (page, title) in new[] { ("/privacy", "ConductBot: privacy"), ("/terms", "ConductBot: terms of use") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, page);
            if (asked is not null)
            {
                request.Headers.Add("Accept-Language", asked);
            }

            using var response = await bot.Http.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.StartsWith(
                Language.Translated(title, language), await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_card_is_drawn_in_Welsh_from_its_sample()
    {
        var cards = CardLibrary.Load(Path.Combine(RepositoryFolder.Path, "cards"), ConductBot.Bot.Cards.CardLanguages.All);
        using var speaking = Language.Use(Language.Welsh);

        Assert.All(cards.Names, name => Assert.Equal("cy-GB", (string?)cards.Render(name, cards.Sample(name))["lang"]));
    }

    private static string Welsh(string english) => Language.Translated(english, Language.Welsh);

    private static string In(string locale, string english) => Language.Translated(english, Language.Of(locale) ?? Language.British);

    private static string? Lang(PersonAtWork person) => (string?)person.Messages[^1].Card?["lang"];

    private static string? Step(PersonAtWork person) => new CardReader(person.Messages[^1].Card!).Step;

    private static void SpeakAt(Dictionary<string, string?> settings, SchoolCast school, string? language)
    {
        var index = settings.Single(setting => setting.Key.EndsWith(":Id", StringComparison.Ordinal) && setting.Value == school.Id).Key.Split(':')[1];
        settings[string.Create(CultureInfo.InvariantCulture, $"Schools:{index}:Language")] = language;
    }
}
