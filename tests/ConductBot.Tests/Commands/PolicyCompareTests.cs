namespace ConductBot.Tests.Commands;

[Collection(ConsoleTests.Name)]
public sealed class PolicyCompareTests
{
    [Fact]
    public async Task One_question_is_put_to_every_policy()
    {
        var run = await CommandRun.OfAsync("policy", "compare", "photos", "of", "pupils");

        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Contains("Embrace Multi Academy Trust (embrace)\n  This policy does not say.\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  oak/4.2.7  Clause 4.2.7\n    Use of other peoples' personal data, photos images", run.Output, StringComparison.Ordinal);
        Assert.Contains("  ogat/4.b8  Section 4 (Code of Conduct), bullet 8\n    Not posting photos of students", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_question_it_says_so()
    {
        var run = await CommandRun.OfAsync("policy", "compare");

        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.NotEmpty(run.Error);
    }
}
