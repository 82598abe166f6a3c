namespace ConductBot.Policies.Packs;

/// <summary>What somebody has to decide before a pack can be used, in plain words: the marks of a pack that was just imported.</summary>
internal static class ToDecideWords
{
    public const string Status = "whether this pack is ready. When nothing else is left, change it to: status: decided";

    private static readonly (string Key, string Words)[] Pack =
    [
        ("trust", "the name of the trust or school, as staff say it"),
        ("version", "what this version of the policy is called"),
        ("from", "the first day on which cases are decided under this version"),
        ("shape", "whether the policy puts its actions in an order (ladder), has one first step and then a choice (first-step-then-menu), or lists them in no order (menu)"),
        ("scope", "whom the policy leaves to another policy, and the clause that says so; take 'scope' out where it leaves out nobody"),
        ("statements", "what the policy says that staff should be reminded of; take 'statements' out where there is nothing"),
        ("categories", "which clauses make each category a breach"),
        ("reflection", "what staff are asked to think over; take the mark out where our own questions will do"),
        ("ladder", "which actions the policy names, each with its clauses, what it waits for and who approves it, in the policy's order"),
        ("beside", "which actions are open at any time beside those; take the mark out where there are no more"),
        ("never", "what the policy says the school never does; take 'never' out where it says nothing of the kind"),
    ];

    private static readonly (string Key, string Words)[] Document =
    [
        ("title", "the document's title, as printed in it"),
        ("version", "the version printed in the document; take the line out where none is"),
        ("approved", "when the policy was approved, as printed in the document"),
        ("approved-by", "who approved the policy, as printed in the document; take the line out where nobody is named"),
        ("review", "when the policy is to be reviewed, as printed in the document"),
        ("review-due", "the last day on which that review is not overdue"),
    ];

    /// <summary>Notes every mark at the top of a pack and in what it says of its document, before anything is read there.</summary>
    public static void Tell(YamlMap pack)
    {
        Tell(pack, Pack);

        if (pack.Map("document") is { } document)
        {
            Tell(document, Document);
        }
    }

    public static string Category(Category category) =>
        $"which clauses make '{category.Label.English}' a breach; [] where the policy has none";

    private static void Tell(YamlMap map, IEnumerable<(string Key, string Words)> known)
    {
        foreach (var (key, words) in known)
        {
            map.IsToDecide(key, words);
        }
    }
}
