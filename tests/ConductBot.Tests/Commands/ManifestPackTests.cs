using System.Text.Json.Nodes;

namespace ConductBot.Tests.Commands;

[Collection(ConsoleTests.Name)]
public sealed class ManifestPackTests : IDisposable
{
    private const string AppId = "0f3b7d1a-52c4-4e0e-8f6a-7f1f2f7c9b10";
    private readonly string folder = Directory.CreateTempSubdirectory("conductbot-").FullName;

    private string Zip => Path.Combine(folder, "app.zip");

    [Fact]
    public async Task A_package_holds_the_bots_id_the_host_and_the_icons()
    {
        var run = await CommandRun.OfAsync(
            "manifest", "pack", Zip, "--domain", "bot.trust.example", "--package-id", "5b7e1c2d-3f4a-4b5c-9d6e-7f8091a2b306", $"--MicrosoftAppId={AppId}");

        Assert.Equal((0, $"{Zip}: app {AppId} at bot.trust.example.\n", ""), (run.Exit, run.Output, run.Error));
        var files = CaseExportTests.Read(Zip);
        Assert.Equal(["color.png", "cy-gb.json", "manifest.json", "outline.png"], files.Keys.Order());
        var manifest = JsonNode.Parse(files["manifest.json"])!;
        Assert.Equal(("5b7e1c2d-3f4a-4b5c-9d6e-7f8091a2b306", AppId), ((string)manifest["id"]!, (string)manifest["bots"]![0]!["botId"]!));
        Assert.Equal("bot.trust.example", (string)manifest["validDomains"]![0]!);
    }

    [Fact]
    public async Task A_packages_own_id_stays_the_same_and_differs_from_bot_to_bot()
    {
        var first = await PackageIdAsync(AppId);

        Assert.Equal(first, await PackageIdAsync(AppId.ToUpperInvariant()));
        Assert.NotEqual(first, await PackageIdAsync("1f3b7d1a-52c4-4e0e-8f6a-7f1f2f7c9b10"));
        Assert.NotEqual(AppId, first);
    }

    [Fact]
    public async Task Development_packs_its_own_bot_and_says_so()
    {
        var run = await CommandRun.OfAsync("manifest", "pack", Zip, "--environment=Development");

        Assert.Equal(0, run.Exit);
        Assert.Contains("MicrosoftAppId is not set", run.Error, StringComparison.Ordinal);
        Assert.Contains("conductbot.example", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Zip));
    }

    [Theory]
    [InlineData("MicrosoftAppId is not set", "--environment=Production")]
    [InlineData("(MicrosoftAppId) is not a GUID", "--MicrosoftAppId=me")]
    [InlineData("The domain is not a plain host name", "--MicrosoftAppId=" + AppId, "--domain", "https://bot.trust.example")]
    [InlineData("The package id is not a GUID", "--MicrosoftAppId=" + AppId, "--package-id", "mine")]
    public async Task What_is_wrong_is_said_in_a_line_and_nothing_is_written(string said, params string[] args)
    {
        var run = await CommandRun.OfAsync(["manifest", "pack", Zip, .. args]);

        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Zip));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<string> PackageIdAsync(string appId)
    {
        Assert.Equal(0, (await CommandRun.OfAsync("manifest", "pack", Zip, "--domain", "bot.trust.example", $"--MicrosoftAppId={appId}")).Exit);
        return (string)JsonNode.Parse(CaseExportTests.Read(Zip)["manifest.json"])!["id"]!;
    }
}
