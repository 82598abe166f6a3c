namespace ConductBot.Policies;

/// <summary>What staff ask, and which clauses of one policy answer it.</summary>
public sealed record QuestionPack(IReadOnlyList<AskedTopic> Topics);

/// <summary>One thing that staff ask, in many ways of asking it.</summary>
/// <param name="Name">Its short name: <c>photo-pupils</c>.</param>
/// <param name="Questions">Ways of asking, none of which names a clause.</param>
/// <param name="Answers">
/// Full ids of the clauses that answer, the best first, or <c>oak/meta</c>. Empty where the policy is silent on the topic.
/// Null where nobody has said: then only the clauses' own words are searched.
/// </param>
/// <param name="Advice">Where else to turn, in words of ours, where the policy is silent; may be null.</param>
/// <param name="IsElsewhere">No policy's business, so that no clause is anywhere near it.</param>
public sealed record AskedTopic(
    string Name, IReadOnlyList<string> Questions, IReadOnlyList<string>? Answers, Wording? Advice = null, bool IsElsewhere = false);
