using System.Reflection;
using ConductBot.Policies;

namespace ConductBot.Cases;

/// <summary>What the tests read of the repository itself.</summary>
internal static class Repository
{
    public static readonly string Root = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static readonly string EventFolder = Path.Combine(Root, "tests", "ConductBot.Cases.Tests", "Events");

    private static readonly PolicyLibrary Library = PolicyLibrary.Load(Path.Combine(Root, "seeds"));

    public static Policy Policy(string id) => Library.Newest(id) ?? throw new ArgumentException($"No pack is called '{id}'.", nameof(id));
}
