namespace ConductBot.Policies;

/// <summary>Works out what a policy lets a school do next on a case.</summary>
public static class PolicyDecider
{
    /// <summary>Judges every action the policy names. Pure: the same facts give the same decision, whoever asks.</summary>
    public static Decision Decide(Policy policy, CaseFacts facts) => throw new NotSupportedException();
}
