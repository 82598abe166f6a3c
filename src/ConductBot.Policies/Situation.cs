namespace ConductBot.Policies;

/// <summary>A case as one policy sees it: the facts, and what follows from them before any action is judged.</summary>
internal sealed class Situation
{
    public Situation(Policy policy, CaseFacts facts)
    {
        Facts = facts;
        InScope = !policy.Scope.LeavesOut(facts.Author);
        Breach = InScope && Covers(policy, facts.Categories);
        RemovalRefused = WasRefused(facts.History);
    }

    public CaseFacts Facts { get; }

    public bool InScope { get; }

    public bool Breach { get; }

    public bool RemovalRefused { get; }

    public bool Has(string category)
    {
        var categories = Facts.Categories;

        for (var i = 0; i < categories.Count; i++)
        {
            if (categories[i] == category)
            {
                return true;
            }
        }

        return false;
    }

    public bool IsDone(string action)
    {
        var history = Facts.History;

        for (var i = 0; i < history.Count; i++)
        {
            if (history[i].Action == action && history[i].Outcome != Outcomes.Failed)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The poster was asked to remove it and has not answered yet.</summary>
    public bool AwaitsReply()
    {
        if (RemovalRefused)
        {
            return false;
        }

        var history = Facts.History;

        for (var i = history.Count - 1; i >= 0; i--)
        {
            if (history[i].Action == Actions.RequestRemoval)
            {
                return history[i].Outcome == Outcomes.Done;
            }
        }

        return false;
    }

    private static bool Covers(Policy policy, IReadOnlyList<string> categories)
    {
        for (var i = 0; i < categories.Count; i++)
        {
            if (policy.CategoryOf(categories[i]) is { IsCovered: true })
            {
                return true;
            }
        }

        return false;
    }

    private static bool WasRefused(IReadOnlyList<HistoryEntry> history)
    {
        for (var i = 0; i < history.Count; i++)
        {
            if (history[i] is
                {
                    Action: Actions.RequestRemoval,
                    Outcome: Outcomes.Refused or Outcomes.NoResponse or Outcomes.Impossible or Outcomes.Reposted
                })
            {
                return true;
            }
        }

        return false;
    }
}
