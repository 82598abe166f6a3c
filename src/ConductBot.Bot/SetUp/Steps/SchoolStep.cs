using ConductBot.Bot.Cards;
using ConductBot.Bot.Reporting;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.SetUp.Steps;

/// <summary>Which school: asked where there is one without a place in this team that the owner has a say in.</summary>
internal sealed class SchoolStep(SetUpScene scene) : SetUpStep
{
    public const string Input = "school";
    public const string Another = "another";
    public const string StepId = "school";

    public override string Id => StepId;

    public override string Title => Say("School");

    public override bool Applies(SetUpAnswers answers) => answers.MayBe.Count > 0;

    public override SetUpQuestion Ask(SetUpAnswers answers) => new(
        Say("Which school is this channel for?"),
        "",
        [Say("A school that is set up already moves to this channel, with its people and its cases. You may move it because you are its DSL, a deputy or a lead.")],
        [
            new("few", Input, Say("School"), "", "",
            [
                .. scene.MayBe.Where(school => answers.MayBe.Contains(school.Id)).Select(school => new CardChoice(school.Name, school.Id)),
                new(Say("Another school"), Another),
            ]),
        ]);

    public override string? AnswerOf(SetUpAnswers answers) => null;

    public override StepAnswer<SetUpAnswers> Read(SetUpAnswers values, DialogInput input)
    {
        var given = Answers.Input(input.Value, Input);
        return given == Another ? Take(values with { School = "", ChannelOnly = false })
            : given is not null && values.MayBe.Contains(given) && scene.MayBe.Any(school => school.Id == given) ? Take(values with { School = given })
            : Again(values, Say("Choose one of the schools."));
    }
}
