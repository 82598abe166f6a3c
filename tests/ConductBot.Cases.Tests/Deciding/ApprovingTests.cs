using static ConductBot.Policies.Actions;

namespace ConductBot.Cases.Deciding;

public class ApprovingTests
{
    private static readonly Given Case = Given.ACase();
    private static readonly Given Asked = Case.Once(new Propose(People.Colleague, WrittenWarning, null)).Once(new Propose(People.Colleague, TakeLegalAction, null));

    public static TheoryData<Actor> Deciders => [People.Dsl, People.Deputy, People.LeadAndDeputy, People.Dsl.Shouting()];

    [Theory, MemberData(nameof(Deciders))]
    public void The_DSL_or_a_deputy_approves_alone_what_needs_one_approval(Actor by)
    {
        var approve = new Approve(by, WrittenWarning, " Agreed ");

        var approved = Asked.When(approve).Led<EscalationApproved>(Asked, approve);

        Assert.Equal((WrittenWarning, true, "Agreed"), (approved.Action, approved.Final, approved.Reason));
    }

    [Fact]
    public void The_DSL_may_approve_what_nobody_asked_for()
    {
        Assert.True(Case.Once(new Approve(People.Dsl, WrittenWarning, "At once")).File.Escalations[WrittenWarning].Final);

        // Of two approvals that is the first, and no more.
        Assert.True(Case.Once(new Approve(People.Dsl, TakeLegalAction, "At once")).File.Escalations[TakeLegalAction].AwaitsLead);
    }

    [Fact]
    public void Staff_cannot_approve_and_a_lead_not_alone()
    {
        Asked.When(new Approve(People.Colleague, WrittenWarning, "Yes")).Refused("Only the DSL or a deputy");
        Asked.When(new Approve(People.Lead, WrittenWarning, "Yes")).Refused("The DSL or a deputy decides first");
        Case.When(new Approve(People.Lead, WrittenWarning, "Yes")).Refused("The DSL or a deputy decides first");
    }

    [Fact]
    public void Where_two_agree_the_DSL_comes_first_and_a_lead_second()
    {
        Asked.When(new Approve(People.Lead, TakeLegalAction, "Yes")).Refused("The DSL or a deputy decides first");

        var first = new Approve(People.Deputy, TakeLegalAction, "Yes");
        Assert.False(Asked.When(first).Led<EscalationApproved>(Asked, first).Final);

        var half = Asked.Once(first);
        var second = new Approve(People.Lead, TakeLegalAction, "Yes too");
        Assert.True(half.When(second).Led<EscalationApproved>(half, second).Final);

        var done = half.Once(second).File.Escalations[TakeLegalAction];
        Assert.Equal((People.Deputy.Id, People.Lead.Id, true), (done.ApprovedBy, done.SecondBy, done.Final));
    }

    [Fact]
    public void The_second_of_two_is_a_lead_and_not_another_DSL()
    {
        var half = Asked.Once(new Approve(People.Dsl, TakeLegalAction, "Yes"));

        half.When(new Approve(People.Deputy, TakeLegalAction, "Yes")).Refused("now a lead");
        Assert.IsType<CaseOutcome.Accepted>(half.When(new Approve(People.LeadAndDeputy, TakeLegalAction, "Yes")));
    }

    [Fact]
    public void One_person_with_both_roles_does_not_count_twice()
    {
        var half = Asked.Once(new Approve(People.LeadAndDeputy, TakeLegalAction, "As deputy"));

        half.When(new Approve(People.LeadAndDeputy, TakeLegalAction, "As head")).Already("somebody else");
        half.When(new Approve(People.LeadAndDeputy.Shouting(), TakeLegalAction, "As head")).Already("somebody else");
    }

    [Fact]
    public void Pressing_twice_approves_once()
    {
        var press = new Approve(People.Dsl, WrittenWarning, "Agreed");
        var half = new Approve(People.Dsl, TakeLegalAction, "Agreed");

        Asked.Once(press).When(press).Already("approved already");
        Asked.Once(press).When(press with { By = People.Deputy }).Already("approved already");
        Asked.Once(half).When(half).Already("You have approved this already");
        Asked.Once(half).Once(half with { By = People.Lead }).When(half with { By = People.Lead }).Already("approved already");
    }

    [Fact]
    public void A_decision_has_a_reason()
    {
        Asked.When(new Approve(People.Dsl, WrittenWarning, null)).Incomplete("reason");
        Asked.When(new Approve(People.Dsl, WrittenWarning, " \n")).Incomplete("reason");
    }

    [Fact]
    public void What_staff_may_do_themselves_is_not_approved() =>
        Case.When(new Approve(People.Dsl, RequestMeeting, "Yes")).Refused("needs no approval");

    [Fact]
    public void What_the_policy_does_not_allow_cannot_be_approved()
    {
        var ogat = Given.ACase("ogat");

        ogat.When(new Approve(People.Dsl, ReportToPlatform, "Yes")).Refused("Not open yet");
        ogat.When(new Approve(People.Dsl, WrittenWarning, "Yes")).Refused("does not name");
        Case.When(new Approve(People.Dsl, "fire-the-parent", "Yes")).Incomplete("Choose an action");
        Case.When(new Approve(People.Dsl, HoldAndReview, "Yes")).Incomplete("Choose an action");
    }

    [Fact]
    public void What_the_policy_never_does_cannot_be_approved() =>
        Assert.Equal(["ogat/5.p3"], Given.ACase("ogat").When(new Approve(People.Dsl, ReplyOnSocialMedia, "Yes")).Refused("never does this"));

