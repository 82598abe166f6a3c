using System.Text;
using System.Text.Json.Nodes;
using ConductBot.Bot.CaseWork;
using ConductBot.Cases;
using ConductBot.Storage;

namespace ConductBot.Tests.Commands;

[Collection(ConsoleTests.Name)]
public sealed class CaseForgetTests : IAsyncDisposable
{
    private readonly CaseDatabase database = new();

    [Fact]
    public async Task A_forgotten_case_keeps_its_events_and_its_chain_and_nothing_of_anybody()
    {
        var reference = await database.BeginEventfulAsync();
        var before = await StreamAsync(reference);

        var run = await ForgetAsync(reference);

        Assert.Equal((0, $"{reference} is forgotten. Its 15 events and their chain are still there.\n", ""), (run.Exit, run.Output, run.Error));
        var after = await StreamAsync(reference);
        Assert.Equal(before.Select(row => row.Hash), after.Take(14).Select(row => row.Hash));
        Assert.Equal(("CaseForgotten", null), (after[14].Type, after[14].Sealed));
        Assert.Equal(("operator", "Seven years are over"), ((string)JsonNode.Parse(after[14].Data)!["by"]!, (string)JsonNode.Parse(after[14].Data)!["why"]!));
        Assert.Equal("1 case, 15 events: every chain is whole.\n", (await CommandRun.OfAsync("audit", "verify", database.Connection)).Output);
    }

    [Fact]
    public async Task The_bundle_of_a_forgotten_case_says_so_and_holds_nothing_of_anybody()
    {
        var reference = await database.BeginEventfulAsync();
        await ForgetAsync(reference);

        Assert.Equal(0, (await CommandRun.OfAsync(["case", "export", reference, database.At("out.zip"), .. database.Settings])).Exit);

        var files = CaseExportTests.Read(database.At("out.zip"));
        Assert.Contains("**This case was forgotten on ", CaseExportTests.Text(files["timeline.md"]), StringComparison.Ordinal);
        Assert.Contains("Seven years are over", CaseExportTests.Text(files["timeline.md"]), StringComparison.Ordinal);
        Assert.Contains("**DEPARTURE**", CaseExportTests.Text(files["timeline.md"]), StringComparison.Ordinal);
        Assert.True((bool)JsonNode.Parse(files["timeline.json"])!["forgotten"]!);
        Assert.All(JsonNode.Parse(files["timeline.json"])!["events"]!.AsArray(), happened => Assert.Null(happened!["personal"]));
        foreach (var word in CaseExportTests.Personal.Except(["forum"]))
        {
            Assert.All(files.Values, content => Assert.DoesNotContain(word, CaseExportTests.Text(content), StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task What_somebody_was_still_answering_on_it_goes_too_and_other_drafts_stay()
    {
        var reference = await database.BeginEventfulAsync();
        var other = await database.BeginAsync("oak", new());
        await database.DraftAsync(CaseDatabase.Teacher, reference);
        await database.DraftAsync(CaseDatabase.Dsl, other);
        await database.DraftAsync(CaseDatabase.Colleague, belongsTo: null);

        await ForgetAsync(reference);

        using var store = (IDisposable)await database.OpenAsync();
        var drafts = await ((IStore)store).ListStatesAsync("draft/", CancellationToken.None);
        Assert.Equal([CaseDatabase.Colleague, CaseDatabase.Dsl], drafts.Select(row => row.Key.Split('/')[^1]));
    }

    [Fact]
    public async Task Its_line_in_the_lists_says_that_it_was_forgotten()
    {
        var reference = await database.BeginEventfulAsync();
        await ForgetAsync(reference);

        using var store = (IDisposable)await database.OpenAsync();
        var line = JsonNode.Parse((await ((IStore)store).ReadStateAsync($"index/a-school/{reference}", CancellationToken.None))!.Value)!;
        Assert.Equal(("Forgotten", false), ((string)line["status"]!, (bool)line["urgent"]!));
    }

    [Fact]
    public async Task Answers_kept_in_case_Teams_asks_again_go_too()
    {
        var reference = await database.BeginEventfulAsync();
        using (var store = (IDisposable)await database.OpenAsync())
        {
            await CaseDatabase.CommitAsync((IStore)store, new() { At = DateTimeOffset.UnixEpoch, Inbox = new("a turn", 200, [1]) });
        }

        await ForgetAsync(reference);

        using var later = (IDisposable)await database.OpenAsync();
        Assert.Null(await ((IStore)later).FindInboxAsync("a turn", CancellationToken.None));
    }

    [Fact]
    public async Task The_key_is_nowhere_in_the_database_afterwards()
    {
        var reference = await database.BeginEventfulAsync();
        byte[] wrapped;
        using (var store = (IDisposable)await database.OpenAsync())
        {
            wrapped = (await ((IStore)store).ReadStateAsync($"key/{CaseStore.Stream(reference)}", CancellationToken.None))!.Value;
        }

        Assert.True(await HoldsAsync(wrapped));
        await ForgetAsync(reference);

        Assert.False(await HoldsAsync(wrapped));
    }

    [Fact]
    public async Task Nothing_is_done_to_a_forgotten_case()
    {
        var reference = await database.BeginEventfulAsync();
        await ForgetAsync(reference);

        Assert.Equal((0, $"{reference} was forgotten already.\n"), await ForgetAsync(reference) is var again ? (again.Exit, again.Output) : default);
        Assert.Equal(15, (await StreamAsync(reference)).Count);
    }

    [Fact]
    public async Task Forgetting_names_a_case_and_a_reason()
    {
        var reference = await database.BeginEventfulAsync();

        (await CommandRun.OfAsync(["case", "forget", reference, .. database.Settings])).SaysOneLine("--why");
        (await CommandRun.OfAsync(["case", "forget", reference, "--why", " ", .. database.Settings])).SaysOneLine("--why");
        (await CommandRun.OfAsync(["case", "forget", "CB-2026-0077", "--why", "x", .. database.Settings])).SaysOneLine("There is no case CB-2026-0077.");
        Assert.Equal(14, (await StreamAsync(reference)).Count);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private Task<CommandRun> ForgetAsync(string reference) =>
        CommandRun.OfAsync(["case", "forget", reference.ToLowerInvariant(), "--why", " Seven years are over ", .. database.Settings]);

    private async Task<IReadOnlyList<StoredEvent>> StreamAsync(string reference)
    {
        using var store = (IDisposable)await database.OpenAsync();
        return await ((IStore)store).ReadStreamAsync(CaseStore.Stream(reference), CancellationToken.None);
    }

    /// <summary>Whether any file of the database holds these bytes.</summary>
    private async Task<bool> HoldsAsync(byte[] bytes)
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(database.File)!))
        {
            if ((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(bytes) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
