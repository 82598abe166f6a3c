using ConductBot.Policies;

namespace ConductBot.Cases.Deciding;

/// <summary>
/// Thousands of cases that everybody presses every button on, in an order made from fixed seeds. What must never happen is
/// told here a second time, from the events alone, and not asked of the code that decides.
/// </summary>
public class RandomCommandsTests
{
    private const int Cases = 2_000;
    private const int CommandsToACase = 40;

    [Theory]
    [InlineData("ogat")]
    [InlineData("oak")]
    [InlineData("embrace")]
    public void Nothing_happens_that_must_never_happen(string policy)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var watch = new Watch(Start(policy, random), seen);
            for (var press = 0; press < CommandsToACase; press++)
            {
                watch.Press(RandomCommand.Make(watch.Case, random), $"{policy}, seed {seed}, press {press}");
            }
        }

        // Had the presses all been refused, nothing would have been shown.
        string[] wanted =
        [
            "first of two", "second of two", "approved by one", "recorded freely", "recorded as approved", "recorded as approved though no longer open",
            "recorded as followed up", "departure", "approval fell", "refused a barred person", "refused one person twice", "closed", "reopened", "declined",
        ];
        Assert.All(wanted, what => Assert.True(seen.GetValueOrDefault(what) > 20, $"{policy}: only {seen.GetValueOrDefault(what)} times {what}"));
    }

    private static Given Start(string policy, Random random)
    {
        var pack = Repository.Policy(policy);
        return Given.ACase(policy, RandomCommand.MakeReport(pack, random), complete: random.Next(2) == 0, reporter: People.All[random.Next(6)]);
    }

    /// <summary>Follows one case and checks each event against what went before it.</summary>
    private sealed class Watch(Given start, Dictionary<string, int> seen)
    {
        private readonly Dictionary<string, (string First, string? Second)> agreed = new(StringComparer.Ordinal);
        private readonly HashSet<string> taken = new(StringComparer.Ordinal);
        private readonly HashSet<string> inConflict = new(StringComparer.Ordinal);
        private bool closed;

        public Given Case { get; private set; } = start;

        private string? Target { get; set; } = ((AnswersGiven)start.File.Timeline[1].Event).Report.Target == Targets.Me ? start.File.Reporter : null;

        private bool Complete { get; set; } = ((AnswersGiven)start.File.Timeline[1].Event).Complete;

        public void Press(CaseCommand command, string where)
        {
            var outcome = Case.When(command);
            if (outcome is not CaseOutcome.Accepted accepted)
            {
                Count(command, outcome);
                return;
            }

            Assert.True(command.By.IsStaff, where);
            var happened = Assert.Single(accepted.Events);
            Assert.Equal((command.By.Id, Case.File.Under), (happened.By, happened.Under));
            Assert.True(!closed || happened is CaseReopened or NoteAdded or CaseLinked or ConflictDeclared, where);
            Check(happened, command.By, where);
            Case = Case.After(happened);
        }

        private void Check(CaseEvent happened, Actor by, string where)
        {
            switch (happened)
            {
                case EscalationApproved approved:
                    CheckApproval(approved, by, where);
                    break;

                case EscalationDeclined declined:
                    Assert.True(by.MayDecide && !Barred(by), where);
                    agreed.Remove(declined.Action);
                    Seen("declined");
                    break;

                case ActionRecorded recorded:
                    CheckRecord(recorded, where);
                    break;

                case DepartureRecorded departed:
                    Assert.True(by.IsDsl && !Barred(by), where);
                    agreed.Remove(departed.Action);
                    taken.Add(departed.Action);
                    Seen("departure");
                    break;

                case EscalationProposed proposed:
                    Assert.NotEqual(Approval.None, Allowed(proposed.Action, where).Approval);
                    break;

                case FactCorrected or CaseClosed or CaseReopened:
                    Assert.True(by.IsDsl && !Barred(by), where);
                    closed = happened is CaseClosed || (closed && happened is not CaseReopened);
                    Seen(happened is CaseClosed ? "closed" : happened is CaseReopened ? "reopened" : "corrected");
                    break;

                case AnswersGiven answers:
                    Assert.False(Complete, where);
                    Assert.True(by.Id == Case.File.Reporter || (by.IsDsl && !Barred(by)), where);
                    Complete = answers.Complete;
                    Target = answers.Report.Target == Targets.Me ? Target ?? by.Id : null;
                    Fall(Target);
                    break;

                case ConflictDeclared conflict:
                    Assert.True(conflict.Person == by.Id || by.IsDsl, where);
                    inConflict.Add(conflict.Person);
                    Fall(conflict.Person);
                    break;

                case NoteAdded or CaseLinked:
                    Assert.True(by.IsDsl, where);
                    break;

                default:
                    Assert.Fail($"{where}: {happened}");
                    break;
            }
        }

        private void CheckApproval(EscalationApproved approved, Actor by, string where)
        {
            Assert.False(Barred(by), where);
            Assert.False(string.IsNullOrWhiteSpace(approved.Reason), where);
            var approval = Allowed(approved.Action, where).Approval;
            Assert.NotEqual(Approval.None, approval);

            if (!agreed.TryGetValue(approved.Action, out var before))
            {
                Assert.True(by.IsDsl, where);
                Assert.Equal(approval == Approval.Dsl, approved.Final);
                agreed[approved.Action] = (by.Id, null);
                Seen(approved.Final ? "approved by one" : "first of two");
                return;
            }

            Assert.Equal(Approval.DslAndLead, approval);
            Assert.True(approved.Final && by.IsLead && before.Second is null && before.First != by.Id, where);
            agreed[approved.Action] = (before.First, by.Id);
            Seen("second of two");
        }

        private void CheckRecord(ActionRecorded recorded, string where)
        {
            var open = Case.Reading.Decision.Allowed.FirstOrDefault(open => open.Action == recorded.Action);
            var approved = agreed.TryGetValue(recorded.Action, out var by)
                && (by.Second is not null || Repository.Policy(Case.Policy.Id).RuleOf(recorded.Action)!.Approval == Approval.Dsl);
            var followedUp = recorded.Outcome != Outcomes.Done && taken.Contains(recorded.Action);

            Assert.True(open is { Approval: Approval.None } || approved || followedUp, $"{where}: {recorded.Action} {recorded.Outcome}");
            Seen(approved ? open is null ? "recorded as approved though no longer open" : "recorded as approved" : followedUp ? "recorded as followed up" : "recorded freely");
            if (recorded.Outcome != Outcomes.Failed)
            {
                taken.Add(recorded.Action);
                if (approved)
                {
                    agreed.Remove(recorded.Action);
                }
            }
        }

        private OpenAction Allowed(string action, string where)
        {
            var decision = Case.Reading.Decision;
            Assert.DoesNotContain(decision.Never, never => never.Action == action);
            return decision.Allowed.FirstOrDefault(open => open.Action == action) ?? throw new InvalidOperationException($"{where}: {action} is not open.");
        }

        private bool Barred(Actor by) => by.Id == Case.File.Reporter || by.Id == Target || inConflict.Contains(by.Id);

        private void Fall(string? person)
        {
            foreach (var (action, _) in agreed.Where(entry => person is not null && (entry.Value.First == person || entry.Value.Second == person)).ToList())
            {
                agreed.Remove(action);
                Seen("approval fell");
            }
        }

        private void Count(CaseCommand command, CaseOutcome outcome)
        {
            if (command is Approve { By: var by } && by.MayDecide && Barred(by))
            {
                Assert.IsType<CaseOutcome.Refused>(outcome);
                Seen("refused a barred person");
            }

            if (outcome is CaseOutcome.Already { Sentence: var sentence } && sentence.Contains("somebody else", StringComparison.Ordinal))
            {
                Seen("refused one person twice");
            }
        }

        private void Seen(string what) => seen[what] = seen.GetValueOrDefault(what) + 1;
    }
}
