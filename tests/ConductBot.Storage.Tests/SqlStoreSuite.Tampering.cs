namespace ConductBot.Storage;

public abstract partial class SqlStoreSuite
{
    [Theory]
    [InlineData("update event set data = '{\"note\":\"2!\"}' where stream = 'C-0002' and version = 2", 2, ChainBreakKind.Altered)]
    [InlineData("update event set type = 'Closed' where stream = 'C-0002' and version = 4", 4, ChainBreakKind.Altered)]
    [InlineData("update event set at = '2026-09-15T08:30:00.1234567+01:00' where stream = 'C-0002' and version = 1", 1, ChainBreakKind.Altered)]
    [InlineData("update event set at = 'yesterday' where stream = 'C-0002' and version = 3", 3, ChainBreakKind.Altered)]
    [InlineData("update event set sealed = null where stream = 'C-0002' and version = 2", 2, ChainBreakKind.Altered)]
    [InlineData("update event set previous_hash = hash where stream = 'C-0002' and version = 2", 2, ChainBreakKind.Altered)]
    [InlineData("update event set hash = previous_hash where stream = 'C-0002' and version = 3", 3, ChainBreakKind.Altered)]
    [InlineData("delete from event where stream = 'C-0002' and version = 1", 1, ChainBreakKind.Missing)]
    [InlineData("delete from event where stream = 'C-0002' and version in (2, 3)", 2, ChainBreakKind.Missing)]
    [InlineData("delete from event where stream = 'C-0002' and version = 4", 4, ChainBreakKind.CutShort)]
    [InlineData("delete from event where stream = 'C-0002'", 1, ChainBreakKind.CutShort)]
    [InlineData("delete from event where stream = 'C-0002' and version = 2; update event set version = version - 1 where stream = 'C-0002' and version > 2", 2, ChainBreakKind.Altered)]
    [InlineData("update event set version = 99 where stream = 'C-0002' and version = 2; update event set version = 2 where stream = 'C-0002' and version = 3; update event set version = 3 where version = 99", 2, ChainBreakKind.Altered)]
    [InlineData("delete from event where stream = 'C-0002' and version = 2; update event set stream = 'C-0002' where stream = 'C-0001' and version = 2", 2, ChainBreakKind.Altered)]
    [InlineData("update stream set version = 3 where name = 'C-0002'", 3, ChainBreakKind.HeadMismatch)]
    [InlineData("delete from event where stream = 'C-0002' and version = 4; update stream set version = 3 where name = 'C-0002'", 3, ChainBreakKind.HeadMismatch)]
    [InlineData("update stream set version = 3, hash = (select hash from event where stream = 'C-0002' and version = 3) where name = 'C-0002'", 4, ChainBreakKind.HeadMismatch)]
    [InlineData("update stream set hash = (select hash from event where stream = 'C-0001' and version = 1) where name = 'C-0002'", 4, ChainBreakKind.HeadMismatch)]
    [InlineData("delete from stream where name = 'C-0002'", 1, ChainBreakKind.HeadMismatch)]
    public async Task Tampering_shows_with_the_stream_and_the_version(string sql, long version, ChainBreakKind what)
    {
        await WriteCasesAsync();
        Assert.Empty(await ChainVerifier.VerifyAsync(Store, Now));

        await Database.TamperAsync(sql);

        Assert.Contains(new ChainBreak("C-0002", version, what), await ChainVerifier.VerifyAsync(Store, Now));
        Assert.DoesNotContain(await ChainVerifier.VerifyAsync(Store, Now), found => found.Stream == "C-0003");
    }

    [Fact]
    public async Task An_event_rewritten_together_with_its_hash_shows_at_that_event()
    {
        await WriteCasesAsync();
        var altered = (await Store.ReadStreamAsync("C-0002", Now))[1] with { Data = """{"note":"rewritten"}""" };

        await Database.TamperAsync(
            $"update event set data = '{altered.Data}', hash = '{EventChain.HashOf(altered)}' where stream = 'C-0002' and version = 2");

        Assert.Equal([new ChainBreak("C-0002", 2, ChainBreakKind.Altered)], await ChainVerifier.VerifyAsync(Store, Now));
    }

    [Fact]
    public async Task The_last_event_rewritten_together_with_its_hash_does_not_fit_the_head()
    {
        await WriteCasesAsync();
        var altered = (await Store.ReadStreamAsync("C-0002", Now))[3] with { Data = """{"note":"rewritten"}""" };

        await Database.TamperAsync(
            $"update event set data = '{altered.Data}', hash = '{EventChain.HashOf(altered)}' where stream = 'C-0002' and version = 4");

        Assert.Equal([new ChainBreak("C-0002", 4, ChainBreakKind.HeadMismatch)], await ChainVerifier.VerifyAsync(Store, Now));
    }

    [Theory]
    [InlineData("update event set data = '{}'")]
    [InlineData("delete from event")]
    public async Task The_database_itself_refuses_to_change_an_event(string sql)
    {
        await WriteCasesAsync();

        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Database.ExecuteAsync(sql));

        Assert.Contains("events are n", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await ChainVerifier.VerifyAsync(Store, Now));
    }

    private async Task WriteCasesAsync()
    {
        foreach (var stream in (string[])["C-0001", "C-0002", "C-0003"])
        {
            for (var version = 0; version < 4; version++)
            {
                var written = new NewEvent("Noted", $$"""{"note":"{{version + 1}}"}""", Given.Bytes($"sealed {version}"));
                await DoneAsync(new() { At = Given.Monday, Appends = { new(stream, version, [written]) } });
            }
        }
    }
}
