namespace ConductBot.Teams;

/// <summary>One turn; usable until the adapter ends it.</summary>
public sealed class TurnContext(Activity activity, ISendQueue queue) : ITurnContext
{
    private readonly ConversationReference reference = activity.GetConversationReference();
    private bool ended;

    public Activity Activity => activity;

    public bool Responded { get; private set; }

    public TurnState TurnState { get; } = new();

    public InvokeResponse? InvokeResponse { get; set; }

    public Task SendActivityAsync(Activity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        queue.Enqueue(Open(cancellationToken), Addressed(activity));
        Responded = true;
        return Task.CompletedTask;
    }

    public Task UpdateActivityAsync(Activity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentException.ThrowIfNullOrEmpty(activity.Id, nameof(activity));
        queue.EnqueueUpdate(Open(cancellationToken), Addressed(activity));
        return Task.CompletedTask;
    }

    public Task DeleteActivityAsync(string activityId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(activityId);
        queue.EnqueueDelete(Open(cancellationToken), activityId);
        return Task.CompletedTask;
    }

    /// <summary>From now on nothing more can be queued: the turn is being recorded.</summary>
    internal void End() => ended = true;

    private ConversationReference Open(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ended ? throw new InvalidOperationException("The turn is over; what it sends now would be lost. Was a task not awaited?") : reference;
    }

    /// <summary>
    /// Says who speaks and where. The thread is in the conversation's id already, so a message is not made a reply to the one
    /// that caused it: that one may be deleted before this one leaves, and then the connector would refuse it.
    /// </summary>
    private Activity Addressed(Activity activity)
    {
        activity.Type ??= ActivityTypes.Message;
        activity.From ??= reference.Bot;
        activity.Conversation ??= new() { Id = reference.Conversation?.Id };
        return activity;
    }
}
