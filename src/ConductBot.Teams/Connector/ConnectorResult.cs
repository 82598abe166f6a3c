namespace ConductBot.Teams;

/// <summary>What came of asking the connector for something.</summary>
/// <typeparam name="T">What it gives when it does what it is asked.</typeparam>
public abstract record ConnectorResult<T>
{
    private ConnectorResult()
    {
    }

    /// <summary>Done.</summary>
    public sealed record Ok(T Value) : ConnectorResult<T>;

    /// <summary>Not now.</summary>
    /// <param name="RetryAfter">How long the connector wants to be left alone, at most five minutes; null when it did not say.</param>
    /// <param name="Code">The connector's word for it, or one of <see cref="ConnectorErrorCodes"/>.</param>
    /// <param name="MayHaveHappened">
    /// True when the answer was lost on the way, so that asking again may do the same thing twice. Only ever true of sending
    /// a message and of starting a thread; everything else may be repeated freely.
    /// </param>
    public sealed record TryAgain(TimeSpan? RetryAfter, string Code, bool MayHaveHappened) : ConnectorResult<T>;

    /// <summary>Never, however often it is asked.</summary>
    /// <param name="Status">The HTTP status; 0 when nothing was asked because the question itself is wrong.</param>
    /// <param name="Code">The connector's word for it, or one of <see cref="ConnectorErrorCodes"/>.</param>
    /// <param name="Message">The connector's explanation. For an administrator's eyes; it may quote what was sent.</param>
    public sealed record Refused(int Status, string Code, string? Message) : ConnectorResult<T>;
}

/// <summary>Codes worth telling apart. The connector has more, and they are passed on as they are.</summary>
public static class ConnectorErrorCodes
{
    /// <summary>The app is not installed there any more.</summary>
    public const string BotNotInConversationRoster = "BotNotInConversationRoster";

    /// <summary>The person does not have the app.</summary>
    public const string ForbiddenOperation = "ForbiddenOperationException";

    /// <summary>The person blocked the bot.</summary>
    public const string ConversationBlockedByUser = "ConversationBlockedByUser";
    public const string MessageWritesBlocked = "MessageWritesBlocked";

    public const string BotDisabledByAdmin = "BotDisabledByAdmin";
    public const string BotNotRegistered = "BotNotRegistered";
    public const string InvalidBotApiHost = "InvalidBotApiHost";
    public const string NotEnoughPermissions = "NotEnoughPermissions";
    public const string ConversationNotFound = "ConversationNotFound";

    /// <summary>The message is gone: post a new one instead of updating it.</summary>
    public const string ActivityNotFound = "ActivityNotFoundInConversation";

    public const string MessageSizeTooBig = "MessageSizeTooBig";
    public const string Throttled = "Throttled";

    /// <summary>Ours: the service URL is not one that our token may be sent to.</summary>
    public const string UnknownServiceHost = "UnknownServiceHost";

    /// <summary>Ours: an id that cannot be part of an address.</summary>
    public const string BadId = "BadId";

    /// <summary>Ours: no token could be had, so nothing was asked.</summary>
    public const string NoToken = "NoToken";

    /// <summary>Ours: no connection was made, so nothing was asked.</summary>
    public const string NotReached = "NotReached";

    /// <summary>Ours: asked, and no answer came.</summary>
    public const string NoAnswer = "NoAnswer";

    /// <summary>Ours: answered, with something that is no answer to the question.</summary>
    public const string BadAnswer = "BadAnswer";
}
