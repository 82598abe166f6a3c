namespace ConductBot.Policies.Signs;

/// <summary>A post that somebody might have made, and the categories that a careful reader would look at. All of them are invented.</summary>
internal sealed record Post(string Half, string Kind, string[] Categories, string Text)
{
    /// <summary>A hundred and twenty: the signs were written by the tuned half; the held-out half was written afterwards.</summary>
    public static readonly IReadOnlyList<Post> All = Read("posts.tsv");

    /// <summary>Written to get past the signs: allusions, and insults and threats in no usual words.</summary>
    public static readonly IReadOnlyList<Post> Hard = Read("posts-hard.tsv");

    private static IReadOnlyList<Post> Read(string file) =>
    [
        .. File.ReadLines(Path.Combine(Seeds.Root, "tests", "ConductBot.Policies.Tests", "Signs", file))
            .Skip(1)
            .Select(line => line.Split('\t'))
            .Select(cells => new Post(cells[0], cells[1], cells[2].Split(',', StringSplitOptions.RemoveEmptyEntries), cells[3])),
    ];
}
