using ConductBot.Bot.General;

namespace ConductBot.Tests.Bot;

public sealed class SafetyWordsTests
{
    [Theory]
    [InlineData("someone says they will kill themselves")]
    [InlineData("she wants to die")]
    [InlineData("He is SUICIDAL")]
    [InlineData("a pupil self-harms")]
    [InlineData("dad says he's coming to school with a knife")]
    [InlineData("I will kill you, Mr Smith")]
    [InlineData("going to end her life")]
    [InlineData("they will bomb the school")]
    [InlineData("took an overdose last night")]
    [InlineData("mae hi'n sôn am hunanladdiad")]
    [InlineData("Mae’n mynd i’w ladd")]
    [InlineData("mae rhywun am fy lladd i")]
    [InlineData("mae hi eisiau marw")]
    [InlineData("mae o wedi niweidio ei hun")]
    [InlineData("am roi diwedd ar ei bywyd")]
    [InlineData("cymerodd hi orddos neithiwr")]
    [InlineData("Mae ganddo gyllell")]
    [InlineData("maen nhw am saethu’r ysgol")]
    public void Words_of_danger_are_seen(string text) => Assert.True(SafetyWords.AreIn(text));

    [Theory]
    [InlineData("This homework is killing me")]
    [InlineData("the queue was murder")]
    [InlineData("a parent posted that the head is useless")]
    [InlineData("may parents post photos of sports day?")]
    [InlineData("she cut the ribbon herself")]
    [InlineData("")]
    [InlineData("a gaiff rhieni bostio lluniau o'r mabolgampau?")]
    [InlineData("mae rhiant wedi postio bod y pennaeth yn dda i ddim")]
    [InlineData("torri'r polisi")]
    public void Ordinary_words_are_not(string text) => Assert.False(SafetyWords.AreIn(text));

    [Fact]
    public void Not_even_a_very_long_text_takes_long() => Assert.False(SafetyWords.AreIn(string.Concat(Enumerable.Repeat("kill ", 20_000))));
}
