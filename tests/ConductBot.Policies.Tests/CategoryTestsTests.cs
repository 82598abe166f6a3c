namespace ConductBot.Policies;

public class CategoryTestsTests
{
    private const string Defamation = "defamation";
    private const string Harassment = "harassment";
    private const string Image = "image-without-consent";

    [Fact]
    public void Defamation_needs_all_four()
    {
        var result = Judge("oak", Defamation, "statedAsFact=yes untrue=yes identifiable=yes seriousHarm=yes");

        Assert.Equal(TestVerdict.Met, result.Verdict);
        Assert.Equal(
            "Test met: it is stated as a fact; it is untrue or not known to be true; someone or the school can be identified; "
            + "and serious harm to their reputation is likely.",
            result.Reason);
    }

    [Theory]
    [InlineData("statedAsFact", "it is an opinion, not stated as a fact")]
    [InlineData("untrue", "it is known to be true")]
    [InlineData("identifiable", "nobody can be identified")]
    [InlineData("seriousHarm", "serious harm to their reputation is not likely")]
    public void A_plain_no_to_any_of_the_four_is_not_defamation_whatever_else_is_unsure(string input, string because)
    {
        var result = Judge("oak", Defamation, $"{input}=no");

        Assert.Equal(TestVerdict.NotMet, result.Verdict);
        Assert.False(result.Enters);
        Assert.Equal($"Test not met: {because}.", result.Reason);
    }

    [Fact]
    public void Unsure_never_drops_a_category()
    {
        var result = Judge("oak", Defamation, "statedAsFact=yes untrue=unsure identifiable=yes seriousHarm=yes");

        Assert.Equal(TestVerdict.Possible, result.Verdict);
        Assert.True(result.Enters);
        Assert.Equal("Test possibly met: it is not clear whether it is untrue. The DSL confirms or removes it.", result.Reason);
    }

    [Fact]
    public void An_answer_that_was_never_given_counts_as_unsure()
    {
        Assert.All(
            Seeds.Library.All.SelectMany(policy => policy.Tests),
            test => Assert.Equal(TestVerdict.Possible, CategoryTests.Judge(test, new Dictionary<string, TestAnswer>()).Verdict));
    }

    [Theory]
    [InlineData("threatensHarm=yes physicalHarm=yes", TestVerdict.Met, TestVerdict.Met)]
    [InlineData("threatensHarm=yes physicalHarm=unsure", TestVerdict.Met, TestVerdict.Possible)]
    [InlineData("threatensHarm=unsure physicalHarm=yes", TestVerdict.Possible, TestVerdict.Possible)]
    public void A_threat_of_physical_harm_raises_the_fact_also_where_staff_are_unsure(string answers, TestVerdict threat, TestVerdict physical)
    {
        var result = Judge("ogat", "threat", answers);

        Assert.Equal(threat, result.Verdict);
        Assert.Equal(physical, Assert.Contains(FactNames.PhysicalThreat, result.Raises));
    }

    [Theory]
    [InlineData("threatensHarm=yes physicalHarm=no")]
    [InlineData("threatensHarm=no physicalHarm=yes")]
    public void A_plain_no_raises_no_physical_threat(string answers)
    {
        Assert.Empty(Judge("ogat", "threat", answers).Raises);
    }

    [Theory]
    [InlineData("aimedAtIndividual=yes twoOccasions=yes pressing=no", TestVerdict.Met)]
    [InlineData("aimedAtIndividual=yes twoOccasions=no pressing=yes", TestVerdict.Met)]
    [InlineData("aimedAtIndividual=yes twoOccasions=no pressing=no", TestVerdict.NotMet)]
    [InlineData("aimedAtIndividual=no twoOccasions=yes pressing=yes", TestVerdict.NotMet)]
    [InlineData("aimedAtIndividual=no", TestVerdict.NotMet)]
    [InlineData("aimedAtIndividual=yes twoOccasions=no pressing=unsure", TestVerdict.Possible)]
    [InlineData("aimedAtIndividual=yes twoOccasions=yes pressing=unsure", TestVerdict.Met)]
    [InlineData("aimedAtIndividual=unsure twoOccasions=yes pressing=no", TestVerdict.Possible)]
    public void Harassment_is_aimed_at_an_individual_more_than_once_or_at_several_to_press_for_something(string answers, TestVerdict verdict)
    {
        Assert.Equal(verdict, Judge("embrace", Harassment, answers).Verdict);
    }

