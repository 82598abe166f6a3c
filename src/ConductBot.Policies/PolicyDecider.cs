namespace ConductBot.Policies;

/// <summary>Works out what a policy lets a school do next on a case.</summary>
public static class PolicyDecider
{
    private static readonly OpenAction CloseNoBreach = new(Actions.CloseNoBreach, [], Strength.Usual, Approval.None);
    private static readonly OpenAction CloseContentRemoved = new(Actions.CloseContentRemoved, [], Strength.Usual, Approval.None);
    private static readonly OpenAction AwaitReply = new(Actions.AwaitReply, [], Strength.Usual, Approval.None);
    private static readonly OpenAction HoldAndReview = new(Actions.HoldAndReview, [], Strength.Usual, Approval.None);
    private static readonly IReadOnlyList<string> OutOfScope = [ReasonWords.OutOfScope];

    /// <summary>
    /// Judges every action the policy names. Pure: the same facts give the same decision, whoever asks. Refusals are
    /// kept, not filtered out: the case card greys the action and shows the reason beside its clause.
    /// </summary>
    public static Decision Decide(Policy policy, CaseFacts facts)
    {
        if (facts.Policy != policy.Id)
        {
            throw new ArgumentException($"Facts of policy '{facts.Policy}' were put to policy '{policy.Id}'.", nameof(facts));
        }

        var now = new Situation(policy, facts);
        var allowed = new List<OpenAction>(policy.Ladder.Count);
        var blocked = new List<BlockedAction>(policy.Ladder.Count);
        OpenAction? firstStep = null;

        foreach (var rule in policy.Ladder)
        {
            if (ReasonsAgainst(rule, now) is { } because)
            {
                blocked.Add(new BlockedAction(rule.Action, because));
                continue;
            }

            var open = Open(rule, now);
            allowed.Add(open);

            if (firstStep is null && !rule.Beside && !now.IsDone(rule.Action))
            {
                firstStep = open;
            }
        }

        return new Decision(
            now.InScope,
            now.Breach,
            now.Breach ? BreachClauses(policy, facts.Categories) : [],
            NotCovered(policy, facts.Categories),
            Next(policy, now, allowed, firstStep),
            allowed,
            blocked,
            policy.Never)
        {
            PoliceBeforePoster = PoliceComeFirst(now) && Pending(Actions.ReferToPolice, now, allowed) is not null,
        };
    }

    /// <summary>The first that applies. Danger, a child and the police come before anything the policy's ladder says.</summary>
    private static OpenAction Next(Policy policy, Situation now, List<OpenAction> allowed, OpenAction? firstStep)
    {
        var urgent = Pending(Actions.Call999, now, allowed)
            ?? Pending(Actions.SafeguardingReferral, now, allowed)
            ?? (PoliceComeFirst(now) ? Pending(Actions.ReferToPolice, now, allowed) : null);

        return urgent switch
        {
            not null => urgent,
            null when !now.InScope => new OpenAction(Actions.UseOtherPolicy, policy.Scope.Clauses, Strength.Must, Approval.None),
            null when !now.Breach => CloseNoBreach,
            null when !now.Facts.ContentUp => CloseContentRemoved,
            null when now.AwaitsReply() => AwaitReply,
            null => firstStep ?? HoldAndReview,
        };
    }

    private static bool PoliceComeFirst(Situation now) => now.Facts.CrimeSuspected || now.Facts.PhysicalThreat;

    /// <summary>The action, where it is allowed and not done.</summary>
    private static OpenAction? Pending(string action, Situation now, List<OpenAction> allowed)
    {
        foreach (var open in allowed)
        {
            if (open.Action == action)
            {
                return now.IsDone(action) ? null : open;
            }
        }

        return null;
    }

    private static OpenAction Open(ActionRule rule, Situation now)
    {
        foreach (var variant in rule.Variants)
        {
            if (AnyHolds(variant.AnyOf, now))
            {
                return new OpenAction(rule.Action, variant.Clauses, variant.Strength, rule.Approval);
            }
        }

        return new OpenAction(rule.Action, rule.Clauses, rule.Strength, rule.Approval);
    }

    /// <summary>The reason words, sorted; null where nothing stands against the action.</summary>
    private static IReadOnlyList<string>? ReasonsAgainst(ActionRule rule, Situation now)
    {
        if (!now.InScope && !rule.WhateverTheScope)
        {
            return OutOfScope;
        }

        List<string>? reasons = null;

        foreach (var condition in rule.Conditions)
        {
            if (!AnyHolds(condition.AnyOf, now))
            {
                (reasons ??= []).Add(condition.Reason);
            }
        }

        reasons?.Sort(StringComparer.Ordinal);
        return reasons;
    }

    private static bool AnyHolds(IReadOnlyList<Ground> grounds, Situation now)
    {
        for (var i = 0; i < grounds.Count; i++)
        {
            if (grounds[i].Holds(now))
            {
                return true;
            }
        }

        return false;
    }

    private static IReadOnlyList<string> BreachClauses(Policy policy, IReadOnlyList<string> categories)
    {
        var clauses = new SortedSet<string>(StringComparer.Ordinal);

        foreach (var id in categories)
        {
            clauses.UnionWith(policy.CategoryOf(id)?.Clauses ?? []);
        }

        return [.. clauses];
    }

    private static IReadOnlyList<string> NotCovered(Policy policy, IReadOnlyList<string> categories)
    {
        List<string>? uncovered = null;

        foreach (var id in categories)
        {
            if (policy.CategoryOf(id) is not { IsCovered: true })
            {
                (uncovered ??= []).Add(id);
            }
        }

        return uncovered ?? [];
    }
}
