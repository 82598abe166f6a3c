using ConductBot.Bot.General;
using ConductBot.Languages;
using ConductBot.Teams;
using static ConductBot.Languages.Speech;

namespace ConductBot.Host.Serving;

/// <summary>
/// What is said when a turn fails: past the store, which may be what is broken. 999 is shown whatever else is.
/// </summary>
public sealed class LastResort(ConnectorClient connector)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <param name="activity">What could not be answered.</param>
    /// <param name="language">What the person is spoken to in.</param>
    /// <param name="reference">Where the log says more.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<InvokeResponse> ApologiseAsync(Activity activity, string language, string reference, CancellationToken cancellationToken)
    {
        using var speaking = Language.Use(language);
        var words = string.Join(' ',
        [
            Say("Something went wrong here, and what you just sent was not saved. Please try again in a minute."),
            Say($"If it goes on, quote {reference} to whoever runs ConductBot."),
            GeneralConversation.Emergency,
        ]);

        switch (activity.Type)
        {
            case ActivityTypes.Invoke when activity.Name == InvokeNames.AdaptiveCardAction:
                return InvokeResponse.From(AdaptiveCardInvokeResponse.Error(500, "InternalServerError", words));

            case ActivityTypes.Invoke when activity.Name is InvokeNames.ComposeFetchTask or InvokeNames.ComposeSubmitAction:
                return InvokeResponse.From(MessagingExtensionActionResponse.Message(words));

            case ActivityTypes.Invoke when activity.Name is InvokeNames.TaskFetch or InvokeNames.TaskSubmit:
                return InvokeResponse.From(TaskModuleResponse.Message(words));

            case ActivityTypes.Message when activity.ServiceUrl is { } service && activity.Conversation?.Id is { } conversation:
                using (var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
                {
                    patience.CancelAfter(Patience);
                    try
                    {
                        await connector.SendToConversationAsync(service, conversation, Activity.Message(words), patience.Token);
                    }
                    catch (OperationCanceledException)
                    {
                        // Nothing more can be done for this one; the log has the reference.
                    }
                }

                return InvokeResponse.Accepted;

            default:
                return InvokeResponse.Accepted;
        }
    }
}
