using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConductBot.Cases.Events;

/// <summary>
/// Stored shapes are for good. <c>Events/&lt;Name&gt;.json</c> is how an event is stored today; when that changes, the file
/// is kept as <c>&lt;Name&gt;.&lt;anything&gt;.json</c> beside the new one, and still has to load.
/// </summary>
public class GoldenEventTests
{
    public static TheoryData<string> Names => [.. CaseEventCodec.Names];

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Repository.EventFolder, "*.json").Select(file => Path.GetFileName(file)).Order()];

    [Fact]
    public void Every_event_there_is_is_stored_under_its_own_name_and_has_a_golden_file()
    {
        var kinds = typeof(CaseEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CaseEvent))).Select(type => type.Name).Order().ToList();

        Assert.Equal(kinds, CaseEventCodec.Names.Order());
        Assert.Equal(kinds, EventExamples.All.Keys.Order());
        Assert.Equal(kinds, Files.Select(file => file.Data.Split('.')[0]).Distinct(StringComparer.Ordinal).Order());
    }

    [Theory, MemberData(nameof(Names))]
    public void An_event_is_stored_as_its_golden_file_says(string name)
    {
        var (type, open, personal) = CaseEventCodec.Write(EventExamples.All[name]);

        var (goldenOpen, goldenPersonal) = Golden($"{name}.json");
        Assert.Equal(name, type);
        Same(goldenOpen, open);
        Same(goldenPersonal, personal is null ? null : Encoding.UTF8.GetString(personal));
    }

    [Theory, MemberData(nameof(Files))]
    public void Every_shape_that_was_ever_stored_loads_and_loses_nothing(string file)
    {
        var name = file.Split('.')[0];
        var (open, personal) = Golden(file);

        var read = CaseEventCodec.Read(name, open!.ToJsonString(), personal is null ? null : Encoding.UTF8.GetBytes(personal.ToJsonString()));

        var (_, openAgain, personalAgain) = CaseEventCodec.Write(read);
        AllOf(open, JsonNode.Parse(openAgain));
        AllOf(personal, personalAgain is null ? null : JsonNode.Parse(personalAgain));
    }

    [Theory, MemberData(nameof(Names))]
    public void What_was_read_back_equals_what_was_written(string name)
    {
        var written = EventExamples.All[name];
        var (type, open, personal) = CaseEventCodec.Write(written);

        var read = CaseEventCodec.Read(type, open, personal);

        if (written is AnswersGiven answers)
        {
            var again = Assert.IsType<AnswersGiven>(read);
            Assert.True(answers.Report.SameAs(again.Report));
            Assert.Equal(answers.Answered, again.Answered);
            read = again with { Report = answers.Report, Answered = answers.Answered };
        }

        Assert.Equal(written, read);
    }

    [Theory, MemberData(nameof(Names))]
    public void An_example_fills_everything_in(string name) => Assert.All(Filled(EventExamples.All[name]), value => Assert.NotNull(value.Value));

    /// <summary>Once the key is destroyed this is all that is left of an event.</summary>
    [Theory, MemberData(nameof(Names))]
    public void An_event_whose_personal_part_is_gone_loads_and_is_whole_otherwise(string name)
    {
        var (type, open, _) = CaseEventCodec.Write(EventExamples.All[name]);

        var read = CaseEventCodec.Read(type, open, personal: null);

        Same(JsonNode.Parse(open), CaseEventCodec.Write(read).Data);
        if (read is AnswersGiven { Report: var report })
        {
            Assert.Empty(report.Reflections);
            Assert.NotEmpty(report.Categories);
            Assert.NotEmpty(report.Tests);
        }
    }

    /// <summary>What is optional today may be missing in what an older version stored.</summary>
    [Theory, MemberData(nameof(Names))]
    public void An_event_loads_from_its_required_members_alone(string name)
    {
        var example = EventExamples.All[name];
        var least = Golden($"{name}.json").Open!.AsObject();
        var required = example.GetType().GetProperties()
            .Where(property => property.GetCustomAttribute<RequiredMemberAttribute>() is not null)
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
            .ToList();
        foreach (var optional in least.Select(member => member.Key).Except(required).ToList())
        {
            least.Remove(optional);
        }

        if (least["report"] is not null)
        {
            least["report"] = new JsonObject();
        }

        var read = CaseEventCodec.Read(name, least.ToJsonString(), personal: null);

        if (read is AnswersGiven { Report: var report })
        {
            Assert.True(new Report().SameAs(report));
            Assert.True(report.SameAs(new Report()));
        }

        foreach (var member in required)
        {
            var without = least.DeepClone().AsObject();
            without.Remove(member);
            Assert.Throws<InvalidDataException>(() => CaseEventCodec.Read(name, without.ToJsonString(), personal: null));

            without[member] = null;
            Assert.Throws<InvalidDataException>(() => CaseEventCodec.Read(name, without.ToJsonString(), personal: null));
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> Filled(object example) =>
        example.GetType().GetProperties().Where(property => property.CanWrite).SelectMany(property => property.PropertyType == typeof(Report)
            ? Filled(property.GetValue(example)!)
            : [KeyValuePair.Create(property.Name, property.GetValue(example))]);

    private static (JsonNode? Open, JsonNode? Personal) Golden(string file)
    {
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.EventFolder, file)))!;
        return (golden["open"], golden["personal"]);
    }

    private static void Same(JsonNode? expected, string? actual) =>
        Assert.Equal(expected?.ToJsonString(), actual is null ? null : JsonNode.Parse(actual)!.ToJsonString());

    /// <summary>Everything in the one is in the other, which may say more than an old shape did.</summary>
    private static void AllOf(JsonNode? old, JsonNode? now)
    {
        if (old is JsonObject members)
        {
            Assert.All(members, member => AllOf(member.Value, now?[member.Key]));
        }
        else
        {
            Assert.Equal(old?.ToJsonString(), now?.ToJsonString());
        }
    }
}
