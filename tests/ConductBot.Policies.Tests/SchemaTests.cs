using YamlDotNet.RepresentationModel;

namespace ConductBot.Policies;

/// <summary>Spoils every single value and key of every pack, one at a time: each has to be noticed, at its line.</summary>
public class SchemaTests
{
    private static readonly DateOnly Today = new(1990, 1, 1);

    public static TheoryData<string> Policies => [.. Seeds.Library.All.Select(policy => policy.Id)];

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_key_that_nobody_knows_is_told_at_its_line(string id)
    {
        using var folder = new PackFolder();
        var original = File.ReadAllLines(folder[$"{id}/pack.yaml"]);

        foreach (var key in Nodes(Root(original)).OfType<YamlMappingNode>().SelectMany(map => map.Children.Keys).OfType<YamlScalarNode>())
        {
            var (line, column) = ((int)key.Start.Line, (int)key.Start.Column);
            var spoiled = original[line - 1].Insert(column - 1 + (key.Style == YamlDotNet.Core.ScalarStyle.Plain ? 0 : 1), "un");

            var problems = Problems(folder, id, original, line, spoiled);

            Assert.True(
                problems.Any(problem => problem.Line == line && problem.Words.Contains($"un{key.Value}", StringComparison.Ordinal)),
                $"{id}/pack.yaml:{line}: nobody minds '{spoiled.Trim()}'.");
        }
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_value_of_another_kind_is_told(string id)
    {
        using var folder = new PackFolder();
        var original = File.ReadAllLines(folder[$"{id}/pack.yaml"]);
        var tried = 0;

        foreach (var value in Nodes(Root(original)).Where(node => node.Start.Line == node.End.Line && node.Start.Column < node.End.Column))
        {
            var (line, from, to) = ((int)value.Start.Line, (int)value.Start.Column - 1, (int)value.End.Column - 1);
            var text = original[line - 1];

            foreach (var other in new[] { "{ a: b }", "[[a]]" })
            {
                var problems = Problems(folder, id, original, line, string.Concat(text.AsSpan(0, from), other, text.AsSpan(Math.Min(to, text.Length))));
                tried++;

                Assert.True(problems.Any(problem => problem.Line == line), $"{id}/pack.yaml:{line}: nobody minds {other} instead of '{value}'.");
            }
        }

        Assert.InRange(tried, 100, 10_000);
    }

    /// <summary>A value and all that is in it, without the keys.</summary>
    private static IEnumerable<YamlNode> Nodes(YamlNode node) => node switch
    {
        YamlMappingNode map => [node, .. map.Children.Values.SelectMany(Nodes)],
        YamlSequenceNode list => [node, .. list.Children.SelectMany(Nodes)],
        _ => [node],
    };

    private static YamlNode Root(string[] lines)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(string.Join('\n', lines)));
        return stream.Documents[0].RootNode;
    }

    private static IReadOnlyList<LintFinding> Problems(PackFolder folder, string id, string[] original, int line, string spoiled)
    {
        string[] lines = [.. original[..(line - 1)], spoiled, .. original[line..]];
        File.WriteAllLines(folder[$"{id}/pack.yaml"], lines);
        return [.. PolicyLint.Check(folder[$"{id}/pack.yaml"], Today).Where(finding => finding.Severity == LintSeverity.Error)];
    }
}
