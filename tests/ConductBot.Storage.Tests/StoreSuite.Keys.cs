using ConductBot.Storage.Sealing;

namespace ConductBot.Storage;

public abstract partial class StoreSuite
{
    private static readonly string Place = SealedPlace.Event("C-0001", 1);

    [Fact]
    public async Task What_is_sealed_with_a_subjects_key_is_opened_by_any_node_that_has_the_master_key()
    {
        var sealedPart = await CreateAsync(Keys("1"), "C-0001", "Ms Fixture, year 8");
        var another = new KeyRing(await OpenNodeAsync(), Master("1"));

        Assert.Equal("Ms Fixture, year 8", PlainText(await another.OpenAsync("C-0001", sealedPart, Place, Now)));
        Assert.DoesNotContain("Fixture", Given.Text(sealedPart), StringComparison.Ordinal);
        Assert.DoesNotContain("Fixture", Given.Text((await Store.ReadStateAsync("key/C-0001", Now))!.Value), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_and_the_first_event_sealed_with_it_are_written_together_or_not_at_all()
    {
        var keys = Keys("1");
        var (key, write) = keys.Create("C-0001");
        var first = new NewEvent("ConcernReported", "{}", key.Seal(Given.Bytes("the words of the post"), Place));
        await ConflictAsync("C-0001", new() { At = Given.Monday, States = { write }, Appends = { new("C-0001", 3, [first]) } });
        Assert.Null(await keys.FindAsync("C-0001", Now));

        await DoneAsync(new() { At = Given.Monday, States = { write }, Appends = { new("C-0001", 0, [first]) } });

        var stored = Assert.Single(await Store.ReadStreamAsync("C-0001", Now));
        Assert.Equal("the words of the post", PlainText(await keys.OpenAsync("C-0001", stored.Sealed!, Place, Now)));
    }

    [Fact]
    public async Task A_forgotten_subject_is_forgotten_on_every_node_and_the_chain_stays_whole()
    {
        var keys = Keys("1");
        var sealedPart = await CreateAsync(keys, "C-0001", "a name");
        var another = new KeyRing(await OpenNodeAsync(), Master("1"));
        Assert.Equal("a name", PlainText(await another.OpenAsync("C-0001", sealedPart, Place, Now)));

        await DoneAsync(new() { At = Given.Monday, States = { keys.Destroy("C-0001") } });

        Assert.IsType<Opened.Forgotten>(await keys.OpenAsync("C-0001", sealedPart, Place, Now));
        Assert.IsType<Opened.Forgotten>(await another.OpenAsync("C-0001", sealedPart, Place, Now));
        Assert.Null(await another.SealAsync("C-0001", Given.Bytes("more"), Place, Now));
        using var left = await keys.FindAsync("C-0001", Now);
        Assert.True(left!.IsForgotten);
        Assert.IsType<Opened.Forgotten>(left.Open(sealedPart, Place));
        Assert.Empty(await ChainVerifier.VerifyAsync(Store, Now));
    }

    [Fact]
    public async Task A_key_is_made_once_and_never_again_after_it_was_destroyed()
    {
        var keys = Keys("1");
        await CreateAsync(keys, "C-0001", "a name");
        await ConflictAsync("key/C-0001", new() { At = Given.Monday, States = { keys.Create("C-0001").Write } });

        await DoneAsync(new() { At = Given.Monday, States = { keys.Destroy("C-0001"), keys.Destroy("C-0002") } });
        await Store.PruneAsync(Given.Monday.AddYears(10), Now);

        await ConflictAsync("key/C-0001", new() { At = Given.Monday, States = { keys.Create("C-0001").Write } });
        await ConflictAsync("key/C-0002", new() { At = Given.Monday, States = { keys.Create("C-0002").Write } });
    }

    [Fact]
    public async Task A_sealed_part_opens_only_whole_in_its_own_place_and_with_its_own_key()
    {
        var keys = Keys("1");
        var sealedPart = await CreateAsync(keys, "C-0001", "a name");
        await CreateAsync(keys, "C-0002", "another");

        Assert.IsType<Opened.Damaged>(await keys.OpenAsync("C-0001", sealedPart, SealedPlace.Event("C-0001", 2), Now));
        Assert.IsType<Opened.Damaged>(await keys.OpenAsync("C-0001", sealedPart, SealedPlace.State("C-0001"), Now));
        Assert.IsType<Opened.Damaged>(await keys.OpenAsync("C-0002", sealedPart, Place, Now));
        Assert.IsType<Opened.Damaged>(await keys.OpenAsync("C-0003", sealedPart, Place, Now));
        for (var length = 0; length < sealedPart.Length; length++)
        {
            Assert.IsType<Opened.Damaged>(await keys.OpenAsync("C-0001", sealedPart.AsMemory(0, length), Place, Now));
            byte[] flipped = [.. sealedPart];
            flipped[length] ^= 1;
            Assert.IsType<Opened.Damaged>(await keys.OpenAsync("C-0001", flipped, Place, Now));
        }
    }

    [Fact]
    public async Task A_wrapped_key_put_in_anothers_place_or_under_another_master_key_does_not_unwrap()
    {
        var keys = Keys("1");
        var sealedPart = await CreateAsync(keys, "C-0001", "a name");
        var row = await Store.ReadStateAsync("key/C-0001", Now);
        await DoneAsync(new() { At = Given.Monday, States = { new("key/C-0002", 0, row!.Value) } });

        await Assert.ThrowsAsync<MasterKeyException>(() => keys.OpenAsync("C-0002", sealedPart, Place, Now));
        var refused = await Assert.ThrowsAsync<MasterKeyException>(() => Keys("2").OpenAsync("C-0001", sealedPart, Place, Now));

        Assert.Contains("Security:MasterKey", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<MasterKeyException>(() => Keys("2").RewrapAsync(Given.Monday, Now));
    }

    [Fact]
    public async Task The_master_key_can_be_changed_and_the_former_one_taken_away()
    {
        var sealedPart = await CreateAsync(Keys("1"), "C-0001", "a name");
        await CreateAsync(Keys("1"), "C-0002", "another");
        await DoneAsync(new() { At = Given.Monday, States = { Keys("1").Destroy("C-0002") } });
        var both = Keys("2", "1");
        Assert.Equal("a name", PlainText(await both.OpenAsync("C-0001", sealedPart, Place, Now)));

        Assert.Equal(1, await both.RewrapAsync(Given.Monday, Now));
        Assert.Equal(0, await both.RewrapAsync(Given.Monday, Now));

        Assert.Equal("a name", PlainText(await Keys("2").OpenAsync("C-0001", sealedPart, Place, Now)));
        Assert.IsType<Opened.Forgotten>(await Keys("2").OpenAsync("C-0002", sealedPart, Place, Now));
        await Assert.ThrowsAsync<MasterKeyException>(() => Keys("1").OpenAsync("C-0001", sealedPart, Place, Now));
    }

    [Fact]
    public async Task Sealing_for_a_subject_that_never_had_a_key_is_a_bug() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Keys("1").SealAsync("C-0001", Given.Bytes("a name"), Place, Now));

    /// <summary>Given in any order on purpose: the current master key first, then former ones.</summary>
    private static MasterKey Master(params string[] keys)
    {
        var decoded = keys.Select(key => Convert.ToBase64String(Given.Bytes(key.PadRight(32, '.')))).ToArray();
        return MasterKey.FromBase64(decoded[0], decoded[1..]);
    }

    private static string PlainText(Opened opened) => Assert.IsType<Opened.Plain>(opened).Text;

    private KeyRing Keys(params string[] keys) => new(Store, Master(keys));

    /// <returns>The text sealed for the subject's first event.</returns>
    private async Task<byte[]> CreateAsync(KeyRing keys, string subject, string text)
    {
        var (key, write) = keys.Create(subject);
        var sealedPart = key.Seal(Given.Bytes(text), Place)!;
        await DoneAsync(new() { At = Given.Monday, States = { write }, Appends = { new(subject, 0, [new("Noted", "{}", sealedPart)]) } });
        return sealedPart;
    }
}
