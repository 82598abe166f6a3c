using System.Security.Cryptography;
using System.Text;

namespace ConductBot.Policies.Importing;

/// <summary>The three policies, imported from their documents as if nobody had ever written a pack for them.</summary>
public class SeedImportTests
{
    public static TheoryData<string> Policies => [.. Seeds.Library.All.Select(policy => policy.Id)];

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_policy_imported_gives_the_clauses_that_its_own_pack_has(string id)
    {
        var policy = Seeds.Policy(id);

        var imported = PolicyImport.Split(id, Document(policy));

        Assert.Equal(policy.Clauses, imported.Clauses);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void The_clauses_have_the_ids_labels_and_words_that_were_agreed(string id)
    {
        var expected = File.ReadLines(Path.Combine(Seeds.Root, "tests", "ConductBot.Policies.Tests", "clauses.expected.tsv"))
            .Where(row => row.StartsWith($"{id}/", StringComparison.Ordinal)).ToList();

        var imported = PolicyImport.Split(id, Document(Seeds.Policy(id)));

        Assert.NotEmpty(expected);
        Assert.Equal(expected, imported.Clauses.Select(clause =>
            $"{clause.Id}\t{clause.Label}\t{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(clause.Text)))}"));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void The_pack_that_is_drafted_cuts_the_same_clauses_and_only_waits_for_decisions(string id)
    {
        var policy = Seeds.Policy(id);
        using var folder = new PackFolder();
        var file = Path.GetFileName(policy.Source!.DocumentFile);
        var draft = PolicyImport.Split(id, Document(policy)).PackYaml(policy.Vocabulary, file, policy.Source.Fingerprint, "policy.docx");
        File.WriteAllText(folder[$"{id}/pack.yaml"], draft);

        var library = PolicyLibrary.Load(folder.Path);

        Assert.Null(library.Newest(id));
        var read = Assert.Single(library.Drafts);
        Assert.Equal(policy.Clauses, read.Policy!.Clauses);
        Assert.All(read.Problems, problem => Assert.StartsWith("Still to decide: ", problem.Words, StringComparison.Ordinal));
    }

    [Fact]
    public void What_became_no_clause_is_told()
    {
        var unused = Assert.Single(PolicyImport.Split("oak", Document(Seeds.Policy("oak"))).Unused);

        Assert.Equal("The purpose of this policy is to:", unused.Text);
    }

    private static ReceivedDocument Document(Policy policy) => ReceivedDocument.Plain(File.ReadAllText(policy.Source!.DocumentFile));
}
