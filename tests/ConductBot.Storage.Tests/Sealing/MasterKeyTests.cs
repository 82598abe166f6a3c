using System.Security.Cryptography;

namespace ConductBot.Storage.Sealing;

public sealed class MasterKeyTests
{
    private static readonly string Good = Convert.ToBase64String(new byte[32]);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_master_key_that_is_not_32_bytes_as_base64_is_refused_naming_the_setting(string? value)
    {
        var refused = Assert.Throws<MasterKeyException>(() => MasterKey.FromBase64(value));

        Assert.StartsWith("Security:MasterKey is ", refused.Message, StringComparison.Ordinal);
        Assert.True(string.IsNullOrWhiteSpace(value) || !refused.Message.Contains(value, StringComparison.Ordinal));
    }

    [Fact]
    public void In_development_a_key_is_made_once_and_only_its_owner_may_read_it()
    {
        var folder = Directory.CreateTempSubdirectory("conductbot-");
        var database = Path.Combine(folder.FullName, "conductbot.db");

        var made = new MasterSeal(MasterKey.LoadOrCreateBeside(database), "drafts").Seal([1, 2, 3], "place");
        var opened = new MasterSeal(MasterKey.LoadOrCreateBeside(database), "drafts").Open(made, "place");

        Assert.Equal([1, 2, 3], Assert.IsType<Opened.Plain>(opened).Content);
        var file = Assert.Single(folder.GetFiles());
        Assert.Equal("conductbot.db.key", file.Name);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Processes_that_start_at_once_agree_on_one_key()
    {
        var folder = Directory.CreateTempSubdirectory("conductbot-");
        var database = Path.Combine(folder.FullName, "conductbot.db");

        var keys = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => MasterKey.LoadOrCreateBeside(database))));

        var sealedPart = new MasterSeal(keys[0], "drafts").Seal([1], "place");
        Assert.All(keys, key => Assert.IsType<Opened.Plain>(new MasterSeal(key, "drafts").Open(sealedPart, "place")));
        Assert.Single(folder.GetFiles());
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_key_file_that_holds_something_else_is_not_overwritten()
    {
        var folder = Directory.CreateTempSubdirectory("conductbot-");
        var database = Path.Combine(folder.FullName, "conductbot.db");
        File.WriteAllText(database + ".key", "shopping list");

        var refused = Assert.Throws<MasterKeyException>(() => MasterKey.LoadOrCreateBeside(database));

        Assert.Contains("conductbot.db.key", refused.Message, StringComparison.Ordinal);
        Assert.Equal("shopping list", File.ReadAllText(database + ".key"));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void What_is_sealed_for_a_purpose_and_a_place_opens_for_no_other()
    {
        var drafts = new MasterSeal(MasterKey.FromBase64(Good), "drafts");
        var messages = new MasterSeal(MasterKey.FromBase64(Good), "outbox");
        var sealedPart = drafts.Seal(Given.Bytes("a name"), SealedPlace.State("draft/1"));

        Assert.Equal("a name", Assert.IsType<Opened.Plain>(drafts.Open(sealedPart, SealedPlace.State("draft/1"))).Text);
        Assert.IsType<Opened.Damaged>(drafts.Open(sealedPart, SealedPlace.State("draft/2")));
        Assert.IsType<Opened.Damaged>(messages.Open(sealedPart, SealedPlace.State("draft/1")));
        Assert.IsType<Opened.Damaged>(drafts.Open([], SealedPlace.State("draft/1")));
        for (var at = 0; at < sealedPart.Length; at++)
        {
            byte[] flipped = [.. sealedPart];
            flipped[at] ^= 1;
            Assert.IsType<Opened.Damaged>(drafts.Open(flipped, SealedPlace.State("draft/1")));
        }
    }

    [Fact]
    public void A_former_master_key_still_opens_what_it_sealed()
    {
        var former = Convert.ToBase64String(SHA256.HashData([1]));
        var sealedPart = new MasterSeal(MasterKey.FromBase64(former), "drafts").Seal([7], "place");

        Assert.IsType<Opened.Plain>(new MasterSeal(MasterKey.FromBase64(Good, former), "drafts").Open(sealedPart, "place"));
        Assert.IsType<Opened.Damaged>(new MasterSeal(MasterKey.FromBase64(Good), "drafts").Open(sealedPart, "place"));
    }

    [Fact]
    public void The_same_words_sealed_twice_do_not_look_the_same()
    {
        var drafts = new MasterSeal(MasterKey.FromBase64(Good), "drafts");

        Assert.NotEqual(drafts.Seal([1, 2, 3], "place"), drafts.Seal([1, 2, 3], "place"));
    }

    [Fact]
    public void No_two_places_read_the_same() =>
        Assert.Equal(4, new[]
        {
            SealedPlace.Event("1/C", 1), SealedPlace.Event("C", 11), SealedPlace.State("C"), SealedPlace.Outbox(Guid.Empty),
        }.Distinct(StringComparer.Ordinal).Count());
}
