using ConductBot.Policies;

namespace ConductBot.Cases;

/// <summary>A case as its events made it, to put a command to.</summary>
internal sealed record Given(Policy Policy, CaseFile File)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);

    /// <summary>A parent's post that may defame and abuse a colleague, reported by the teacher, every question answered.</summary>
    public static readonly Report Defaming = new()
    {
        ImmediateRisk = Report.No,
        IntimateImage = Report.No,
        Text = "She hits the children",
        Author = Authors.Parent,
        Target = Targets.Colleague,
        Categories = ["defamation", "abuse"],
        CategoriesAsked = true,
        Tests = Answered(("statedAsFact", Report.Yes), ("untrue", Report.Yes), ("identifiable", Report.Yes), ("seriousHarm", Report.Yes)),
        CrimeSuspected = Report.No,
        ChildHarmDisclosed = Report.No,
    };

    public static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Answered(params (string Input, string Answer)[] answers) =>
        System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(answers.Select(answer => KeyValuePair.Create(answer.Input, answer.Answer)));

    /// <summary>Under embrace, where most actions are open from the start; take-legal-action needs the DSL and a lead.</summary>
    public static Given ACase(string policy = "embrace", Report? report = null, bool complete = true, Actor? reporter = null)
    {
        var pack = Repository.Policy(policy);
        var by = (reporter ?? People.Teacher).Id;
        var under = $"{pack.Id} {pack.Version}";
        return new Given(pack, new()).After(
            new CaseOpened
            {
                By = by,
                Under = under,
                Reference = "CB-2026-0042",
                School = "a-school",
                Policy = pack.Id,
                PolicyVersion = pack.Version,
                ReporterName = "Tara Teacher",
            },
            new AnswersGiven { By = by, Under = under, Complete = complete, Answered = ["danger"], Report = report ?? Defaming });
    }

    public Given After(params IEnumerable<CaseEvent> events) => this with
    {
        File = events.Aggregate(File, (file, happened) => file.After(new(file.Version + 1, Start.AddMinutes(file.Version), happened))),
    };

    public CaseOutcome When(CaseCommand command) => CaseDecider.Decide(File, Policy, command);

    /// <summary>The case once the command was carried out, which it has to be.</summary>
    public Given Once(CaseCommand command) => After(Assert.IsType<CaseOutcome.Accepted>(When(command)).Events);

    public CaseReading Reading => CaseReading.Of(File, Policy);

    public bool Allows(string action) => Reading.Decision.Allowed.Any(open => open.Action == action);
}

internal static class Outcome
{
    /// <summary>The one event that a command led to; who and under what are checked here for all of them.</summary>
    public static T Led<T>(this CaseOutcome outcome, Given given, CaseCommand command)
        where T : CaseEvent
    {
        var happened = Assert.IsType<T>(Assert.Single(Assert.IsType<CaseOutcome.Accepted>(outcome).Events));
        Assert.Equal(command.By.Id, happened.By);
        Assert.Equal(given.File.Under, happened.Under);
        return happened;
    }

    public static IReadOnlyList<string> Refused(this CaseOutcome outcome, string because)
    {
        var refused = Assert.IsType<CaseOutcome.Refused>(outcome);
        Assert.Contains(because, refused.Sentence, StringComparison.Ordinal);
        return refused.Clauses;
    }

    public static void Already(this CaseOutcome outcome, string sentence) =>
        Assert.Contains(sentence, Assert.IsType<CaseOutcome.Already>(outcome).Sentence, StringComparison.Ordinal);

    public static void Incomplete(this CaseOutcome outcome, string sentence) =>
        Assert.Contains(sentence, Assert.IsType<CaseOutcome.Incomplete>(outcome).Sentence, StringComparison.Ordinal);
}
