namespace ConductBot.Tests.Bot;

/// <summary>Folders for databases that a test throws away: in memory where the system has such a place, as a disk is slow to be sure.</summary>
internal static class Scratch
{
    private const string InMemory = "/dev/shm";

    public static string Folder() => Directory.Exists(InMemory)
        ? Directory.CreateDirectory(Path.Combine(InMemory, $"conductbot-{Guid.NewGuid():N}")).FullName
        : Directory.CreateTempSubdirectory("conductbot-").FullName;
}
