using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ConductBot.Cards;

public sealed class CardLibraryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("conductbot-cards-").FullName;

    [Fact]
    public void A_card_is_found_by_its_folder_and_name()
    {
        Write("case/next.template.json", """{ "text": "Case ${reference}" }""");
        Write("case/next.data.json", """{ "reference": "C-0042" }""");
        Write("general/help.template.json", """{ "text": "Help" }""");
        Write("general/help.data.json", "{}");

        var library = CardLibrary.Load(_folder);

        Assert.Equal(["case/next", "general/help"], library.Names);
        AssertJson.Same(new JsonObject { ["text"] = "Case C-0007" }, library.Render("case/next", new JsonObject { ["reference"] = "C-0007" }));
        AssertJson.Same(new JsonObject { ["reference"] = "C-0042" }, library.Sample("case/next"));
        Assert.Throws<ArgumentException>(() => library.Render("case/other", new JsonObject()));
    }

    [Fact]
    public void A_record_is_drawn_with_its_own_template()
    {
        Write("case/next.template.json", """{ "text": "Case ${reference}" }""");
        Write("case/next.data.json", """{ "reference": "C-0042" }""");

        AssertJson.Same(new JsonObject { ["text"] = "Case C-0001" }, CardLibrary.Load(_folder).Render(new NextCard("C-0001")));
    }

    [Fact]
    public void The_sample_that_is_handed_out_can_be_changed_without_harm()
    {
        Write("case/next.template.json", "{}");
        Write("case/next.data.json", """{ "reference": "C-0042" }""");
        var library = CardLibrary.Load(_folder);

        library.Sample("case/next")["reference"] = "changed";

        Assert.Equal("C-0042", (string?)library.Sample("case/next")["reference"]);
    }

    [Theory]
    [InlineData("case/next.template.json", "{}", "case/next", "the sample data is missing")]
    [InlineData("case/next.data.json", "{}", "case/next", "the template is missing")]
    [InlineData("next.template.json", "{}", "cards", "a card is subject/name.template.json")]
    [InlineData("case/old/next.template.json", "{}", "cards", "a card is subject/name.template.json")]
    [InlineData("case/Next.template.json", "{}", "cards", "a card is subject/name.template.json")]
    [InlineData("case/next.json", "{}", "cards", "a card is subject/name.template.json")]
    public void A_file_that_is_no_card_stops_the_start(string file, string json, string template, string problem)
    {
        Write(file, json);

        var e = Assert.Throws<CardTemplateException>(() => CardLibrary.Load(_folder));

        Assert.Equal(template, e.Template);
        Assert.Contains(problem, e.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "a": "${now()}" }""", "{}")]
    [InlineData("""{ "a": "v ${b}" }""", """{ "b": null }""")]
    [InlineData("{}", "[]")]
    [InlineData("{}", "{")]
    [InlineData("{}", """{ "a": 1, "a": 2 }""")]
    public void A_template_or_sample_that_does_not_work_stops_the_start(string template, string sample)
    {
        Write("case/next.template.json", template);
        Write("case/next.data.json", sample);

        var e = Assert.Throws<CardTemplateException>(() => CardLibrary.Load(_folder));

        Assert.StartsWith("case/next", e.Template, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nowhere")]
    public void A_folder_without_cards_stops_the_start(string folder)
    {
        var e = Assert.Throws<CardTemplateException>(() => CardLibrary.Load(Path.Combine(_folder, folder)));

        Assert.Contains("no card template", e.Message, StringComparison.Ordinal);
    }

    // 80 KB of UTF-16; all but the text takes nine characters.
    [Theory]
    [InlineData("x", 40_951)]
    [InlineData("£", 40_951)]
    [InlineData("\n", 20_475)]
    [InlineData("🏫", 20_475)]
    public void A_card_may_be_as_large_as_Teams_takes_and_no_larger(string character, int most)
    {
        Write("case/long.template.json", """{ "a": "${text}" }""");
        Write("case/long.data.json", """{ "text": "" }""");
        var library = CardLibrary.Load(_folder);

        library.Render("case/long", Text(character, most));
        var e = Assert.Throws<CardTooLargeException>(() => library.Render("case/long", Text(character, most + 1)));

        Assert.Equal(("case/long", 81_920), (e.Template, e.Limit));
        Assert.InRange(e.Size, 81_922, 81_924);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static JsonObject Text(string character, int times) =>
        new() { ["text"] = string.Concat(Enumerable.Repeat(character, times)) };

    private void Write(string file, string json)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, json);
    }
}

internal sealed record NextCard(string Reference) : ICardData<NextCard>
{
    public static string Template => "case/next";

    public static JsonTypeInfo<NextCard> Json => TestCardJson.Default.NextCard;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NextCard))]
internal sealed partial class TestCardJson : JsonSerializerContext;
