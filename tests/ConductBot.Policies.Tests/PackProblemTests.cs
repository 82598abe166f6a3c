namespace ConductBot.Policies;

public class PackProblemTests
{
    /// <summary>One slip at a time: the file, the words changed, what they become, and what is said about it.</summary>
    public static TheoryData<string, string, string, string> Slips => new()
    {
        { "oak/pack.yaml", "shape: first-step-then-menu", "shape: stairs", "'shape' has to be one of ladder, first-step-then-menu, menu, not 'stairs'." },
        { "oak/pack.yaml", "shape: first-step-then-menu", "shapes: menu", "Nothing is called 'shapes' here." },
        { "oak/pack.yaml", "trust: Oak Multi Academy Trust", "trust: [Oak]", "'trust' has to be a piece of text." },
        { "oak/pack.yaml", "from: 2019-06-28", "from: 28 June 2019", "'from' has to be a date such as 2019-06-28, not '28 June 2019'." },
        { "oak/pack.yaml", "clauses: [5.1.1]", "clauses: [5.1.9]", "The document has no clause '5.1.9'." },
        { "oak/pack.yaml", "defamation: [4.2.3]", "defamation: [4.2.3, 4.2.3]", "Clause '4.2.3' is cited twice." },
        { "oak/pack.yaml", "hate: [4.2.5]", "rudeness: [4.2.5]", "Nothing is called 'rudeness' here." },
        { "oak/pack.yaml", "- clause: 3.2.1", "- clause: 3.2.9", "The document has no clause '3.2.9'." },
        { "oak/pack.yaml", "- clause: 3.2.1", "- { clause: 3.2.1, text: Really? }", "A question is either a clause of the document or a text of ours." },
        { "oak/pack.yaml", "- action: written-warning", "- action: write-warning", "No action is called 'write-warning'." },
        { "oak/pack.yaml", "- action: written-warning", "- action: hold-and-review", "'hold-and-review' is proposed by the decision itself; a pack cannot name it." },
        { "oak/pack.yaml", "strength: usual", "strength: should", "'strength' has to be one of must, usual, may, not 'should'." },
        { "oak/pack.yaml", "when: [breach, up, refusal, site]", "when: [breach, up, refused, site]", "No condition is called 'refused'." },
        { "oak/pack.yaml", "when: [breach, up, refusal, site]", "when: [breach, breach, site]", "'breach' is asked twice." },
        { "oak/pack.yaml", "after seek-legal-advice", "after view-messages", "'other-action-after-advice' waits for 'view-messages', which the ladder does not name." },
        { "oak/pack.yaml", "when: [risk]", "when: [risk, breach]", "The ladder has to name 'call-999', with no approval, when: [risk] and nothing else." },
        { "oak/pack.yaml", "  when: [safeguarding]", "  when: [safeguarding]\n  approval: dsl", "The ladder has to name 'safeguarding-referral', with no approval" },
        { "oak/pack.yaml", "  clauses: [5.1.5]\n", "", "'complain-to-host' needs a clause: it is not offered where a policy is silent." },
        { "oak/pack.yaml", "- action: complain-to-host", "- action: written-warning", "The ladder names 'written-warning' more than once." },
        { "oak/pack.yaml", "    4.2.5: Posting racist", "    4.2.5: Posting unkind", "The document's clause 4.2.5 begins 'Posting racist/discriminatory comments', not 'Posting unkind/discriminatory comments'." },
        { "oak/pack.yaml", "    5.1.8: Take any other action\n", "", "The document's clause 5.1.8 ('Take any other action it may" },
        { "oak/pack.yaml", "    5.1.8: Take any other action\n", "    5.1.8: Take any other action\n    5.1.9: And more\n", "The document has no clause 5.1.9 in this section." },
        { "oak/pack.yaml", "    5.1.8: Take any other action\n", "    5.1.8: Take any other action\n    5.1.8: Take any other action\n", "This is not sound YAML" },
        { "oak/pack.yaml", "review: June 2020", "review: June 2030", "The document does not say 'June 2030'." },
        { "oak/pack.yaml", "Issue Date, Review Date]", "Issue Date, '-']", "'-' does not begin exactly one line of the document." },
        { "oak/pack.yaml", "file: 001_192bc62849798f2d.txt", "file: ../ogat/000_887737fc960c7e88.txt", "stands beside the pack." },
        { "oak/001_192bc62849798f2d.txt", "threaten violence", "threaten", "The document is not the one this pack was written for." },
        { "ogat/pack.yaml", "heading: 5 Further Action", "heading: 5 Further Actions", "No line of the document, from here on, reads '5 Further Actions'." },
        { "ogat/pack.yaml", "- if: [crimeSuspected]", "- if: [crimesSuspected]", "'crimesSuspected' is no ground" },
        { "ogat/pack.yaml", "- staffPhoto\n", "- staffPicture\n", "The test asks no question 'staffPicture'." },
        { "ogat/pack.yaml", "- action: reply-on-social-media", "- action: refer-to-police", "'refer-to-police' cannot be on the ladder and never happen." },
        { "ogat/pack.yaml", "    ban-from-site:\n      plain:", "    ban:\n      plain:", "No action is called 'ban'." },
        { "embrace/pack.yaml", "leaves-out: [staff, student, governor]", "leaves-out: [staff, pupil]", "No author is called 'pupil'." },
        { "embrace/pack.yaml", "until: Approval Level Document", "until: Approval Levels Document", "No line of this section reads" },
        { "embrace/pack.yaml", "also: [breach]", "also: [breaches]", "'breaches' is no ground" },
        { "embrace/pack.yaml", "  police:\n", "  policing:\n", "No condition is called 'policing'." },
        { "vocabulary.yaml", "  parent: Parent\n", "", "'parent' is missing." },
        { "vocabulary.yaml", "  hold-and-review:\n", "  hold:\n", "The action 'hold-and-review' is missing." },
        { "vocabulary.yaml", "physicalThreat:\n        all:", "physicalThreats:\n        all:", "'physicalThreats' is no fact of a case." },
        { "vocabulary.yaml", "outcomes: [done, impossible, failed]", "outcomes: [done, lost, failed]", "'lost' is no outcome of an action." },
        { "vocabulary.yaml", "any: [onSchoolSite]", "any: []", "'any' is missing: one of these is enough for the condition to hold." },
        { "law.yaml", "    kind: superseded", "    kind: old", "'kind' has to be one of superseded, misnamed, partly-replaced, newer, not 'old'." },
    };

