using System.Reflection;
using System.Text.RegularExpressions;

namespace ConductBot.Cases.Events;

/// <summary>docs/events.md lists every event and what of it is personal.</summary>
public partial class EventsDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "events.md"));

    private static readonly IReadOnlyDictionary<string, string> Sections = Heading().Split(Document).Skip(1).Chunk(2)
        .ToDictionary(section => section[0], section => section[1], StringComparer.Ordinal);

    [Fact]
    public void It_lists_the_events_there_are_and_no_others_in_their_order() =>
        Assert.Equal(CaseEventCodec.Names, Heading().Matches(Document).Select(heading => heading.Groups[1].Value));

    public static TheoryData<string> Names => [.. CaseEventCodec.Names];

    [Theory, MemberData(nameof(Names))]
    public void It_says_who_causes_each_when_and_what_it_holds(string name)
    {
        Assert.Matches(@"(?m)^- Who: \S", Sections[name]);
        Assert.Matches(@"(?m)^- When: \S", Sections[name]);

        var type = typeof(CaseEvent).Assembly.GetType($"ConductBot.Cases.{name}")!;
        Assert.Equal(NamesOf(type, personal: false), Listed(name, "Holds"));
        Assert.Equal(NamesOf(type, personal: true), Listed(name, "Personal"));
    }

    private static IEnumerable<string> NamesOf(Type type, bool personal) => type.GetProperties()
        .Where(property => property.DeclaringType == type && property.CanWrite)
        .SelectMany(property => property.PropertyType == typeof(Report)
            ? NamesOf(typeof(Report), personal)
            : property.GetCustomAttribute<PersonalAttribute>() is not null == personal ? [property.Name] : Array.Empty<string>())
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Listed(string name, string heading) =>
        Name().Matches(Regex.Match(Sections[name], $@"(?ms)^- {heading}: (.*?)(?=^- |\z)", RegexOptions.None, TimeSpan.FromSeconds(5)).Groups[1].Value)
            .Select(match => match.Groups[1].Value)
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^## (\w+)$", RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Heading();

    [GeneratedRegex("`([A-Z][A-Za-z]+)`", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Name();
}
