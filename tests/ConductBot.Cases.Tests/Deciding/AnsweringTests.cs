namespace ConductBot.Cases.Deciding;

public class AnsweringTests
{
    private static readonly Given Begun = Given.ACase(report: new Report { ImmediateRisk = Report.Yes }, complete: false);

    [Fact]
    public void The_reporter_or_the_DSL_finishes_a_report()
    {
        foreach (var by in new[] { People.Teacher, People.Teacher.Shouting(), People.Dsl, People.Deputy })
        {
            var answers = new GiveAnswers(by, Given.Defaming, ["danger", "check"], Complete: true);

            var given = Begun.When(answers).Led<AnswersGiven>(Begun, answers);

            Assert.Same(Given.Defaming, given.Report);
            Assert.Equal(["danger", "check"], given.Answered);
            Assert.True(given.Complete);
            Assert.Equal(CaseStatus.Open, Begun.Once(answers).File.Status);
        }
    }

    [Fact]
    public void Nobody_else_does()
    {
        Begun.When(new GiveAnswers(People.Colleague, Given.Defaming, [], true)).Refused("Only the person who reported it");
        Begun.When(new GiveAnswers(People.Lead, Given.Defaming, [], true)).Refused("Only the person who reported it");
    }

    [Fact]
    public void Who_may_not_decide_does_not_answer_for_somebody_else()
    {
        Begun.Once(new DeclareConflict(People.Dsl, null, "Sister")).When(new GiveAnswers(People.Dsl, Given.Defaming, [], true)).Refused("conflict of interest");

        Assert.IsType<CaseOutcome.Accepted>(Begun.Once(new DeclareConflict(People.Teacher, null, "Sister")).When(new GiveAnswers(People.Teacher, Given.Defaming, [], true)));
    }

    [Fact]
    public void A_report_sent_in_part_awaits_reflection_until_it_is_finished()
    {
        var more = Begun.Once(new GiveAnswers(People.Teacher, Given.Defaming, [], Complete: false));

        Assert.Equal(CaseStatus.AwaitingReflection, more.File.Status);
        Assert.False(more.File.IsReportComplete);
        Assert.True(more.Once(new GiveAnswers(People.Teacher, Given.Defaming, [], Complete: true)).File.IsReportComplete);
    }

    [Fact]
    public void A_draft_that_lay_about_does_not_overwrite_a_finished_report()
    {
        var finished = Begun.Once(new GiveAnswers(People.Dsl, Given.Defaming, [], Complete: true));

        finished.When(new GiveAnswers(People.Teacher, new Report(), [], Complete: false)).Refused("finished already");
        finished.When(new GiveAnswers(People.Teacher, new Report(), [], Complete: true)).Refused("finished already");
        Given.ACase().When(new GiveAnswers(People.Dsl, new Report(), [], Complete: true)).Refused("finished already");
    }
}
