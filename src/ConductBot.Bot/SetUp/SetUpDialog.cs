using ConductBot.Bot.Cards;
using ConductBot.Bot.People;
using ConductBot.Bot.SetUp.Steps;
using ConductBot.Policies;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.SetUp;

/// <summary>What the questions of a set-up are asked against, as it is at this press.</summary>
/// <param name="MayBe">The schools there are that may be meant.</param>
/// <param name="TakenNames">Names of the tenant's other schools.</param>
public sealed record SetUpScene(
    PolicyLibrary Policies, TeamRoster Roster, ChannelReaders Readers, IReadOnlyList<School> MayBe, IReadOnlyList<string> TakenNames);

/// <summary>The set-up: the school, its policy, its people, its channel, and a summary to confirm.</summary>
public sealed class SetUpDialog
{
    public const string Id = "set-up";

    public SetUpDialog(SetUpScene scene)
    {
        Steps =
        [
            new SchoolStep(scene),
            new NameStep(scene),
            new PolicyStep(scene),
            new PeopleStep(scene, PeopleStep.Dsl, Say("Designated safeguarding lead"), Say("Who is the designated safeguarding lead (DSL)?"), isNeeded: true,
                Say("They see every case, approve what needs approval, and are written to when a case cannot wait."),
                answers => answers.Dsl, (answers, people) => answers with { Dsl = people }),
            new PeopleStep(scene, PeopleStep.Deputies, Say("Deputies"), Say("Who are the deputy safeguarding leads?"), isNeeded: false,
                Say("They may do what the DSL may. Leave everybody unticked where there is no deputy."),
                answers => answers.Deputies, (answers, people) => answers with { Deputies = people }),
            new PeopleStep(scene, PeopleStep.Leads, Say("Leads"), Say("Who leads the school: headteacher, trust lead?"), isNeeded: false,
                Say("Some escalations need a lead’s approval beside the DSL’s. Without a lead those stay closed."),
                answers => answers.Leads, (answers, people) => answers with { Leads = people }),
            new ChannelStep(scene),
            new CheckStep(scene),
        ];
        Waterfall = new(Id, Steps);
    }

    public IReadOnlyList<SetUpStep> Steps { get; }

    public WaterfallDialog<SetUpAnswers> Waterfall { get; }

    public SetUpStep Find(string id) => Steps.First(step => step.Id == id);

    public bool Knows(string? id) => Steps.Any(step => step.Id == id);

    /// <summary>The questions whose answers a school that is set up has already.</summary>
    public static IReadOnlyList<string> AnsweredBySettings { get; } = [SchoolStep.StepId, NameStep.StepId, PolicyStep.StepId, PeopleStep.Dsl, PeopleStep.Deputies, PeopleStep.Leads];

    /// <summary>The answers in the order of the questions, as the owner can check them.</summary>
    public IReadOnlyList<(SetUpStep Step, string Answer)> AnswersOf(SetUpAnswers answers) =>
    [
        .. Steps.Where(step => step.Applies(answers))
            .Select(step => (Step: step, Answer: step.AnswerOf(answers)))
            .Where(pair => pair.Answer is not null)
            .Select(pair => (pair.Step, pair.Answer!)),
    ];
}

/// <summary>A question of the set-up: how it is asked, and how its answer reads back.</summary>
public abstract class SetUpStep : WaterfallStep<SetUpAnswers>
{
    /// <summary>The question in a few words, as the summary shows it.</summary>
    public abstract string Title { get; }

    public abstract SetUpQuestion Ask(SetUpAnswers answers);

    /// <summary>Null where there is no answer to show.</summary>
    public abstract string? AnswerOf(SetUpAnswers answers);
}

/// <summary>A question as its card shows it.</summary>
/// <param name="Warning">What must not be overlooked; empty for nothing.</param>
/// <param name="Next">The words of the button that sends the answer, where they are not just Next.</param>
/// <param name="Data">What that button says besides the fields.</param>
/// <param name="Finds">The question has a field to look for people by name.</param>
public sealed record SetUpQuestion(
    string Text,
    string Warning,
    IReadOnlyList<string> Lines,
    IReadOnlyList<CardInput> Inputs,
    string? Next = null,
    (string Name, string Value)? Data = null,
    bool Finds = false);