    [Fact]
    public void What_was_allowed_when_asked_for_must_still_be_when_approved()
    {
        var gone = Asked.Once(new CorrectFact(People.Dsl, "contentUp", "no", "I looked"));

        gone.When(new Approve(People.Dsl, WrittenWarning, "Yes")).Refused("Not open yet: only while the post can still be seen");

        var half = Asked.Once(new Approve(People.Dsl, TakeLegalAction, "Yes")).Once(new CorrectFact(People.Dsl, "defamation", "no", "It is opinion"));
        half.When(new Approve(People.Lead, TakeLegalAction, "Yes")).Refused("Not open yet: only for defamation");
    }

    [Fact]
    public void Who_reported_it_does_not_decide()
    {
        var own = Given.ACase(reporter: People.Dsl).Once(new Propose(People.Colleague, WrittenWarning, null));

        own.When(new Approve(People.Dsl, WrittenWarning, "Yes")).Refused("You reported this concern");
        own.When(new Approve(People.Dsl.Shouting(), WrittenWarning, "Yes")).Refused("You reported this concern");
        Assert.IsType<CaseOutcome.Accepted>(own.When(new Approve(People.Deputy, WrittenWarning, "Yes")));
    }

    [Fact]
    public void Whom_the_post_is_about_does_not_decide()
    {
        var about = Given.ACase(report: Given.Defaming with { Target = Targets.Me }, reporter: People.Lead)
            .Once(new Approve(People.Dsl, TakeLegalAction, "Yes"));

        about.When(new Approve(People.Lead, TakeLegalAction, "Yes")).Refused("The post is about you");
        Assert.IsType<CaseOutcome.Accepted>(about.When(new Approve(People.LeadAndDeputy, TakeLegalAction, "Yes")));
    }

    [Fact]
    public void The_DSL_who_finishes_a_report_and_says_that_it_is_about_them_does_not_decide()
    {
        var about = Given.ACase(report: Given.Defaming with { Target = null }, complete: false)
            .Once(new GiveAnswers(People.Dsl, Given.Defaming with { Target = Targets.Me }, ["target"], Complete: true));

        about.When(new Approve(People.Dsl, WrittenWarning, "Yes")).Refused("The post is about you");
        Assert.IsType<CaseOutcome.Accepted>(about.When(new Approve(People.Deputy, WrittenWarning, "Yes")));
    }

    [Fact]
    public void The_DSL_who_finishes_a_report_about_its_reporter_decides()
    {
        var about = Given.ACase(report: Given.Defaming with { Target = Targets.Me }, complete: false)
            .Once(new GiveAnswers(People.Dsl, Given.Defaming with { Target = Targets.Me }, ["target"], Complete: true));

        Assert.Equal(People.Teacher.Id, about.File.Target);
        Assert.IsType<CaseOutcome.Accepted>(about.When(new Approve(People.Dsl, WrittenWarning, "Yes")));
    }

    [Fact]
    public void Who_has_a_conflict_of_interest_does_not_decide()
    {
        var conflict = Asked.Once(new DeclareConflict(People.Dsl, null, "Her sister"));

        conflict.When(new Approve(People.Dsl, WrittenWarning, "Yes")).Refused("conflict of interest");
        conflict.When(new Approve(People.Dsl.Shouting(), WrittenWarning, "Yes")).Refused("conflict of interest");
        Assert.IsType<CaseOutcome.Accepted>(conflict.When(new Approve(People.Deputy, WrittenWarning, "Yes")));
    }

    [Fact]
    public void An_approval_falls_with_a_conflict_of_whoever_gave_it()
    {
        var approved = Asked.Once(new Approve(People.Dsl, WrittenWarning, "Yes"));
        var fallen = approved.Once(new DeclareConflict(People.Deputy, People.Dsl.Id.ToUpperInvariant(), "His sister"));

        Assert.True(fallen.File.Escalations[WrittenWarning].AwaitsDsl);
        fallen.When(new RecordAction(People.Colleague, WrittenWarning, "done", null)).Refused("needs the DSL");

        var unconcerned = approved.Once(new DeclareConflict(People.Deputy, null, "My sister"));
        Assert.True(unconcerned.File.Escalations[WrittenWarning].Final);
    }

    [Fact]
    public void An_approval_by_two_falls_with_a_conflict_of_either()
    {
        var half = Asked.Once(new Approve(People.Dsl, TakeLegalAction, "Yes"));
        var both = half.Once(new Approve(People.Lead, TakeLegalAction, "Yes"));

        Assert.True(half.Once(new DeclareConflict(People.Dsl, null, "Sister")).File.Escalations[TakeLegalAction].AwaitsDsl);
        Assert.True(both.Once(new DeclareConflict(People.Dsl, null, "Sister")).File.Escalations[TakeLegalAction].AwaitsDsl);
        Assert.True(both.Once(new DeclareConflict(People.Lead, null, "Sister")).File.Escalations[TakeLegalAction].AwaitsDsl);
        Assert.True(both.Once(new DeclareConflict(People.Deputy, null, "Sister")).File.Escalations[TakeLegalAction].Final);
    }

    [Fact]
    public void An_approval_falls_when_its_giver_turns_out_to_be_the_target()
    {
        var early = Given.ACase(report: Given.Defaming with { Target = null }, complete: false)
            .Once(new Approve(People.Dsl, WrittenWarning, "Yes"))
            .Once(new GiveAnswers(People.Dsl, Given.Defaming with { Target = Targets.Me }, ["target"], Complete: true));

        Assert.True(early.File.Escalations[WrittenWarning].AwaitsDsl);
    }
}
