namespace ConductBot.Tests.Commands;

[Collection(ConsoleTests.Name)]
public sealed class AuditVerifyTests : IAsyncDisposable
{
    private readonly CaseDatabase database = new();

    [Fact]
    public async Task A_whole_record_passes_and_is_counted()
    {
        await WriteTwoAsync();

        var run = await CommandRun.OfAsync("audit", "verify", database.Connection);

        Assert.Equal((0, "2 cases, 5 events: every chain is whole.\n", ""), (run.Exit, run.Output, run.Error));
    }

    [Fact]
    public async Task An_empty_database_passes()
    {
        ((IDisposable)await database.OpenAsync()).Dispose();

        Assert.Equal("0 cases, 0 events: every chain is whole.\n", (await CommandRun.OfAsync("audit", "verify", database.Connection)).Output);
    }

    [Theory]
    [InlineData("update event set data = replace(data, 'a-school', 'b-school') where stream = 'case/CB-2026-0001' and version = 1", "CB-2026-0001 breaks at version 1: this event was altered.\n")]
    [InlineData("delete from event where stream = 'case/CB-2026-0001' and version = 2", "CB-2026-0001 breaks at version 2: this event is missing.\n")]
    [InlineData("delete from event where stream = 'case/CB-2026-0001' and version = 3", "CB-2026-0001 breaks at version 3: this event and all after it are missing.\n")]
    [InlineData("update stream set version = 2 where name = 'case/CB-2026-0001'", "CB-2026-0001 breaks at version 2: the recorded end does not fit the events.\n")]
    [InlineData("delete from event where stream = 'case/CB-2026-0002'; delete from stream where name = 'case/CB-2026-0002'", "CB-2026-0002 breaks at version 1: the whole case is missing.\n")]
    [InlineData("delete from event where stream = 'case/CB-2026-0001'; delete from stream where name = 'case/CB-2026-0001'", "CB-2026-0001 breaks at version 1: the whole case is missing.\n")]
    public async Task A_record_that_was_tampered_with_fails_with_the_case_and_version(string sql, string said)
    {
        await WriteTwoAsync();
        await database.TamperAsync(sql);

        var run = await CommandRun.OfAsync("audit", "verify", database.Connection);

        Assert.Equal((1, said, ""), (run.Exit, run.Output, run.Error));
    }

    [Fact]
    public async Task A_missing_database_is_said_so_and_not_made()
    {
        (await CommandRun.OfAsync("audit", "verify", database.Connection)).SaysOneLine("there is no database");

        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(database.File)!));
    }

    [Theory]
    [InlineData("--ConnectionStrings:ConductBot=Nothing", "is not a connection string")]
    [InlineData("--ConnectionStrings:ConductBot=Server=x", "must begin with Data Source=")]
    [InlineData("--ConnectionStrings:ConductBot=Data Source=:memory:", "forgets every case")]
    public async Task A_wrong_connection_string_is_said_so(string setting, string said) =>
        (await CommandRun.OfAsync("audit", "verify", setting)).SaysOneLine(said);

    [Fact]
    public async Task A_file_that_is_no_database_is_said_so()
    {
        await File.WriteAllTextAsync(database.File, string.Concat(Enumerable.Repeat("not a database ", 100)));

        (await CommandRun.OfAsync("audit", "verify", database.Connection)).SaysOneLine("cannot be opened");
    }

    [Fact]
    public async Task Settings_may_stand_anywhere_and_in_two_words()
    {
        await WriteTwoAsync();
        var value = database.Connection.Split('=', 2)[1];

        foreach (var args in new string[][] { [database.Connection, "audit", "verify"], ["audit", "--connectionstrings:conductbot", value, "verify"], ["audit", "verify", "--ConnectionStrings:ConductBot", value] })
        {
            Assert.Equal(0, (await CommandRun.OfAsync(args)).Exit);
        }
    }

    [Fact]
    public async Task A_wrong_word_is_said_so()
    {
        (await CommandRun.OfAsync("audit", "verify", "everything", database.Connection)).SaysOneLine("everything");
        (await CommandRun.OfAsync("audit", "verify", "--quick", database.Connection)).SaysOneLine("--quick");
        (await CommandRun.OfAsync("audit", "verify", "--Conection:ConductBot=x", database.Connection)).SaysOneLine("--Conection");
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task WriteTwoAsync()
    {
        await database.BeginAsync("oak", new() { Text = "Mrs Wobbleton" }, new Cases.AddNote(new(CaseDatabase.Dsl, Cases.Roles.Dsl), "Mrs Wobbleton"));
        await database.BeginAsync("oak", new());
    }
}
