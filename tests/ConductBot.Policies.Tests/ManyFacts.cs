namespace ConductBot.Policies;

/// <summary>Cases of every kind, the same ones on every run: a fixed seed stands in for a long list.</summary>
internal sealed class ManyFacts(string policy)
{
    private readonly Random dice = new(547);
    private readonly string[] actions = [.. ReferenceDecider.All[policy].LadderActions, "reply-on-social-media", "hold-and-review"];
    private readonly string[] categories = [.. ReferenceDecider.All[policy].AllCategories];

    public IEnumerable<CaseFacts> Take(int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return Next();
        }
    }

    private CaseFacts Next() => new()
    {
        Policy = policy,
        Author = One(Authors.All),
        Categories = Categories(),
        ImmediateRisk = Chance(15),
        ChildHarmDisclosed = Chance(15),
        IntimateImage = Chance(15),
        CrimeSuspected = Chance(25),
        PhysicalThreat = Chance(25),
        GrosslyObscene = Chance(20),
        OnSchoolSite = Chance(50),
        GroupChat = Chance(50),
        ViewingPermission = Chance(50),
        CircumstancesWarrantLegal = Chance(30),
        ContentUp = Chance(75),
        History = History(),
    };

    private string[] Categories()
    {
        var some = new List<string>();

        for (var left = dice.Next(4); left > 0; left--)
        {
            var category = One(categories);

            if (!some.Contains(category))
            {
                some.Add(category);
            }
        }

        return [.. some];
    }

    /// <summary>Mostly short; some long; and some in which nearly everything was done, for what is left at the end.</summary>
    private HistoryEntry[] History() => dice.Next(8) switch
    {
        0 => [.. actions.Where(_ => Chance(95)).Select(action => new HistoryEntry(action, Outcomes.Done)), Entry()],
        1 => Entries(dice.Next(16)),
        _ => Entries(dice.Next(4)),
    };

    private HistoryEntry[] Entries(int count)
    {
        var entries = new HistoryEntry[count];

        for (var i = 0; i < count; i++)
        {
            entries[i] = Entry();
        }

        return entries;
    }

    private HistoryEntry Entry() => new(Chance(25) ? Actions.RequestRemoval : One(actions), One(Outcomes.All));

    private bool Chance(int percent) => dice.Next(100) < percent;

    private string One(IReadOnlyList<string> among) => among[dice.Next(among.Count)];
}
