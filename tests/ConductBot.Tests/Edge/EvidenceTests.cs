using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ConductBot.Bot.CaseWork;
using ConductBot.Teams;
using ConductBot.Testing;
using ConductBot.Tests.Bot;
using Microsoft.Extensions.DependencyInjection;

namespace ConductBot.Tests.Edge;

/// <summary>Pictures and files that a reporter sends: kept with the case, sealed, and never fetched before it is known what they do not show.</summary>
public sealed class EvidenceTests
{
    private static readonly SchoolCast Ogat = SchoolCast.Of("ogat");
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Enumerable.Repeat((byte)7, 40_000)];
    private static readonly byte[] Pdf = [.. "%PDF-1.7 something"u8];

    [Fact]
    public async Task A_pasted_picture_and_a_file_are_kept_with_the_case_byte_for_byte()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = await AtContentAsync(bot);

        await SendsAsync(bot, "", Picture(bot, Png), SharedFile(bot, Pdf, "screenshot.png"));
        Assert.Equal("Kept with your report: picture (PNG, 39 KB), document (PDF, 1 KB).", teacher.Messages[^1].Words);
        await teacher.SaysAsync("skip");
        await teacher.SaysAsync("send");

        var file = await bot.OnlyCaseAsync();
        var kept = await bot.Services.GetRequiredService<CaseStore>().ReadEvidenceAsync(file, CancellationToken.None);
        Assert.Equal([Png, Pdf], kept.Select(found => found.Content));
        Assert.Equal([Hash(Png), Hash(Pdf)], file.Report.Evidence.Select(evidence => evidence.Sha256));
        Assert.Equal(["image/png", "application/pdf"], file.Report.Evidence.Select(evidence => evidence.MediaType));
        Assert.Empty(await bot.Store.ListStatesAsync("draft-evidence/", CancellationToken.None));
        Assert.All(
            await bot.Store.ListStatesAsync("evidence/", CancellationToken.None),
            row => Assert.Equal(-1, row.Value.AsSpan().IndexOf(Png.AsSpan(8, 64))));
        var view = await bot.At(Ogat.Dsl).LooksAtAsync(bot.Connector.In(Ogat.Channel).Single());
        Assert.Contains("picture (PNG, 39 KB), document (PDF, 1 KB)", view.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_with_words_answers_the_question_with_the_words()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = await AtContentAsync(bot);

        await SendsAsync(bot, "Awful people", Picture(bot, Png));

        Assert.Equal("where", new CardReader(teacher.Messages[^1].Card!).Step);
        await teacher.SaysAsync("send");
        var report = (await bot.OnlyCaseAsync()).Report;
        Assert.Equal("Awful people", report.Text);
        Assert.Single(report.Evidence);
    }

    [Theory]
    [InlineData]
    [InlineData("no")]
    [InlineData("no", "yes")]
    [InlineData("no", "unsure")]
    public async Task Nothing_is_fetched_before_it_is_known_that_it_is_not_intimate(params string[] answers)
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Ogat.Teacher);
        await teacher.SaysAsync("report");
        foreach (var answer in answers)
        {
            await teacher.SaysAsync(answer);
        }

        await SendsAsync(bot, "", Picture(bot, Png));

        Assert.StartsWith("Nothing of this was kept", teacher.Messages[^1].Words, StringComparison.Ordinal);
        Assert.Empty(bot.World.Fetched);
        Assert.Empty(await bot.Store.ListStatesAsync("draft-evidence/", CancellationToken.None));
    }

    [Fact]
    public async Task Without_a_report_nothing_is_kept_and_it_is_said_how_to()
    {
        await using var bot = await BotHost.StartAsync();

        await SendsAsync(bot, "", Picture(bot, Png));

        Assert.Contains("Type report to start one", bot.At(Ogat.Teacher).Messages[^1].Words, StringComparison.Ordinal);
        Assert.Empty(bot.World.Fetched);
    }

    [Fact]
    public async Task An_image_that_turns_out_to_be_intimate_is_not_kept_any_longer()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Ogat.Teacher);
        foreach (var words in new[] { "report", "yes", "no" })
        {
            await teacher.SaysAsync(words);
        }

        await SendsAsync(bot, "", Picture(bot, Png));
        Assert.Single((await bot.OnlyCaseAsync()).Report.Evidence);
        Assert.Single(await bot.Store.ListStatesAsync("evidence/", CancellationToken.None));
        await teacher.AnswersAsync("intimate", "change", new Dictionary<string, string>());
        await teacher.SaysAsync("yes");

        Assert.Empty((await bot.OnlyCaseAsync()).Report.Evidence);
        Assert.Empty(await bot.Store.ListStatesAsync("evidence/", CancellationToken.None));
        Assert.Empty(await bot.Store.ListStatesAsync("draft-evidence/", CancellationToken.None));
    }

    [Fact]
    public async Task A_report_that_is_cancelled_leaves_nothing_behind()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = await AtContentAsync(bot);
        await SendsAsync(bot, "", Picture(bot, Png));
        Assert.Single(await bot.Store.ListStatesAsync("draft-evidence/", CancellationToken.None));

        await teacher.SaysAsync("cancel");

        Assert.Empty(await bot.Store.ListStatesAsync("draft-evidence/", CancellationToken.None));
    }

    [Fact]
    public async Task What_cannot_be_taken_is_said_and_the_rest_is_kept()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = await AtContentAsync(bot);

        await SendsAsync(
            bot,
            "",
            SharedFile(bot, [.. "MZ this is a program"u8], "holiday.jpg"),
            SharedFile(bot, [.. Png, .. new byte[FileDownloader.MostBytes]], "large.png"),
            new() { ["contentType"] = "image/png", ["contentUrl"] = "https://elsewhere.test/1.png" },
            Picture(bot, Png));

        var words = teacher.Messages[^1].Words;
        Assert.Contains("Kept with your report: picture (PNG, 39 KB).", words, StringComparison.Ordinal);
        Assert.Contains("I take pictures (PNG, JPEG, GIF, WebP, HEIC) and PDF", words, StringComparison.Ordinal);
        Assert.Contains("larger than 10 MB", words, StringComparison.Ordinal);
        Assert.Contains("I do not fetch anything from", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_takes_ten_pictures_and_no_more()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = await AtContentAsync(bot);

        await SendsAsync(bot, "", [.. Enumerable.Range(0, 12).Select(_ => Picture(bot, Png))]);

        Assert.Contains("10 pictures and files are the most", teacher.Messages[^1].Words, StringComparison.Ordinal);
        Assert.Equal(10, (await bot.Store.ListStatesAsync("draft-evidence/", CancellationToken.None)).Count);
    }

    [Fact]
    public async Task A_picture_lasts_through_a_restart()
    {
        await using var bot = await BotHost.StartAsync();
        await AtContentAsync(bot);
        await SendsAsync(bot, "", Picture(bot, Png));

        await bot.RestartAsync();
        await bot.At(Ogat.Teacher).SaysAsync("send");

        Assert.Single((await bot.OnlyCaseAsync()).Report.Evidence);
    }

    private static async Task<PersonAtWork> AtContentAsync(BotHost bot)
    {
        var teacher = bot.At(Ogat.Teacher);
        foreach (var words in new[] { "report", "no", "no" })
        {
            await teacher.SaysAsync(words);
        }

        return teacher;
    }

    private static async Task SendsAsync(BotHost bot, string text, params JsonObject[] attachments)
    {
        bot.Connector.Add(Ogat.Teacher.Chat);
        var message = bot.Inbound.Message(Ogat.Teacher, Ogat.Teacher.Chat, text);
        message["attachments"] = new JsonArray([.. attachments]);
        await bot.Client.PostAsync(message);
        await bot.DeliverEverythingAsync();
    }

    private static JsonObject Picture(BotHost bot, byte[] content)
    {
        var url = new Uri(bot.World.Service, $"v3/attachments/0-{Guid.NewGuid():N}/views/original");
        bot.World.Files[url] = content;
        return new() { ["contentType"] = "image/*", ["contentUrl"] = url.AbsoluteUri };
    }

    private static JsonObject SharedFile(BotHost bot, byte[] content, string name)
    {
        var url = new Uri($"https://school-my.sharepoint.test/download/{Guid.NewGuid():N}?tempauth=1");
        bot.World.Files[url] = content;
        return new()
        {
            ["contentType"] = "application/vnd.microsoft.teams.file.download.info",
            ["contentUrl"] = "https://school-my.sharepoint.test/personal/x",
            ["name"] = name,
            ["content"] = new JsonObject { ["downloadUrl"] = url.AbsoluteUri, ["uniqueId"] = "1", ["fileType"] = "png" },
        };
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
