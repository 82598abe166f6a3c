using ConductBot.Testing;
using ConductBot.Tests.Bot;

namespace ConductBot.Tests.Edge;

/// <summary>The buttons of the help card stand for typing a word, without a client's help: a message that carries the word as data.</summary>
public sealed class HelpButtonsTests
{
    private static readonly SchoolCast Oak = SchoolCast.Of("oak");

    [Theory]
    [InlineData("Report a post", "Is anyone in danger right now?")]
    [InlineData("Ask the policy", "What do you want to know?")]
    [InlineData("My reports", "You have not reported anything yet")]
    public async Task A_button_does_what_its_word_does_when_it_is_typed(string title, string answer)
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Oak.Teacher);
        await teacher.SaysAsync("help");

        await PressAsync(teacher, title);

        Assert.Contains(answer, teacher.Messages[^1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_decides_opens_the_cases_with_one()
    {
        await using var bot = await BotHost.StartAsync();
        await bot.AReportAsync(Oak);
        var dsl = bot.At(Oak.Dsl);
        await dsl.SaysAsync("help");

        await PressAsync(dsl, "Cases");

        Assert.Contains("CB-2026-0001", dsl.Messages[^1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_that_is_pressed_while_a_question_waits_for_words_is_not_the_answer()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Oak.Teacher);
        foreach (var words in new[] { "help", "report", "no", "no" })
        {
            await teacher.SaysAsync(words);
        }

        await PressAsync(teacher, "My reports");

        Assert.Contains(teacher.Messages, message => message.Words.Contains("You have not reported anything yet", StringComparison.Ordinal));
        await teacher.SaysAsync("Foul words about the office");
        Assert.Equal("where", new CardReader(teacher.Messages[^1].Card!).Step);
    }

    private static async Task PressAsync(PersonAtWork person, string title)
    {
        var help = person.Messages.First(message => message.Words.Contains("What I can do for you", StringComparison.Ordinal));
        var card = new CardReader(help.Card!);
        var button = card.Buttons.Single(button => button.Title == title);
        Assert.Null(button.Data["msteams"]);

        var answer = await person.PressAsync(card, button, new Dictionary<string, string>(), person.Person.Chat, help.Id, oldClient: true);
        Assert.Equal(200, answer.Status);
    }
}
