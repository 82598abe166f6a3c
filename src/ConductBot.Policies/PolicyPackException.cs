namespace ConductBot.Policies;

/// <summary>Something wrong in a pack, the vocabulary or the law register.</summary>
/// <param name="File">The file, as the caller named its folder.</param>
/// <param name="Line">Counted from 1; 1 where the file as a whole is meant.</param>
/// <param name="Words">One sentence for whoever wrote the file.</param>
public sealed record PackProblem(string File, int Line, string Words)
{
    public override string ToString() => $"{File}:{Line}: {Words}";
}

/// <summary>Packs that cannot be used. Holds every problem found, not only the first.</summary>
public sealed class PolicyPackException : Exception
{
    public PolicyPackException(IReadOnlyList<PackProblem> problems)
        : base(string.Join(Environment.NewLine, problems))
    {
        Problems = problems;
    }

    public IReadOnlyList<PackProblem> Problems { get; }
}
