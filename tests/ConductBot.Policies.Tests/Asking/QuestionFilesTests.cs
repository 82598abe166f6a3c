using System.Text.RegularExpressions;
using ConductBot.Policies.Asking;

namespace ConductBot.Policies;

public partial class QuestionFilesTests
{
    [Fact]
    public void Every_topic_is_placed_in_every_policy()
    {
        Assert.NotEmpty(Asked.Topics);
        Assert.All(Asked.Policies, policy => Assert.All(Asked.Pack(policy).Topics, topic => Assert.NotNull(topic.Answers)));
    }

    [Fact]
    public void Every_clause_can_be_asked_for_in_many_ways()
    {
        foreach (var policy in Seeds.Library.All)
        {
            var ways = Asked.Pack(policy.Id).Topics
                .SelectMany(topic => topic.Answers!, (topic, clause) => (clause, topic.Questions.Count))
                .GroupBy(pair => pair.clause, pair => pair.Count)
                .ToDictionary(group => group.Key, group => group.Sum());

            Assert.All(policy.Clauses, clause => Assert.InRange(ways.GetValueOrDefault(clause.Id), FewestWays(clause), int.MaxValue));
            Assert.InRange(ways.GetValueOrDefault($"{policy.Id}/meta"), 100, int.MaxValue);
        }
    }

    [Fact]
    public void No_question_stands_in_two_topics_or_twice_in_one()
    {
        var twice = Asked.Topics.SelectMany(topic => topic.Questions).CountBy(Plain).Where(question => question.Value > 1).Select(question => question.Key);

        Assert.Empty(twice);
    }

    [Theory]
    [InlineData("tuned")]
    [InlineData("held-out")]
    [InlineData("examined")]
    public void No_question_that_is_measured_was_learnt(string set)
    {
        var learnt = Asked.Topics.SelectMany(topic => topic.Questions).Select(Plain).ToHashSet();

        Assert.DoesNotContain(Asked.Set(set), asked => learnt.Contains(Plain(asked.Q)));
    }

    [Theory]
    [InlineData("tuned", 300)]
    [InlineData("held-out", 120)]
    [InlineData("examined", 120)]
    public void A_measured_set_is_large_and_asks_for_clauses_that_exist(string set, int least)
    {
        var asked = Asked.Set(set);

        Assert.InRange(asked.Count, least, int.MaxValue);
        Assert.Equal(Asked.Policies.Order(), asked.Select(question => question.Policy).Distinct().Order());
        Assert.All(asked.SelectMany(question => question.Right, (question, clause) => (question.Policy, clause)), right =>
            Assert.True(right.clause == $"{right.Policy}/meta" || Seeds.Policy(right.Policy).Find(right.clause) is not null, right.clause));
    }

    [Fact]
    public void Every_kind_gathers_concepts_that_exist()
    {
        Assert.All(Asked.Thesaurus.Kinds.SelectMany(kind => kind.Value), concept => Assert.Contains(concept, Asked.Thesaurus.Concepts.Keys));
    }

    [Theory]
    [InlineData("answers:\n  no-such-topic: [\"1.2\"]\n", "'no-such-topic' is no topic")]
    [InlineData("answers:\n  photo-pupils: [\"1.2\"]\nsilent:\n  photo-pupils: \"\"\n", "'photo-pupils' is both answered and silent")]
    [InlineData("answers:\n  photo-pupils: [\"1.2\"]\n  photo-pupils: [\"1.2\"]\n", "twice")]
    [InlineData("questions: []\n", "'questions' has no meaning here")]
    [InlineData("answers: [unfinished\n", "no sound YAML")]
    public void A_mistake_in_a_file_is_told_with_its_place(string text, string words)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.yaml");
        File.WriteAllText(file, text);

        try
        {
            var problem = Assert.Single(Assert.Throws<PolicyPackException>(() => AskingFiles.ReadAnswers(file, "oak", Asked.Topics)).Problems);

            Assert.Contains(words, problem.Words, StringComparison.Ordinal);
            Assert.Equal(file, problem.File);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_file_that_is_missing_is_told()
    {
        var exception = Assert.Throws<PolicyPackException>(() => PolicyAnswers.Load(Path.Combine(Seeds.Folder, "nowhere"), Seeds.Library.All));

        Assert.Contains("cannot be read", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Names of laws are asked for in fewer ways than rules are.</summary>
    private static int FewestWays(Clause clause) => clause.Text.Contains(" Act ", StringComparison.Ordinal) && clause.Text.Length < 60 ? 20 : clause.Text.Length < 60 ? 15 : 20;

    private static string Plain(string question) => NotWords().Replace(question.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal), " ").Trim();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.None, 1000)]
    private static partial Regex NotWords();
}
