using ConductBot.Storage.Sealing;

namespace ConductBot.Storage;

public sealed class SqliteStoreTests : SqlStoreSuite
{
    [Fact]
    public async Task A_destroyed_key_is_in_none_of_the_files_once_they_were_pruned()
    {
        var keys = new KeyRing(Store, MasterKey.FromBase64(Convert.ToBase64String(new byte[32])));
        for (var number = 0; number < 40; number++)
        {
            await DoneAsync(new() { At = Given.Monday, States = { keys.Create($"C-{number}").Write } });
        }

        // Without the mark and the master key's id, which all keys share.
        var wrapped = (await Store.ReadStateAsync("key/C-20", Now))!.Value[9..];
        await Store.PruneAsync(Given.Monday, Now);
        Assert.True(await FilesHoldAsync(wrapped));

        await DoneAsync(new() { At = Given.Monday, States = { keys.Destroy("C-20") } });
        await Store.PruneAsync(Given.Monday, Now);

        Assert.False(await FilesHoldAsync(wrapped));
        Assert.True(await FilesHoldAsync((await Store.ReadStateAsync("key/C-21", Now))!.Value[9..]));
    }

    [Fact]
    public async Task The_command_line_may_read_while_the_bot_has_the_database_open()
    {
        await DoneAsync(Given.Events("C-0001", 0, "{}"));
        Assert.Equal("wal", await Database.AskAsync("pragma journal_mode"));

        Assert.Equal(1L, await Database.AskAsync("select count(*) from event"));
    }

    protected override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteDatabase());

    private async Task<bool> FilesHoldAsync(byte[] bytes)
    {
        var path = ((SqliteDatabase)Database).Path;
        var found = false;
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(path)!))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content, Now);
            found |= HoldsPartOf(bytes, content);
        }

        return found;
    }

    /// <summary>Eight bytes in a row of anything as random as a wrapped key are there by no accident.</summary>
    private static bool HoldsPartOf(byte[] bytes, byte[] content)
    {
        for (var start = 0; start + 8 <= bytes.Length; start++)
        {
            if (content.AsSpan().IndexOf(bytes.AsSpan(start, 8)) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
