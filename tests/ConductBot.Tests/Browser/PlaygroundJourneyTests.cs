using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static ConductBot.Browser.PlaygroundSteps;
using static Microsoft.Playwright.Assertions;

namespace ConductBot.Browser;

/// <summary>The playground as people use it: the teacher on the left, the channel in the middle, the DSL on the right.</summary>
public sealed partial class PlaygroundJourneyTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task A_report_by_buttons_reaches_the_channel_and_an_escalation_is_approved_from_the_card()
    {
        var page = await OpenAsync("ogat-demo");
        var teacher = page.GetByTestId("pane-teacher");
        var channel = page.GetByTestId("pane-channel");
        var dsl = page.GetByTestId("pane-dsl");

        await teacher.GetByRole(AriaRole.Button, new() { Name = "Report", Exact = true }).ClickAsync();
        await PressAsync(teacher, "Is anyone in danger right now?", "No");
        await PressAsync(teacher, "naked, part-naked or sexual image?", "No");
        var words = Question(teacher, "What was posted?").Last;
        await words.GetByLabel("The words of the post").FillAsync("Miss Canary stole the trip money <b>again</b>");
        await words.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await WhereAndWhoAsync(teacher);
        await PressAsync(teacher, "Take a moment to reflect", "Skip");
        await SayAsync(teacher, "1");
        await SayAsync(teacher, "yes");
        await SayAsync(teacher, "no");
        await PressAsync(teacher, "Check your answers", "Send");
        await Expect(teacher.GetByText(ReceiptTitle()).Last).ToBeVisibleAsync();
        await ShotAsync(page, "report-sent");

        var card = CaseCard(channel);
        await Expect(card).ToContainTextAsync("Next allowed action");
        await Expect(card).ToContainTextAsync("Ask the poster to remove it");
        await Expect(card).ToContainTextAsync("Section 5 (Further Action), paragraph 2");
        await Expect(card).Not.ToContainTextAsync("Canary");
        await Expect(card).Not.ToContainTextAsync("Tara");
        await Expect(CaseCard(dsl)).ToContainTextAsync("Miss Canary stole the trip money");

        await RecordAsync(channel, "Ask the poster to remove it", "Refused");
        await Expect(card).ToContainTextAsync("Report it to the site");
        await card.GetByRole(AriaRole.Button, new() { Name = "Ask for an approval" }).ClickAsync();
        await card.GetByLabel("What should be done").SelectOptionAsync("report-to-platform");
        await card.GetByLabel("Why", new() { Exact = true }).FillAsync("It is still up");
        await card.GetByRole(AriaRole.Button, new() { Name = "Ask for approval", Exact = true }).ClickAsync();
        await Expect(CaseCard(dsl)).ToContainTextAsync("Waits for the DSL or a deputy");

        await CaseCard(dsl).GetByLabel("Reason for the decision").FillAsync("Agreed");
        await CaseCard(dsl).GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(card).ToContainTextAsync("Approved by the DSL");
        await ShotAsync(page, "approved");
    }

    [Fact]
    public async Task Danger_shows_999_at_once_and_posts_the_urgent_card_before_the_next_question()
    {
        var page = await OpenAsync("oak-demo");
        var teacher = page.GetByTestId("pane-teacher");
        await ResetAsync(page);

        await teacher.GetByRole(AriaRole.Button, new() { Name = "Report", Exact = true }).ClickAsync();
        await PressAsync(teacher, "Is anyone in danger right now?", "Yes");

        await Expect(teacher.GetByText("Call 999 now").First).ToBeVisibleAsync();
        await Expect(CaseCard(page.GetByTestId("pane-channel"))).ToContainTextAsync("URGENT");
        await PressAsync(teacher, "naked, part-naked or sexual image?", "Yes");
        await Expect(teacher.GetByText("Do not look again, copy or send it").First).ToBeVisibleAsync();
        await Expect(Question(teacher, "Where was it posted?").Last).ToBeVisibleAsync();
        await Expect(teacher.GetByText("What was posted?")).ToHaveCountAsync(0);
        await ShotAsync(page, "danger");
    }

    [Fact]
    public async Task A_report_goes_on_where_it_was_after_the_server_was_killed()
    {
        BrowserFixture.SkipWithoutBrowser();
        await using var program = new RunningProgram();
        await program.StartAsync();
        var page = await fixture.OpenAsync("embrace-demo");
        await page.GotoAsync(program.Url);
        await page.GetByTestId("school").SelectOptionAsync("embrace-demo");
        var teacher = page.GetByTestId("pane-teacher");
        await SayAsync(teacher, "report");
        await PressAsync(teacher, "Is anyone in danger right now?", "No");
        await PressAsync(teacher, "naked, part-naked or sexual image?", "No");
        await SayAsync(teacher, "They call the head a fraud");
        await Expect(Question(teacher, "Where was it posted?").Last).ToBeVisibleAsync();

        await program.KillAsync();
        await program.StartAsync();
        await page.ReloadAsync();
        await page.GetByTestId("school").SelectOptionAsync("embrace-demo");

        await SayAsync(teacher, "1");
        await Expect(Question(teacher, "Who posted it?").Last).ToBeVisibleAsync();
        await SayAsync(teacher, "back");
        await Expect(Question(teacher, "Where was it posted?").Last).ToBeVisibleAsync();
        await SayAsync(teacher, "send");
        await Expect(teacher.GetByText(ReceiptTitle()).Last).ToBeVisibleAsync();
        await SayAsync(teacher, "my reports");
        await Expect(teacher.GetByText("Awaiting reflection").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("oak-demo", "Clause 4.2.7")]
    [InlineData("ogat-demo", "Section 4 (Code of Conduct), bullet")]
    [InlineData("embrace-demo", "This policy does not say")]
    public async Task The_policy_is_asked_about_photos(string school, string answer)
    {
        var page = await OpenAsync(school);
        var teacher = page.GetByTestId("pane-teacher");

        await SayAsync(teacher, "what does the policy say about photos?");

        await Expect(teacher.GetByText(answer).Last).ToBeVisibleAsync();
        await Expect(teacher.GetByText("overdue").Last).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1500, 950, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task The_page_works_at_this_size_without_an_accessibility_fault(int width, int height, ColorScheme scheme)
    {
        var page = await OpenAsync("embrace-demo", width, height, scheme);
        var teacher = page.GetByTestId("pane-teacher");
        await SayAsync(teacher, "help");
        await Expect(teacher.GetByText("What I can do for you").Last).ToBeVisibleAsync();
        await ShotAsync(page, $"size-{width}");

        var found = await page.RunAxe();

        Assert.Empty(found.Violations.Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
        Assert.Equal(width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task A_teacher_gets_through_the_first_questions_with_the_keyboard_alone()
    {
        var page = await OpenAsync("embrace-demo");
        var teacher = page.GetByTestId("pane-teacher");

        await teacher.GetByTestId("composer").FocusAsync();
        await page.Keyboard.TypeAsync("report");
        await page.Keyboard.PressAsync("Enter");
        var no = Question(teacher, "Is anyone in danger right now?").Last.GetByRole(AriaRole.Button, new() { Name = "No", Exact = true });
        await no.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(Question(teacher, "naked, part-naked or sexual image?").Last).ToBeVisibleAsync();
        await SayAsync(teacher, "cancel");
        await Expect(teacher.GetByText("Dropped. Nothing was sent").Last).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1500, 950)]
    [InlineData(390, 844)]
    public async Task A_warning_is_read_from_its_beginning_although_a_question_follows_it(int width, int height)
    {
        var page = await OpenAsync("ogat-demo", width, height);
        var teacher = page.GetByTestId("pane-teacher");
        await SayAsync(teacher, "cancel");
        await SayAsync(teacher, "report");

        await PressAsync(teacher, "Is anyone in danger right now?", "Yes");
        await Expect(Question(teacher, "naked, part-naked or sexual image?").Last).ToContainTextAsync("If anyone is in immediate danger, call 999 now.");
        await Expect(Heading(teacher, "Call 999 now")).ToBeInViewportAsync(new() { Ratio = 1 });
        await ExpectNothingCoveredAsync(page);

        await PressAsync(teacher, "naked, part-naked or sexual image?", "Yes");
        await Expect(Question(teacher, "Where was it posted?").Last).ToContainTextAsync("Do not look at the image again, copy or send it.");
        await Expect(Heading(teacher, "Do not look again, copy or send it")).ToBeInViewportAsync(new() { Ratio = 1 });
        await ShotAsync(page, $"warning-{width}");
        await SayAsync(teacher, "cancel");
    }

    [Fact]
    public async Task What_a_press_brought_is_in_view_and_has_the_focus()
    {
        var page = await OpenAsync("oak-demo");
        var teacher = page.GetByTestId("pane-teacher");
        var dsl = page.GetByTestId("pane-dsl");
        await ResetAsync(page);
        await SayAsync(teacher, "cancel");
        foreach (var words in new[] { "report", "no", "no", "They lie about us all day", "send" })
        {
            await SayAsync(teacher, words);
        }

        await Button(dsl, "Why?").ClickAsync();
        await Expect(dsl.GetByRole(AriaRole.Heading, new() { Name = "Why, or why not?" })).ToBeInViewportAsync();
        await CaseCard(dsl).GetByLabel("Action", new() { Exact = true }).SelectOptionAsync("written-warning");
        await Button(dsl, "Show the clause").ClickAsync();

        var notice = CaseCard(dsl).GetByText("Send a written warning: not open yet");
        await Expect(notice).ToBeInViewportAsync(new() { Ratio = 1 });
        Assert.True(await notice.EvaluateAsync<bool>("notice => document.activeElement.contains(notice) && document.activeElement.id.endsWith('notice')"));

        await Button(dsl, "Back").ClickAsync();
        await Button(dsl, "More (DSL)").ClickAsync();
        await Button(dsl, "Correct a fact").ClickAsync();
        await Button(dsl, "Next").ClickAsync();
        await Expect(CaseCard(dsl).GetByText("Choose a fact or category first.")).ToBeInViewportAsync();
        await CaseCard(dsl).GetByLabel("Fact or category").SelectOptionAsync("author");
        await Button(dsl, "Next").ClickAsync();
        await Button(dsl, "Change").ClickAsync();
        await Expect(CaseCard(dsl).GetByText("Choose who posted it first.")).ToBeInViewportAsync(new() { Ratio = 1 });
        await ShotAsync(page, "answered-press");
    }

    [Fact]
    public async Task A_phone_says_who_one_is_at_the_moment()
    {
        var page = await OpenAsync("embrace-demo", 390, 844);

        await Expect(page.GetByTestId("who")).ToHaveTextAsync("You are Tara Teacher, teacher");
        await page.GetByTestId("tab-pane-dsl").ClickAsync();
        await Expect(page.GetByTestId("who")).ToHaveTextAsync("You are Dana Safeguard, DSL");
    }

    /// <summary>No notification lies over anything that can be pressed.</summary>
    private static async Task ExpectNothingCoveredAsync(IPage page)
    {
        await Expect(page.GetByTestId("toast").Last).ToBeVisibleAsync();
        var covered = await page.EvaluateAsync<string[]>(
            """
            () => {
              const toasts = [...document.querySelectorAll('.toast')].map((toast) => toast.getBoundingClientRect()).filter((box) => box.width > 0);
              return [...document.querySelectorAll('button, select, textarea, h2, [role=tab]')]
                .filter((control) => !control.closest('.toast') && control.checkVisibility() && !control.closest('.log'))
                .filter((control) => {
                  const box = control.getBoundingClientRect();
                  return toasts.some((toast) => toast.left < box.right && box.left < toast.right && toast.top < box.bottom && box.top < toast.bottom);
                })
                .map((control) => control.outerHTML);
            }
            """);
        Assert.Empty(covered);
    }

    /// <summary>The page, without whatever report another test may have left half-way: the tests share one program.</summary>
    private async Task<IPage> OpenAsync(string school, int width = 1500, int height = 950, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await fixture.OpenAsync(school, width, height, scheme);
        await SayAsync(page.GetByTestId("pane-teacher"), "cancel");
        return page;
    }

    [GeneratedRegex(@"^Sent: CB-\d{4}-\d{4}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReceiptTitle();
}
