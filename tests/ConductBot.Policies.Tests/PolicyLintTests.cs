namespace ConductBot.Policies;

public class PolicyLintTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public void The_packs_of_the_repository_have_no_errors()
    {
        Assert.DoesNotContain(PolicyLint.Check(Seeds.Folder, Today), finding => finding.Severity == LintSeverity.Error);
    }

    [Theory]
    [InlineData("ogat/2.b1 names 'Data Protection Act 1998'", "superseded by the Data Protection Act 2018 on 25 May 2018")]
    [InlineData("ogat/2.b7 names 'The Harassment Act 1997'", "Protection from Harassment Act 1997")]
    [InlineData("ogat/2.b8 names 'General Data Protection Regulation 2018'", "Regulation (EU) 2016/679")]
    [InlineData("ogat/2.b4 names 'Malicious Communications Act 1988'", "sections 179 to 181 of the Online Safety Act 2023 on 31 January 2024")]
    [InlineData("ogat/2.b5 names 'Communications Act 2003'", "Section 127(2)(a) and (b)")]
    public void A_law_that_was_superseded_or_has_another_name_is_pointed_out_at_its_line(string naming, string said)
    {
        var finding = Assert.Single(PolicyLint.Check(Seeds.Library, Today), finding => finding.Words.StartsWith(naming, StringComparison.Ordinal));

        Assert.Equal(LintSeverity.Warning, finding.Severity);
        Assert.Contains(said, finding.Words, StringComparison.Ordinal);
        Assert.Contains(naming.Split('\'')[1], File.ReadAllLines(finding.File)[finding.Line - 1], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_review_that_passed_is_pointed_out_at_its_line()
    {
        var findings = PolicyLint.Check(Seeds.Library, Today).Where(finding => finding.Words.StartsWith("The review date has passed", StringComparison.Ordinal)).ToList();

        Assert.Equal(3, findings.Count);
        Assert.All(findings, finding => Assert.Contains("review-due", File.ReadAllLines(finding.File)[finding.Line - 1], StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Words.Contains("the document says '2 Years', so it was due by 28 February 2026.", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_said_before_its_day()
    {
        Assert.Empty(PolicyLint.Check(Seeds.Library, new DateOnly(1990, 1, 1)));
        Assert.DoesNotContain(
            PolicyLint.Check(Seeds.Library, new DateOnly(2024, 1, 30)),
            finding => finding.Words.Contains("Online Safety Act 2023", StringComparison.Ordinal));
    }

    [Fact]
    public void No_policy_names_the_Online_Safety_Act_yet()
    {
        Assert.Equal(3, PolicyLint.Check(Seeds.Library, Today).Count(finding =>
            finding.Words.StartsWith("No clause names the Online Safety Act 2023.", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_law_by_its_full_name_is_not_mistaken_for_the_short_one()
    {
        using var folder = new PackFolder();
        folder.Change("ogat/000_887737fc960c7e88.txt", "- The Harassment Act 1997", "- The Protection from Harassment Act 1997")
            .Change("ogat/pack.yaml", "2.b7: The Harassment Act 1997", "2.b7: The Protection from Harassment Act 1997")
            .Change("ogat/pack.yaml", "  sha256: c3cb1c36f9d846a28c2e39f0cf9f1357c55b7cbe2b81390bd0b5d9a4578fea27\n", "");

        var findings = PolicyLint.Check(folder["ogat/pack.yaml"], Today);

        Assert.DoesNotContain(findings, finding => finding.Words.Contains("2.b7", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Words.Contains("A changed document would go unnoticed.", StringComparison.Ordinal));
    }

    [Fact]
    public void One_pack_is_checked_with_the_vocabulary_above_it_and_without_the_others()
    {
        using var folder = new PackFolder();
        folder.Change("oak/pack.yaml", "clauses: [5.1.1]", "clauses: [5.1.9]").Change("ogat/pack.yaml", "shape: ladder", "shape: stairs");

        var finding = Assert.Single(PolicyLint.Check(folder["oak/pack.yaml"], Today));

        Assert.Equal(LintSeverity.Error, finding.Severity);
        Assert.Equal(folder.LineOf("oak/pack.yaml", "5.1.9"), finding.Line);
        Assert.Equal($"{finding.File}:{finding.Line}: error: The document has no clause '5.1.9'.", finding.ToString());
    }

    [Fact]
    public void A_draft_kept_elsewhere_is_checked_with_the_shared_words()
    {
        using var folder = new PackFolder();
        File.Delete(folder["vocabulary.yaml"]);

        Assert.DoesNotContain(PolicyLint.Check(folder["oak/pack.yaml"], Today, Seeds.Folder), finding => finding.Severity == LintSeverity.Error);
        Assert.DoesNotContain(PolicyLint.Check(folder["oak"], Today, Seeds.Folder), finding => finding.Severity == LintSeverity.Error);
        Assert.Contains("vocabulary.yaml", Assert.Single(PolicyLint.Check(folder["oak"], Today)).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_document_is_an_error()
    {
        using var folder = new PackFolder();
        folder.Change("embrace/004_77bed49b8e7e9a42.txt", "Contact the police if considered appropriate", "Never contact the police if considered appropriate");

        var errors = PolicyLint.Check(folder.Path, Today).Where(finding => finding.Severity == LintSeverity.Error).ToList();

        Assert.Contains(errors, error => error.Words.StartsWith("The document is not the one this pack was written for.", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Words.StartsWith("The document's clause actions.b10 begins 'Never contact the police", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_no_pack_is_an_error()
    {
        using var folder = new PackFolder();
        folder.Add("oak/notes.yaml", "- just\n- a list\n");

        Assert.Equal(LintSeverity.Error, Assert.Single(PolicyLint.Check(folder["oak/notes.yaml"], Today)).Severity);
        Assert.Equal(LintSeverity.Error, Assert.Single(PolicyLint.Check(folder["oak/nowhere.yaml"], Today)).Severity);
    }

    [Theory]
    [InlineData("data protection act, 1998", "Data Protection Act 1998")]
    [InlineData("Data Protection Act (1998)", "Data Protection Act 1998")]
    [InlineData("the DPA 1998.", "DPA 1998")]
    [InlineData("Data Protection Act 2018", null)]
    [InlineData("Data Protection Act 19980", null)]
    public void A_law_is_known_however_it_is_punctuated(string words, string? name)
    {
        var law = Seeds.Library.Laws.Entries.Single(law => law.Id == "data-protection-act-1998");

        Assert.Equal(name, law.NamedIn($"This policy regards the {words} and others."));
    }

    [Fact]
    public void A_law_that_nobody_looked_up_for_a_year_is_pointed_out_in_the_register()
    {
        var finding = PolicyLint.Check(Seeds.Library, Today.AddYears(1).AddDays(1)).First(finding => finding.File.EndsWith("law.yaml", StringComparison.Ordinal));

        Assert.StartsWith("'data-protection-act-1998' was last looked up on 20 November 2026.", finding.Words, StringComparison.Ordinal);
        Assert.Contains("checked: 2026-11-20", File.ReadAllLines(finding.File)[finding.Line - 1], StringComparison.Ordinal);
        Assert.DoesNotContain(PolicyLint.Check(Seeds.Library, Today), finding => finding.File.EndsWith("law.yaml", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ogat", "ogat/2.b1 ogat/2.b7 ogat/2.b8 ogat/2.b4 ogat/2.b5 - ")]
    [InlineData("oak", "- ")]
    [InlineData("embrace", "- ")]
    public void What_the_law_has_to_say_of_a_policy_names_the_clause_or_that_there_is_none(string id, string clauses)
    {
        var notes = PolicyCurrency.Of(Seeds.Policy(id), Seeds.Library.Laws, Today);

        Assert.Equal(clauses, string.Concat(notes.Select(note => $"{note.Clause?.Id ?? "-"} ")));
    }

    [Theory]
    [InlineData("  tags: [\"4.2.7\"]", "  tags: [\"4.2.9\"]", "The document has no clause '4.2.9'.")]
    [InlineData("  tags: [\"4.2.7\"]", "  tugs: [\"4.2.7\"]", "'tugs' is no topic: neither a shared one nor one under 'own'.")]
    [InlineData("  regeneration: \"\"", "  regeneration: \"\"\n  tags: \"\"", "'tags' is both answered and silent.")]
    [InlineData("silent:", "silence:", "Nothing is called 'silence' here.")]
    public void A_slip_in_the_questions_beside_a_pack_is_told_at_its_line(string words, string become, string said)
    {
        using var folder = new PackFolder();
        folder.Change("oak/questions.yaml", words, become);

        var finding = Assert.Single(PolicyLint.Check(folder["oak/pack.yaml"], Today), finding => finding.Severity == LintSeverity.Error);

        Assert.StartsWith(said, finding.Words, StringComparison.Ordinal);
        Assert.Equal(folder["oak/questions.yaml"], finding.File);
        Assert.Contains(become.Split('\n')[^1], File.ReadAllLines(finding.File)[finding.Line - 1], StringComparison.Ordinal);
    }
}
