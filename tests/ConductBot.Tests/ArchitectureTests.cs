using System.Reflection;
using System.Xml.Linq;
using ConductBot.Testing.Cards;

namespace ConductBot.Tests;

/// <summary>Host, then Bot, then Cases, then Policies; Languages below them; Cards, Teams and Storage know nothing of schools nor of each other.</summary>
public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["ConductBot.Host"] = ["ConductBot.Bot", "ConductBot.Cases", "ConductBot.Policies", "ConductBot.Cards", "ConductBot.Teams", "ConductBot.Storage", "ConductBot.Languages"],
        ["ConductBot.Bot"] = ["ConductBot.Cases", "ConductBot.Policies", "ConductBot.Cards", "ConductBot.Teams", "ConductBot.Storage", "ConductBot.Languages"],
        ["ConductBot.Cases"] = ["ConductBot.Policies", "ConductBot.Languages"],
        ["ConductBot.Policies"] = ["ConductBot.Languages"],
        ["ConductBot.Languages"] = [],
        ["ConductBot.Cards"] = [],
        ["ConductBot.Teams"] = [],
        ["ConductBot.Storage"] = [],
    };

    /// <summary>What pure projects may not take from outside: a clock, a file of their own choosing and a network are for the edge.</summary>
    private static readonly string[] Impure = ["System.Net.Http", "System.Net.Sockets", "Microsoft.AspNetCore", "Microsoft.Data.Sqlite", "Npgsql", "Azure.Identity", "Microsoft.Extensions.Hosting"];

    public static TheoryData<string> Projects => [.. Directory.GetFiles(Path.Combine(RepositoryFolder.Path, "src"), "*.csproj", SearchOption.AllDirectories)
        .Select(Path.GetFileNameWithoutExtension).OfType<string>()];

    [Fact]
    public void Every_project_has_its_place_in_the_order() => Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), Projects.Select(row => row.Data).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_names_only_those_below_it(string project)
    {
        var file = XDocument.Load(Path.Combine(RepositoryFolder.Path, "src", project, $"{project}.csproj"));
        var named = file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')));

        Assert.Empty(named.Except(Allowed[project], StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void What_a_project_is_built_from_is_only_what_lies_below_it(string project)
    {
        var referred = AssemblyOf(project).GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("ConductBot", StringComparison.Ordinal));

        Assert.Empty(referred.Except(Allowed[project], StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("ConductBot.Policies")]
    [InlineData("ConductBot.Cases")]
    [InlineData("ConductBot.Cards")]
    [InlineData("ConductBot.Languages")]
    public void The_pure_projects_reach_for_no_network_and_no_database(string project)
    {
        var referred = AssemblyOf(project).GetReferencedAssemblies().Select(name => name.Name!);

        Assert.Empty(referred.Where(name => Impure.Any(impure => name.StartsWith(impure, StringComparison.Ordinal))).ToList());
    }

    private static Assembly AssemblyOf(string project) => Assembly.Load(project == "ConductBot.Host" ? "conductbot" : project);
}
