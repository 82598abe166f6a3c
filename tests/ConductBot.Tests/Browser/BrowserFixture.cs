using Microsoft.Playwright;

namespace ConductBot.Browser;

/// <summary>One Chromium, the system's own, and one running program for all tests of the playground.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    internal RunningProgram Program { get; } = new();

    /// <summary>The browser's program, or null where there is none.</summary>
    public static string? Chromium => Places.FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Chromium is null)
        {
            return;
        }

        // A busy machine is slow, not wrong.
        Assertions.SetDefaultExpectTimeout(45_000);
        await Program.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
            ],
        });
    }

    /// <summary>A fresh page on the playground, at a desktop's size unless told otherwise.</summary>
    public async Task<IPage> OpenAsync(string school, int width = 1500, int height = 950, ColorScheme scheme = ColorScheme.Light)
    {
        SkipWithoutBrowser();
        var context = await browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync(Program.Url);
        await page.GetByTestId("school").SelectOptionAsync(school);
        return page;
    }

    public static void SkipWithoutBrowser()
    {
        if (Chromium is not null)
        {
            return;
        }

        const string Why = "There is no Chromium here: apt-get install -y chromium";
        Assert.False(Environment.GetEnvironmentVariable("CI") is { Length: > 0 }, Why);
        Assert.Skip(Why);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        await Program.DisposeAsync();
    }
}
