using static ConductBot.Policies.Actions;

namespace ConductBot.Cases.Deciding;

/// <summary>What holds for every command, whatever it is.</summary>
public class EverybodyTests
{
    private static readonly Given Case = Given.ACase();

    public static TheoryData<string> Kinds => [.. Every(People.Dsl).Select(command => command.GetType().Name)];

    [Theory, MemberData(nameof(Kinds))]
    public void Nobody_outside_the_school_does_anything(string kind)
    {
        var command = Every(People.Stranger).Single(command => command.GetType().Name == kind);

        Case.When(command).Refused("Only staff of this school");
        Closed.When(command).Refused("Only staff of this school");
        Forgotten.When(command).Refused("Only staff of this school");
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Nothing_is_done_to_a_forgotten_case(string kind) =>
        Forgotten.When(Every(People.Dsl).Single(command => command.GetType().Name == kind)).Refused("was forgotten");

    [Theory, MemberData(nameof(Kinds))]
    public void A_closed_case_takes_only_what_does_not_move_it(string kind)
    {
        var command = Every(People.Dsl).Single(command => command.GetType().Name == kind);
        var outcome = Closed.When(command);

        switch (command)
        {
            case ReopenCase or AddNote or LinkCase or DeclareConflict:
                Assert.IsType<CaseOutcome.Accepted>(outcome);
                break;
            case CloseCase:
                outcome.Already("closed already");
                break;
            default:
                outcome.Refused("The DSL can reopen it");
                break;
        }
    }

    [Fact]
    public void Every_command_there_is_has_an_example_here() => Assert.Equal(
        typeof(CaseCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CaseCommand))).Select(type => type.Name).Order(),
        Every(People.Dsl).Select(command => command.GetType().Name).Order());

    [Fact]
    public void A_command_without_a_rule_is_a_bug() =>
        Assert.Throws<InvalidOperationException>(() => Case.When(new Invented(People.Dsl)));

    private static Given Closed { get; } = Case.Once(new CloseCase(People.Dsl, "Settled"));

    private static Given Forgotten { get; } = Case.After(new CaseForgotten { By = CaseEvent.TheBot, Under = Case.File.Under, Why = "Seven years" });

    private sealed record Invented(Actor By) : CaseCommand(By);

    private static IReadOnlyList<CaseCommand> Every(Actor by) =>
    [
        new GiveAnswers(by, new(), [], Complete: true),
        new Propose(by, ReportToPlatform, "Why"),
        new Approve(by, ReportToPlatform, "Why"),
        new Decline(by, ReportToPlatform, "Why"),
        new RecordAction(by, RequestMeeting, "done", Note: null),
        new Depart(by, ViewMessages, "Why"),
        new CorrectFact(by, "contentUp", "no", "Why"),
        new DeclareConflict(by, Person: null, "Why"),
        new Acknowledge(by),
        new AddNote(by, "A note"),
        new LinkCase(by, "CB-2026-0041"),
        new CloseCase(by, "Why"),
        new ReopenCase(by, "Why"),
    ];
}
