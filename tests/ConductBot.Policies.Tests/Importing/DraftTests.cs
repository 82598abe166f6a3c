namespace ConductBot.Policies.Importing;

/// <summary>A pack that is still to decide is checked, but no school can use it.</summary>
public class DraftTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public void A_draft_stands_beside_the_packs_in_use_and_stops_none_of_them()
    {
        using var folder = Drafted();

        var library = PolicyLibrary.Load(folder.Path);

        Assert.Equal(["embrace", "oak", "ogat"], library.All.Select(policy => policy.Id));
        Assert.Equal("mine", Assert.Single(library.Drafts).Id);
        Assert.Null(library.WhyNot("oak"));
        Assert.Null(library.Newest("mine"));
    }

    [Fact]
    public void Why_a_school_cannot_use_it_is_said_with_the_file()
    {
        using var folder = Drafted();
        var library = PolicyLibrary.Load(folder.Path);

        Assert.Equal(
            $"the policy pack 'mine' is still to decide ({library.Drafts[0].Problems.Count} things are open). `policy lint {folder["mine/pack.yaml"]}` lists them.",
            library.WhyNot("mine"));
        Assert.Equal("there is no policy pack 'yours'.", library.WhyNot("yours"));
    }

    [Fact]
    public void No_case_is_decided_under_it()
    {
        using var folder = Drafted();

        var (json, ok) = PolicyJson.DecideLine(PolicyLibrary.Load(folder.Path), """{"policy":"mine","author":"parent","categories":["abuse"]}""");

        Assert.False(ok);
        Assert.Contains("The policy 'mine' is still to decide: nothing is decided under it.", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_version_that_is_still_to_decide_leaves_the_old_one_in_use()
    {
        using var folder = Drafted("oak");

        var library = PolicyLibrary.Load(folder.Path);

        Assert.Equal("1.0 (28 June 2019)", library.Newest("oak")!.Version);
        Assert.Null(library.WhyNot("oak"));
    }

    [Fact]
    public void Every_mark_is_an_error_of_lint_at_its_line_told_once()
    {
        using var folder = Drafted();
        var lines = File.ReadAllLines(folder["mine/pack.yaml"]);
        var marks = Enumerable.Range(0, lines.Length).Where(i => !lines[i].StartsWith('#') && lines[i].EndsWith("to decide", StringComparison.Ordinal)).Select(i => i + 1);

        var findings = PolicyLint.Check(folder["mine/pack.yaml"], Today).Where(finding => finding.Severity == LintSeverity.Error).ToList();

        Assert.Equal(marks, findings.Select(finding => finding.Line));
        Assert.All(findings, finding => Assert.StartsWith("Still to decide: ", finding.Words, StringComparison.Ordinal));
        Assert.DoesNotContain(findings, finding => finding.Words.StartsWith("Still to decide: '", StringComparison.Ordinal));
    }

    [Fact]
    public void Taking_the_first_mark_out_alone_does_not_make_a_pack_ready()
    {
        using var folder = Drafted();
        folder.Change("mine/pack.yaml", "status: to decide", "status: decided");

        Assert.Contains(folder.Problems(), problem => problem.Words.StartsWith("Still to decide: the name of the trust", StringComparison.Ordinal));
    }

    [Fact]
    public void Other_mistakes_in_a_draft_are_told_too_and_stop_nobody()
    {
        using var folder = Drafted();
        folder.Change("mine/pack.yaml", "  defamation: to decide", "  defamation: [9.9]");

        Assert.Contains(PolicyLint.Check(folder["mine/pack.yaml"], Today), finding => finding.Words == "The document has no clause '9.9'.");
        Assert.Single(PolicyLibrary.Load(folder.Path).Drafts);
    }

    [Fact]
    public void A_status_that_nobody_knows_is_a_mistake()
    {
        using var folder = new PackFolder();
        folder.Change("oak/pack.yaml", "id: oak\n", "id: oak\nstatus: ready\n");

        Assert.Equal("'status' has to be decided or to decide, not 'ready'.", Assert.Single(folder.Problems()).Words);
    }

    [Fact]
    public void In_quotation_marks_the_mark_is_plain_text()
    {
        using var folder = new PackFolder();
        folder.Change("oak/pack.yaml", "trust: Oak Multi Academy Trust", "trust: \"to decide\"");

        Assert.Equal("to decide", PolicyLibrary.Load(folder.Path).Newest("oak")!.Trust);
    }

    private static PackFolder Drafted(string id = "mine")
    {
        const string Text = "Parents' Code\n\n1. Conduct\n\n1.1 Be kind.\n\n2. Action\n\n2.1 We may write to you.\n";
        var folder = new PackFolder();
        var draft = PolicyImport.Split(id, ReceivedDocument.Plain(Text)).PackYaml(
            Seeds.Library.Vocabulary,
            "document.txt",
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Text))),
            "mine.docx");
        return folder.Add("mine/document.txt", Text).Add("mine/pack.yaml", draft);
    }
}
