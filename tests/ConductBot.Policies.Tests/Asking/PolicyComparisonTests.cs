namespace ConductBot.Policies;

public class PolicyComparisonTests
{
    private static readonly IReadOnlyList<Policy> InForce = Seeds.Library.InForce(new(2026, 9, 14));

    [Fact]
    public void Every_policy_says_what_it_says_or_that_it_does_not()
    {
        var compared = PolicyComparison.Of(Asked.Answers, InForce, "photos of pupils");

        Assert.Equal(["embrace", "oak", "ogat"], compared.Select(one => one.Policy.Id));
        Assert.IsType<Answer.Silent>(compared[0].Answer);
        Assert.Empty(compared[0].Clauses);
        Assert.Equal("oak/4.2.7", compared[1].Clauses[0].Id);
        Assert.Equal("ogat/4.b8", compared[2].Clauses[0].Id);
    }

    [Fact]
    public void Every_word_of_policy_in_the_text_is_the_policy_s_own()
    {
        foreach (var question in new[] { "photos of pupils", "who approved it", "may we ring the police", "they refuse to take it down" })
        {
            var compared = PolicyComparison.Of(Asked.Answers, InForce, question);
            var text = PolicyComparison.Text(compared);

            Assert.All(compared.SelectMany(one => one.Clauses.Select(clause => (one.Policy, clause))), quoted =>
                Assert.Equal(quoted.Policy.Quote(quoted.clause.Id), quoted.clause));
            Assert.All(compared.SelectMany(one => one.Clauses), clause => Assert.Contains(clause.Text.Split('\n')[0], text, StringComparison.Ordinal));
            Assert.Equal(compared.Count(one => one.Answer is Answer.Silent), Occurrences(text, "This policy does not say."));
        }
    }

    [Fact]
    public void The_document_s_own_lines_answer_for_its_approval()
    {
        var compared = PolicyComparison.Of(Asked.Answers, InForce, "when was it approved");

        Assert.All(compared, one => Assert.Equal($"{one.Policy.Id}/meta", one.Clauses[0].Id));
        Assert.All(compared, one => Assert.Equal(string.Join('\n', one.Policy.Document.Words), one.Clauses[0].Text));
    }

    [Fact]
    public void What_nobody_understands_is_not_taken_for_silence()
    {
        var text = PolicyComparison.Text(PolicyComparison.Of(Asked.Answers, InForce, "zzxqj vbnwwk"));

        Assert.Equal(3, Occurrences(text, "not understood"));
        Assert.DoesNotContain("does not say", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_was_not_loaded_cannot_be_compared()
    {
        Policy elm = new() { Id = "elm", Version = "1", Trust = "Elm", Document = Seeds.Policy("oak").Document, Categories = [], Reflection = [], Clauses = [] };

        Assert.Throws<ArgumentException>(() => PolicyComparison.Of(Asked.Answers, [elm], "photos"));
    }

    private static int Occurrences(string text, string words) => text.Split(words).Length - 1;
}
