using static ConductBot.Policies.Actions;

namespace ConductBot.Cases.Deciding;

public class DepartureTests
{
    private static readonly Given Case = Given.ACase("ogat");

    [Fact]
    public void The_DSL_records_what_was_done_outside_the_ladder_with_a_reason()
    {
        var depart = new Depart(People.Deputy, ReportToPlatform, " The site asked us to ");

        var departed = Case.When(depart).Led<DepartureRecorded>(Case, depart);

        Assert.Equal((ReportToPlatform, "The site asked us to"), (departed.Action, departed.Reason));
        Assert.True(Assert.Single(Case.Once(depart).File.History).Departure);
        Case.When(depart with { Reason = " " }).Incomplete("written reason");
    }

    [Fact]
    public void What_the_policy_never_does_can_only_be_recorded_as_a_departure()
    {
        var replied = Case.Once(new Depart(People.Dsl, ReplyOnSocialMedia, "Somebody answered from the school's account"));

        var taken = Assert.Single(replied.File.History);
        Assert.Equal((ReplyOnSocialMedia, "done", true), (taken.Action, taken.Outcome, taken.Departure));
    }

    [Fact]
    public void Only_the_DSL_or_a_deputy_who_is_not_barred_records_one()
    {
        Case.When(new Depart(People.Colleague, ReportToPlatform, "Done")).Refused("Only the DSL or a deputy");
        Case.When(new Depart(People.Lead, ReportToPlatform, "Done")).Refused("Only the DSL or a deputy");
        Case.When(new Depart(People.Lead, RequestMeeting, "Done")).Refused("Only the DSL or a deputy");
        Case.Once(new DeclareConflict(People.Dsl, null, "Sister")).When(new Depart(People.Dsl, ReportToPlatform, "Done")).Refused("conflict of interest");
        Given.ACase("ogat", reporter: People.Dsl).When(new Depart(People.Dsl, ReportToPlatform, "Done")).Refused("You reported");
    }

    [Fact]
    public void What_may_be_done_now_is_no_departure()
    {
        Assert.Equal(["ogat/5.p2"], Case.When(new Depart(People.Dsl, RequestRemoval, "Why")).Refused("no departure"));

        var embrace = Given.ACase();
        embrace.Once(new Approve(People.Dsl, WrittenWarning, "Yes")).When(new Depart(People.Dsl, WrittenWarning, "Why")).Refused("no departure");

        // Allowed by the policy, done without the approval that the school's own rule asks for.
        var half = embrace.Once(new Approve(People.Dsl, TakeLegalAction, "Yes"));
        var departed = half.Once(new Depart(People.Deputy, TakeLegalAction, "The head could not be reached"));
        Assert.Empty(departed.File.Escalations);
    }

    [Theory]
    [InlineData("")]
    [InlineData("go-to-their-house")]
    [InlineData(AwaitReply)]
    [InlineData(UseOtherPolicy)]
    public void What_is_no_action_is_no_departure(string action) =>
        Case.When(new Depart(People.Dsl, action, "Why")).Incomplete("Choose an action");
}
