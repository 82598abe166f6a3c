using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ConductBot.Bot.Cards;
using ConductBot.Testing.Cards;

namespace ConductBot.Cards;

/// <summary>The sample data beside a template is the contract: the record that fills it has that shape, no more, no less.</summary>
public class CardRecordTests
{
    private static readonly CardLibrary Library = CardLibrary.Load(Path.Combine(RepositoryFolder.Path, "cards"));

    public static TheoryData<string> Cards => [.. Library.Names];

    private static ILookup<string, JsonTypeInfo> Records { get; } = typeof(CardJson).Assembly.GetTypes()
        .Where(type => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICardData<>)))
        .ToLookup(
            type => (string)Member(type, nameof(NextCard.Template)),
            type => (JsonTypeInfo)Member(type, nameof(NextCard.Json)),
            StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Cards))]
    public void Sample_data_fits_its_record_and_says_all_of_it(string name)
    {
        var record = Assert.Single(Records[name]);
        var sample = Library.Sample(name);

        var read = JsonSerializer.Deserialize(sample, record);

        AssertJson.Same(sample, JsonSerializer.SerializeToNode(read, record));
    }

    [Fact]
    public void Every_record_has_its_template()
    {
        Assert.Equal(Library.Names, Records.Select(record => record.Key).Order(StringComparer.Ordinal));
    }

    private static object Member(Type type, string name) =>
        type.GetProperty(name, BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}
