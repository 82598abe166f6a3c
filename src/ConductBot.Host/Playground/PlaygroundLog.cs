namespace ConductBot.Host.Playground;

internal static partial class PlaygroundLog
{
    [LoggerMessage(EventId = 9001, Level = LogLevel.Warning, Message = "Playground: the bot refused an activity of type {Kind} with status {Status}")]
    public static partial void Refused(ILogger logger, string kind, int status);

    [LoggerMessage(EventId = 9002, Level = LogLevel.Warning, Message = "Playground: no answer to an activity of type {Kind} within {Seconds} s")]
    public static partial void NoAnswer(ILogger logger, string kind, double seconds);

    [LoggerMessage(EventId = 9003, Level = LogLevel.Warning, Message = "Playground: an activity of type {Kind} did not reach the bot: {Error}")]
    public static partial void Unreachable(ILogger logger, string kind, HttpRequestError error);

    [LoggerMessage(EventId = 9004, Level = LogLevel.Warning, Message = "Playground: the page is not built ({Folder} has no index.html)")]
    public static partial void PageMissing(ILogger logger, string folder);

    [LoggerMessage(EventId = 9005, Level = LogLevel.Information, Message = "Playground: refused a Connector call with {Status} {Code}")]
    public static partial void ConnectorRefused(ILogger logger, int status, string code);
}
