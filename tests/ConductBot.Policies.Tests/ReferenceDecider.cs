namespace ConductBot.Policies;

/// <summary>A second reading of the same rules, written from the tables and as naively as possible, to compare with.</summary>
internal sealed class ReferenceDecider
{
    private readonly string id;
    private readonly List<Row> rows = [];
    private readonly Dictionary<string, string[]> categories = [];

    private ReferenceDecider(string id, string ladder, int column)
    {
        this.id = id;

        foreach (var line in ReferenceTables.Split(ladder, '\n'))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            var action = cells[0].TrimStart('+', ' ');
            rows.Add(new Row(
                action,
                Open(action, cells[1], cells[2], crime: false),
                Open(action, cells[1], cells[2], crime: true),
                ReferenceTables.Split(cells[3]),
                cells[0].StartsWith('+'),
                ReferenceTables.KeepTheirConditionsOutOfScope.Contains(action)));
        }

        foreach (var line in ReferenceTables.Split(ReferenceTables.Categories, '\n'))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            categories[cells[0]] = [.. ReferenceTables.Split(cells[column]).Select(place => $"{id}/{place}")];
        }
    }

    public static readonly IReadOnlyDictionary<string, ReferenceDecider> All = new Dictionary<string, ReferenceDecider>
    {
        ["ogat"] = new("ogat", ReferenceTables.Ogat, 1),
        ["oak"] = new("oak", ReferenceTables.Oak, 2),
        ["embrace"] = new("embrace", ReferenceTables.Embrace, 3),
    };

    public IEnumerable<string> LadderActions => rows.Select(row => row.Action);

    public IEnumerable<string> AllCategories => categories.Keys;

    public Decision Decide(CaseFacts facts)
    {
        var inScope = InScope(facts);
        var breach = inScope && facts.Categories.Any(category => categories[category].Length > 0);
        var allowed = new List<(Row Row, OpenAction Open)>();
        var blocked = new List<BlockedAction>();

        foreach (var row in rows)
        {
            var because = Because(row, facts, inScope, breach);

            if (because.Length == 0)
            {
                allowed.Add((row, facts.CrimeSuspected ? row.OpenIfCrime : row.Open));
            }
            else
            {
                blocked.Add(new BlockedAction(row.Action, because));
            }
        }

        return new Decision(
            inScope,
            breach,
            breach ? [.. facts.Categories.SelectMany(category => categories[category]).Distinct().Order(StringComparer.Ordinal)] : [],
            [.. facts.Categories.Where(category => categories[category].Length == 0)],
            Next(facts, inScope, breach, allowed),
            [.. allowed.Select(entry => entry.Open)],
            blocked,
            id == "ogat" ? [new NeverAction("reply-on-social-media", ["ogat/5.p3"])] : []);
    }

    /// <summary>Whether every condition of an action holds, for the property that nothing else is ever proposed.</summary>
    public bool Holds(string action, CaseFacts facts)
    {
        var inScope = InScope(facts);
        var breach = inScope && facts.Categories.Any(category => categories[category].Length > 0);
        return rows.Exists(row => row.Action == action && Because(row, facts, inScope, breach).Length == 0);
    }

    private string[] Because(Row row, CaseFacts facts, bool inScope, bool breach)
    {
        if (!inScope && !row.OpenOutOfScope)
        {
            return ["out-of-scope"];
        }

        var missing = new List<string>();

        foreach (var condition in row.Conditions)
        {
            if (Missing(condition, facts, breach) is { } reason)
            {
                missing.Add(reason);
            }
        }

        missing.Sort(StringComparer.Ordinal);
        return [.. missing];
    }

    private string? Missing(string condition, CaseFacts facts, bool breach) => condition switch
    {
        "breach" => breach ? null : "needs-breach",
        "up" => facts.ContentUp ? null : "needs-content-up",
        "refusal" => Refusal(facts) ? null : "needs-refusal",
        "risk" => facts.ImmediateRisk ? null : "needs-immediate-risk",
        "safeguarding" => facts.ChildHarmDisclosed || facts.IntimateImage ? null : "needs-safeguarding-concern",
        "police" => facts.CrimeSuspected || facts.PhysicalThreat || facts.ImmediateRisk || facts.GrosslyObscene || facts.IntimateImage
            || Has(facts, "threat") || Has(facts, "harassment") || Has(facts, "hate") || (id == "embrace" && breach) ? null : "needs-police-grounds",
        "legal" => Has(facts, "defamation") || facts.CircumstancesWarrantLegal ? null : "needs-legal-grounds",
        "site" => facts.OnSchoolSite ? null : "needs-school-site",
        "chat" => facts.GroupChat ? null : "needs-group-chat",
        "permission" => facts.ViewingPermission ? null : "needs-permission",
        "parent" => facts.Author is "parent" or "carer" ? null : "needs-parent-or-carer",
        "student" => facts.Author == "student" ? null : "needs-student",
        "ban" => facts.PhysicalThreat || Has(facts, "threat") || Has(facts, "abuse") || Has(facts, "harassment") ? null : "needs-threat-or-abuse",
        _ when condition.StartsWith("after ", StringComparison.Ordinal) => Done(facts, condition[6..]) ? null : $"needs:{condition[6..]}",
        _ => throw new ArgumentException(condition, nameof(condition)),
    };

    private OpenAction Open(string action, string clauses, string strength, bool crime)
    {
        if (ReferenceTables.Split(clauses.Replace(" if crime else ", ",", StringComparison.Ordinal)) is [var ifCrime, var otherwise]
            && clauses.Contains("if", StringComparison.Ordinal))
        {
            clauses = crime ? ifCrime : otherwise;
            strength = crime ? "must" : "may";
        }

        return new OpenAction(
            action,
            [.. ReferenceTables.Split(clauses).Select(place => $"{id}/{place}").Order(StringComparer.Ordinal)],
            strength switch { "must" => Strength.Must, "usual" => Strength.Usual, "may" => Strength.May, _ => throw new ArgumentException(strength, nameof(strength)) },
            ReferenceTables.DslAndLead.Contains(action) ? Approval.DslAndLead
                : ReferenceTables.Dsl.Contains(action) ? Approval.Dsl : Approval.None);
    }

    private static OpenAction Next(CaseFacts facts, bool inScope, bool breach, List<(Row Row, OpenAction Open)> allowed)
    {
        OpenAction? Undone(string action) => allowed.Find(entry => entry.Row.Action == action && !Done(facts, action)).Open;
        OpenAction Step(string action) => new(action, [], Strength.Usual, Approval.None);

        if (Undone("call-999") is { } emergency)
        {
            return emergency;
        }

        if (Undone("safeguarding-referral") is { } referral)
        {
            return referral;
        }

        if ((facts.CrimeSuspected || facts.PhysicalThreat) && Undone("refer-to-police") is { } police)
        {
            return police;
        }

        if (!inScope)
        {
            return new OpenAction("use-other-policy", ["embrace/application.p3"], Strength.Must, Approval.None);
        }

        if (!breach)
        {
            return Step("close-no-breach");
        }

        if (!facts.ContentUp)
        {
            return Step("close-content-removed");
        }

        if (facts.History.LastOrDefault(entry => entry.Action == "request-removal")?.Outcome == "done" && !Refusal(facts))
        {
            return Step("await-reply");
        }

        return allowed.Find(entry => !entry.Row.Beside && !Done(facts, entry.Row.Action)).Open ?? Step("hold-and-review");
    }

    private bool InScope(CaseFacts facts) => id != "embrace" || facts.Author is not ("staff" or "student" or "governor");

    private static bool Has(CaseFacts facts, string category) => Array.IndexOf((string[])facts.Categories, category) >= 0;

    private static bool Done(CaseFacts facts, string action)
    {
        foreach (var entry in (HistoryEntry[])facts.History)
        {
            if (entry.Action == action && entry.Outcome != "failed")
            {
                return true;
            }
        }

        return false;
    }

    private static bool Refusal(CaseFacts facts)
    {
        foreach (var entry in (HistoryEntry[])facts.History)
        {
            if (entry.Action == "request-removal" && (entry.Outcome is "refused" or "no-response" or "impossible" or "reposted"))
            {
                return true;
            }
        }

        return false;
    }

    private sealed record Row(
        string Action, OpenAction Open, OpenAction OpenIfCrime, string[] Conditions, bool Beside, bool OpenOutOfScope);
}
