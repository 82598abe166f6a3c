using System.Net;
using Microsoft.Extensions.Logging;

namespace ConductBot.Teams;

/// <summary>What this project logs: kinds, codes, hosts, counts and durations. Never a token, a name or what somebody wrote.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Warning, "A request was refused with {Status}: {Reason}")]
    public static partial void RequestRejected(this ILogger logger, int status, RejectionReason reason);

    [LoggerMessage(1002, LogLevel.Information, "{Count} keys of {Publisher} are in use")]
    public static partial void KeysRefreshed(this ILogger logger, int count, string publisher);

    [LoggerMessage(1003, LogLevel.Error, "The keys of {Publisher} could not be fetched: {Failure} {Status}")]
    public static partial void KeysNotRefreshed(this ILogger logger, string publisher, string failure, HttpStatusCode? status);

    [LoggerMessage(1004, LogLevel.Critical, "The keys of {Publisher} are {Hours:F0} hours old; from {Limit:F0} hours on every request will be refused")]
    public static partial void KeysGrowOld(this ILogger logger, string publisher, double hours, double limit);

    [LoggerMessage(1005, LogLevel.Warning, "A request of the tab was refused with 401: {Reason}")]
    public static partial void TabTokenRejected(this ILogger logger, RejectionReason reason);

    [LoggerMessage(1101, LogLevel.Critical, "The connector was not asked: {Problem}, host '{Host}'")]
    public static partial void ConnectorNotAsked(this ILogger logger, string problem, string host);

    [LoggerMessage(1102, LogLevel.Information, "The connector answered {Method} {Resource} with {Status} {Code} after {Milliseconds:F0} ms")]
    public static partial void ConnectorAsked(this ILogger logger, string method, string resource, int status, string code, double milliseconds);

    [LoggerMessage(1103, LogLevel.Error, "No token for {Scope}: {Failure}")]
    public static partial void TokenNotObtained(this ILogger logger, string scope, string failure);

    [LoggerMessage(1201, LogLevel.Information, "Graph answered {Method} {Resource} with {Status} {Code}, request {RequestId}, after {Milliseconds:F0} ms")]
    public static partial void GraphAsked(this ILogger logger, string method, string resource, int status, string code, string requestId, double milliseconds);

    [LoggerMessage(1301, LogLevel.Warning, "An attachment was not fetched: {Problem}, host '{Host}'")]
    public static partial void FileNotFetched(this ILogger logger, string problem, string host);

    [LoggerMessage(1302, LogLevel.Information, "An attachment of {Bytes} bytes, {Kind}, was fetched after {Milliseconds:F0} ms")]
    public static partial void FileFetched(this ILogger logger, int bytes, FileKind kind, double milliseconds);
}
