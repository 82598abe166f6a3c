namespace ConductBot.Host.Serving;

/// <summary>What the host logs: ids, kinds and settings' names. Never a word of a concern, a name or a token.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "Turn failed, reference {Reference}, activity {Type} {Name}")]
    public static partial void TurnFailed(ILogger logger, Exception exception, string reference, string type, string name);

    [LoggerMessage(2, LogLevel.Error, "Delivery failed; it goes on in a moment")]
    public static partial void DeliveryFailed(ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "{Problem}")]
    public static partial void Setting(ILogger logger, string problem);

    [LoggerMessage(4, LogLevel.Critical, "Every request is refused. {Problem}")]
    public static partial void EverythingRefused(ILogger logger, string problem);

    [LoggerMessage(5, LogLevel.Information, "ConductBot serves {Schools} schools under {Policies} policies")]
    public static partial void Serving(ILogger logger, int schools, int policies);

    [LoggerMessage(6, LogLevel.Information, "Playground: {Url}")]
    public static partial void Playground(ILogger logger, string url);

    [LoggerMessage(7, LogLevel.Error, "Start-up check: {Problem}")]
    public static partial void CheckFailed(ILogger logger, string problem);

    [LoggerMessage(8, LogLevel.Warning, "Start-up check: {Problem}")]
    public static partial void CheckDoubtful(ILogger logger, string problem);

    [LoggerMessage(11, LogLevel.Error, "The list of the tab could not be made")]
    public static partial void CaseloadFailed(ILogger logger, Exception exception);

    [LoggerMessage(10, LogLevel.Error, "The schools' DSL groups could not be kept; it is tried again in a minute")]
    public static partial void GroupsNotKept(ILogger logger, Exception exception);

    [LoggerMessage(11, LogLevel.Error, "The schools' teams could not be looked at; it is tried again tomorrow")]
    public static partial void PlacesNotLookedAt(ILogger logger, Exception exception);

    [LoggerMessage(9, LogLevel.Information, "Start-up check: the bot hears Teams and can answer, as app {AppId} in the cloud {Cloud}")]
    public static partial void CheckPassed(ILogger logger, string? appId, string cloud);
}
