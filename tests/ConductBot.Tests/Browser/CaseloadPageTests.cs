using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConductBot.Browser;

/// <summary>The DSL's tab in Chromium: as the playground opens it, and framed by something that answers as Teams does.</summary>
public sealed class CaseloadPageTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private const string Teams = "https://teams.microsoft.com/v2/";

    [Fact]
    public async Task The_DSL_opens_it_from_the_playground_and_it_stays_fresh()
    {
        var playground = await fixture.OpenAsync("oak-demo");
        var reference = await ReportAsync("oak-demo", "report", "no", "no", "They lie about us all day", "send");
        var page = await playground.RunAndWaitForPopupAsync(() => playground.GetByTestId("caseload").ClickAsync());
        await page.Clock.InstallAsync();
        await page.ReloadAsync();

        var row = Row(page, reference);
        await Expect(row).ToContainTextAsync("Awaiting reflection (not finished by the reporter yet)");
        await Expect(row).ToContainTextAsync("less than an hour ago");
        await Expect(row.GetByRole(AriaRole.Cell).Nth(2)).Not.ToBeEmptyAsync();
        await Expect(page.GetByTestId("updated")).ToContainTextAsync("Updated at");
        await Expect(page.GetByTestId("schools")).Not.ToContainTextAsync("They lie");

        var next = await ReportAsync("oak-demo", "report", "yes");
        await page.Clock.FastForwardAsync(61_000);
        await Expect(Row(page, next)).ToContainTextAsync("URGENT");
        await Expect(Row(page, next)).ToContainTextAsync("nobody has said that they have seen it");
        await Expect(page.GetByTestId("case").First).ToContainTextAsync(next);
        await Expect(page.GetByTestId("news")).ToContainTextAsync("Open cases:");
        await SayAsync("oak-demo", "teacher", "cancel");
    }

    [Theory]
    [InlineData(1500, 950, ColorScheme.Light)]
    [InlineData(1500, 950, ColorScheme.Dark)]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task It_works_at_this_size_without_an_accessibility_fault(int width, int height, ColorScheme scheme)
    {
        var page = await fixture.OpenAsync("embrace-demo", width, height, scheme);
        await SomeCasesAsync();
        await page.GotoAsync($"{fixture.Program.Url}caseload?as=dsl&school=embrace-demo");
        await Expect(page.GetByTestId("case").First).ToBeVisibleAsync();
        await page.GetByTestId("closed").CheckAsync();
        await Expect(page.GetByTestId("case").Last).ToContainTextAsync("Closed");
        await ShotAsync(page, $"caseload-{width}-{scheme}");

        await ExpectAccessibleAsync(page);
        Assert.Equal(width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task In_Teams_it_takes_the_token_the_theme_and_the_language_and_opens_links_there()
    {
        var reference = await ReportAsync("ogat-demo", "report", "no", "no", "They lie about us all day", "send");
        var page = await InTeamsAsync(await TokenAsync("ogat-demo", "dsl"), "contrast", "cy-GB");
        var tab = page.FrameLocator("iframe");

        await Expect(tab.GetByTestId("case").First).ToContainTextAsync(reference);
        await Expect(tab.Locator("html")).ToHaveAttributeAsync("data-theme", "contrast");
        await Expect(tab.Locator("html")).ToHaveAttributeAsync("lang", "cy-GB");
        await ShotAsync(page, "caseload-teams-contrast");
        await ExpectAccessibleAsync(page);

        await tab.Locator($"#chat-{reference}").ClickAsync();
        await Expect(page.Locator("#opened")).ToContainTextAsync("/l/chat/0/0?users=28%3A");
        await Expect(page.Locator("#opened")).ToContainTextAsync($"message=case%20{reference}");
        await tab.Locator($"#card-{reference}").ClickAsync();
        await Expect(page.Locator("#opened")).ToContainTextAsync("https://teams.microsoft.com/l/message/19%3A");

        await page.EvaluateAsync("() => window.paint('dark')");
        await Expect(tab.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Fact]
    public async Task Without_Teams_consent_or_a_role_it_says_so_in_plain_words()
    {
        var outside = await fixture.OpenAsync("ogat-demo");
        await outside.GotoAsync($"{fixture.Program.Url}caseload");
        await Expect(outside.GetByTestId("problem")).ToHaveTextAsync("Open this in Teams: it is a tab of the ConductBot app.");

        await outside.GotoAsync($"{fixture.Program.Url}caseload?as=teacher&school=ogat-demo");
        await Expect(outside.GetByTestId("problem")).ToHaveTextAsync("This list is for the DSL, deputies and leads. “my reports” in the chat lists your own.");
        await Expect(outside.GetByTestId("case")).ToHaveCountAsync(0);
        await ExpectAccessibleAsync(outside);

        var refused = await InTeamsAsync(token: null, "default", "en-GB");
        await Expect(refused.FrameLocator("iframe").GetByTestId("problem")).ToContainTextAsync("Teams did not say who you are.");

        var stale = await InTeamsAsync("e30.e30.e30", "default", "en-GB");
        await Expect(stale.FrameLocator("iframe").GetByTestId("problem")).ToContainTextAsync("Your sign-in was not accepted.");
    }

    [Fact]
    public async Task While_the_server_cannot_be_reached_the_last_list_stays_with_its_time()
    {
        var page = await fixture.OpenAsync("ogat-demo");
        var reference = await ReportAsync("ogat-demo", "report", "no", "no", "They lie about us all day", "send");
        await page.GotoAsync($"{fixture.Program.Url}caseload?as=deputy&school=ogat-demo");
        await Expect(Row(page, reference)).ToBeVisibleAsync();

        await page.RouteAsync("**/caseload/cases*", route => route.AbortAsync());
        await page.GetByTestId("refresh").ClickAsync();
        await Expect(page.GetByTestId("problem")).ToContainTextAsync("ConductBot cannot be reached at the moment.");
        await Expect(page.GetByTestId("problem")).ToContainTextAsync("What you see is from");
        await Expect(Row(page, reference)).ToBeVisibleAsync();

        await page.UnrouteAllAsync();
        await page.GetByTestId("refresh").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("problem")).ToBeHiddenAsync();
    }

    private static ILocator Row(IPage page, string reference) => page.GetByTestId("case").Filter(new() { HasText = reference });

    /// <summary>One urgent, one with an escalation that waits, one closed.</summary>
    private async Task SomeCasesAsync()
    {
        await SayAsync("embrace-demo", "teacher", "cancel");
        foreach (var words in new[] { "report", "no", "no", "They call the head a fraud", "facebook", "parent", "colleague", "skip", "defamation", "yes", "no", "send" })
        {
            await SayAsync("embrace-demo", "teacher", words);
        }

        await ReportAsync("embrace-demo", "report", "yes");
        await SayAsync("embrace-demo", "teacher", "cancel");
        var closed = await ReportAsync("embrace-demo", "report", "no", "no", "A joke", "send");
        await PressAsync("embrace-demo", "dsl", "case/close", new() { ["case"] = closed, ["version"] = 2, ["reason"] = "A joke among friends" });
    }

    /// <summary>Types this as the teacher, and finds the reference in what the bot said.</summary>
    private async Task<string> ReportAsync(string school, params string[] words)
    {
        BrowserFixture.SkipWithoutBrowser();
        await SayAsync(school, "teacher", "cancel");
        foreach (var word in words)
        {
            await SayAsync(school, "teacher", word);
        }

        using var http = new HttpClient { BaseAddress = new(fixture.Program.Url) };
        var list = JsonNode.Parse(await ListAsync(http, school))!;
        return list["schools"]!.AsArray().SelectMany(one => one!["cases"]!.AsArray()).Select(one => (string)one!["reference"]!).Max(StringComparer.Ordinal)!;
    }

    private async Task<string> ListAsync(HttpClient http, string school)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "caseload/cases?closed=true");
        request.Headers.Authorization = new("Bearer", await TokenAsync(school, "dsl"));
        using var response = await http.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private Task SayAsync(string school, string person, string text) =>
        PostAsync($"{school}/send", new() { ["person"] = person, ["place"] = "chat", ["text"] = text, ["mention"] = false });

    private async Task PressAsync(string school, string person, string verb, JsonObject data)
    {
        // The card of the case, wherever it is the last message of the channel.
        using var http = new HttpClient { BaseAddress = new(fixture.Program.Url) };
        using var stream = await http.GetStreamAsync($"playground/api/{school}/stream");
        using var reader = new StreamReader(stream);
        string line;
        while (!(line = await reader.ReadLineAsync() ?? "").StartsWith("data:", StringComparison.Ordinal))
        {
        }

        var message = JsonNode.Parse(line["data:".Length..])!["messages"]!.AsArray().Last(one => (string)one!["place"]! == "channel")!;
        await PostAsync($"{school}/invoke", new()
        {
            ["person"] = person,
            ["message"] = (string)message["id"]!,
            ["trigger"] = "manual",
            ["action"] = new JsonObject { ["verb"] = verb, ["data"] = data },
        });
    }

    private async Task<string> TokenAsync(string school, string person) =>
        (string)(await PostAsync($"{school}/tab-token", new() { ["person"] = person }))!["token"]!;

    private async Task<JsonNode?> PostAsync(string path, JsonObject body)
    {
        BrowserFixture.SkipWithoutBrowser();
        using var http = new HttpClient { BaseAddress = new(fixture.Program.Url) };
        using var response = await http.PostAsJsonAsync($"playground/api/{path}", body);
        var text = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    /// <summary>A page at Teams' own address that frames the tab and answers what Teams' library asks.</summary>
    private async Task<IPage> InTeamsAsync(string? token, string theme, string locale)
    {
        var page = await fixture.OpenAsync("ogat-demo", 1200, 700);

        // A real Teams frames a public address; to Chromium this one frames something on the visitor's own machine.
        await page.Context.GrantPermissionsAsync(["local-network-access"]);
        var answer = token is null ? "[false, 'resourceRequiresConsent']" : $"[true, '{token}']";
        await page.RouteAsync(Teams + "**", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = $$"""
                <!doctype html><html lang="en"><title>Teams</title><p id="opened" hidden></p>
                <iframe title="ConductBot" src="{{fixture.Program.Url}}caseload" width="1150" height="640"></iframe>
                <script>
                  const runtime = JSON.stringify({ apiVersion: 4, isLegacyTeams: false, hostVersionsInfo: {}, supports: {} });
                  const context = { theme: '{{theme}}', locale: '{{locale}}', frameContext: 'content', hostClientType: 'web' };
                  const answers = {
                    initialize: () => ['content', 'web', runtime, '2.0.0'],
                    getContext: () => [context],
                    'authentication.getAuthToken': () => {{answer}},
                    executeDeepLink: (link) => { document.getElementById('opened').append(link, ' '); return [true]; },
                  };
                  let tab;
                  addEventListener('message', (event) => {
                    const { id, uuidAsString, func, args } = event.data;
                    tab = event.source;
                    if (answers[func]) {
                      event.source.postMessage({ id, uuidAsString, args: answers[func](...(args ?? [])) }, event.origin);
                    }
                  });
                  window.paint = (theme) => tab.postMessage({ func: 'themeChange', args: [theme] }, '*');
                </script></html>
                """,
        }));
        await page.GotoAsync(Teams);
        return page;
    }

    private static async Task ExpectAccessibleAsync(IPage page)
    {
        var found = await page.RunAxe();

        Assert.Empty(found.Violations.Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
    }

    /// <summary>A picture to look at, where somebody asked for pictures.</summary>
    private static async Task ShotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CONDUCTBOT_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }
}
