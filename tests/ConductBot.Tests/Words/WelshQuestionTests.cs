using System.Text.Json.Nodes;
using ConductBot.Bot.PolicyQuestions;
using ConductBot.Languages;
using ConductBot.Testing;
using ConductBot.Testing.Cards;
using ConductBot.Tests.Bot;

namespace ConductBot.Tests.Words;

public sealed class WelshQuestionTests
{
    private const string InEnglish = "The policy is in English, and so is the search: put your question in English words.";

    private static readonly SchoolCast Oak = SchoolCast.Of("oak");

    [Theory]
    [InlineData("gofyn beth mae'r polisi'n ei ddweud am fygythiadau?")]
    [InlineData("a gaf i bostio lluniau o blant yr ysgol?")]
    [InlineData("beth yw’r cam cyntaf?")]
    [InlineData("mae rhiant wedi ysgrifennu rhywbeth cas am athrawes ar WhatsApp")]
    [InlineData("bwlio ar-lein")]
    [InlineData("cymharu lluniau o ddisgyblion")]
    public async Task Whoever_asks_in_Welsh_is_told_that_the_search_is_in_English(string question)
    {
        await using var bot = await BotHost.StartAsync();
        bot.Inbound.Locale = Language.Welsh;

        await bot.At(Oak.Teacher).SaysAsync(question);

        Assert.Contains(Language.Translated(InEnglish, Language.Welsh), bot.Connector.Messages[^1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_in_English_finds_its_clause_whatever_language_the_person_is_spoken_to_in()
    {
        await using var bot = await BotHost.StartAsync();
        bot.Inbound.Locale = Language.Welsh;

        await bot.At(Oak.Teacher).SaysAsync("gofyn what about threats of violence?");

        Assert.Contains("Posting comments which threaten violence", bot.Connector.Messages[^1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public void No_question_that_is_asked_in_English_is_taken_for_Welsh()
    {
        var folder = Path.Combine(RepositoryFolder.Path, "tests", "ConductBot.Policies.Tests", "Asking");
        var asked = Directory.GetFiles(folder, "questions-*.jsonl").SelectMany(File.ReadLines).Select(line => (string)JsonNode.Parse(line)!["q"]!).ToList();

        Assert.InRange(asked.Count, 100, 100_000);
        Assert.DoesNotContain(asked, WelshQuestion.IsWelsh);
    }

    [Theory]
    [InlineData("who is Beth?")]
    [InlineData("is Ysgol Bryn allowed to ban a parent from the site?")]
    [InlineData("")]
    [InlineData("???")]
    public void A_name_alone_makes_no_question_Welsh(string question) => Assert.False(WelshQuestion.IsWelsh(question));
}
