using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConductBot.Browser;

/// <summary>What people do on the playground's page, for the tests that do it.</summary>
internal static class PlaygroundSteps
{
    public static ILocator Heading(ILocator pane, string words) => pane.GetByRole(AriaRole.Heading, new() { Name = words, Exact = true }).Last;

    public static ILocator Button(ILocator pane, string title) => CaseCard(pane).GetByRole(AriaRole.Button, new() { Name = title, Exact = true });

    public static async Task ResetAsync(IPage page)
    {
        await page.GetByTestId("reset").ClickAsync();
        await page.GetByTestId("confirm-reset-yes").ClickAsync();
        await Expect(page.GetByTestId("pane-channel").GetByTestId("card")).ToHaveCountAsync(0);

        // What was said at the opening is gone too: nothing that is counted from here on is about to vanish.
        await Expect(page.GetByTestId("pane-teacher").GetByText("cancel", new() { Exact = true })).ToHaveCountAsync(0);
    }

    public static async Task SayAsync(ILocator pane, string words)
    {
        var messages = await pane.GetByTestId("message").CountAsync();
        await pane.GetByTestId("composer").Filter(new() { Visible = true }).FillAsync(words);
        await pane.GetByTestId("composer").Filter(new() { Visible = true }).PressAsync("Enter");

        // One's own words, and what the bot has to say to them.
        await Expect(pane.GetByTestId("message").Nth(messages + 1)).ToBeVisibleAsync();
    }

    public static ILocator Question(ILocator pane, string question) =>
        pane.GetByTestId("card").Filter(new() { HasText = question }).Filter(new() { HasText = "Question" });

    public static async Task PressAsync(ILocator pane, string question, string button) =>
        await Question(pane, question).Last.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>A parent's post on Facebook about a colleague.</summary>
    public static async Task WhereAndWhoAsync(ILocator teacher)
    {
        await Question(teacher, "Where was it posted?").Last.GetByLabel("Site or app").SelectOptionAsync("facebook");
        await PressAsync(teacher, "Where was it posted?", "Next");
        await Question(teacher, "Who posted it?").Last.GetByLabel("Their place in or around the school").SelectOptionAsync("parent");
        await PressAsync(teacher, "Who posted it?", "Next");
        await Question(teacher, "Who is it about?").Last.GetByLabel("It is about").SelectOptionAsync("colleague");
        await PressAsync(teacher, "Who is it about?", "Next");
    }

    public static ILocator CaseCard(ILocator pane) => pane.GetByTestId("card").Filter(new() { HasText = "Next allowed action" }).Last;

    public static async Task RecordAsync(ILocator pane, string action, string outcome)
    {
        var card = CaseCard(pane);
        await card.GetByRole(AriaRole.Button, new() { Name = "Record what was done" }).ClickAsync();
        await card.GetByLabel("What was done").SelectOptionAsync(new SelectOptionValue { Label = action });
        await card.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await card.GetByLabel("What came of it").SelectOptionAsync(new SelectOptionValue { Label = outcome });
        await card.GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true }).ClickAsync();

        // The answer to the press and the change of the card for everybody come in either order: both are there when the
        // DSL's view has it too, and nothing that is opened afterwards is drawn over.
        await Expect(CaseCard(pane)).ToContainTextAsync($"{outcome.ToLowerInvariant()}), recorded by");
        await Expect(CaseCard(pane.Page.GetByTestId("pane-dsl"))).ToContainTextAsync($"{outcome.ToLowerInvariant()}), recorded by");
    }

    /// <summary>A picture to look at, where somebody asked for pictures.</summary>
    public static async Task ShotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CONDUCTBOT_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
        }
    }
}
