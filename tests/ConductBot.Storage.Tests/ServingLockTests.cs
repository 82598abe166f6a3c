namespace ConductBot.Storage;

/// <summary>One server to a SQLite file.</summary>
public sealed class ServingLockTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("conductbot-lock-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Whoever_comes_second_is_told_who_is_in_the_way_and_gets_it_when_the_first_has_gone()
    {
        using (ServingLock.Take(ConnectionTo("conductbot.db")))
        {
            var refused = Assert.Throws<StoreException>(() => ServingLock.Take(ConnectionTo("conductbot.db")));
            Assert.Contains("Another ConductBot serves from the database", refused.Message, StringComparison.Ordinal);
            Assert.Contains("conductbot.db", refused.Message, StringComparison.Ordinal);
            using var another = ServingLock.Take(ConnectionTo("another.db"));
        }

        using var again = ServingLock.Take(ConnectionTo("conductbot.db"));
    }

    [Fact]
    public void Another_name_for_the_same_file_is_no_way_round_it()
    {
        File.WriteAllBytes(Path.Combine(folder.FullName, "conductbot.db"), []);
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "link.db"), Path.Combine(folder.FullName, "conductbot.db"));
        using var first = ServingLock.Take(ConnectionTo("conductbot.db"));

        Assert.Throws<StoreException>(() => ServingLock.Take(ConnectionTo("link.db")));
        Assert.Throws<StoreException>(() => ServingLock.Take(ConnectionTo("../" + folder.Name + "/conductbot.db")));
    }

    [Fact]
    public async Task Commands_open_the_database_beside_the_server()
    {
        using var first = ServingLock.Take(ConnectionTo("conductbot.db"));

        var store = await Stores.OpenAsync(ConnectionTo("conductbot.db"), TestContext.Current.CancellationToken);

        await store.CheckAsync(TestContext.Current.CancellationToken);
        ((IDisposable)store).Dispose();
    }

    [Fact]
    public void PostgreSQL_has_as_many_servers_as_there_are()
    {
        using var first = ServingLock.Take("Host=localhost");
        using var second = ServingLock.Take("Host=localhost");
    }

    [Fact]
    public void A_folder_that_is_not_there_is_not_somebody_else()
    {
        var refused = Assert.Throws<StoreException>(() => ServingLock.Take(ConnectionTo("no/such/folder.db")));

        Assert.Contains("cannot be opened", refused.Message, StringComparison.Ordinal);
    }

    private string ConnectionTo(string name) => $"Data Source={Path.Combine(folder.FullName, name)}";
}
