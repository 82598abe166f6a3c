namespace ConductBot.Policies;

/// <summary>A pack that says <c>status: to decide</c>. It is checked and shown; no school is served by it.</summary>
/// <param name="Id">Its policy id; empty where even that is missing.</param>
/// <param name="Policy">As far as it could be read; null where not even its document could.</param>
/// <param name="Problems">Everything still to decide, and whatever else is wrong with it; never empty.</param>
public sealed record PolicyDraft(string Id, string PackFile, Policy? Policy, IReadOnlyList<PackProblem> Problems);