    /// <summary>Rows that could never open: the file, the words changed, what they become, which row, and why.</summary>
    public static TheoryData<string, string, string, string, string> Unreachable => new()
    {
        { "ogat/pack.yaml", "when: [breach, up, after request-removal]", "when: [breach, up, after seek-legal-advice]", "seek-legal-advice", "it waits for itself, directly or by way of another action" },
        { "ogat/pack.yaml", "when: [breach, up, after request-removal]", "when: [breach, up, after warn-of-legal-action]", "seek-legal-advice", "it waits for itself, directly or by way of another action" },
        { "ogat/pack.yaml", "when: [breach, parent, ban]", "when: [breach, parent, student]", "ban-from-site", "it waits for two authors at once" },
        { "embrace/pack.yaml", "when: [breach, chat]", "when: [breach, student]", "close-group-chat", "it waits for an author whom 'scope' leaves to another policy" },
        { "oak/pack.yaml", "- action: request-removal", "- action: contact-author", "written-warning", "it waits for a refusal, and the ladder does not name 'request-removal'" },
    };

    [Theory]
    [MemberData(nameof(Unreachable))]
    public void A_row_that_could_never_open_is_told_at_its_line(string file, string words, string become, string row, string why)
    {
        using var folder = new PackFolder();
        folder.Change(file, words, become);
        var lines = File.ReadAllLines(folder[file]);
        var begins = Array.FindIndex(lines, line => line == $"- action: {row}");

        var problem = Assert.Single(folder.Problems(), problem => problem.Words == $"'{row}' can never be open: {why}.");

        Assert.Equal(Array.FindIndex(lines, begins, line => line.StartsWith("  when:", StringComparison.Ordinal)) + 1, problem.Line);
    }

