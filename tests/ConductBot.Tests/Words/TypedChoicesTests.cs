using ConductBot.Bot.Reporting;
using ConductBot.Languages;

namespace ConductBot.Tests.Words;

/// <summary>A choice is understood in English and in Welsh, whichever of the two its card was drawn in.</summary>
public sealed class TypedChoicesTests
{
    [Theory]
    [InlineData(Language.British)]
    [InlineData(Language.Welsh)]
    [InlineData(Language.Pseudo)]
    public void A_title_is_understood_in_either_language(string language)
    {
        using var speaking = Language.Use(language);

        Assert.Equal("pupil", Answers.ReadChoice("a pupil", Choices));
        Assert.Equal("pupil", Answers.ReadChoice("Disgybl yr ysgol.", Choices));
        Assert.Equal("none", Answers.ReadChoice("dim un o'r rhain", Choices));
        Assert.Equal("none", Answers.ReadChoice("Dim un o’r rhain", Choices));
        Assert.Equal("pupil", Answers.ReadChoice("1", Choices));
        Assert.Null(Answers.ReadChoice("un disgybl", Choices));
    }

    [Fact]
    public void Reading_an_answer_leaves_the_language_of_the_turn_as_it_was()
    {
        using var speaking = Language.Use(Language.Pseudo);

        _ = Answers.ReadChoice("nobody", Choices);

        Assert.Equal(Language.Pseudo, Language.Current);
    }

    private static IReadOnlyList<QuestionChoice> Choices() => Language.Current == Language.Welsh
        ? [new("pupil", "Disgybl yr ysgol"), new("none", "Dim un o’r rhain")]
        : [new("pupil", "A pupil"), new("none", "None of these")];
}