    [Fact]
    public void What_is_no_harassment_may_still_be_abuse()
    {
        Assert.Equal(
            "Test not met: it is not aimed at an individual. It may still be abuse.",
            Judge("oak", Harassment, "aimedAtIndividual=no twoOccasions=yes pressing=yes").Reason);
    }

    [Theory]
    [InlineData("identifiableInImage=yes consentBefore=no staffPhoto=no onlyOwnChild=no", TestVerdict.Met, "ogat/4.b8")]
    [InlineData("identifiableInImage=yes consentBefore=yes staffPhoto=yes onlyOwnChild=no", TestVerdict.Met, "ogat/4.b9")]
    [InlineData("identifiableInImage=yes consentBefore=yes staffPhoto=no onlyOwnChild=no", TestVerdict.NotMet, "ogat/4.b8 ogat/4.b9")]
    [InlineData("identifiableInImage=yes consentBefore=no staffPhoto=no onlyOwnChild=yes", TestVerdict.NotMet, "ogat/4.b8 ogat/4.b9")]
    [InlineData("identifiableInImage=no consentBefore=no staffPhoto=yes onlyOwnChild=no", TestVerdict.NotMet, "")]
    [InlineData("identifiableInImage=yes consentBefore=yes staffPhoto=unsure onlyOwnChild=no", TestVerdict.Possible, "ogat/4.b9")]
    [InlineData("identifiableInImage=yes consentBefore=unsure staffPhoto=no onlyOwnChild=no", TestVerdict.Possible, "ogat/4.b8")]
    public void Outwood_rules_out_photos_of_staff_whatever_the_consent_and_takes_a_parents_for_their_own_child(
        string answers, TestVerdict verdict, string clauses)
    {
        var result = Judge("ogat", Image, answers);

        Assert.Equal(verdict, result.Verdict);
        Assert.Equal(clauses, string.Join(' ', result.Clauses));
    }

    [Fact]
    public void Oak_asks_only_for_consent_given_before()
    {
        Assert.Equal(["identifiableInImage", "consentBefore"], Seeds.Policy("oak").TestOf(Image)!.Questions.Select(question => question.Input));
        Assert.Equal(TestVerdict.Met, Judge("oak", Image, "identifiableInImage=yes consentBefore=no staffPhoto=no").Verdict);
        Assert.Equal(TestVerdict.NotMet, Judge("oak", Image, "identifiableInImage=yes consentBefore=yes staffPhoto=yes").Verdict);
    }

    [Fact]
    public void Embrace_does_not_cover_images_so_there_is_no_test()
    {
        Assert.Null(Seeds.Policy("embrace").TestOf(Image));
    }

    [Fact]
    public void The_steps_and_inputs_are_those_that_the_cards_use()
    {
        var steps = Seeds.Policy("ogat").Tests.Select(test => $"{test.Step}: {string.Join(' ', test.Questions.Select(question => question.Input))}");

        Assert.Equal(
            [
                "test-defamation: statedAsFact untrue identifiable seriousHarm",
                "test-threat: threatensHarm physicalHarm",
                "test-harassment: aimedAtIndividual twoOccasions pressing",
                "test-image: identifiableInImage consentBefore staffPhoto onlyOwnChild",
            ],
            steps);
    }

    [Fact]
    public void Only_three_words_are_answers()
    {
        Assert.Equal([TestAnswer.Yes, TestAnswer.No, TestAnswer.Unsure, null, null], new[] { "yes", "no", "unsure", "maybe", null }.Select(CategoryTests.Parse));
    }

    private static TestResult Judge(string policy, string category, string answers) => CategoryTests.Judge(
        Seeds.Policy(policy).TestOf(category)!,
        answers.Split(' ').Select(answer => answer.Split('=')).ToDictionary(pair => pair[0], pair => CategoryTests.Parse(pair[1])!.Value));
}
