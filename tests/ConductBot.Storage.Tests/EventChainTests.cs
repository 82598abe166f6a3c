namespace ConductBot.Storage;

public sealed class EventChainTests
{
    private static readonly StoredEvent First =
        new("C-0001", 1, Given.Monday, "Noted", """{"note":"é"}""", [1, 2, 3], EventChain.Start, "");

    /// <summary>Worked out once by hand with another program (Python's hashlib): a chain written today must verify for ever.</summary>
    [Fact]
    public void The_hash_is_the_one_that_was_written_down()
    {
        Assert.Equal("129e3ad6acf2829aa9387d290de44574c9427b593a5c35e416b90cc996a6d572", EventChain.HashOf(First));
        Assert.Equal("2aef8650ce5e1da20176016378d562ea5309fb23629b08e3d116cd6c9d999727", EventChain.HashOf(First with { Sealed = null }));
    }

    [Fact]
    public void Every_field_counts()
    {
        StoredEvent[] others =
        [
            First with { Stream = "C-0002" },
            First with { Version = 2 },
            First with { At = First.At.AddTicks(1) },
            First with { At = First.At.ToUniversalTime() },
            First with { Type = "noted" },
            First with { Data = """{"note":"é" }""" },
            First with { Sealed = [1, 2, 4] },
            First with { Sealed = [] },
            First with { Sealed = null },
            First with { PreviousHash = new('1', 64) },
        ];

        Assert.Equal(others.Length + 1, others.Append(First).Select(EventChain.HashOf).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Moving_text_from_one_field_to_the_next_changes_the_hash() =>
        Assert.NotEqual(
            EventChain.HashOf(First with { Type = "Noted", Data = "{}" }),
            EventChain.HashOf(First with { Type = "Noted{", Data = "}" }));
}
