namespace ConductBot.Policies.Packs;

/// <summary>What has to be so in a ladder as a whole.</summary>
internal static class LadderCheck
{
    public static void Check(YamlMap pack, IReadOnlyList<ActionRule> rules)
    {
        foreach (var twice in rules.CountBy(rule => rule.Action).Where(entry => entry.Value > 1))
        {
            pack.Problem(pack.LineOf("ladder"), $"The ladder names '{twice.Key}' more than once.");
        }

        CheckOrder(pack, rules);
        CheckSafety(pack, rules);
    }

    /// <summary>An action that waits for one the policy never names would wait for good.</summary>
    private static void CheckOrder(YamlMap pack, IReadOnlyList<ActionRule> rules)
    {
        var named = rules.Select(rule => rule.Action).ToHashSet(StringComparer.Ordinal);

        foreach (var rule in rules)
        {
            foreach (var earlier in rule.Conditions.SelectMany(condition => condition.AnyOf).OfType<ActionIsDone>())
            {
                if (!named.Contains(earlier.Action))
                {
                    pack.Problem(
                        pack.LineOf("ladder"), $"'{rule.Action}' waits for '{earlier.Action}', which the ladder does not name.");
                }
            }
        }
    }

    /// <summary>999 and the safeguarding referral never wait: for a breach, for another step, or for anybody.</summary>
    private static void CheckSafety(YamlMap pack, IReadOnlyList<ActionRule> rules)
    {
        foreach (var (action, condition) in new[] { (Actions.Call999, "risk"), (Actions.SafeguardingReferral, "safeguarding") })
        {
            if (rules.FirstOrDefault(rule => rule.Action == action) is not
                {
                    Beside: false, Approval: Approval.None, Conditions: [{ Name: var only }]
                }
                || only != condition)
            {
                pack.Problem(
                    pack.LineOf("ladder"), $"The ladder has to name '{action}', with no approval, when: [{condition}] and nothing else.");
            }
        }
    }
}
