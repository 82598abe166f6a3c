namespace ConductBot.Policies;

public class WordingTests
{
    /// <summary>Conclusions that only a court draws, and what no policy says of a DSL.</summary>
    private static readonly string[] NeverSaid =
        ["is a crime", "is an offence", "is illegal", "is unlawful", "is libel", "is defamatory", "policy requires", "must be approved"];

    public static TheoryData<string> Policies => [.. Seeds.Library.All.Select(policy => policy.Id)];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_reason_that_can_block_an_action_has_plain_words(string id)
    {
        var policy = Seeds.Policy(id);

        var words = policy.Ladder.SelectMany(rule => rule.Conditions).Select(condition => condition.Reason).Append(ReasonWords.OutOfScope).Distinct().ToList();

        Assert.All(words, word => Assert.NotEqual(word, policy.ReasonPlain(word)));
        Assert.All(words, word => Assert.DoesNotContain('{', policy.ReasonPlain(word)));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_action_that_can_be_proposed_has_a_label_a_past_and_a_plain_line(string id)
    {
        var policy = Seeds.Policy(id);

        Assert.All([.. policy.Ladder.Select(rule => rule.Action), .. policy.Never.Select(never => never.Action), .. Actions.OfTheDecision], action =>
        {
            Assert.True(char.IsUpper(policy.ActionLabel(action)[0]), action);
            Assert.NotEqual(policy.ActionLabel(action), policy.ActionDone(action));
            Assert.EndsWith(".", policy.ActionPlain(action), StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void An_action_without_a_clause_says_that_the_policy_is_silent(string id)
    {
        var policy = Seeds.Policy(id);

        Assert.All(policy.Ladder.Where(rule => rule.Clauses.Count == 0), rule => Assert.Contains("silent", policy.ActionUnsaid(rule.Action)!, StringComparison.Ordinal));
    }

    [Fact]
    public void A_pack_puts_an_action_in_its_own_words_and_the_reason_follows()
    {
        Assert.Equal("Ask the poster to remove it", Seeds.Policy("ogat").ActionLabel(Actions.RequestRemoval));
        Assert.Equal("Talked to the parent and asked for removal", Seeds.Policy("oak").ActionDone(Actions.RequestRemoval));
        Assert.Equal("only after this has been done: Ask the poster to remove it", Seeds.Policy("ogat").ReasonPlain("needs:request-removal"));
        Assert.Equal("only after this has been done: Talk to the parent and ask for removal", Seeds.Policy("oak").ReasonPlain("needs:request-removal"));
    }

    [Fact]
    public void Words_that_nobody_knows_are_shown_as_they_are()
    {
        var policy = Seeds.Policy("oak");

        Assert.Equal("sing", policy.ActionLabel("sing"));
        Assert.Equal("needs-song", policy.ReasonPlain("needs-song"));
        Assert.Equal(("Not known", "No reply"), (policy.AuthorLabel("unknown"), policy.OutcomeLabel("no-response")));
    }

    [Fact]
    public void No_word_of_ours_draws_a_legal_conclusion_or_says_that_a_policy_requires_an_approval()
    {
        var files = Directory.GetFiles(Seeds.Folder, "*.yaml", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.All(NeverSaid, words => Assert.DoesNotContain(words, File.ReadAllText(file), StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Oaks_own_questions_are_shown_word_for_word_and_the_others_are_marked_as_ours()
    {
        var oak = Seeds.Policy("oak");

        Assert.Equal(["oak/3.2.1", "oak/3.2.2", "oak/3.2.3", "oak/3.2.4", "oak/3.2.5"], oak.Reflection.Select(question => question.Clause));
        Assert.All(oak.Reflection, question => Assert.Equal(oak.Find(question.Clause!)!.Text, question.Text));
        Assert.All(Seeds.Policy("ogat").Reflection.Concat(Seeds.Policy("embrace").Reflection), question => Assert.Null(question.Clause));
    }

    [Fact]
    public void Outwood_says_that_criticism_is_no_breach_and_embrace_that_others_have_their_own_policy()
    {
        Assert.Equal(["ogat/1.p2"], Seeds.Policy("ogat").StatementOf(StatementIds.CriticismIsNoBreach)!.Clauses);
        Assert.Null(Seeds.Policy("oak").StatementOf(StatementIds.CriticismIsNoBreach));
        Assert.Equal(["embrace/application.p3"], Seeds.Policy("embrace").StatementOf(StatementIds.OtherPolicyApplies)!.Clauses);
        Assert.All(Seeds.Library.All, policy => Assert.NotNull(policy.StatementOf(StatementIds.OrderOfActions)));
    }
}
