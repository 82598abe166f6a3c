namespace ConductBot.Cases.Deciding;

public class AcknowledgingTests
{
    private static readonly Given Case = Given.ACase();

    [Fact]
    public void Each_of_those_who_decide_says_so_once()
    {
        var seen = Case.Once(new Acknowledge(People.Dsl)).Once(new Acknowledge(People.Lead));

        Assert.Equal([People.Dsl.Id, People.Lead.Id], seen.File.SeenBy.Order());
        seen.When(new Acknowledge(People.Dsl)).Already("said so already");
    }

    [Fact]
    public void Staff_do_not_and_nor_does_who_may_not_decide_here()
    {
        Case.When(new Acknowledge(People.Colleague)).Refused("Only the DSL, a deputy or a lead");
        Case.Once(new DeclareConflict(People.Dsl, Person: null, "My brother")).When(new Acknowledge(People.Dsl)).Refused("conflict of interest");
    }
}
