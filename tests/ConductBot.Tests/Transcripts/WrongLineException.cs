namespace ConductBot.Tests.Transcripts;

/// <summary>A line of a transcript does not hold. Shows the file, the line, and what came instead.</summary>
public sealed class WrongLineException(string file, int number, string line, string instead, Exception? inner = null)
    : Exception($"{file}({number}): {line}\n  {instead}", inner);
