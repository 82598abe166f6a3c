using ConductBot.Cases.Events;
using ConductBot.Policies;

namespace ConductBot.Cases.Reading;

/// <summary>A case is what its events make it, and nothing else.</summary>
public class CaseFileTests
{
    private static readonly Given Case = Given.ACase();
    private static readonly DateTimeOffset Time = new(2026, 11, 20, 14, 5, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_events_give_the_same_case()
    {
        var lived = Case
            .Once(new DeclareConflict(People.Lead, null, "Sister"))
            .Once(new Propose(People.Teacher, Actions.WrittenWarning, "Why"))
            .Once(new Approve(People.Dsl, Actions.WrittenWarning, "Yes"))
            .Once(new RecordAction(People.Dsl, Actions.WrittenWarning, Outcomes.Failed, null))
            .Once(new CorrectFact(People.Dsl, "hate", "yes", "A slur"))
            .Once(new LinkCase(People.Dsl, "CB-2026-0007"))
            .Once(new Depart(People.Dsl, Actions.ViewMessages, "Shown"))
            .Once(new CloseCase(People.Dsl, "Settled"))
            .Once(new ReopenCase(People.Dsl, "Back"))
            .Once(new AddNote(People.Dsl, "Note"))
            .File;

        var read = CaseFile.Of(lived.Timeline);

        Assert.Equivalent(lived, read, strict: true);
        Assert.Equal(12, read.Version);
        Assert.Equal(lived.Timeline, read.Timeline);
    }

    [Fact]
    public void A_case_opens_with_its_reference_school_policy_and_reporter()
    {
        var file = Case.File;

        Assert.Equal(("CB-2026-0042", "a-school", "embrace"), (file.Reference, file.School, file.PolicyId));
        Assert.Equal((People.Teacher.Id, "Tara Teacher"), (file.Reporter, file.ReporterName));
        Assert.Equal($"embrace {Case.Policy.Version}", file.Under);
        Assert.Equal(file.Timeline[0].At, file.OpenedAt);
        Assert.Equal(["danger"], file.Answered);
        Assert.True(file.Exists);
        Assert.False(new CaseFile().Exists);
    }

    [Fact]
    public void A_case_without_its_beginning_or_with_a_gap_is_refused()
    {
        var timeline = Case.Once(new AddNote(People.Dsl, "One")).Once(new AddNote(People.Dsl, "Two")).File.Timeline;

        Assert.Throws<InvalidDataException>(() => CaseFile.Of(timeline.Skip(1)));
        Assert.Throws<InvalidDataException>(() => CaseFile.Of(timeline.RemoveAt(2)));
        Assert.Throws<InvalidDataException>(() => CaseFile.Of([timeline[0], timeline[1], timeline[1]]));
        Assert.Throws<InvalidDataException>(() => CaseFile.Of([timeline[1] with { Version = 1 }]));
        Assert.Throws<InvalidDataException>(() => CaseFile.Of([timeline[0], timeline[0] with { Version = 2 }]));
    }

    [Fact]
    public void Every_event_there_is_can_happen_to_a_case()
    {
        foreach (var example in EventExamples.All.Values.Where(example => example is not CaseOpened))
        {
            Assert.Equal(example, Case.After(example).File.Timeline[^1].Event);
        }
    }

    [Fact]
    public void Only_the_status_and_the_timeline_change_when_a_case_is_forgotten()
    {
        var forgotten = Case.After(new CaseForgotten { By = CaseEvent.TheOperator, Under = Case.File.Under, Why = "Seven years" }).File;

        Assert.Equal(CaseStatus.Forgotten, forgotten.Status);
        Assert.True(forgotten.IsClosed);
    }

    [Fact]
    public void What_could_not_be_delivered_changes_nothing_but_shows()
    {
        var told = Case.After(EventExamples.All[nameof(MessageUndeliverable)]).File;

        Assert.Equal(Case.File.Status, told.Status);
        Assert.IsType<MessageUndeliverable>(told.Timeline[^1].Event);
    }

    [Fact]
    public void An_escalation_remembers_who_asked_and_when_and_who_agreed()
    {
        var asked = Case.Once(new Propose(People.Colleague, Actions.TakeLegalAction, null));
        var escalation = asked.File.Escalations[Actions.TakeLegalAction];
        Assert.Equal((People.Colleague.Id, asked.File.Timeline[^1].At), (escalation.ProposedBy, escalation.ProposedAt));
        Assert.True(escalation.AwaitsDsl);
        Assert.False(escalation.AwaitsLead);

        var half = asked.Once(new Approve(People.Dsl, Actions.TakeLegalAction, "Yes")).File.Escalations[Actions.TakeLegalAction];
        Assert.Equal((People.Colleague.Id, People.Dsl.Id, null), (half.ProposedBy, half.ApprovedBy, half.SecondBy));
        Assert.False(half.AwaitsDsl);
        Assert.True(half.AwaitsLead);

        Assert.Equal(People.Dsl.Id, Case.Once(new Approve(People.Dsl, Actions.WrittenWarning, "Yes")).File.Escalations[Actions.WrittenWarning].ProposedBy);
    }

    [Fact]
    public void Whom_it_is_about_follows_the_latest_report()
    {
        var about = Given.ACase(report: new() { Target = Targets.Me }, complete: false);
        Assert.Equal(People.Teacher.Id, about.File.Target);
        Assert.Null(about.Once(new GiveAnswers(People.Dsl, new() { Target = Targets.Pupil }, [], Complete: false)).File.Target);
        Assert.Null(Case.File.Target);
    }

    [Fact]
    public void Times_and_places_are_the_streams_own()
    {
        var file = new CaseFile().After(new(1, Time, EventExamples.All[nameof(CaseOpened)]));

        Assert.Equal((1L, Time), (file.Version, file.OpenedAt));
    }
}
