namespace ConductBot.Policies;

/// <summary>What lint knows of the law that policies name. Dated, with sources; ours, and no legal advice.</summary>
/// <param name="Entries">In the file's order.</param>
public sealed record LawRegister(IReadOnlyList<LawEntry> Entries)
{
    public static readonly LawRegister Empty = new([]);

    internal string File { get; init; } = "";
}

/// <summary>One thing to know about a law.</summary>
/// <param name="Id">Ours.</param>
/// <param name="Kind">Whether a policy that names it, or one that does not, should look at it again.</param>
/// <param name="Named">The ways a policy may name it; matched in a clause whatever the case or punctuation.</param>
/// <param name="ButNot">Longer names that one of those is part of, and that mean something else.</param>
/// <param name="Says">One sentence, with the date.</param>
/// <param name="Since">The day from which this is so.</param>
/// <param name="Source">Where to read it.</param>
/// <param name="Checked">When somebody last did.</param>
public sealed record LawEntry(
    string Id,
    LawKind Kind,
    IReadOnlyList<string> Named,
    IReadOnlyList<string> ButNot,
    Wording Says,
    DateOnly Since,
    string Source,
    DateOnly Checked)
{
    /// <summary>In the register.</summary>
    internal int Line { get; init; } = 1;

    /// <summary>The name that a text uses for this law, or null where it does not name it. Commas and brackets make no difference.</summary>
    public string? NamedIn(string text)
    {
        text = Words(text);

        foreach (var other in ButNot)
        {
            text = text.Replace(Words(other), " ", StringComparison.OrdinalIgnoreCase);
        }

        return Named.FirstOrDefault(name => text.Contains(Words(name), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Only letters and digits, with single blanks around each word.</summary>
    private static string Words(string text) =>
        $" {string.Join(' ', string.Concat(text.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries))} ";
}

public enum LawKind
{
    /// <summary>Another law has taken its place.</summary>
    Superseded,

    /// <summary>The law has another name.</summary>
    Misnamed,

    /// <summary>Some of its provisions have been replaced.</summary>
    PartlyReplaced,

    /// <summary>Newer than most policies: one that does not name it is worth a look.</summary>
    Newer,
}
