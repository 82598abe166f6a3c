using ConductBot.Policies.Asking;
using ConductBot.Policies.Packs;

namespace ConductBot.Policies;

/// <summary>The clause finder of every policy in a library. The questions are read at once, and learnt when one is first asked.</summary>
public sealed class PolicyAnswers
{
    private const string QuestionsFile = "questions.yaml";
    private const string ThesaurusFile = "thesaurus.yaml";

    private readonly Dictionary<(string Id, string Version), Lazy<ClauseFinder>> finders;
    private readonly Dictionary<string, Lazy<ClauseFinder>> newest;

    private PolicyAnswers(IEnumerable<(Policy Policy, Lazy<ClauseFinder> Finder)> found)
    {
        finders = found.ToDictionary(pair => (pair.Policy.Id, pair.Policy.Version), pair => pair.Finder);
        newest = found.GroupBy(pair => pair.Policy.Id).ToDictionary(group => group.Key, group => group.MaxBy(pair => pair.Policy.From).Finder);
    }

    /// <param name="seedsFolder">Holds <c>thesaurus.yaml</c> and the shared <c>questions.yaml</c>.</param>
    /// <param name="policies">A policy's own <c>questions.yaml</c> stands beside its pack; without one, only its clauses' words are searched.</param>
    /// <exception cref="PolicyPackException">One of the files cannot be used.</exception>
    public static PolicyAnswers Load(string seedsFolder, IEnumerable<Policy> policies)
    {
        Policy[] all = [.. policies];
        var thesaurus = AskingFiles.ReadThesaurus(Path.Combine(seedsFolder, ThesaurusFile));
        var words = WelshWords.Load(seedsFolder);
        var topics = WithWelsh(AskingFiles.ReadTopics(Path.Combine(seedsFolder, QuestionsFile)), words);
        var shared = new Lazy<TopicModel>(() =>
            new([.. topics.Select(topic => topic.Questions)], all.SelectMany(policy => policy.Clauses, (_, clause) => clause.Text), thesaurus));

        return new([.. all.Select(policy => (policy, Finder(policy, Questions(policy, topics, words), topics.Count, shared, thesaurus)))]);
    }

    /// <summary>The finder of the newest version of a policy, or null where none has this id.</summary>
    public ClauseFinder? For(string policyId) => newest.GetValueOrDefault(policyId)?.Value;

    /// <summary>The finder of this very version, or null where it was not loaded.</summary>
    public ClauseFinder? For(Policy policy) => finders.GetValueOrDefault((policy.Id, policy.Version))?.Value;

    /// <summary>What a policy's own file says; every shared topic is left as it is where it has none.</summary>
    internal static QuestionPack Questions(Policy policy, IReadOnlyList<AskedTopic> topics, WelshWords words)
    {
        var file = Path.Combine(policy.Folder, QuestionsFile);

        if (!File.Exists(file))
        {
            return new(topics);
        }

        var pack = AskingFiles.ReadAnswers(file, policy.Id, topics);

        return pack.Topics.SelectMany(topic => topic.Answers ?? []).FirstOrDefault(id => !Knows(policy, id)) is { } unknown
            ? throw new PolicyPackException([new(file, 1, $"'{unknown}' is no clause of this policy.")])
            : new(WithWelsh(pack.Topics, WelshWords.Load(policy.Folder, words)));
    }

    private static IReadOnlyList<AskedTopic> WithWelsh(IReadOnlyList<AskedTopic> topics, WelshWords words) =>
        [.. topics.Select(topic => topic with { Advice = words.Of(topic.Advice?.English) })];

    /// <summary>Policies that add no topic of their own share what was learnt.</summary>
    private static Lazy<ClauseFinder> Finder(
        Policy policy, QuestionPack questions, int sharedTopics, Lazy<TopicModel> shared, Thesaurus thesaurus) =>
        new(() => questions.Topics.Count == sharedTopics
            ? ClauseFinder.Build(policy, questions, shared.Value)
            : ClauseFinder.Build(policy, questions, thesaurus));

    private static bool Knows(Policy policy, string id) => id == $"{policy.Id}/meta" || policy.Find(id) is not null;
}
