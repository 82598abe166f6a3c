namespace ConductBot.Policies;

/// <summary>A policy with one thing in it changed, to show that the comparison notices.</summary>
internal static class Mutants
{
    public static IEnumerable<(string Change, Policy Policy)> Of(Policy policy) =>
    [
        .. Enumerable.Range(0, policy.Ladder.Count).SelectMany(place => OfRow(policy, place)),
        .. policy.CoveredCategories.SelectMany(category => OfCategory(policy, category)),
        .. policy.Scope.OtherAuthors.Select(author => ($"scope takes in {author}", With(policy, scope: policy.Scope with
        {
            OtherAuthors = [.. policy.Scope.OtherAuthors.Where(other => other != author)],
        }))),
        .. policy.Never.Select(never => ($"{never.Action} may happen", With(policy, never: [.. policy.Never.Where(other => other != never)]))),
    ];

    private static IEnumerable<(string Change, Policy Policy)> OfRow(Policy policy, int place)
    {
        var row = policy.Ladder[place];

        foreach (var condition in row.Conditions)
        {
            yield return Row($"does not ask {condition.Name}", row with { Conditions = [.. row.Conditions.Where(other => other != condition)] });

            foreach (var ground in condition.AnyOf.Where(_ => condition.AnyOf.Count > 1))
            {
                var narrower = condition with { AnyOf = [.. condition.AnyOf.Where(other => other != ground)] };
                yield return Row($"leaves {ground} out", row with { Conditions = [.. row.Conditions.Select(other => other == condition ? narrower : other)] });
            }
        }

        foreach (var strength in Enum.GetValues<Strength>().Where(strength => strength != row.Strength))
        {
            yield return Row($"becomes {strength}", row with { Strength = strength });
        }

        foreach (var approval in Enum.GetValues<Approval>().Where(approval => approval != row.Approval))
        {
            yield return Row($"becomes {approval}", row with { Approval = approval });
        }

        if (row.Clauses.Count > 0)
        {
            yield return Row("loses a clause", row with { Clauses = [.. row.Clauses.Skip(1)] });
        }

        if (row.Variants.Count > 0)
        {
            yield return Row("loses its variant", row with { Variants = [] });
        }

        // 999 and the referral come first by rule, wherever they stand, so only the others can show.
        if (row.Action is not (Actions.Call999 or Actions.SafeguardingReferral))
        {
            yield return Row("changes sides", row with { Beside = !row.Beside });
        }

        if (policy.Scope.OtherAuthors.Count > 0)
        {
            yield return Row("minds the scope otherwise", row with { WhateverTheScope = !row.WhateverTheScope });
        }

        if (place + 1 < policy.Ladder.Count)
        {
            var swapped = policy.Ladder.ToArray();
            (swapped[place], swapped[place + 1]) = (swapped[place + 1], swapped[place]);
            yield return ($"{row.Action} comes later", With(policy, ladder: swapped));
        }

        yield return ($"{row.Action} is gone", With(policy, ladder: [.. policy.Ladder.Where(other => other != row)]));

        (string, Policy) Row(string change, ActionRule changed) =>
            ($"{row.Action} {change}", With(policy, ladder: [.. policy.Ladder.Select(other => other == row ? changed : other)]));
    }

    private static IEnumerable<(string Change, Policy Policy)> OfCategory(Policy policy, Category category) => category.Clauses.Select(clause =>
        ($"{category.Id} loses {clause}", With(policy, categories:
        [
            .. policy.Categories.Select(other => other == category ? category with { Clauses = [.. category.Clauses.Where(one => one != clause)] } : other),
        ])));

    private static Policy With(
        Policy policy,
        IReadOnlyList<ActionRule>? ladder = null,
        IReadOnlyList<Category>? categories = null,
        PolicyScope? scope = null,
        IReadOnlyList<NeverAction>? never = null) => new()
        {
            Id = policy.Id,
            Version = policy.Version,
            Trust = policy.Trust,
            Document = policy.Document,
            Clauses = policy.Clauses,
            Categories = categories ?? policy.Categories,
            Reflection = policy.Reflection,
            Ladder = ladder ?? policy.Ladder,
            Scope = scope ?? policy.Scope,
            Never = never ?? policy.Never,
        };
}
