using System.Text.Json;
using ConductBot.Policies.Asking;
using ConductBot.Policies.Packs;

namespace ConductBot.Policies;

/// <summary>A question with its right answers; none: the policy does not say.</summary>
internal sealed record AskedQuestion(string Id, string Policy, string Q, string[] Right);

/// <summary>The repository's own questions, learnt once for all tests.</summary>
internal static class Asked
{
    public static readonly Thesaurus Thesaurus = AskingFiles.ReadThesaurus(Path.Combine(Seeds.Folder, "thesaurus.yaml"));

    public static readonly IReadOnlyList<AskedTopic> Topics = AskingFiles.ReadTopics(Path.Combine(Seeds.Folder, "questions.yaml"));

    public static readonly PolicyAnswers Answers = PolicyAnswers.Load(Seeds.Folder, Seeds.Library.All);

    public static readonly string[] Policies = ["ogat", "oak", "embrace"];

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static IEnumerable<string> ClauseTexts => Seeds.Library.All.SelectMany(policy => policy.Clauses, (_, clause) => clause.Text);

    public static QuestionPack Pack(string policy) => PolicyAnswers.Questions(Seeds.Policy(policy), Topics, WelshWords.Load(Seeds.Folder));

    public static Answer Ask(string policy, string question) => Answers.For(policy)!.Ask(question);

    public static IReadOnlyList<AskedQuestion> Set(string name) =>
    [
        .. File.ReadLines(Path.Combine(Seeds.Root, "tests", "ConductBot.Policies.Tests", "Asking", $"questions-{name}.jsonl"))
            .Select(line => JsonSerializer.Deserialize<AskedQuestion>(line, Web)!),
    ];

    public static string[] Clauses(this Answer answer) =>
        answer is Answer.Found found ? [.. found.Matches.Select(match => match.ClauseId)] : [];
}
