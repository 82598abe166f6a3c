using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConductBot.Teams;

/// <summary>How the wire's JSON becomes these types and back: names in camel case, missing rather than null, wrong types forgiven.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(LenientString), typeof(LenientBoolean), typeof(LenientInteger), typeof(LenientTime), typeof(EntityConverter)])]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(List<Activity>))]
[JsonSerializable(typeof(Entity))]
[JsonSerializable(typeof(Mention))]
[JsonSerializable(typeof(ConversationParameters))]
[JsonSerializable(typeof(ConversationResourceResponse))]
[JsonSerializable(typeof(ResourceResponse))]
[JsonSerializable(typeof(TeamsPagedMembersResult))]
[JsonSerializable(typeof(ConversationList))]
[JsonSerializable(typeof(AdaptiveCardInvokeValue))]
[JsonSerializable(typeof(AdaptiveCardInvokeResponse))]
[JsonSerializable(typeof(TaskModuleRequest))]
[JsonSerializable(typeof(TaskModuleResponse))]
[JsonSerializable(typeof(TaskModuleTaskInfo))]
[JsonSerializable(typeof(MessagingExtensionAction))]
[JsonSerializable(typeof(MessagingExtensionActionResponse))]
[JsonSerializable(typeof(MessagingExtensionQuery))]
[JsonSerializable(typeof(SearchInvokeValue))]
[JsonSerializable(typeof(FileConsentCardResponse))]
[JsonSerializable(typeof(SigninStateVerificationQuery))]
[JsonSerializable(typeof(TokenExchangeInvokeRequest))]
[JsonSerializable(typeof(AdaptiveCardInvokeAction))]
[JsonSerializable(typeof(Attachment))]
[JsonSerializable(typeof(CardAction))]
[JsonSerializable(typeof(ChannelAccount))]
[JsonSerializable(typeof(ChannelInfo))]
[JsonSerializable(typeof(ConversationAccount))]
[JsonSerializable(typeof(ConversationReference))]
[JsonSerializable(typeof(FileUploadInfo))]
[JsonSerializable(typeof(MessageActionsPayload))]
[JsonSerializable(typeof(MessageActionsPayloadApp))]
[JsonSerializable(typeof(MessageActionsPayloadBody))]
[JsonSerializable(typeof(MessageActionsPayloadFrom))]
[JsonSerializable(typeof(MessageActionsPayloadMention))]
[JsonSerializable(typeof(MessageActionsPayloadReaction))]
[JsonSerializable(typeof(MessageActionsPayloadUser))]
[JsonSerializable(typeof(MessageReaction))]
[JsonSerializable(typeof(MessagingExtensionParameter))]
[JsonSerializable(typeof(MessagingExtensionQueryOptions))]
[JsonSerializable(typeof(MessagingExtensionResult))]
[JsonSerializable(typeof(NotificationInfo))]
[JsonSerializable(typeof(SearchInvokeOptions))]
[JsonSerializable(typeof(SuggestedActions))]
[JsonSerializable(typeof(TaskModuleRequestContext))]
[JsonSerializable(typeof(TaskModuleTask))]
[JsonSerializable(typeof(TeamInfo))]
[JsonSerializable(typeof(TeamsChannelAccount))]
[JsonSerializable(typeof(TeamsChannelData))]
[JsonSerializable(typeof(TeamsChannelDataSettings))]
[JsonSerializable(typeof(TeamsSource))]
[JsonSerializable(typeof(TenantInfo))]
public sealed partial class TeamsJson : JsonSerializerContext
{
    private static TeamsJson? wire;

    /// <summary>For what is sent: text as it is rather than escaped for HTML, since the body is never put into a page.</summary>
    public static TeamsJson Wire =>
        wire ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
