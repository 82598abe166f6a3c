using Microsoft.Extensions.Logging;

namespace ConductBot.Bot;

/// <summary>What the bot logs: ids, kinds and durations. Never a word of a concern, a name or a token.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Turn overtaken at attempt {Attempt} by a change of {What}; run again")]
    public static partial void TurnRunAgain(ILogger logger, int attempt, string what);

    [LoggerMessage(2, LogLevel.Information, "Message {Id} ({Kind}) sent at attempt {Attempt}")]
    public static partial void Sent(ILogger logger, Guid id, string kind, int attempt);

    [LoggerMessage(3, LogLevel.Warning, "Message {Id} ({Kind}) not sent at attempt {Attempt}: {Code}; tried again in {Delay}")]
    public static partial void SentAgainLater(ILogger logger, Guid id, string kind, int attempt, string code, TimeSpan delay);

    [LoggerMessage(4, LogLevel.Error, "Message {Id} ({Kind}) cannot be delivered: {Code}")]
    public static partial void Undeliverable(ILogger logger, Guid id, string kind, string code);

    [LoggerMessage(5, LogLevel.Error, "Message {Id} ({Kind}) broke at attempt {Attempt}; tried again when its lease is over")]
    public static partial void DeliveryBroken(ILogger logger, Exception failure, Guid id, string kind, int attempt);

    [LoggerMessage(6, LogLevel.Error, "Case {Reference} could not be told that a message is undeliverable")]
    public static partial void NoteNotWritten(ILogger logger, Exception failure, string? reference);

    [LoggerMessage(7, LogLevel.Error, "The look at case {Reference} ({Kind}) failed; it is looked at later again")]
    public static partial void TimerBroken(ILogger logger, Exception failure, string reference, CaseWork.CaseTimerKind kind);

    [LoggerMessage(8, LogLevel.Information, "{Reminded} people were reminded of reports they had not sent; {Deleted} such reports were deleted")]
    public static partial void DraftsTidied(ILogger logger, int reminded, int deleted);

    [LoggerMessage(9, LogLevel.Warning, "The place of school {School} was found to have changed without word from Teams: {Trouble}")]
    public static partial void PlaceFound(ILogger logger, string school, SetUp.PlaceTrouble trouble);
}
