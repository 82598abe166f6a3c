using ConductBot.Policies;

namespace ConductBot.Cases.Deciding;

public class CorrectingTests
{
    private static readonly Given Case = Given.ACase("ogat");

    [Theory]
    [InlineData("immediateRisk", "yes", "immediateRisk", "yes")]
    [InlineData(" IMMEDIATERISK ", " True ", "immediateRisk", "yes")]
    [InlineData("contentUp", "no", "contentUp", "no")]
    [InlineData("grosslyObscene", "FALSE", "grosslyObscene", "no")]
    [InlineData("author", "Carer", "author", "carer")]
    [InlineData("threat", "yes", "threat", "yes")]
    [InlineData("Threat", "no", "threat", "no")]
    [InlineData("live-investigation", "yes", "live-investigation", "yes")]
    [InlineData("categories", " threat, ABUSE,threat ", "categories", "threat,abuse")]
    [InlineData("Categories", "none", "categories", "none")]
    public void The_DSL_confirms_or_changes_a_fact(string fact, string value, string recordedFact, string recordedValue)
    {
        var correct = new CorrectFact(People.Dsl, fact, value, " I asked her ");

        var corrected = Case.When(correct).Led<FactCorrected>(Case, correct);

        Assert.Equal((recordedFact, recordedValue, "I asked her"), (corrected.Fact, corrected.Value, corrected.Reason));
    }

    [Theory]
    [InlineData("", "yes", "no fact or category")]
    [InlineData("history", "yes", "no fact or category")]
    [InlineData("libel", "yes", "no fact or category called “libel”")]
    [InlineData("contentUp", "", "yes or no")]
    [InlineData("contentUp", "unsure", "yes or no")]
    [InlineData("threat", "possible", "yes or no")]
    [InlineData("author", "yes", "The author is one of: parent")]
    [InlineData("author", "", "Choose who posted it first.")]
    [InlineData("categories", "threat,libel", "no category called “libel”")]
    [InlineData("categories", " ", "say none")]
    public void A_name_or_value_that_is_none_is_sent_back(string fact, string value, string problem) =>
        Case.When(new CorrectFact(People.Dsl, fact, value, "Why")).Incomplete(problem);

    [Fact]
    public void Every_fact_there_is_can_be_corrected() => Assert.All(FactNames.All, fact =>
        Assert.IsType<CaseOutcome.Accepted>(Case.When(new CorrectFact(People.Dsl, fact, "yes", "Why"))));

    [Fact]
    public void Only_the_DSL_or_a_deputy_who_is_not_barred_corrects_and_says_why()
    {
        var correct = new CorrectFact(People.Deputy, "threat", "yes", "Why");

        Assert.IsType<CaseOutcome.Accepted>(Case.When(correct));
        Case.When(correct with { Reason = "" }).Incomplete("Say why");
        Case.When(correct with { By = People.Lead }).Refused("Only the DSL or a deputy");
        Case.When(correct with { By = People.Teacher }).Refused("Only the DSL or a deputy");
        Case.Once(new DeclareConflict(People.Deputy, null, "Sister")).When(correct).Refused("conflict of interest");
        Given.ACase("ogat", reporter: People.Deputy).When(correct).Refused("You reported");
    }
}
