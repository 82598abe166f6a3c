namespace ConductBot.Policies.Packs;

/// <summary>Reads <c>law.yaml</c>.</summary>
internal static class LawReader
{
    public static LawRegister Read(YamlMap map)
    {
        var entries = new List<LawEntry>();

        foreach (var (id, entry) in map.Map("laws")?.Entries() ?? [])
        {
            entry.Text("kind");
            entries.Add(new LawEntry(
                id,
                entry.Choice("kind", Word, LawKind.Superseded),
                [.. entry.Texts("named").Select(name => PolicyText.Fold(name.Value))],
                [.. entry.Texts("but-not").Select(name => PolicyText.Fold(name.Value))],
                entry.WordingOf("says"),
                entry.Date("since"),
                entry.Text("source"),
                entry.Date("checked"))
            {
                Line = entry.LineOf("checked"),
            });

            if (entries[^1].Named.Count == 0)
            {
                entry.Problem(entry.Line, "'named' is missing: how a policy may name this law.");
            }

            entry.RefuseTheRest();
        }

        map.RefuseTheRest();
        return new LawRegister(entries) { File = map.File };
    }

    private static string Word(LawKind kind) => kind switch
    {
        LawKind.Superseded => "superseded",
        LawKind.Misnamed => "misnamed",
        LawKind.PartlyReplaced => "partly-replaced",
        LawKind.Newer => "newer",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };
}
