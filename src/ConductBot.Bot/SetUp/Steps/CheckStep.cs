using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.SetUp.Steps;

/// <summary>The summary. Nothing is settled before it is confirmed.</summary>
internal sealed class CheckStep(SetUpScene scene) : SetUpStep
{
    public const string StepId = "check";

    public override string Id => StepId;

    public override string Title => Say("Check");

    public override SetUpQuestion Ask(SetUpAnswers answers) => new(
        Say("Is this right?"),
        ChannelStep.WarningOf(scene.Readers, scene.Roster.Members.Count),
        [Say("Nothing is settled yet. What you confirm is recorded with who and when, and everybody named is told in person.")],
        [],
        Say("Confirm"));

    public override string? AnswerOf(SetUpAnswers answers) => null;

    public override StepAnswer<SetUpAnswers> Read(SetUpAnswers values, DialogInput input) => Take(values);
}
