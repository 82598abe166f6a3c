namespace ConductBot.Policies;

public class PolicyShowTests
{
    [Theory]
    [InlineData("5.p3")]
    [InlineData("ogat/5.p3")]
    public void One_clause_is_shown_with_its_place_and_its_words(string clause)
    {
        Assert.Equal(
            "ogat/5.p3  Section 5 (Further Action), paragraph 3\n  Neither the Academy nor the Trust will respond to complaints or allegations via social media sites.\n",
            PolicyShow.Text(Seeds.Policy("ogat"), clause));
    }

    [Fact]
    public void The_whole_policy_has_every_clause_and_what_the_document_says_about_itself()
    {
        var text = PolicyShow.Text(Seeds.Policy("oak"))!;

        Assert.StartsWith("Oak Multi Academy Trust\nPARENTAL USE OF SOCIAL NETWORKING AND INTERNET SITES POLICY\n", text, StringComparison.Ordinal);
        Assert.Contains("Review: June 2020, so due by 30 June 2020\n", text, StringComparison.Ordinal);
        Assert.All(Seeds.Policy("oak").Clauses, clause => Assert.Contains($"{clause.Id}  {clause.Label}\n  {clause.Text}\n", text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_document_itself_is_shown_under_meta()
    {
        Assert.Contains("Trust Leader Approved February 2024 2 Years\n", PolicyShow.Text(Seeds.Policy("embrace"), "meta"), StringComparison.Ordinal);
        Assert.Contains("Version: none printed\n", PolicyShow.Text(Seeds.Policy("embrace"), "embrace/meta"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_clause_that_is_not_there_is_not_shown()
    {
        Assert.Null(PolicyShow.Text(Seeds.Policy("ogat"), "9.p1"));
        Assert.Null(PolicyShow.Text(Seeds.Policy("ogat"), "oak/5.1"));
    }
}
