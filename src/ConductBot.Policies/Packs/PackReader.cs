using System.Security.Cryptography;
using System.Text;

namespace ConductBot.Policies.Packs;

/// <summary>Reads one <c>pack.yaml</c> and the document beside it.</summary>
internal sealed class PackReader(PolicyVocabulary shared, WelshWords sharedWords, ProblemList problems)
{
    /// <summary>The policy; null where anything is wrong, with the problems noted, and for a draft.</summary>
    /// <param name="drafts">Takes a pack that says of itself that it is still to decide, with what is wrong in it.</param>
    public Policy? Read(string file, ICollection<PolicyDraft> drafts)
    {
        var own = new ProblemList();

        var words = WelshWords.Read(Path.GetDirectoryName(file) ?? "", own, sharedWords);

        if (YamlMap.Read(file, own, words) is { } pack)
        {
            var isDraft = pack.IsToDecide("status", ToDecideWords.Status);
            var policy = Read(pack, words, isDraft);
            pack.RefuseTheRest();

            if (isDraft)
            {
                drafts.Add(new PolicyDraft(pack.TextOrNull("id") ?? "", file, policy, [.. own.All.OrderBy(problem => problem.Line)]));
                return null;
            }

            if (own.Count == 0)
            {
                return policy;
            }
        }

        problems.AddRange(own);
        return null;
    }

    private Policy? Read(YamlMap pack, WelshWords words, bool isDraft)
    {
        ToDecideWords.Tell(pack);

        if (!isDraft && pack.TextOrNull("status") is { } status && status != "decided")
        {
            pack.Problem(pack.LineOf("status"), $"'status' has to be decided or to decide, not '{status}'.");
        }

        var id = pack.Text("id");
        var source = pack.Map("source");

        if (source is null || ReadDocument(source) is not { } document)
        {
            pack.Problem(pack.LineOf("source"), "'source' has to name the file of the document.");
            return null;
        }

        var cutter = new ClauseCutter(id, document.Text);
        cutter.Cut(pack.Maps("sections"));

        if (cutter.Clauses.Count == 0)
        {
            pack.Problem(pack.LineOf("sections"), "'sections' has to list the document's clauses.");
        }

        var clauses = new ClauseIndex(id, cutter.Clauses);
        var vocabulary = WordingReader.Read(pack.Map("wording"), shared);
        vocabulary = vocabulary with { Conditions = RuleReader.Conditions(pack.Map("conditions"), vocabulary) };
        var categories = Categories(pack, vocabulary, clauses);
        var rules = new RuleReader(vocabulary, clauses);
        var scope = Scope(pack, clauses, vocabulary);
        var ladder = rules.Ladder(pack, scope, categories);

        return new Policy
        {
            Id = id,
            Version = pack.Text("version"),
            Trust = pack.Text("trust"),
            From = pack.Date("from"),
            Folder = Path.GetDirectoryName(pack.File) ?? "",
            Document = new DocumentReader(document.Text).Read(pack),
            Clauses = cutter.Clauses,
            Categories = categories,
            Reflection = [.. pack.Maps("reflection").Select(map => Question(map, clauses)).OfType<ReflectionQuestion>()],
            Shape = Shape(pack),
            Scope = scope,
            Statements = Statements(pack.Map("statements"), clauses),
            Ladder = ladder,
            Never = rules.Never(pack, ladder),
            Tests = TestReader.Of(pack, vocabulary, categories, clauses),
            Vocabulary = vocabulary,
            Source = new PackSource(
                pack.File,
                document.File,
                pack.Map("document")?.LineOf("review-due") ?? 1,
                document.Fingerprint,
                source.Has("sha256"),
                cutter.Lines,
                words),
        };
    }

