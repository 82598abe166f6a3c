using System.Reflection;

namespace ConductBot.Policies;

/// <summary>The repository's own packs, loaded once.</summary>
internal static class Seeds
{
    public static readonly string Root = typeof(Seeds).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static readonly string Folder = Path.Combine(Root, "seeds");

    public static readonly PolicyLibrary Library = PolicyLibrary.Load(Folder);

    public static Policy Policy(string id) =>
        Library.Newest(id) ?? throw new ArgumentException($"No pack is called '{id}'.", nameof(id));
}
