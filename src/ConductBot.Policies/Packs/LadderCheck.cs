namespace ConductBot.Policies.Packs;

/// <summary>What has to be so in a ladder as a whole: no row that can never open, and the two that always can.</summary>
internal sealed class LadderCheck(YamlMap pack, IReadOnlyList<(YamlMap Row, ActionRule Rule)> rows)
{
    private readonly HashSet<string> named = rows.Select(row => row.Rule.Action).ToHashSet(StringComparer.Ordinal);

    public void Check(PolicyScope scope, IReadOnlyList<Category> categories)
    {
        CheckTwice();
        CheckSafety();

        foreach (var (row, rule) in rows)
        {
            CheckOrder(row, rule);
            CheckAuthors(row, rule, scope);

            if (rule.Conditions.Any(condition => condition.AnyOf is [BreachFound]) && !categories.Any(category => category.IsCovered))
            {
                Unreachable(row, rule, "it waits for a breach, and no category has a clause");
            }

            if (rule.Conditions.Any(condition => condition.AnyOf is [RemovalRefused]) && !named.Contains(Actions.RequestRemoval))
            {
                Unreachable(row, rule, $"it waits for a refusal, and the ladder does not name '{Actions.RequestRemoval}'");
            }
        }
    }

    private void CheckTwice()
    {
        foreach (var (row, rule) in rows.GroupBy(row => row.Rule.Action, StringComparer.Ordinal).SelectMany(group => group.Skip(1)))
        {
            row.Problem(row.Line, $"The ladder names '{rule.Action}' more than once.");
        }
    }

    /// <summary>An action that waits for one the policy never names, or in the end for itself, would wait for good.</summary>
    private void CheckOrder(YamlMap row, ActionRule rule)
    {
        foreach (var earlier in Earlier(rule).Where(earlier => !named.Contains(earlier)))
        {
            row.Problem(row.LineOf("when"), $"'{rule.Action}' waits for '{earlier}', which the ladder does not name.");
        }

        if (WaitsFor(rule, rule.Action, []))
        {
            Unreachable(row, rule, "it waits for itself, directly or by way of another action");
        }
    }

    private bool WaitsFor(ActionRule rule, string action, HashSet<string> seen) => Earlier(rule).Any(earlier =>
        earlier == action
        || seen.Add(earlier) && rows.FirstOrDefault(row => row.Rule.Action == earlier).Rule is { } other && WaitsFor(other, action, seen));

    private static IEnumerable<string> Earlier(ActionRule rule) =>
        rule.Conditions.Where(condition => condition.AnyOf.Count == 1).SelectMany(condition => condition.AnyOf).OfType<ActionIsDone>().Select(done => done.Action);

    /// <summary>A post has one author, and a row cannot wait for one whom the policy leaves to another.</summary>
    private static void CheckAuthors(YamlMap row, ActionRule rule, PolicyScope scope)
    {
        var wanted = rule.Conditions.Where(condition => condition.AnyOf.Count > 0 && condition.AnyOf.All(ground => ground is AuthorIs))
            .Select(condition => condition.AnyOf.OfType<AuthorIs>().Select(ground => ground.Author)
                .Where(author => rule.WhateverTheScope || !scope.LeavesOut(author)).ToHashSet(StringComparer.Ordinal))
            .ToList();

        if (wanted.Count == 0)
        {
            return;
        }

        if (wanted.Exists(authors => authors.Count == 0))
        {
            Unreachable(row, rule, "it waits for an author whom 'scope' leaves to another policy");
        }
        else if (wanted.Aggregate((all, authors) => all.Intersect(authors, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal)).Count == 0)
        {
            Unreachable(row, rule, "it waits for two authors at once");
        }
    }

    /// <summary>999 and the safeguarding referral never wait: for a breach, for another step, or for anybody.</summary>
    private void CheckSafety()
    {
        foreach (var (action, condition) in new[] { (Actions.Call999, "risk"), (Actions.SafeguardingReferral, "safeguarding") })
        {
            var (row, rule) = rows.FirstOrDefault(row => row.Rule.Action == action);

            if (rule is not { Beside: false, Approval: Approval.None, Conditions: [{ Name: var only }] } || only != condition)
            {
                pack.Problem(
                    row?.Line ?? pack.LineOf("ladder"),
                    $"The ladder has to name '{action}', with no approval, when: [{condition}] and nothing else.");
            }
        }
    }

    private static void Unreachable(YamlMap row, ActionRule rule, string because) =>
        row.Problem(row.LineOf("when"), $"'{rule.Action}' can never be open: {because}.");
}
