using ConductBot.Bot.Cards;
using ConductBot.Bot.Reporting;
using ConductBot.Policies;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.SetUp.Steps;

/// <summary>Which policy, of the packs that this host has.</summary>
internal sealed class PolicyStep(SetUpScene scene) : SetUpStep
{
    public const string StepId = "policy";
    public const string Input = "policy";

    public override string Id => StepId;

    public override string Title => Say("Policy");

    public override bool Applies(SetUpAnswers answers) => !answers.ChannelOnly;

    public override SetUpQuestion Ask(SetUpAnswers answers) => new(
        Say("Which policy does the school work under?"),
        "",
        [Say("New cases are decided under it; a case keeps the policy it began with. Yours is not here: whoever runs the server adds it.")],
        [new("one", Input, Say("Policy"), answers.Policy ?? "", "", [.. Packs.Select(pack => new CardChoice(TitleOf(pack), pack.Id))])]);

    public override string? AnswerOf(SetUpAnswers answers) =>
        answers.Policy is { } id ? scene.Policies.Newest(id) is { } pack ? TitleOf(pack) : Say($"{id} (not among the policies of this server any more)") : null;

    public override StepAnswer<SetUpAnswers> Read(SetUpAnswers values, DialogInput input) =>
        Answers.Input(input.Value, Input) is { } id && scene.Policies.Newest(id) is not null
            ? Take(values with { Policy = id })
            : Again(values, Say("Choose one of the policies."));

    private IEnumerable<Policy> Packs => scene.Policies.All.Select(policy => policy.Id).Distinct(StringComparer.Ordinal).Select(id => scene.Policies.Newest(id)!);

    private static string TitleOf(Policy policy) => $"{policy.Trust}: {policy.Document.Title}";
}
