using ConductBot.Bot.Cards;
using ConductBot.Bot.General;
using ConductBot.Bot.People;
using ConductBot.Bot.SetUp.Steps;

namespace ConductBot.Bot.SetUp;

/// <summary>Draws the set-up. What stands in a channel names nobody; the questions show only to the owner who answers them.</summary>
internal static class SetUpCards
{
    public const string StartVerb = "set-up/start";
    public const string AnswerVerb = "set-up/answer";

    /// <summary>The card of a channel: what set-up is, and the one button that starts it.</summary>
    /// <param name="school">The school of this team; null while there is none.</param>
    public static NoticeCard Invitation(School? school, string? channelId) => school is null
        ? new(
            Say("ConductBot is not set up here yet"),
            "emphasis",
            [
                GeneralConversation.Emergency,
                Say("An owner of this team sets me up: the school’s name, its policy, the designated safeguarding lead, deputies and leads, and whether case cards may come to this channel."),
                Say("Until then I take no reports here: speak to your designated safeguarding lead in person."),
            ],
            [Start(Say("Set up"))])
        : new(
            Say($"The set-up of {school.Name}"),
            "emphasis",
            [
                WhereCardsGo(school, channelId),
                school.IsSetUpInTeams
                    ? Say("An owner of this team can change the school’s name, its policy, its people and its channel.")
                    : Say("The school is set up in this server’s settings. Only its channel is set here, by an owner of this team."),
            ],
            [Start(school.IsSetUpInTeams ? Say("Change the set-up") : Say("Set the channel"))]);

    /// <summary>A question, or the summary, as the owner sees it.</summary>
    /// <param name="before">What is settled now, where it is to be changed.</param>
    public static SetUpCard Question(SetUpDialog dialog, SetUpDraft draft, SetUpAnswers? before, string problem)
    {
        var step = dialog.Find(draft.State.Step);
        var question = step.Ask(draft.Answers);
        var (number, of) = dialog.Waterfall.Progress(draft.State, draft.Answers);
        var isCheck = step.Id == CheckStep.StepId;
        var answers = isCheck ? dialog.AnswersOf(draft.Answers) : [];
        return new(
            Say($"Set-up: question {number} of {of}"),
            question.Text,
            problem,
            question.Warning,
            question.Lines,
            [.. answers.Select(answer => new CardFact(answer.Step.Title, WithBefore(answer, before)))],
            isCheck
                ? [new("one", "change", Say("Change an answer"), "", "", [.. answers.Select(answer => new CardChoice(answer.Step.Title, answer.Step.Id))])]
                : question.Inputs,
            ButtonsOf(dialog, draft, question, isCheck));
    }

    public static NoticeCard Notice(string title, string style, params ReadOnlySpan<string> lines) => new(title, style, [.. lines], []);

    /// <summary>As <see cref="Notice"/>, with the button that begins again.</summary>
    public static NoticeCard Refusal(string title, params ReadOnlySpan<string> lines) => new(title, "warning", [.. lines], [Start(Say("Try again"))]);

    public static string WhereCardsGo(School school, string? channelId) =>
        school.HomeChannelId is null ? Say("It has no safeguarding channel yet: case cards go to the DSL in person.")
        : school.ChannelId is null ? Say("Its safeguarding channel cannot be written to: case cards go to the DSL in person.")
        : school.ChannelId == channelId ? Say("Its case cards come to this channel.")
        : Say("Its case cards go to another channel.");

    private static List<CardButton> ButtonsOf(SetUpDialog dialog, SetUpDraft draft, SetUpQuestion question, bool isCheck)
    {
        // A shared channel has no way on.
        List<CardButton> buttons = draft.Readers == ChannelReaders.OtherTeams && question.Data is not null
            ? []
            : [Press(draft, question.Next ?? Say("Next"), go: null, question.Inputs.Count > 0 ? CardButton.WithInputs : CardButton.WithoutInputs, question.Data) with { Style = CardButton.Positive }];
        if (question.Finds)
        {
            buttons.Add(Press(draft, Say("Look for this name"), "find", CardButton.WithInputs));
        }

        if (isCheck)
        {
            buttons.Add(Press(draft, Say("Change the chosen answer"), "change", CardButton.WithInputs));
        }
        else if (dialog.Waterfall.Back(draft.State, draft.Answers) != draft.State)
        {
            buttons.Add(Press(draft, Say("Back"), "back", CardButton.WithoutInputs));
        }

        buttons.Add(Press(draft, Say("Cancel"), "cancel", CardButton.WithoutInputs));
        return buttons;
    }

    private static string WithBefore((SetUpStep Step, string Answer) answer, SetUpAnswers? before) =>
        before is not null && answer.Step.AnswerOf(before) is { } now && now != answer.Answer ? Say($"{answer.Answer} (now: {now})") : answer.Answer;

    private static CardButton Start(string title) => Buttons.Press(title, StartVerb, CardButton.WithoutInputs);

    private static CardButton Press(SetUpDraft draft, string title, string? go, string inputs, (string Name, string Value)? data = null)
    {
        var button = Buttons.Press(title, AnswerVerb, inputs, ("dialog", SetUpDialog.Id), ("draft", draft.Id), ("step", draft.State.Step));
        if (go is not null)
        {
            button.Data["go"] = go;
        }

        if (data is { } said)
        {
            button.Data[said.Name] = said.Value;
        }

        return button;
    }
}
