using System.Text;

namespace ConductBot.Cases.Events;

/// <summary>What cannot be read is refused by name; nothing is guessed.</summary>
public class StoredEventTests
{
    private const string Open = """{"to":"CB-2026-0007","by":"x","under":"oak 1.0"}""";

    [Fact]
    public void What_was_stored_is_read() => Assert.Equal(
        new CaseLinked { By = "x", Under = "oak 1.0", To = "CB-2026-0007" },
        CaseEventCodec.Read("CaseLinked", Open, personal: null));

    [Theory]
    [InlineData("")]
    [InlineData("caselinked")]
    [InlineData("CaseEvent")]
    [InlineData("CaseDeleted")]
    public void An_event_of_no_known_name_is_refused(string name) => Assert.Contains(
        $"'{name}'",
        Assert.Throws<InvalidDataException>(() => CaseEventCodec.Read(name, Open, personal: null)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"CB-2026-0007\"")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"to":7,"by":"x","under":"oak 1.0"}""")]
    [InlineData("""{"to":{"a":1},"by":"x","under":"oak 1.0"}""")]
    [InlineData("""{"to":"CB-2026-0007","by":"x","under":"oak 1.0","reason":"of another event"}""")]
    [InlineData("""{"to":"CB-2026-0007","to":"CB-2026-0008","by":"x","under":"oak 1.0"}""")]
    [InlineData("""{"to":"CB-2026-0007","by":"x","under":"oak 1.0"} {}""")]
    public void A_shape_that_is_not_the_events_is_refused(string data) => Assert.Contains(
        "'CaseLinked'",
        Assert.Throws<InvalidDataException>(() => CaseEventCodec.Read("CaseLinked", data, personal: null)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"text":{}}""")]
    [InlineData("""{"subject":"of another event"}""")]
    [InlineData("""{"text":"one","text":"two"}""")]
    public void A_personal_part_that_is_not_the_events_is_refused(string personal) => Assert.Throws<InvalidDataException>(
        () => CaseEventCodec.Read("NoteAdded", """{"by":"x","under":"oak 1.0"}""", Encoding.UTF8.GetBytes(personal)));

    [Theory]
    [InlineData("""{"complete":true,"answered":[],"report":null,"by":"x","under":"u"}""")]
    [InlineData("""{"complete":true,"answered":null,"report":{},"by":"x","under":"u"}""")]
    [InlineData("""{"complete":true,"answered":[],"report":{"categories":null},"by":"x","under":"u"}""")]
    [InlineData("""{"complete":true,"answered":[],"report":{"tests":null},"by":"x","under":"u"}""")]
    [InlineData("""{"complete":true,"answered":[],"report":{"tests":[]},"by":"x","under":"u"}""")]
    [InlineData("""{"complete":"yes","answered":[],"report":{},"by":"x","under":"u"}""")]
    public void Answers_of_another_shape_are_refused(string data) =>
        Assert.Throws<InvalidDataException>(() => CaseEventCodec.Read("AnswersGiven", data, personal: null));

    [Fact]
    public void An_event_of_an_unknown_kind_is_never_folded_into_a_case() => Assert.Throws<InvalidOperationException>(
        () => Given.ACase().After(new Invented { By = "x", Under = "u" }));

    private sealed record Invented : CaseEvent;
}
