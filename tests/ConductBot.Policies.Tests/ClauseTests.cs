using System.Security.Cryptography;
using System.Text;

using ConductBot.Policies.Packs;

namespace ConductBot.Policies;

public class ClauseTests
{
    private static readonly string[][] Expected =
    [
        .. File.ReadLines(Path.Combine(Seeds.Root, "tests", "ConductBot.Policies.Tests", "clauses.expected.tsv"))
            .Skip(1).Select(line => line.Split('\t')),
    ];

    public static TheoryData<string> Policies => [.. Seeds.Library.All.Select(policy => policy.Id)];

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_pack_has_every_clause_with_its_label_and_its_exact_words(string id)
    {
        var expected = Expected.Where(row => row[0].StartsWith($"{id}/", StringComparison.Ordinal)).ToList();

        var found = Seeds.Policy(id).Clauses.Select(clause => new[] { clause.Id, clause.Label, Hash(clause.Text) }).ToList();

        Assert.NotEmpty(expected);
        Assert.Equal(expected, found);
    }

    [Fact]
    public void No_pack_is_left_out_of_the_list_of_expected_clauses()
    {
        Assert.Equal(
            Seeds.Library.All.SelectMany(policy => policy.Clauses).Select(clause => clause.Id).Order(StringComparer.Ordinal),
            Expected.Select(row => row[0]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_clause_stands_word_for_word_in_the_document(string id)
    {
        var policy = Seeds.Policy(id);
        var document = PolicyText.Fold(File.ReadAllText(policy.Source!.DocumentFile));

        Assert.All(policy.Clauses, clause => Assert.Contains(clause.Text, document, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_clause_that_a_policy_cites_is_one_of_its_own(string id)
    {
        var policy = Seeds.Policy(id);

        var cited = policy.Ladder.SelectMany(rule => rule.Clauses.Concat(rule.Variants.SelectMany(variant => variant.Clauses)))
            .Concat(policy.Categories.SelectMany(category => category.Clauses))
            .Concat(policy.Never.SelectMany(never => never.Clauses))
            .Concat(policy.Scope.Clauses)
            .Concat(policy.Statements.SelectMany(statement => statement.Clauses))
            .Concat(policy.Reflection.Select(question => question.Clause).OfType<string>())
            .ToList();

        Assert.NotEmpty(cited);
        Assert.All(cited, clause => Assert.NotNull(policy.Find(clause)));
    }

    [Fact]
    public void A_clause_that_nobody_wrote_is_not_found()
    {
        Assert.Null(Seeds.Policy("oak").Find("oak/9.9"));
        Assert.Null(Seeds.Policy("oak").Find("ogat/5.p2"));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
