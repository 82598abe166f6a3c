namespace ConductBot.Policies.Packs;

/// <summary>Collects what is wrong, so that whoever writes a pack sees all of it at once.</summary>
internal sealed class ProblemList
{
    private readonly List<PackProblem> problems = [];

    public IReadOnlyList<PackProblem> All => problems;

    /// <summary>Lines of the one file being read whose mark 'to decide' was told.</summary>
    public HashSet<int> MarksTold { get; } = [];

    public int Count => problems.Count;

    public void AddRange(ProblemList others) => problems.AddRange(others.All);

    public void Add(string file, int line, string words) => problems.Add(new PackProblem(file, line, words));
}
