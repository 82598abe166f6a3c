using ConductBot.Testing.Cards;
using ConductBot.Tests.Bot;

namespace ConductBot.Tests.Transcripts;

/// <summary>Every conversation in this folder, played through the front door.</summary>
public sealed class TranscriptTests
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Path, "tests", "ConductBot.Tests", "Transcripts");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.chat").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    [Fact]
    public void There_are_transcripts() => Assert.True(Files.Count >= 20, $"{Files.Count} transcripts in {Folder}");

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_conversation_goes_as_it_is_written(string file)
    {
        await using var bot = await BotHost.StartAsync();
        await new Transcript(bot, file, await File.ReadAllLinesAsync(Path.Combine(Folder, file))).PlayAsync();
    }

    [Theory]
    [InlineData("teacher: report", "bot: [intimate]", "wrong.chat(2): bot: [intimate]\n  came: [danger] ")]
    [InlineData("teacher: report", "bot: [danger] No such words", "wrong.chat(2): bot: [danger] No such words\n  missing: No such words\n  came: [danger] ")]
    [InlineData("teacher: report", "bot: [danger] !Type yes", "wrong.chat(2): bot: [danger] !Type yes\n  not to be there: Type yes\n  came: [danger] ")]
    [InlineData("teacher: help", "quiet", "wrong.chat(2): quiet\n  came: ")]
    [InlineData("teacher: report", "channel: [card]", "wrong.chat(2): channel: [card]\n  came: nothing")]
    [InlineData("teacher: report", "recorded: CaseOpened", "wrong.chat(2): recorded: CaseOpened\n  came: nothing")]
    [InlineData("teacher: report", "teacher: press check", "wrong.chat(2): teacher: press check\n  ogat/teacher sees no card that asks check.")]
    [InlineData("teacher: report", "nonsense", "wrong.chat(2): nonsense\n  not a line of a transcript")]
    public async Task A_line_that_is_wrong_is_shown_with_what_came_instead(string first, string second, string expected)
    {
        await using var bot = await BotHost.StartAsync();

        var wrong = await Assert.ThrowsAsync<WrongLineException>(() => new Transcript(bot, "wrong.chat", [first, second]).PlayAsync());

        Assert.StartsWith(expected, wrong.Message, StringComparison.Ordinal);
    }
}
