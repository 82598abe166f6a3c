namespace ConductBot.Teams;

/// <summary>
/// One activity being dealt with. What a bot sends is queued by the host and leaves only after the turn has been recorded,
/// so no id comes back from sending, and nothing is sent by a turn that fails.
/// </summary>
public interface ITurnContext
{
    Activity Activity { get; }

    /// <summary>True once something was queued for sending.</summary>
    bool Responded { get; }

    /// <summary>What middleware and handlers of this turn leave for each other.</summary>
    TurnState TurnState { get; }

    /// <summary>The answer to an invoke; for every other type of activity it is not used.</summary>
    InvokeResponse? InvokeResponse { get; set; }

    /// <summary>Queues a message to where the activity came from.</summary>
    Task SendActivityAsync(Activity activity, CancellationToken cancellationToken = default);

    Task SendActivityAsync(string text, CancellationToken cancellationToken = default) =>
        SendActivityAsync(Activity.Message(text), cancellationToken);

    /// <summary>Queues the replacement of a message in this conversation by one with the same <see cref="Activity.Id"/>.</summary>
    Task UpdateActivityAsync(Activity activity, CancellationToken cancellationToken = default);

    Task DeleteActivityAsync(string activityId, CancellationToken cancellationToken = default);
}

/// <summary>Where a turn puts what it wants sent. Given by the host, which sends in order for each conversation.</summary>
public interface ISendQueue
{
    /// <summary>A new message; a reply when it has a <see cref="Activity.ReplyToId"/>.</summary>
    void Enqueue(ConversationReference to, Activity activity);

    /// <summary>The message that takes the place of the one with the same <see cref="Activity.Id"/>.</summary>
    void EnqueueUpdate(ConversationReference to, Activity activity);

    void EnqueueDelete(ConversationReference to, string activityId);
}

/// <summary>Answers one activity.</summary>
public interface IBot
{
    Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default);
}

/// <summary>The rest of the turn: the middleware after this one, and then the bot.</summary>
public delegate Task NextDelegate(CancellationToken cancellationToken);

/// <summary>Surrounds every turn. One that does not call what is next ends the turn there.</summary>
public interface ITurnMiddleware
{
    Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken);
}
