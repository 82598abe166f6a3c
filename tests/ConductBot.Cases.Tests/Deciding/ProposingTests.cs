using static ConductBot.Policies.Actions;

namespace ConductBot.Cases.Deciding;

public class ProposingTests
{
    private static readonly Given Case = Given.ACase();

    [Fact]
    public void Any_member_of_staff_may_ask_for_an_escalation()
    {
        var ask = new Propose(People.Colleague, WrittenWarning, "  It goes on  ");

        var asked = Case.When(ask).Led<EscalationProposed>(Case, ask);

        Assert.Equal((WrittenWarning, "It goes on"), (asked.Action, asked.Reason));
    }

    [Fact]
    public void The_reporter_may_ask_and_need_not_say_why()
    {
        var ask = new Propose(People.Teacher, WrittenWarning, " ");

        Assert.Null(Case.When(ask).Led<EscalationProposed>(Case, ask).Reason);
    }

    [Fact]
    public void What_needs_no_approval_is_not_asked_for() => Assert.Equal(
        ["embrace/actions.b2"],
        Case.When(new Propose(People.Colleague, RequestMeeting, null)).Refused("needs no approval"));

    [Fact]
    public void What_the_policy_does_not_allow_yet_cannot_be_asked_for()
    {
        var ogat = Given.ACase("ogat");

        ogat.When(new Propose(People.Dsl, ReportToPlatform, null)).Refused("Not open yet: only after the poster was asked and refused");
        ogat.When(new Propose(People.Dsl, WrittenWarning, null)).Refused("does not name that action");
    }

    [Fact]
    public void What_the_policy_never_does_cannot_be_asked_for() => Assert.Equal(
        ["ogat/5.p3"],
        Given.ACase("ogat").When(new Propose(People.Dsl, ReplyOnSocialMedia, "Only once")).Refused("never does this"));

    [Theory]
    [InlineData("")]
    [InlineData("shout-at-the-parent")]
    [InlineData(AwaitReply)]
    [InlineData(CloseNoBreach)]
    public void What_is_no_action_is_sent_back(string action) =>
        Case.When(new Propose(People.Dsl, action, null)).Incomplete("Choose an action");

    [Fact]
    public void Asking_twice_asks_once()
    {
        var asked = Case.Once(new Propose(People.Colleague, WrittenWarning, null));

        asked.When(new Propose(People.Colleague, WrittenWarning, null)).Already("waits for a decision");
        asked.When(new Propose(People.Dsl, WrittenWarning, null)).Already("waits for a decision");

        var approved = asked.Once(new Approve(People.Dsl, WrittenWarning, "Agreed"));
        approved.When(new Propose(People.Colleague, WrittenWarning, null)).Already("approved already");
    }

    [Fact]
    public void What_was_declined_or_carried_out_can_be_asked_for_again()
    {
        var asked = Case.Once(new Propose(People.Colleague, WrittenWarning, null));
        var again = new Propose(People.Colleague, WrittenWarning, null);

        Assert.IsType<CaseOutcome.Accepted>(asked.Once(new Decline(People.Dsl, WrittenWarning, "Not now")).When(again));

        Assert.IsType<CaseOutcome.Accepted>(asked
            .Once(new Approve(People.Dsl, WrittenWarning, "Agreed"))
            .Once(new RecordAction(People.Colleague, WrittenWarning, "done", null))
            .When(again));
    }
}
