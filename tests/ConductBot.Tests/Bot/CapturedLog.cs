using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ConductBot.Tests.Bot;

/// <summary>Every line the host logs, so that a test can look for what must not be in it.</summary>
internal sealed class CapturedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Line)> lines = new();

    public IReadOnlyList<string> Lines => [.. lines.Select(line => line.Line)];

    public IReadOnlyList<string> Errors => [.. lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Line)];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(CapturedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.lines.Enqueue((logLevel, $"{category}: {formatter(state, exception)} {exception}"));
    }
}
