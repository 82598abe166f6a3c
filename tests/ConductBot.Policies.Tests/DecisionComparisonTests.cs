namespace ConductBot.Policies;

public class DecisionComparisonTests
{
    public static TheoryData<string> Policies => ["ogat", "oak", "embrace"];

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_third_of_a_million_cases_are_decided_as_the_tables_say(string id)
    {
        var policy = Seeds.Policy(id);
        var reference = ReferenceDecider.All[id];
        var proposed = new HashSet<string>(StringComparer.Ordinal);

        foreach (var facts in new ManyFacts(id).Take(334_000))
        {
            var decision = PolicyDecider.Decide(policy, facts);
            proposed.Add(decision.Next.Action);

            if (Difference.Between(reference.Decide(facts), decision) is { } difference)
            {
                Assert.Fail($"{difference} for {facts}, categories [{string.Join(", ", facts.Categories)}], history [{string.Join(", ", facts.History)}]");
            }
        }

        // The cases are only worth something if they reach everything the ladder can propose.
        Assert.Superset(policy.Ladder.Where(rule => !rule.Beside).Select(rule => rule.Action).ToHashSet(), proposed);
        Assert.Superset(new HashSet<string> { "close-no-breach", "close-content-removed", "await-reply", "hold-and-review" }, proposed);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Nothing_is_proposed_or_allowed_unless_all_its_conditions_hold(string id)
    {
        var policy = Seeds.Policy(id);
        var reference = ReferenceDecider.All[id];

        foreach (var facts in new ManyFacts(id).Take(20_000))
        {
            var decision = PolicyDecider.Decide(policy, facts);

            Assert.All(decision.Allowed, open => Assert.True(reference.Holds(open.Action, facts), open.Action));
            Assert.All(decision.Blocked, blocked => Assert.False(reference.Holds(blocked.Action, facts), blocked.Action));
            Assert.True(
                Actions.OfTheDecision.Contains(decision.Next.Action) || decision.Allowed.Any(open => open.Action == decision.Next.Action),
                decision.Next.Action);
        }
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Any_change_to_any_row_of_a_ladder_shows(string id)
    {
        var mutants = Mutants.Of(Seeds.Policy(id)).ToList();

        var unnoticed = mutants.Where(mutant => !Shows(mutant.Policy, id)).Select(mutant => mutant.Change);

        Assert.True(mutants.Count > 50);
        Assert.Empty(unnoticed);
    }

    private static bool Shows(Policy changed, string id) => new ManyFacts(id).Take(50_000)
        .Any(facts => Difference.Between(ReferenceDecider.All[id].Decide(facts), PolicyDecider.Decide(changed, facts)) is not null);
}
