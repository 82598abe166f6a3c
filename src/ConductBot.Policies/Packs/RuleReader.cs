using System.Collections.Frozen;

namespace ConductBot.Policies.Packs;

/// <summary>Reads grounds, conditions and the rows of a ladder.</summary>
internal sealed class RuleReader(PolicyVocabulary vocabulary, ClauseIndex clauses)
{
    private const string After = "after ";

    /// <summary>The conditions of a pack: the shared ones, widened or replaced where the pack says so.</summary>
    public static FrozenDictionary<string, Condition> Conditions(YamlMap? own, PolicyVocabulary vocabulary)
    {
        var conditions = vocabulary.Conditions.ToDictionary(StringComparer.Ordinal);

        foreach (var (name, map) in own?.Entries() ?? [])
        {
            if (!conditions.TryGetValue(name, out var shared))
            {
                map.Problem(own!.LineOfKey(name), $"No condition is called '{name}'. Known: {string.Join(", ", conditions.Keys.Order(StringComparer.Ordinal))}.");
                map.Texts("also");
            }
            else
            {
                conditions[name] = shared with { AnyOf = [.. shared.AnyOf, .. GroundReader.Read(map, "also", vocabulary)] };
            }

            map.RefuseTheRest();
        }

        return conditions.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IReadOnlyList<ActionRule> Ladder(YamlMap pack, PolicyScope scope, IReadOnlyList<Category> categories)
    {
        List<(YamlMap Row, ActionRule Rule)> rows =
        [
            .. pack.Maps("ladder").Select(row => (row, Row(row, beside: false))),
            .. pack.Maps("beside").Select(row => (row, Row(row, beside: true))),
        ];

        new LadderCheck(pack, rows).Check(scope, categories);
        return [.. rows.Select(row => row.Rule)];
    }

    public IReadOnlyList<NeverAction> Never(YamlMap pack, IReadOnlyList<ActionRule> ladder)
    {
        var never = new List<NeverAction>();

        foreach (var row in pack.Maps("never"))
        {
            var action = Action(row);
            never.Add(new NeverAction(action, clauses.Cited(row, "clauses")));

            if (ladder.Any(rule => rule.Action == action))
            {
                row.Problem(row.Line, $"'{action}' cannot be on the ladder and never happen.");
            }

            row.RefuseTheRest();
        }

        return never;
    }

    private ActionRule Row(YamlMap row, bool beside)
    {
        var action = Action(row);
        var words = vocabulary.Action(action);
        var cited = clauses.Cited(row, "clauses");

        if (row.Texts("clauses").Count == 0 && words is { Unsaid: null })
        {
            row.Problem(row.Line, $"'{action}' needs a clause: it is not offered where a policy is silent.");
        }

        var rule = new ActionRule
        {
            Action = action,
            Clauses = cited,
            Strength = row.Choice("strength", Words.Word, Strength.May),
            Approval = row.Choice("approval", Words.Word, words?.Approval ?? Approval.Dsl),
            Conditions = When(row),
            Variants = [.. row.Maps("instead").Select(Variant)],
            Beside = beside,
            WhateverTheScope = words is { WhateverTheScope: true },
        };

        row.RefuseTheRest();
        return rule;
    }

    private string Action(YamlMap row)
    {
        var action = row.Text("action");

        if (action.Length > 0 && vocabulary.Action(action) is null)
        {
            row.Problem(row.LineOf("action"), $"No action is called '{action}'.");
        }
        else if (Actions.OfTheDecision.Contains(action, StringComparer.Ordinal))
        {
            row.Problem(row.LineOf("action"), $"'{action}' is proposed by the decision itself; a pack cannot name it.");
        }

        return action;
    }

    private RuleVariant Variant(YamlMap map)
    {
        var variant = new RuleVariant(
            GroundReader.Read(map, "if", vocabulary), clauses.Cited(map, "clauses"), map.Choice("strength", Words.Word, Strength.May));

        if (variant.AnyOf.Count == 0)
        {
            map.Problem(map.Line, "'if' is missing: when this holds instead.");
        }

        map.RefuseTheRest();
        return variant;
    }

    private IReadOnlyList<Condition> When(YamlMap row)
    {
        var conditions = new List<Condition>();

        foreach (var (name, line) in row.Texts("when"))
        {
            if (conditions.Exists(condition => condition.Name == name))
            {
                row.Problem(line, $"'{name}' is asked twice.");
            }
            else if (name.StartsWith(After, StringComparison.Ordinal))
            {
                var earlier = name[After.Length..];
                conditions.Add(new Condition(name, ReasonWords.AfterPrefix + earlier, [new ActionIsDone(earlier)]));
            }
            else if (vocabulary.Conditions.TryGetValue(name, out var condition))
            {
                conditions.Add(condition);
            }
            else
            {
                var known = string.Join(", ", vocabulary.Conditions.Keys.Order(StringComparer.Ordinal));
                row.Problem(line, $"No condition is called '{name}'. Known: {known}, after ACTION.");
            }
        }

        return conditions;
    }
}
