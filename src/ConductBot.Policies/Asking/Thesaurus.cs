namespace ConductBot.Policies;

/// <summary>The field's words: which of them mean the same to school staff, and how they are typed in a hurry.</summary>
/// <param name="Concepts">Words and phrases by the concept they stand for.</param>
/// <param name="Kinds">Concepts by the wider kind they belong to: photo and video are pictures.</param>
/// <param name="Slips">What is meant by a way of typing: <c>wud</c> is <c>would</c>, <c>cant</c> is <c>can not</c>.</param>
/// <param name="StopWords">Words that alone say nothing about the subject.</param>
/// <param name="Asides">
/// What staff put before or after any question, whatever it is about: who they are, why they ask, thanks. Without them a finder
/// takes "I am a governor" for the subject.
/// </param>
public sealed record Thesaurus(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Concepts,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Kinds,
    IReadOnlyDictionary<string, string> Slips,
    IReadOnlyList<string> StopWords,
    IReadOnlyList<string> Asides);
