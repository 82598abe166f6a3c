using ConductBot.Cards;
using ConductBot.Policies;
using ConductBot.Storage;
using ConductBot.Storage.Sealing;

namespace ConductBot.Host.Commands;

/// <summary>What is wrong outside the program: a setting, a file, a database. Told in a line, without a stack trace.</summary>
public sealed class StartProblem(string message) : Exception(message)
{
    public static bool Is(Exception exception) => exception
        is StartProblem or PolicyPackException or CardTemplateException or MasterKeyException or StoreException
        or IOException or UnauthorizedAccessException or InvalidDataException;
}
