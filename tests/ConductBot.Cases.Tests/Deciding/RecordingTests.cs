using ConductBot.Policies;
using static ConductBot.Policies.Actions;

namespace ConductBot.Cases.Deciding;

public class RecordingTests
{
    private static readonly Given Case = Given.ACase();
    private static readonly Given Approved = Case.Once(new Approve(People.Dsl, WrittenWarning, "Agreed"));

    [Fact]
    public void Staff_record_what_is_open_and_needs_nobody()
    {
        var record = new RecordAction(People.Colleague, RequestRemoval, Outcomes.Done, " By letter ");

        var recorded = Case.When(record).Led<ActionRecorded>(Case, record);

        Assert.Equal((RequestRemoval, Outcomes.Done, "By letter"), (recorded.Action, recorded.Outcome, recorded.Note));
    }

    [Fact]
    public void What_the_policy_does_not_allow_cannot_be_recorded_as_done()
    {
        var harmless = Given.ACase(report: Given.Defaming with { Categories = [] });

        harmless.When(new RecordAction(People.Dsl, RequestRemoval, Outcomes.Done, null)).Refused("Not open yet: only where the post breaches this policy");
        Given.ACase("ogat").When(new RecordAction(People.Dsl, WrittenWarning, Outcomes.Done, null)).Refused("does not name that action");
        Assert.Equal(["ogat/5.p3"], Given.ACase("ogat").When(new RecordAction(People.Dsl, ReplyOnSocialMedia, Outcomes.Done, null)).Refused("never does this"));
    }

    [Fact]
    public void An_escalation_is_recorded_only_once_it_is_approved()
    {
        Assert.Equal(["embrace/actions.b7"], Case.When(new RecordAction(People.Dsl, WrittenWarning, Outcomes.Done, null)).Refused("This needs the DSL’s approval"));
        Case.Once(new Propose(People.Dsl, WrittenWarning, null)).When(new RecordAction(People.Dsl, WrittenWarning, Outcomes.Done, null)).Refused("This needs the DSL’s approval");

        Assert.IsType<CaseOutcome.Accepted>(Approved.When(new RecordAction(People.Colleague, WrittenWarning, Outcomes.Done, null)));
    }

    [Fact]
    public void Half_an_approval_is_none()
    {
        var half = Case.Once(new Approve(People.Dsl, TakeLegalAction, "Yes"));

        half.When(new RecordAction(People.Dsl, TakeLegalAction, Outcomes.Done, null)).Refused("the DSL and then of a lead");
        Assert.IsType<CaseOutcome.Accepted>(half.Once(new Approve(People.Lead, TakeLegalAction, "Yes")).When(new RecordAction(People.Dsl, TakeLegalAction, Outcomes.Done, null)));
    }

    [Fact]
    public void What_was_approved_may_be_recorded_although_the_post_has_gone_since()
    {
        var gone = Approved.Once(new CorrectFact(People.Dsl, "contentUp", "no", "I looked"));

        Assert.False(gone.Allows(WrittenWarning));
        Assert.IsType<CaseOutcome.Accepted>(gone.When(new RecordAction(People.Dsl, WrittenWarning, Outcomes.Done, null)));
    }

    [Fact]
    public void An_approval_is_used_up_once_the_action_is_done()
    {
        var done = Approved.Once(new RecordAction(People.Dsl, WrittenWarning, Outcomes.Done, null));

        Assert.Empty(done.File.Escalations);
        done.When(new RecordAction(People.Dsl, WrittenWarning, Outcomes.Done, null)).Refused("This needs the DSL’s approval");
    }

    [Fact]
    public void What_failed_may_be_tried_again_under_the_same_approval()
    {
        var failed = Approved.Once(new RecordAction(People.Dsl, WrittenWarning, Outcomes.Failed, "Wrong address"));

        Assert.True(failed.File.Escalations[WrittenWarning].Final);
        Assert.Empty(failed.Once(new RecordAction(People.Dsl, WrittenWarning, Outcomes.Done, null)).File.Escalations);
    }

    [Fact]
    public void What_failed_without_an_approval_is_no_step_taken() =>
        Given.ACase("ogat")
            .Once(new RecordAction(People.Dsl, RequestRemoval, Outcomes.Failed, null))
            .Once(new CorrectFact(People.Dsl, "categories", "none", "Opinion"))
            .When(new RecordAction(People.Dsl, RequestRemoval, Outcomes.Removed, null))
            .Refused("Not open yet");

    [Theory]
    [InlineData(Outcomes.Removed)]
    [InlineData(Outcomes.Refused)]
    [InlineData(Outcomes.NoResponse)]
    [InlineData(Outcomes.Impossible)]
    [InlineData(Outcomes.Reposted)]
    [InlineData(Outcomes.Failed)]
    public void What_came_of_a_step_may_be_told_at_any_time(string outcome)
    {
        var closedDoor = Approved
            .Once(new RecordAction(People.Dsl, WrittenWarning, Outcomes.Done, null))
            .Once(new CorrectFact(People.Dsl, "categories", "none", "Opinion"));

        Assert.False(closedDoor.Allows(WrittenWarning));
        var record = new RecordAction(People.Colleague, WrittenWarning, outcome, null);
        Assert.Equal(outcome, closedDoor.When(record).Led<ActionRecorded>(closedDoor, record).Outcome);
    }

    [Fact]
    public void Doing_it_again_is_no_word_of_what_came_of_it() =>
        Approved
            .Once(new RecordAction(People.Dsl, WrittenWarning, Outcomes.Done, null))
            .When(new RecordAction(People.Dsl, WrittenWarning, Outcomes.Done, null))
            .Refused("This needs the DSL’s approval");

    [Fact]
    public void Word_of_an_earlier_go_leaves_a_new_request_waiting()
    {
        var askedAgain = Approved
            .Once(new RecordAction(People.Dsl, WrittenWarning, Outcomes.Done, null))
            .Once(new Propose(People.Colleague, WrittenWarning, "It goes on"))
            .Once(new RecordAction(People.Dsl, WrittenWarning, Outcomes.NoResponse, null));

        Assert.True(askedAgain.File.Escalations[WrittenWarning].AwaitsDsl);
    }

    [Theory]
    [InlineData("")]
    [InlineData("perhaps")]
    [InlineData("Done")]
    public void What_is_no_outcome_is_sent_back(string outcome) =>
        Case.When(new RecordAction(People.Dsl, RequestRemoval, outcome, null)).Incomplete("Choose what came of it");

    [Theory]
    [InlineData("")]
    [InlineData("punish")]
    [InlineData(HoldAndReview)]
    public void What_is_no_action_is_sent_back(string action) =>
        Case.When(new RecordAction(People.Dsl, action, Outcomes.Done, null)).Incomplete("Choose an action");

    [Theory]
    [InlineData("ogat")]
    [InlineData("oak")]
    [InlineData("embrace")]
    public void Danger_waits_for_nobody(string policy)
    {
        var danger = Given.ACase(policy, new Report { ImmediateRisk = Report.Unsure, ChildHarmDisclosed = Report.Unsure, Author = Authors.Staff }, complete: false);

        Assert.IsType<CaseOutcome.Accepted>(danger.When(new RecordAction(People.Teacher, Call999, Outcomes.Done, null)));
        Assert.IsType<CaseOutcome.Accepted>(danger.When(new RecordAction(People.Teacher, SafeguardingReferral, Outcomes.Done, null)));
    }
}
