namespace ConductBot.Cases.Deciding;

public class ClosingTests
{
    private static readonly Given Case = Given.ACase();
    private static readonly Given Closed = Case.Once(new CloseCase(People.Dsl, "Settled"));

    [Fact]
    public void The_DSL_closes_and_reopens_with_a_reason()
    {
        var close = new CloseCase(People.Deputy, " Settled ");
        var reopen = new ReopenCase(People.Deputy, " It is back ");

        Assert.Equal("Settled", Case.When(close).Led<CaseClosed>(Case, close).Reason);
        Assert.Equal("It is back", Closed.When(reopen).Led<CaseReopened>(Closed, reopen).Reason);
        Case.When(close with { Reason = " " }).Incomplete("Say why");
        Closed.When(reopen with { Reason = null }).Incomplete("Say why");
    }

    [Fact]
    public void Nobody_else_does_and_not_who_is_barred()
    {
        Case.When(new CloseCase(People.Colleague, "Settled")).Refused("Only the DSL or a deputy");
        Case.When(new CloseCase(People.Lead, "Settled")).Refused("Only the DSL or a deputy");
        Closed.When(new ReopenCase(People.Lead, "Back")).Refused("Only the DSL or a deputy");

        Case.Once(new DeclareConflict(People.Dsl, null, "Sister")).When(new CloseCase(People.Dsl, "Settled")).Refused("conflict of interest");
        Closed.Once(new DeclareConflict(People.Dsl, null, "Sister")).When(new ReopenCase(People.Dsl, "Back")).Refused("conflict of interest");
        Given.ACase(report: Given.Defaming with { Target = Targets.Me }, reporter: People.Dsl).When(new CloseCase(People.Dsl, "Settled")).Refused("about you");
    }

    [Fact]
    public void Done_twice_it_is_done_once()
    {
        Closed.When(new CloseCase(People.Dsl, "Settled")).Already("closed already");
        Case.When(new ReopenCase(People.Dsl, "Back")).Already("open already");
    }

    [Fact]
    public void A_case_reopens_as_it_was()
    {
        Assert.Equal(CaseStatus.Closed, Closed.File.Status);
        Assert.Equal(CaseStatus.Open, Closed.Once(new ReopenCase(People.Dsl, "Back")).File.Status);

        var begun = Given.ACase(complete: false);
        Assert.Equal(CaseStatus.AwaitingReflection, begun.Once(new CloseCase(People.Dsl, "Twice")).Once(new ReopenCase(People.Dsl, "Not twice")).File.Status);
    }
}
