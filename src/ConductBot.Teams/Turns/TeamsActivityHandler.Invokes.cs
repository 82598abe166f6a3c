using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace ConductBot.Teams;

/// <content>
/// The invokes. One whose payload is not what its name promises gets 400 without reaching a handler; one that no handler
/// takes gets 501; a card's action always gets HTTP 200, with the outcome inside.
/// </content>
public abstract partial class TeamsActivityHandler
{
    private delegate Task<InvokeResponse> OnInvoke(TeamsActivityHandler bot, ITurnContext turnContext, CancellationToken cancellationToken);

    private static readonly Task<InvokeResponse> Unhandled = Task.FromResult(InvokeResponse.NotImplemented);

    private static readonly Dictionary<string, OnInvoke> Invokes = new(StringComparer.Ordinal)
    {
        [InvokeNames.AdaptiveCardAction] = (bot, turn, token) => bot.CardActionAsync(turn, token),
        [InvokeNames.Search] = With(TeamsJson.Default.SearchInvokeValue, bot => bot.OnSearchInvokeAsync),
        [InvokeNames.ComposeFetchTask] = With(TeamsJson.Default.MessagingExtensionAction, bot => bot.OnTeamsMessagingExtensionFetchTaskAsync),
        [InvokeNames.ComposeSubmitAction] = With(TeamsJson.Default.MessagingExtensionAction, bot => bot.OnTeamsMessagingExtensionSubmitActionDispatchAsync),
        [InvokeNames.ComposeQuery] = With(TeamsJson.Default.MessagingExtensionQuery, bot => bot.OnTeamsMessagingExtensionQueryAsync),
        [InvokeNames.TaskFetch] = With(TeamsJson.Default.TaskModuleRequest, bot => bot.OnTeamsTaskModuleFetchAsync),
        [InvokeNames.TaskSubmit] = With(TeamsJson.Default.TaskModuleRequest, bot => bot.OnTeamsTaskModuleSubmitAsync),
        [InvokeNames.ConfigFetch] = (bot, turn, token) => bot.OnTeamsConfigFetchAsync(turn, JsonText.Unwrap(turn.Activity.Value), token),
        [InvokeNames.ConfigSubmit] = (bot, turn, token) => bot.OnTeamsConfigSubmitAsync(turn, JsonText.Unwrap(turn.Activity.Value), token),
        [InvokeNames.FileConsent] = With(TeamsJson.Default.FileConsentCardResponse, bot => bot.OnTeamsFileConsentAsync),
        [InvokeNames.SignInVerifyState] = With(TeamsJson.Default.SigninStateVerificationQuery, bot => bot.OnTeamsSigninVerifyStateAsync),
        [InvokeNames.SignInTokenExchange] = With(TeamsJson.Default.TokenExchangeInvokeRequest, bot => bot.OnTeamsSigninTokenExchangeAsync),
        [InvokeNames.SignInFailure] = (bot, turn, token) => bot.OnTeamsSigninFailureAsync(turn, token),
        [InvokeNames.MessageSubmitAction] = (bot, turn, token) => bot.OnTeamsMessageSubmitActionAsync(turn, JsonText.Unwrap(turn.Activity.Value), token),
    };

    protected override Task<InvokeResponse> OnInvokeActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var name = turnContext.Activity.Name;
        if (string.IsNullOrEmpty(name) && turnContext.Activity.ChannelId == Channels.MSTeams)
        {
            return OnTeamsCardActionInvokeAsync(turnContext, cancellationToken);
        }

