namespace ConductBot.Policies;

/// <summary>The ways in which staff ask about one policy: what each clause answers, and what the policy is silent on.</summary>
/// <param name="Clauses">Questions by full clause id.</param>
/// <param name="Meta">Questions about the document itself: its version, dates, approval, review.</param>
/// <param name="Silent">Subjects that staff ask about and the policy does not answer.</param>
public sealed record QuestionPack(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Clauses, IReadOnlyList<string> Meta, IReadOnlyList<SilentTopic> Silent);

/// <summary>A subject the policy does not answer, though it may share words with clauses that answer something else.</summary>
/// <param name="Topic">Its short name: <c>photos</c>, <c>school-dinners</c>.</param>
/// <param name="Advice">Where else staff may turn, in words of ours; null where there is nothing useful to say.</param>
public sealed record SilentTopic(string Topic, string? Advice, IReadOnlyList<string> Questions);
