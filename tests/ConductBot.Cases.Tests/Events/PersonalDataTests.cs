using System.Collections.Immutable;
using System.Reflection;
using System.Text;

namespace ConductBot.Cases.Events;

/// <summary>What could name or quote somebody is stored apart, to be sealed.</summary>
public class PersonalDataTests
{
    private const string Canary = "canary-7f3a";

    public static TheoryData<string> Names => [.. CaseEventCodec.Names];

    [Theory, MemberData(nameof(Names))]
    public void Nothing_personal_is_in_the_open_part(string name)
    {
        var planted = new List<string>();
        var example = CaseEventCodec.Read(name, CaseEventCodec.Write(EventExamples.All[name]).Data, personal: null);
        Plant(example, planted);

        var (_, open, personal) = CaseEventCodec.Write(example);

        Assert.DoesNotContain(Canary, open, StringComparison.Ordinal);
        Assert.Equal(planted.Count > 0, personal is not null);
        var hidden = Encoding.UTF8.GetString(personal ?? []);
        Assert.All(planted, canary => Assert.Contains($"\"{canary}\"", hidden, StringComparison.Ordinal));

        var back = CaseEventCodec.Write(CaseEventCodec.Read(name, open, personal));
        Assert.Equal((open, hidden), (back.Data, Encoding.UTF8.GetString(back.Personal ?? [])));
    }

    [Fact]
    public void The_canary_is_planted_in_eleven_kinds_of_event()
    {
        var planted = CaseEventCodec.Names.ToDictionary(name => name, name =>
        {
            var canaries = new List<string>();
            Plant(CaseEventCodec.Read(name, CaseEventCodec.Write(EventExamples.All[name]).Data, personal: null), canaries);
            return canaries.Count;
        });

        Assert.Equal(["CaseForgotten", "CaseLinked", "MessageUndeliverable", "NoticePassedOn", "UrgencyAcknowledged"], planted.Where(kind => kind.Value == 0).Select(kind => kind.Key).Order());
        Assert.Equal(4, planted[nameof(AnswersGiven)]);
    }

    /// <summary>
    /// A text that is stored in the open has to be an id or a word of our own. Whoever adds one answers here for it.
    /// </summary>
    [Fact]
    public void Every_open_text_is_known_to_hold_no_name_and_no_quote()
    {
        string[] known =
        [
            "By (an Entra object id, the bot or the operator)", "Under (a policy and its version)", "Reference (ours)", "School (an id from the settings)",
            "Policy (an id)", "PolicyVersion (a pack's)", "Answered (steps of the dialog)", "Action (an id)", "Outcome (an id)", "Fact (an id)",
            "Value (yes, no, an author's kind, or category ids)", "Person (an Entra object id)", "To (a reference of ours)",
            "Why (the operator's words; the command asks for no name)", "What (our words)", "Code (the connector's)",
            "ImmediateRisk (yes, no, unsure)", "IntimateImage (yes, no, unsure)", "Evidence (kind, size, hash)", "Platform (an id)", "OnSchoolSite (yes, no, unsure)", "GroupChat (yes, no, unsure)",
            "Author (a kind)", "Target (a kind)", "Categories (ids)", "Tests (yes, no, unsure by input id)", "CrimeSuspected (yes, no, unsure)", "ChildHarmDisclosed (yes, no, unsure)",
        ];

        var open = EventExamples.All.Values.Select(example => example.GetType()).Append(typeof(Report))
            .SelectMany(type => type.GetProperties())
            .Where(property => property.CanWrite && property.PropertyType != typeof(bool) && property.PropertyType != typeof(Report))
            .Where(property => property.GetCustomAttribute<PersonalAttribute>() is null)
            .Select(property => property.Name);

        Assert.Equal(known.Select(text => text.Split(' ')[0]).Order(), open.Distinct().Order());
    }

    private static void Plant(object target, List<string> planted)
    {
        foreach (var property in target.GetType().GetProperties().Where(property => property.CanWrite))
        {
            if (property.GetCustomAttribute<PersonalAttribute>() is not null)
            {
                var canary = $"{Canary}-{property.Name}";
                property.SetValue(target, property.PropertyType == typeof(string) ? canary : ImmutableSortedDictionary.CreateRange([KeyValuePair.Create(3, canary)]));
                planted.Add(canary);
            }
            else if (property.PropertyType.Assembly == typeof(CaseEvent).Assembly && property.PropertyType.IsClass)
            {
                Plant(property.GetValue(target)!, planted);
            }
        }
    }
}
