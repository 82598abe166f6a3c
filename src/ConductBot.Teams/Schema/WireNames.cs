namespace ConductBot.Teams;

public static class ActivityTypes
{
    public const string Message = "message";
    public const string MessageUpdate = "messageUpdate";
    public const string MessageDelete = "messageDelete";
    public const string MessageReaction = "messageReaction";
    public const string ConversationUpdate = "conversationUpdate";
    public const string InstallationUpdate = "installationUpdate";
    public const string Invoke = "invoke";
    public const string Event = "event";
    public const string Typing = "typing";
}

public static class InvokeNames
{
    public const string AdaptiveCardAction = "adaptiveCard/action";
    public const string Search = "application/search";
    public const string ComposeFetchTask = "composeExtension/fetchTask";
    public const string ComposeSubmitAction = "composeExtension/submitAction";
    public const string ComposeQuery = "composeExtension/query";
    public const string ComposeQueryLink = "composeExtension/queryLink";
    public const string ComposeAnonymousQueryLink = "composeExtension/anonymousQueryLink";
    public const string ComposeQuerySettingUrl = "composeExtension/querySettingUrl";
    public const string ComposeSetting = "composeExtension/setting";
    public const string ComposeSelectItem = "composeExtension/selectItem";
    public const string ComposeCardButtonClicked = "composeExtension/onCardButtonClicked";
    public const string TaskFetch = "task/fetch";
    public const string TaskSubmit = "task/submit";
    public const string ConfigFetch = "config/fetch";
    public const string ConfigSubmit = "config/submit";
    public const string TabFetch = "tab/fetch";
    public const string TabSubmit = "tab/submit";
    public const string FileConsent = "fileConsent/invoke";
    public const string SignInVerifyState = "signin/verifyState";
    public const string SignInTokenExchange = "signin/tokenExchange";
    public const string SignInFailure = "signin/failure";
    public const string MessageFetchTask = "message/fetchTask";
    public const string MessageSubmitAction = "message/submitAction";
    public const string ActionableMessage = "actionableMessage/executeAction";
    public const string SuggestedActionsSubmit = "suggestedActions/submit";
    public const string HandoffAction = "handoff/action";
}

public static class EventNames
{
    public const string ReadReceipt = "application/vnd.microsoft.readReceipt";
}

public static class ContentTypes
{
    public const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";
    public const string Html = "text/html";
    public const string FileDownloadInfo = "application/vnd.microsoft.teams.file.download.info";
    public const string FileConsentCard = "application/vnd.microsoft.teams.card.file.consent";
    public const string FileInfoCard = "application/vnd.microsoft.teams.card.file.info";
    public const string OAuthCard = "application/vnd.microsoft.card.oauth";

    // The rest are never attachments, only the type of the answer to a card's action or search.
    public const string ActivityMessage = "application/vnd.microsoft.activity.message";
    public const string Error = "application/vnd.microsoft.error";
    public const string LoginRequest = "application/vnd.microsoft.activity.loginRequest";
    public const string IncorrectAuthCode = "application/vnd.microsoft.error.incorrectAuthCode";
    public const string PreconditionFailed = "application/vnd.microsoft.error.preconditionFailed";
    public const string SearchResponse = "application/vnd.microsoft.search.searchResponse";
}

public static class ConversationTypes
{
    public const string Personal = "personal";
    public const string GroupChat = "groupChat";
    public const string Channel = "channel";
}

/// <summary>Compared ignoring case: clients disagree with the documentation.</summary>
public static class TeamsEventTypes
{
    public const string ChannelCreated = "channelCreated";
    public const string ChannelDeleted = "channelDeleted";
    public const string ChannelRenamed = "channelRenamed";
    public const string ChannelRestored = "channelRestored";
    public const string ChannelShared = "channelShared";
    public const string ChannelUnshared = "channelUnshared";
    public const string ChannelMemberAdded = "channelMemberAdded";
    public const string ChannelMemberRemoved = "channelMemberRemoved";
    public const string TeamMemberAdded = "teamMemberAdded";
    public const string TeamMemberRemoved = "teamMemberRemoved";
    public const string TeamArchived = "teamArchived";
    public const string TeamUnarchived = "teamUnarchived";
    public const string TeamDeleted = "teamDeleted";
    public const string TeamHardDeleted = "teamHardDeleted";
    public const string TeamRenamed = "teamRenamed";
    public const string TeamRestored = "teamRestored";
    public const string EditMessage = "editMessage";
    public const string UndeleteMessage = "undeleteMessage";
    public const string SoftDeleteMessage = "softDeleteMessage";
}

public static class InstallationActions
{
    public const string Add = "add";
    public const string AddUpgrade = "add-upgrade";
    public const string Remove = "remove";
    public const string RemoveUpgrade = "remove-upgrade";
}

public static class DeliveryModes
{
    public const string Normal = "normal";
    public const string ExpectReplies = "expectReplies";
}

public static class TextFormats
{
    public const string Plain = "plain";
    public const string Markdown = "markdown";
    public const string Xml = "xml";
}

public static class ActivityImportance
{
    public const string Low = "low";
    public const string Normal = "normal";
    public const string High = "high";
}

public static class Channels
{
    public const string MSTeams = "msteams";
}
