using System.Text.RegularExpressions;
using ConductBot.Testing.Cards;

namespace ConductBot.Tests;

/// <summary>A link in the documents leads somewhere.</summary>
public sealed partial class DocumentLinksTests
{
    public static TheoryData<string> Documents =>
    [
        .. Directory.GetFiles(RepositoryFolder.Path, "*.md")
            .Concat(Directory.GetFiles(Path.Combine(RepositoryFolder.Path, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(RepositoryFolder.Path, file)),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_leads_to_a_file_that_is_there(string document)
    {
        var file = Path.Combine(RepositoryFolder.Path, document);
        var links = Link().Matches(File.ReadAllText(file)).Select(match => match.Groups["to"].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith('#'));

        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, link.Split('#')[0])), $"{document}: {link}"));
    }

    [Fact]
    public void There_are_links_to_check() => Assert.Contains("README.md", Documents.Select(row => row.Data));

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Link();
}