    private static (PolicyText Text, string File, string Fingerprint)? ReadDocument(YamlMap source)
    {
        var name = source.Text("file");
        var expected = source.TextOrNull("sha256");
        source.RefuseTheRest();

        var file = Path.Combine(Path.GetDirectoryName(source.File) ?? "", name);

        if (name.Length == 0 || Path.GetFileName(name) != name || !File.Exists(file))
        {
            source.Problem(source.LineOf("file"), $"No document '{name}' stands beside the pack.");
            return null;
        }

        var bytes = File.ReadAllBytes(file);
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(bytes));

        if (expected is not null && expected != fingerprint)
        {
            source.Problem(
                source.LineOf("sha256"),
                "The document is not the one this pack was written for. A changed policy gets a new pack with its own date; "
                + "old cases keep the old one.");
        }

        return (new PolicyText(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF')), file, fingerprint);
    }

    private static IReadOnlyList<Category> Categories(YamlMap pack, PolicyVocabulary vocabulary, ClauseIndex clauses)
    {
        var covered = pack.Map("categories");

        if (covered is null)
        {
            if (!pack.IsToDecide("categories"))
            {
                pack.Problem(pack.Line, "'categories' is missing: each category with the clauses that make it a breach.");
            }

            return vocabulary.Categories;
        }

        foreach (var category in vocabulary.Categories)
        {
            covered.IsToDecide(category.Id, ToDecideWords.Category(category));
        }

        // Every category is asked for, so that RefuseTheRest finds the ones that nobody knows.
        IReadOnlyList<Category> categories =
            [.. vocabulary.Categories.Select(category => category with { Clauses = clauses.Cited(covered, category.Id) })];
        covered.RefuseTheRest();
        return categories;
    }

    private static ReflectionQuestion? Question(YamlMap map, ClauseIndex clauses)
    {
        var text = map.WordingOrNull("text");
        var place = map.TextOrNull("clause");
        map.RefuseTheRest();

        switch (text, place)
        {
            case ({ }, null):
                return new ReflectionQuestion(text, Clause: null);
            case (null, { }) when clauses.Find(place) is { } clause:
                return new ReflectionQuestion(clause.Text, clause.Id);
            case (null, { }):
                map.Problem(map.LineOf("clause"), $"The document has no clause '{place}'.");
                return null;
            default:
                map.Problem(map.Line, "A question is either a clause of the document or a text of ours.");
                return null;
        }
    }

    private static PolicyShape Shape(YamlMap pack)
    {
        pack.Text("shape");
        return pack.Choice("shape", Words.Word, PolicyShape.Menu);
    }

    private static PolicyScope Scope(YamlMap pack, ClauseIndex clauses, PolicyVocabulary vocabulary)
    {
        if (pack.Map("scope") is not { } map)
        {
            return PolicyScope.Everybody;
        }

        foreach (var (author, line) in map.Texts("leaves-out").Where(author => !vocabulary.Authors.ContainsKey(author.Value)))
        {
            map.Problem(line, $"No author is called '{author}'.");
        }

        var scope = new PolicyScope([.. map.Texts("leaves-out").Select(author => author.Value)], clauses.Cited(map, "clauses"));

        if (scope.Clauses.Count == 0)
        {
            map.Problem(map.Line, "Which clause leaves them out?");
        }

        map.RefuseTheRest();
        return scope;
    }

    private static IReadOnlyList<Statement> Statements(YamlMap? map, ClauseIndex clauses)
    {
        // Only the ones that somebody looks for: one with a slip in its name would never be said.
        IReadOnlyList<Statement> statements =
            [.. StatementIds.All.Where(id => map?.Map(id) is not null).Select(id => Statement(id, map!.Map(id)!, clauses))];
        map?.RefuseTheRest();
        return statements;
    }

    private static Statement Statement(string id, YamlMap map, ClauseIndex clauses)
    {
        var statement = new Statement(id, map.WordingOf("plain"), clauses.Cited(map, "clauses"));

        if (statement.Clauses.Count == 0)
        {
            map.Problem(map.Line, "A statement needs the clause that says so.");
        }

        map.RefuseTheRest();
        return statement;
    }
}
