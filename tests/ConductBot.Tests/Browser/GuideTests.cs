using ConductBot.Testing.Cards;
using Microsoft.Playwright;
using static ConductBot.Browser.PlaygroundSteps;
using static Microsoft.Playwright.Assertions;

namespace ConductBot.Browser;

/// <summary>
/// The two guides, followed step by step in the playground; the pictures they show are taken on the way.
/// <c>CONDUCTBOT_GUIDE_PICTURES=1 dotnet test tests/ConductBot.Tests --filter GuideTests</c> takes them anew.
/// </summary>
public sealed class GuideTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Path, "docs", "guides");

    [Fact]
    public async Task A_teacher_follows_the_guide_from_the_first_question_to_the_answer_about_the_policy()
    {
        var page = await OpenAsync();
        var teacher = page.GetByTestId("pane-teacher");

        await SayAsync(teacher, "report");
        await TakeAsync(Question(teacher, "Is anyone in danger right now?").Last, "teacher-danger");
        await PressAsync(teacher, "Is anyone in danger right now?", "No");
        await PressAsync(teacher, "naked, part-naked or sexual image?", "No");
        var words = Question(teacher, "What was posted?").Last;
        await words.GetByLabel("The words of the post").FillAsync("Mr Heron in year 4 steals from the charity tin, everyone knows it");
        await TakeAsync(words, "teacher-post");
        await words.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await WhereAndWhoAsync(teacher);
        await TakeAsync(Question(teacher, "Take a moment to reflect").Last, "teacher-reflect");
        await PressAsync(teacher, "Take a moment to reflect", "Next");
        await TakeAsync(Question(teacher, "What might it be?").Last, "teacher-categories");
        await SayAsync(teacher, "1");
        await SayAsync(teacher, "yes, unsure, yes, unsure");
        await SayAsync(teacher, "no, no");
        await TakeAsync(Question(teacher, "Check your answers").Last, "teacher-check");
        await PressAsync(teacher, "Check your answers", "Send");
        var receipt = teacher.GetByTestId("card").Filter(new() { HasText = "Sent: CB-" }).Last;
        await TakeAsync(receipt, "teacher-sent");

        await SayAsync(teacher, "can parents put up photos of sports day?");
        await TakeAsync(teacher.GetByTestId("card").Filter(new() { HasText = "Was this what you needed?" }).Last, "teacher-ask");
    }

    [Fact]
    public async Task A_DSL_follows_the_guide_from_the_urgent_notice_to_the_approval()
    {
        var page = await OpenAsync();
        var teacher = page.GetByTestId("pane-teacher");
        var channel = page.GetByTestId("pane-channel");
        var dsl = page.GetByTestId("pane-dsl");

        await SayAsync(teacher, "report");
        await PressAsync(teacher, "Is anyone in danger right now?", "Not sure");
        await page.GetByTestId("tab-dsl-chat").ClickAsync();
        var notice = dsl.GetByTestId("card").Filter(new() { HasText = "I have seen it" }).Last;
        await TakeAsync(notice, "dsl-urgent");
        await notice.GetByRole(AriaRole.Button, new() { Name = "I have seen it" }).ClickAsync();
        await page.GetByTestId("tab-dsl-channel").ClickAsync();
        await SayAsync(teacher, "cancel");
        await ResetAsync(page);

        foreach (var said in new[] { "report", "no", "no", "Mr Heron in year 4 steals from the charity tin, everyone knows it", "1", "1", "2", "skip", "1" })
        {
            await SayAsync(teacher, said);
        }

        await SayAsync(teacher, "yes, yes, yes, yes");
        await SayAsync(teacher, "no, no");
        await SayAsync(teacher, "send");
        await Expect(CaseCard(dsl)).ToContainTextAsync("Mr Heron in year 4");
        await TakeAsync(CaseCard(dsl), "dsl-card");

        await RecordAsync(channel, "Ask the poster to remove it", "Refused");
        await Button(dsl, "Why?").ClickAsync();
        await CaseCard(dsl).GetByLabel("Action", new() { Exact = true }).SelectOptionAsync("take-legal-action");
        await Button(dsl, "Show the clause").ClickAsync();
        await Expect(CaseCard(dsl).GetByText("not open yet").First).ToBeVisibleAsync();
        await TakeAsync(CaseCard(dsl), "dsl-why");
        await Button(dsl, "Back").ClickAsync();

        await Button(channel, "Ask for an approval").ClickAsync();
        await CaseCard(channel).GetByLabel("What should be done").SelectOptionAsync("report-to-platform");
        await CaseCard(channel).GetByLabel("Why", new() { Exact = true }).FillAsync("The parent refused and it is still up");
        await CaseCard(channel).GetByRole(AriaRole.Button, new() { Name = "Ask for approval", Exact = true }).ClickAsync();
        await Expect(CaseCard(dsl)).ToContainTextAsync("Waits for the DSL or a deputy");
        await CaseCard(dsl).GetByLabel("Reason for the decision").FillAsync("Agreed: the policy says so once they refuse");
        await TakeAsync(CaseCard(dsl), "dsl-approve");
        await Button(dsl, "Approve").ClickAsync();
        await Expect(CaseCard(dsl)).ToContainTextAsync("Approved by the DSL");

        await page.GetByTestId("tab-dsl-chat").ClickAsync();
        await SayAsync(dsl, "cases");
        await TakeAsync(dsl.GetByTestId("card").Filter(new() { HasText = "Open cases at" }).Last, "dsl-cases");

        await page.SetViewportSizeAsync(1100, 420);
        await page.GotoAsync($"{fixture.Program.Url}caseload?as=dsl&school=ogat-demo");
        await Expect(page.GetByText("Outwood Demo Academy").First).ToBeVisibleAsync();
        await TakeAsync(page.Locator("body"), "dsl-caseload");
    }

    [Theory]
    [InlineData("teachers.md", "teacher-")]
    [InlineData("athrawon.md", "teacher-")]
    [InlineData("dsl.md", "dsl-")]
    public void A_guide_shows_every_picture_that_is_taken_for_it(string guide, string pictures)
    {
        var text = File.ReadAllText(Path.Combine(Folder, guide));
        var files = Directory.GetFiles(Folder, pictures + "*.png").Select(Path.GetFileName).OfType<string>().ToList();

        Assert.True(files.Count >= 5, $"{files.Count} pictures for {guide}");
        Assert.All(files, file => Assert.Contains($"({file})", text, StringComparison.Ordinal));
    }

    /// <summary>A narrow page, as tall as its longest card: what is taken is taken whole.</summary>
    private async Task<IPage> OpenAsync()
    {
        var page = await fixture.OpenAsync("ogat-demo", width: 1500, height: 2400);
        await SayAsync(page.GetByTestId("pane-teacher"), "cancel");
        await ResetAsync(page);
        return page;
    }

    private static async Task TakeAsync(ILocator shown, string name)
    {
        await Expect(shown).ToBeVisibleAsync();
        var path = Path.Combine(Folder, name + ".png");
        if (Environment.GetEnvironmentVariable("CONDUCTBOT_GUIDE_PICTURES") == "1")
        {
            await shown.ScreenshotAsync(new() { Path = path, Animations = ScreenshotAnimations.Disabled });
        }

        Assert.True(File.Exists(path), $"The guide has no picture {name}.png: take it, as said above.");
    }
}
