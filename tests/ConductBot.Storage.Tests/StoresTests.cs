namespace ConductBot.Storage;

public sealed class StoresTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("conductbot.db")]
    [InlineData("Server=somewhere;Database=conductbot")]
    [InlineData("Data Source=")]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=conductbot.db;Colour=red")]
    [InlineData("Host=localhost;Colour=red")]
    public async Task A_connection_string_that_asks_for_nothing_we_have_is_refused_naming_the_setting(string? connectionString)
    {
        var refused = await Assert.ThrowsAsync<StoreException>(() => Stores.OpenAsync(connectionString, TestContext.Current.CancellationToken));

        Assert.StartsWith("ConnectionStrings:ConductBot ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_named_without_the_password()
    {
        var refused = await Assert.ThrowsAsync<StoreException>(() => Stores.OpenAsync(
            "Host=127.0.0.1;Port=1;Username=conductbot;Password=secret;Timeout=5", TestContext.Current.CancellationToken));

        Assert.StartsWith("PostgreSQL at 127.0.0.1:1 cannot be used: ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_named()
    {
        var path = Path.Combine(Path.GetTempPath(), $"no-such-folder-{Guid.NewGuid():N}", "conductbot.db");

        var refused = await Assert.ThrowsAsync<StoreException>(() => Stores.OpenAsync($"Data Source={path}", TestContext.Current.CancellationToken));

        Assert.StartsWith($"The database {path} cannot be opened: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_something_else_is_refused()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, new string('x', 5000), TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<StoreException>(() => Stores.OpenAsync($"Data Source={file}", TestContext.Current.CancellationToken));

        Assert.Contains("not a database", refused.Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public void A_machine_without_SQLite_is_told_what_to_install()
    {
        var refused = Assert.Throws<StoreException>(() => SqliteLibrary.Find(["libnosuchsqlite.so.0"]));

        Assert.Contains("libsqlite3-0", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void The_database_file_is_known_only_for_SQLite()
    {
        Assert.Equal("/data/conductbot.db", Stores.DatabasePath("Data Source=/data/conductbot.db;Default Timeout=5"));
        Assert.Null(Stores.DatabasePath("Host=db;Database=conductbot"));
    }
}