        return Invokes.TryGetValue(name ?? "", out var invoke)
            ? invoke(this, turnContext, cancellationToken)
            : OnUnrecognizedInvokeAsync(turnContext, cancellationToken);
    }

    /// <summary>A button of an Adaptive Card was pressed, or a client refreshes its view of the card.</summary>
    protected virtual Task<AdaptiveCardInvokeResponse> OnAdaptiveCardInvokeAsync(
        ITurnContext turnContext, AdaptiveCardInvokeValue invokeValue, CancellationToken cancellationToken) =>
        Task.FromResult(AdaptiveCardInvokeResponse.Error(501, "NotImplemented", "This button does nothing any more."));

    /// <summary>What is said to a press that holds no action.</summary>
    protected virtual string NotUnderstood => "That button sent nothing that can be understood.";

    /// <summary>Somebody typed into a choice whose list comes from the bot.</summary>
    protected virtual Task<InvokeResponse> OnSearchInvokeAsync(
        ITurnContext turnContext, SearchInvokeValue invokeValue, CancellationToken cancellationToken) => Unhandled;

    /// <summary>A message extension's command was chosen. To be answered within five seconds.</summary>
    protected virtual Task<InvokeResponse> OnTeamsMessagingExtensionFetchTaskAsync(
        ITurnContext turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) => Unhandled;

    /// <summary>Tells a page of a dialog from the answer to a preview.</summary>
    protected virtual Task<InvokeResponse> OnTeamsMessagingExtensionSubmitActionDispatchAsync(
        ITurnContext turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) =>
        action.BotMessagePreviewAction switch
        {
            null or "" => OnTeamsMessagingExtensionSubmitActionAsync(turnContext, action, cancellationToken),
            "edit" => OnTeamsMessagingExtensionBotMessagePreviewEditAsync(turnContext, action, cancellationToken),
            "send" => OnTeamsMessagingExtensionBotMessagePreviewSendAsync(turnContext, action, cancellationToken),
            _ => Task.FromResult(InvokeResponse.BadRequest),
        };

    /// <summary>A page of a message extension's dialog was sent. To be answered within five seconds.</summary>
    protected virtual Task<InvokeResponse> OnTeamsMessagingExtensionSubmitActionAsync(
        ITurnContext turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) => Unhandled;

    protected virtual Task<InvokeResponse> OnTeamsMessagingExtensionBotMessagePreviewEditAsync(
        ITurnContext turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) => Unhandled;

    protected virtual Task<InvokeResponse> OnTeamsMessagingExtensionBotMessagePreviewSendAsync(
        ITurnContext turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) => Unhandled;

    protected virtual Task<InvokeResponse> OnTeamsMessagingExtensionQueryAsync(
        ITurnContext turnContext, MessagingExtensionQuery query, CancellationToken cancellationToken) => Unhandled;

    protected virtual Task<InvokeResponse> OnTeamsTaskModuleFetchAsync(
        ITurnContext turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken) => Unhandled;

    protected virtual Task<InvokeResponse> OnTeamsTaskModuleSubmitAsync(
        ITurnContext turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken) => Unhandled;

    protected virtual Task<InvokeResponse> OnTeamsConfigFetchAsync(
        ITurnContext turnContext, JsonNode? configData, CancellationToken cancellationToken) => Unhandled;

    protected virtual Task<InvokeResponse> OnTeamsConfigSubmitAsync(
        ITurnContext turnContext, JsonNode? configData, CancellationToken cancellationToken) => Unhandled;

    /// <summary>Accepts or declines a file the bot offered.</summary>
    protected virtual Task<InvokeResponse> OnTeamsFileConsentAsync(
        ITurnContext turnContext, FileConsentCardResponse fileConsent, CancellationToken cancellationToken) => Unhandled;

    protected virtual Task<InvokeResponse> OnTeamsSigninVerifyStateAsync(
        ITurnContext turnContext, SigninStateVerificationQuery query, CancellationToken cancellationToken) => Unhandled;

    protected virtual Task<InvokeResponse> OnTeamsSigninTokenExchangeAsync(
        ITurnContext turnContext, TokenExchangeInvokeRequest request, CancellationToken cancellationToken) => Unhandled;

    protected virtual Task<InvokeResponse> OnTeamsSigninFailureAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Unhandled;

    /// <summary>Feedback on a message, when the message asked for it.</summary>
    protected virtual Task<InvokeResponse> OnTeamsMessageSubmitActionAsync(
        ITurnContext turnContext, JsonNode? submission, CancellationToken cancellationToken) => Unhandled;

    /// <summary>An invoke without a name: a button of an old kind of card.</summary>
    protected virtual Task<InvokeResponse> OnTeamsCardActionInvokeAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Unhandled;

    /// <summary>A name that nothing above takes.</summary>
    protected virtual Task<InvokeResponse> OnUnrecognizedInvokeAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Unhandled;

    private static OnInvoke With<T>(
        JsonTypeInfo<T> type, Func<TeamsActivityHandler, Func<ITurnContext, T, CancellationToken, Task<InvokeResponse>>> method)
        where T : class =>
        (bot, turn, token) => JsonText.As(turn.Activity.Value, type) is { } value
            ? method(bot)(turn, value, token)
            : Task.FromResult(InvokeResponse.BadRequest);

    private async Task<InvokeResponse> CardActionAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        InvokeResponse.From(
            JsonText.As(turnContext.Activity.Value, TeamsJson.Default.AdaptiveCardInvokeValue) is { Action: not null } value
                ? await OnAdaptiveCardInvokeAsync(turnContext, value, cancellationToken)
                : AdaptiveCardInvokeResponse.Error(400, "BadRequest", NotUnderstood));
}
