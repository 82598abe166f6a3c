using System.Collections;
using System.Reflection;
using ConductBot.Languages;
using ConductBot.Policies.Packs;

namespace ConductBot.Policies;

public class WelshWordsTests
{
    private const string Shared = WelshWords.FileName;
    private const string Oak = "oak/" + WelshWords.FileName;

    private static readonly DateOnly Today = new(1990, 1, 1);

    [Fact]
    public void Every_text_of_the_repositorys_own_packs_and_vocabulary_has_its_Welsh()
    {
        var questions = Asked.Policies.Select(Asked.Pack).ToList();

        var texts = Texts(new object[] { Seeds.Library.Vocabulary, Seeds.Library.Laws, Seeds.Library.All, questions }).ToList();

        Assert.InRange(texts.Distinct().Count(), 300, 3_000);
        Assert.Empty(texts.Where(text => string.IsNullOrWhiteSpace(text.Welsh)).Select(text => text.English).Distinct());
    }

    [Fact]
    public void No_line_of_the_repositorys_own_word_files_is_left_over() =>
        Assert.DoesNotContain(PolicyLint.Check(Seeds.Folder, Today), finding => finding.File.EndsWith(WelshWords.FileName, StringComparison.Ordinal));

    [Fact]
    public void A_Welsh_text_keeps_the_place_of_the_action() =>
        Assert.All(Seeds.Library.Vocabulary.Reasons.Values, reason => Assert.DoesNotContain('{', reason.Welsh!));

    [Fact]
    public void Staff_read_the_language_of_the_turn_and_nothing_of_it_stays()
    {
        var oak = Seeds.Policy("oak");
        var result = CategoryTests.Judge(oak.TestOf("defamation")!, new Dictionary<string, TestAnswer> { ["statedAsFact"] = TestAnswer.No });

        using (Language.Use(Language.Welsh))
        {
            Assert.Equal("Bygythiad", oak.CategoryOf("threat")!.Label.ToString());
            Assert.Equal("Siarad â’r rhiant a gofyn am dynnu’r post i lawr", oak.ActionLabel(Actions.RequestRemoval));
            Assert.Equal("dim ond ar ôl gwneud hyn: Siarad â’r rhiant a gofyn am dynnu’r post i lawr", oak.ReasonPlain("needs:request-removal"));
            Assert.Contains("mae’n farn, heb ei nodi fel ffaith", result.Reason, StringComparison.Ordinal);
            Assert.Equal("Rhiant", oak.AuthorLabel("parent"));
        }

        Assert.Equal("Threat", oak.CategoryOf("threat")!.Label.ToString());
        Assert.Equal("Talk to the parent and ask for removal", oak.ActionLabel(Actions.RequestRemoval));
        Assert.Equal("only after this has been done: Talk to the parent and ask for removal", oak.ReasonPlain("needs:request-removal"));
        Assert.Equal("Test not met: it is an opinion, not stated as a fact.", result.Reason);
    }

    [Theory]
    [InlineData("how long do we have to wait")]
    [InlineData("photos of pupils")]
    [InlineData("who won the match")]
    public void What_programs_read_is_the_same_in_every_language(string question)
    {
        var facts = """{"policy":"oak","author":"parent","categories":["threat"],"physicalThreat":true}""";
        var line = $$"""{"id":1,"policy":"oak","q":"{{question}}"}""";
        var (decided, asked) = (PolicyJson.DecideLine(Seeds.Library, facts).Json, PolicyAskJson.Line(Asked.Answers, line).Json);

        using var speaking = Language.Use(Language.Welsh);

        Assert.Equal(decided, PolicyJson.DecideLine(Seeds.Library, facts).Json);
        Assert.Equal(asked, PolicyAskJson.Line(PolicyAnswers.Load(Seeds.Folder, Seeds.Library.All), line).Json);
        Assert.Equal(
            Seeds.Library.Vocabulary.Signs.In("She is a liar and I will find out where she lives").Select(sign => sign.Category),
            PolicyLibrary.Load(Seeds.Folder).Vocabulary.Signs.In("She is a liar and I will find out where she lives").Select(sign => sign.Category));
    }

    [Fact]
    public void Where_else_to_turn_is_told_in_Welsh_whoever_asked_first()
    {
        var silent = Assert.IsType<Answer.Silent>(Asked.Ask("oak", "how long do we have to wait for an answer from them"));
        var english = silent.Advice!.ToString();

        using var speaking = Language.Use(Language.Welsh);

        Assert.NotEqual(english, silent.Advice.ToString());
        Assert.Equal(silent.Advice.Welsh, Assert.IsType<Answer.Silent>(Asked.Ask("oak", "how long do we have to wait for an answer from them")).Advice!);
    }