    [Fact]
    public void Without_a_single_breach_no_row_that_waits_for_one_can_open()
    {
        using var folder = new PackFolder();
        var pack = File.ReadAllText(folder["oak/pack.yaml"]);
        var from = pack.IndexOf("categories:", StringComparison.Ordinal);
        var to = pack.IndexOf("tests:", StringComparison.Ordinal);
        var none = string.Concat(Seeds.Library.Vocabulary.Categories.Select(category => $"  {category.Id}: []\n"));
        folder.Add("oak/pack.yaml", $"{pack[..from]}categories:\n{none}{pack[pack.IndexOf("reflection:", StringComparison.Ordinal)..]}");

        Assert.True(from < to);
        Assert.Contains(folder.Problems(), problem => problem.Words == "'request-removal' can never be open: it waits for a breach, and no category has a clause.");
    }

    [Theory]
    [MemberData(nameof(Slips))]
    public void A_slip_in_a_file_is_told_with_its_file_and_line(string file, string words, string become, string said)
    {
        using var folder = new PackFolder();
        folder.Change(file, words, become);

        var problem = folder.Problems().FirstOrDefault(problem => problem.Words.Contains(said, StringComparison.Ordinal));

        Assert.NotNull(problem);
        Assert.StartsWith(folder.Path, problem.File, StringComparison.Ordinal);
        Assert.InRange(problem.Line, 1, File.ReadAllLines(problem.File).Length);
    }

    [Fact]
    public void The_line_is_the_one_with_the_slip()
    {
        using var folder = new PackFolder();
        folder.Change("oak/pack.yaml", "clauses: [5.1.1]", "clauses: [5.1.9]");

        var problem = Assert.Single(folder.Problems(), problem => problem.Words.Contains("5.1.9", StringComparison.Ordinal));

        Assert.Equal(folder["oak/pack.yaml"], problem.File);
        Assert.Equal(folder.LineOf("oak/pack.yaml", "5.1.9"), problem.Line);
    }

    [Fact]
    public void Every_slip_is_told_at_once()
    {
        using var folder = new PackFolder();
        folder.Change("oak/pack.yaml", "clauses: [5.1.1]", "clauses: [5.1.9]");
        folder.Change("ogat/pack.yaml", "shape: ladder", "shape: stairs");

        var words = string.Join('\n', folder.Problems());

        Assert.Contains("5.1.9", words, StringComparison.Ordinal);
        Assert.Contains("stairs", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_packs_with_the_same_version_are_refused()
    {
        using var folder = new PackFolder();
        folder.Add("oak-again/pack.yaml", File.ReadAllText(folder["oak/pack.yaml"]));
        File.Copy(folder["oak/001_192bc62849798f2d.txt"], folder["oak-again/001_192bc62849798f2d.txt"]);

        Assert.Contains("has the same id, and the same version or date", Assert.Single(folder.Problems()).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_packs_or_no_folder_at_all_is_refused()
    {
        using var folder = new PackFolder();
        Directory.Delete(folder["oak"], recursive: true);
        Directory.Delete(folder["ogat"], recursive: true);
        Directory.Delete(folder["embrace"], recursive: true);

        Assert.Contains("There is no pack here", Assert.Single(folder.Problems()).Words, StringComparison.Ordinal);
        Assert.Throws<PolicyPackException>(() => PolicyLibrary.Load(folder["nowhere"]));
    }
}
