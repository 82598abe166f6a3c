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
public sealed partial class TeamsJson : JsonSerializerContext
{
    private static TeamsJson? wire;

    /// <summary>For what is sent: text as it is rather than escaped for HTML, since the body is never put into a page.</summary>
    public static TeamsJson Wire =>
        wire ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
