namespace ConductBot.Policies;

/// <summary>The clause finder of every policy; each is built the first time it is asked.</summary>
public sealed class PolicyAnswers
{
    private readonly Dictionary<string, Lazy<ClauseFinder>> _finders;

    private PolicyAnswers(Dictionary<string, Lazy<ClauseFinder>> finders) => _finders = finders;

    /// <summary>Reads nothing yet: a policy's questions are read when it is first asked.</summary>
    /// <param name="seedsFolder">The folder of <c>thesaurus.yaml</c> and of each policy's folder.</param>
    public static PolicyAnswers Load(string seedsFolder, IEnumerable<Policy> policies)
    {
        var thesaurus = new Thesaurus(new Dictionary<string, IReadOnlyList<string>>());
        var none = new QuestionPack(new Dictionary<string, IReadOnlyList<string>>(), [], []);
        return new(policies.ToDictionary(
            policy => policy.Id, policy => new Lazy<ClauseFinder>(() => ClauseFinder.Build(policy, none, thesaurus))));
    }

    /// <summary>The finder of this policy, or null where the policy is not known.</summary>
    public ClauseFinder? For(string policyId) => _finders.GetValueOrDefault(policyId)?.Value;
}
