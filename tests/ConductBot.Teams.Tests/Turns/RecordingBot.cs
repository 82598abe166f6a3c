using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace ConductBot.Teams;

/// <summary>Overrides everything there is to override, and writes down what was called.</summary>
internal sealed class RecordingBot : TeamsActivityHandler
{
    public List<string> Called { get; } = [];

    /// <summary>What the method got besides the turn.</summary>
    public List<object?> Got { get; } = [];

    public AdaptiveCardInvokeResponse CardAnswer { get; init; } = AdaptiveCardInvokeResponse.Message("ok");

    protected override Task OnMessageActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Note();

    protected override Task OnReactionsAddedAsync(IReadOnlyList<MessageReaction> reactions, ITurnContext turnContext, CancellationToken cancellationToken) => Note(reactions);

    protected override Task OnReactionsRemovedAsync(IReadOnlyList<MessageReaction> reactions, ITurnContext turnContext, CancellationToken cancellationToken) => Note(reactions);

    protected override Task OnMembersAddedAsync(IReadOnlyList<ChannelAccount> members, ITurnContext turnContext, CancellationToken cancellationToken) => Note(members);

    protected override Task OnMembersRemovedAsync(IReadOnlyList<ChannelAccount> members, ITurnContext turnContext, CancellationToken cancellationToken) => Note(members);

    protected override Task OnInstallationUpdateAddAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Note();

    protected override Task OnInstallationUpdateRemoveAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Note();

    protected override Task OnTypingActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Note();

    protected override Task OnUnrecognizedActivityTypeAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Note();

    protected override Task OnTeamsChannelCreatedAsync(ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) => Note(channelInfo, teamInfo);

    protected override Task OnTeamsChannelDeletedAsync(ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) => Note(channelInfo, teamInfo);

    protected override Task OnTeamsChannelRenamedAsync(ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) => Note(channelInfo, teamInfo);

    protected override Task OnTeamsChannelRestoredAsync(ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) => Note(channelInfo, teamInfo);

    protected override Task OnTeamsChannelSharedAsync(ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) => Note(channelInfo, teamInfo);

    protected override Task OnTeamsChannelUnsharedAsync(ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) => Note(channelInfo, teamInfo);

    protected override Task OnTeamsTeamArchivedAsync(TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) => Note(teamInfo);

    protected override Task OnTeamsTeamUnarchivedAsync(TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) => Note(teamInfo);

    protected override Task OnTeamsTeamDeletedAsync(TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) => Note(teamInfo);

    protected override Task OnTeamsTeamHardDeletedAsync(TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) => Note(teamInfo);

    protected override Task OnTeamsTeamRenamedAsync(TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) => Note(teamInfo);

    protected override Task OnTeamsTeamRestoredAsync(TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) => Note(teamInfo);

    protected override Task OnTeamsMessageEditAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Note();

    protected override Task OnTeamsMessageUndeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Note();

    protected override Task OnTeamsMessageSoftDeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Note();

    protected override Task OnTeamsReadReceiptAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Note();

    protected override async Task<AdaptiveCardInvokeResponse> OnAdaptiveCardInvokeAsync(ITurnContext turnContext, AdaptiveCardInvokeValue invokeValue, CancellationToken cancellationToken)
    {
        await Note(invokeValue);
        return CardAnswer;
    }

    protected override Task<InvokeResponse> OnSearchInvokeAsync(ITurnContext turnContext, SearchInvokeValue invokeValue, CancellationToken cancellationToken) => Answer(invokeValue);

    protected override Task<InvokeResponse> OnTeamsMessagingExtensionFetchTaskAsync(ITurnContext turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) => Answer(action);

    protected override Task<InvokeResponse> OnTeamsMessagingExtensionSubmitActionAsync(ITurnContext turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) => Answer(action);

    protected override Task<InvokeResponse> OnTeamsMessagingExtensionBotMessagePreviewEditAsync(ITurnContext turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) => Answer(action);

    protected override Task<InvokeResponse> OnTeamsMessagingExtensionBotMessagePreviewSendAsync(ITurnContext turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) => Answer(action);

    protected override Task<InvokeResponse> OnTeamsMessagingExtensionQueryAsync(ITurnContext turnContext, MessagingExtensionQuery query, CancellationToken cancellationToken) => Answer(query);

    protected override Task<InvokeResponse> OnTeamsTaskModuleFetchAsync(ITurnContext turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken) => Answer(taskModuleRequest);

    protected override Task<InvokeResponse> OnTeamsTaskModuleSubmitAsync(ITurnContext turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken) => Answer(taskModuleRequest);

    protected override Task<InvokeResponse> OnTeamsConfigFetchAsync(ITurnContext turnContext, JsonNode? configData, CancellationToken cancellationToken) => Answer(configData);

    protected override Task<InvokeResponse> OnTeamsConfigSubmitAsync(ITurnContext turnContext, JsonNode? configData, CancellationToken cancellationToken) => Answer(configData);

    protected override Task<InvokeResponse> OnTeamsFileConsentAsync(ITurnContext turnContext, FileConsentCardResponse fileConsent, CancellationToken cancellationToken) => Answer(fileConsent);

    protected override Task<InvokeResponse> OnTeamsSigninVerifyStateAsync(ITurnContext turnContext, SigninStateVerificationQuery query, CancellationToken cancellationToken) => Answer(query);

    protected override Task<InvokeResponse> OnTeamsSigninTokenExchangeAsync(ITurnContext turnContext, TokenExchangeInvokeRequest request, CancellationToken cancellationToken) => Answer(request);

    protected override Task<InvokeResponse> OnTeamsSigninFailureAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Answer();

    protected override Task<InvokeResponse> OnTeamsMessageSubmitActionAsync(ITurnContext turnContext, JsonNode? submission, CancellationToken cancellationToken) => Answer(submission);

    protected override Task<InvokeResponse> OnTeamsCardActionInvokeAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Answer();

    private Task Note(object? first = null, object? second = null, [CallerMemberName] string name = "")
    {
        Called.Add(name);
        Got.AddRange([first, second]);
        return Task.CompletedTask;
    }

    private async Task<InvokeResponse> Answer(object? got = null, [CallerMemberName] string name = "")
    {
        await Note(got, null, name);
        return InvokeResponse.Accepted;
    }
}

/// <summary>Overrides nothing.</summary>
internal sealed class SilentBot : TeamsActivityHandler;
