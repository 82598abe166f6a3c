namespace ConductBot.Cases.Deciding;

public class ConflictTests
{
    private static readonly Given Case = Given.ACase();

    [Fact]
    public void Anybody_declares_a_conflict_of_their_own()
    {
        var declare = new DeclareConflict(People.Colleague, Person: null, " She is my neighbour ");

        var declared = Case.When(declare).Led<ConflictDeclared>(Case, declare);

        Assert.Equal((People.Colleague.Id, "She is my neighbour"), (declared.Person, declared.Reason));
        Assert.IsType<CaseOutcome.Accepted>(Case.When(declare with { Person = People.Colleague.Id.ToUpperInvariant() }));
        Case.When(declare with { Reason = null }).Incomplete("what the conflict is");
    }

    [Fact]
    public void The_DSL_declares_another_persons_and_nobody_else_does()
    {
        var declare = new DeclareConflict(People.Dsl, People.Lead.Id, "He is the father");

        Assert.Equal(People.Lead.Id, Case.When(declare).Led<ConflictDeclared>(Case, declare).Person);
        Case.When(declare with { By = People.Colleague }).Refused("Only the DSL");
        Case.When(declare with { By = People.Lead, Person = People.Dsl.Id }).Refused("Only the DSL");
    }

    [Fact]
    public void Another_person_is_named_by_id_and_never_by_name() =>
        Case.When(new DeclareConflict(People.Dsl, "Hana Head", "She is the mother")).Incomplete("Entra object id");

    [Fact]
    public void Declared_twice_it_is_on_the_record_once()
    {
        var declared = Case.Once(new DeclareConflict(People.Lead, null, "He is the father"));

        declared.When(new DeclareConflict(People.Lead, null, "He is the father")).Already("on the record already");
        declared.When(new DeclareConflict(People.Dsl, People.Lead.Id.ToUpperInvariant(), "He is the father")).Already("on the record already");
    }

    [Fact]
    public void Who_is_barred_may_still_propose_record_and_write_notes()
    {
        var barred = Case.Once(new DeclareConflict(People.Dsl, null, "Sister"));

        Assert.IsType<CaseOutcome.Accepted>(barred.When(new Propose(People.Dsl, "written-warning", null)));
        Assert.IsType<CaseOutcome.Accepted>(barred.When(new RecordAction(People.Dsl, "request-meeting", "done", null)));
        Assert.IsType<CaseOutcome.Accepted>(barred.When(new AddNote(People.Dsl, "I stepped back")));
        Assert.IsType<CaseOutcome.Accepted>(barred.When(new LinkCase(People.Dsl, "CB-2026-0041")));
    }
}