    [Theory]
    [InlineData(Shared, "Parent: Rhiant", "Parant: Rhiant", "No text here reads 'Parant', so nobody is shown its Welsh.")]
    [InlineData(Oak, "Tell the designated safeguarding lead.: ", "Tell the DSL.: ", "No text here reads 'Tell the DSL.', so nobody is shown its Welsh.")]
    public void A_line_that_belongs_to_no_text_is_pointed_out(string file, string words, string become, string said)
    {
        using var folder = new PackFolder();
        folder.Change(file, words, become);

        var findings = PolicyLint.Check(folder.Path, Today);

        Assert.All(findings, finding => Assert.Equal(LintSeverity.Warning, finding.Severity));
        var finding = Assert.Single(findings, finding => finding.Words == said);
        Assert.Equal((folder[file], folder.LineOf(file, become)), (finding.File, finding.Line));
    }

    [Fact]
    public void What_is_not_in_Welsh_yet_is_counted_and_shown_in_English()
    {
        using var folder = new PackFolder();
        folder.Change(Oak, "Tell the designated safeguarding lead.: Dywedwch wrth yr arweinydd diogelu dynodedig.", "Tell the designated safeguarding lead.:")
            .Change("oak/pack.yaml", "      label: Talk to the parent", "      label: Talk it over with the parent");

        var said = PolicyLint.Check(folder["oak/pack.yaml"], Today).Where(finding => finding.File == folder[Oak]).Select(finding => finding.Words).ToList();

        using var speaking = Language.Use(Language.Welsh);

        Assert.Equal("Talk it over with the parent and ask for removal", PolicyLibrary.Load(folder.Path).Newest("oak")!.ActionLabel(Actions.RequestRemoval));
        Assert.Equal(
            [
                "No text here reads 'Talk to the parent and ask for removal', so nobody is shown its Welsh.",
                "Not in Welsh yet, so shown in English: 'Talk it over with the parent and ask for removal' and 1 more.",
            ],
            said);
    }

    [Fact]
    public void Without_a_word_file_a_pack_is_shown_in_English_and_nobody_minds()
    {
        using var folder = new PackFolder();
        File.Delete(folder[Oak]);

        Assert.Empty(PolicyLint.Check(folder.Path, Today));
        Assert.Null(PolicyLibrary.Load(folder.Path).Newest("oak")!.StatementOf(StatementIds.OrderOfActions)!.Plain.Welsh);
    }

    [Fact]
    public void A_pack_puts_a_shared_text_in_its_own_Welsh()
    {
        using var folder = new PackFolder();
        File.AppendAllText(folder["ogat/words.cy-GB.yaml"], "\"Who can see it? Everybody, a closed group, or only you?\": Pwy sy’n gallu ei weld?\n");

        var library = PolicyLibrary.Load(folder.Path);

        Assert.Equal("Pwy sy’n gallu ei weld?", library.Newest("ogat")!.Reflection[1].Text.Welsh);
        Assert.StartsWith("Pwy all ei weld?", library.Newest("embrace")!.Reflection[1].Text.Welsh, StringComparison.Ordinal);
        Assert.DoesNotContain(PolicyLint.Check(folder.Path, Today), finding => finding.File.EndsWith(WelshWords.FileName, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Shared)]
    [InlineData(Oak)]
    public void A_word_file_that_cannot_be_read_is_told_at_its_line(string file)
    {
        using var folder = new PackFolder();
        File.AppendAllText(folder[file], "Said twice: [dwywaith]\n");

        var problem = Assert.Single(folder.Problems(), problem => problem.File == folder[file]);

        Assert.Equal("'Said twice' has to be a piece of text.", problem.Words);
        Assert.Equal(folder.LineOf(file, "Said twice"), problem.Line);
    }

    /// <summary>Every text within, whatever holds it; but a clause that is asked as a question is the policy's own.</summary>
    private static IEnumerable<Wording> Texts(object? thing) => thing switch
    {
        null or string or Clause or ReflectionQuestion { Clause: not null } => [],
        Wording text => [text],
        IDictionary map => Texts(map.Values),
        IEnumerable list => list.Cast<object?>().SelectMany(Texts),
        _ when thing.GetType().Namespace == typeof(Policy).Namespace && !thing.GetType().IsEnum => thing.GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .SelectMany(property => Texts(property.GetValue(thing))),
        _ => [],
    };
}
