using ConductBot.Cards;
using ConductBot.Policies;
using ConductBot.Storage;
using ConductBot.Storage.Sealing;

namespace ConductBot.Host.Commands;

/// <summary>What is wrong outside the program: a setting, a file, a database. Told in a line, without a stack trace.</summary>
/// <param name="exit">How the program ends: 2 for a wrong word or setting, 1 for what is wrong in a file it was given.</param>
public sealed class StartProblem(string message, int exit = CommandLine.Wrong) : Exception(message)
{
    public int Exit { get; } = exit;

    public static bool Is(Exception exception) => exception
        is StartProblem or PolicyPackException or CardTemplateException or MasterKeyException or StoreException
        or IOException or UnauthorizedAccessException or InvalidDataException;
}
