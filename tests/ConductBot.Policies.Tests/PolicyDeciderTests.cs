using System.Text.Json.Nodes;

namespace ConductBot.Policies;

public class PolicyDeciderTests
{
    private static readonly Dictionary<string, JsonNode> Cases =
        File.ReadLines(Path.Combine(Seeds.Root, "tests", "ConductBot.Policies.Tests", "decide-cases.jsonl"))
            .Select(line => JsonNode.Parse(line)!)
            .ToDictionary(node => node["name"]!.GetValue<string>());

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_situation_is_decided_as_its_name_says(string name)
    {
        var (json, ok) = PolicyJson.DecideLine(Seeds.Library, Cases[name]["facts"]!.ToJsonString());

        Assert.True(ok);
        Assert.True(JsonNode.DeepEquals(Cases[name]["decision"], JsonNode.Parse(json)), json);
    }

    [Theory]
    [InlineData("ogat", true, false, true)]
    [InlineData("embrace", false, true, true)]
    [InlineData("oak", false, false, false)]
    public void The_poster_is_not_contacted_before_the_police_have_advised(string policy, bool crime, bool physical, bool expected)
    {
        var facts = new CaseFacts { Policy = policy, Categories = ["threat"], CrimeSuspected = crime, PhysicalThreat = physical };

        Assert.Equal(expected, Decide(facts).PoliceBeforePoster);
        Assert.False(Decide(facts with { History = [new HistoryEntry(Actions.ReferToPolice, Outcomes.Done)] }).PoliceBeforePoster);
    }

    [Fact]
    public void The_poster_is_not_contacted_either_while_somebody_is_in_danger()
    {
        var decision = Decide(new CaseFacts { Policy = "oak", ImmediateRisk = true, PhysicalThreat = true });

        Assert.Equal(Actions.Call999, decision.Next.Action);
        Assert.True(decision.PoliceBeforePoster);
    }

    [Fact]
    public void Facts_of_another_policy_are_a_bug_and_not_a_decision()
    {
        Assert.Throws<ArgumentException>(() => PolicyDecider.Decide(Seeds.Policy("oak"), new CaseFacts { Policy = "ogat" }));
    }

    private static Decision Decide(CaseFacts facts) => PolicyDecider.Decide(Seeds.Policy(facts.Policy), facts);
}
