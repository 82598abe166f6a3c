namespace ConductBot.Policies;

/// <summary>The field's synonyms: which words and phrases mean the same to school staff.</summary>
/// <param name="Concepts">Words and phrases by the concept they stand for.</param>
public sealed record Thesaurus(IReadOnlyDictionary<string, IReadOnlyList<string>> Concepts);
