using System.Text.RegularExpressions;
using ConductBot.Bot.Cards;
using ConductBot.Bot.Reporting;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.SetUp.Steps;

/// <summary>The school's name, as every card of it says. Only what can neither format nor link gets in.</summary>
internal sealed partial class NameStep(SetUpScene scene) : SetUpStep
{
    public const string StepId = "name";
    public const string Input = "name";
    private const int Longest = 80;

    public override string Id => StepId;

    public override string Title => Say("School");

    public override bool Applies(SetUpAnswers answers) => !answers.ChannelOnly;

    public override SetUpQuestion Ask(SetUpAnswers answers) => new(
        Say("What is the school called?"),
        "",
        [Say("As staff say it. It stands on every card.")],
        [new("line", Input, Say("The school’s name"), answers.Name ?? "", Say("Such as: St Hilda’s Primary School"), [])]);

    public override string? AnswerOf(SetUpAnswers answers) => answers.Name;

    public override StepAnswer<SetUpAnswers> Read(SetUpAnswers values, DialogInput input)
    {
        var name = Spaces().Replace(Answers.Input(input.Value, Input)?.Trim() ?? "", " ");
        return name.Length == 0 ? Again(values, Say("Type the school’s name."))
            : name.Length > Longest ? Again(values, Say($"That is longer than {Longest} characters. Type the name that staff use."))
            : !Plain().IsMatch(name) ? Again(values, Say("Use letters, numbers, spaces and . , ’ ' & ( ) / - only, and begin with a letter or a number."))
            : scene.TakenNames.Contains(name, StringComparer.OrdinalIgnoreCase) ? Again(values, Say("Another school here has that name. Add what tells the two apart."))
            : Take(values with { Name = name });
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,’'&()/-]*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();
}
