namespace ConductBot.Cases.Deciding;

public class NotesAndLinksTests
{
    private static readonly Given Case = Given.ACase();

    [Fact]
    public void The_DSL_writes_notes()
    {
        var note = new AddNote(People.Deputy, " Rang the parent ");

        Assert.Equal("Rang the parent", Case.When(note).Led<NoteAdded>(Case, note).Text);
        Case.When(note with { Text = " " }).Incomplete("Write the note");
        Case.When(note with { By = People.Colleague }).Refused("Only the DSL or a deputy");
    }

    [Fact]
    public void The_DSL_links_a_case_to_another()
    {
        var link = new LinkCase(People.Dsl, " cb-2026-0007 ");

        Assert.Equal("CB-2026-0007", Case.When(link).Led<CaseLinked>(Case, link).To);
        Case.When(link with { To = " " }).Incomplete("reference of the other case");
        Case.When(link with { By = People.Lead }).Refused("Only the DSL or a deputy");
    }

    [Fact]
    public void A_case_is_linked_once_and_never_to_itself()
    {
        var linked = Case.Once(new LinkCase(People.Dsl, "CB-2026-0007"));

        linked.When(new LinkCase(People.Dsl, "cb-2026-0007 ")).Already("linked already");
        Case.When(new LinkCase(People.Dsl, " cb-2026-0042")).Incomplete("to itself");
    }
}
