using static ConductBot.Policies.Actions;

namespace ConductBot.Cases.Deciding;

public class DecliningTests
{
    private static readonly Given Asked = Given.ACase().Once(new Propose(People.Colleague, TakeLegalAction, null));

    [Fact]
    public void The_DSL_or_a_deputy_declines_with_a_reason()
    {
        var decline = new Decline(People.Deputy, TakeLegalAction, " Too early ");

        var declined = Asked.When(decline).Led<EscalationDeclined>(Asked, decline);

        Assert.Equal((TakeLegalAction, "Too early"), (declined.Action, declined.Reason));
        Assert.Empty(Asked.Once(decline).File.Escalations);
        Asked.When(decline with { Reason = " " }).Incomplete("reason");
    }

    [Fact]
    public void A_lead_declines_when_it_is_their_turn()
    {
        Asked.When(new Decline(People.Lead, TakeLegalAction, "No")).Refused("The DSL or a deputy decides first");

        Assert.IsType<CaseOutcome.Accepted>(Asked
            .Once(new Approve(People.Dsl, TakeLegalAction, "Yes"))
            .When(new Decline(People.Lead, TakeLegalAction, "No")));
    }

    [Fact]
    public void What_was_approved_can_be_taken_back_until_it_is_done()
    {
        var both = Asked.Once(new Approve(People.Dsl, TakeLegalAction, "Yes")).Once(new Approve(People.Lead, TakeLegalAction, "Yes"));
        var back = both.Once(new Decline(People.Dsl, TakeLegalAction, "The parent called"));

        back.When(new RecordAction(People.Dsl, TakeLegalAction, "done", null)).Refused("approval of the DSL and then of a lead");
    }

    [Fact]
    public void Staff_cannot_decline_and_nor_can_who_is_barred()
    {
        Asked.When(new Decline(People.Colleague, TakeLegalAction, "No")).Refused("Only the DSL or a deputy");
        Asked.Once(new DeclareConflict(People.Dsl, null, "Sister")).When(new Decline(People.Dsl, TakeLegalAction, "No")).Refused("conflict of interest");

        Given.ACase(reporter: People.Dsl).Once(new Propose(People.Colleague, TakeLegalAction, null))
            .When(new Decline(People.Dsl, TakeLegalAction, "No")).Refused("You reported");
    }

    [Fact]
    public void Pressing_twice_declines_once()
    {
        var decline = new Decline(People.Dsl, TakeLegalAction, "No");

        Asked.Once(decline).When(decline).Already("Nobody is asking for this now");
        Asked.When(decline with { Action = WrittenWarning }).Already("Nobody is asking for this now");
        Asked.When(decline with { Action = "nothing" }).Incomplete("Choose an action");
    }

    [Fact]
    public void What_is_no_longer_open_can_still_be_declined()
    {
        var gone = Asked.Once(new CorrectFact(People.Dsl, "defamation", "no", "It is opinion"));

        Assert.IsType<CaseOutcome.Accepted>(gone.When(new Decline(People.Dsl, TakeLegalAction, "Gone")));
    }
}
