using ConductBot.Policies.Asking;

namespace ConductBot.Policies;

public class WordsOfQuestionsTests
{
    /// <summary>Pairs from Porter's paper and from his published output.</summary>
    [Theory]
    [InlineData("caresses", "caress")]
    [InlineData("ponies", "poni")]
    [InlineData("cats", "cat")]
    [InlineData("agreed", "agre")]
    [InlineData("plastered", "plaster")]
    [InlineData("motoring", "motor")]
    [InlineData("sing", "sing")]
    [InlineData("conflated", "conflat")]
    [InlineData("hopping", "hop")]
    [InlineData("falling", "fall")]
    [InlineData("filing", "file")]
    [InlineData("happy", "happi")]
    [InlineData("sky", "sky")]
    [InlineData("relational", "relat")]
    [InlineData("conditional", "condit")]
    [InlineData("digitizer", "digit")]
    [InlineData("vietnamization", "vietnam")]
    [InlineData("triplicate", "triplic")]
    [InlineData("hopefulness", "hope")]
    [InlineData("goodness", "good")]
    [InlineData("allowance", "allow")]
    [InlineData("adjustment", "adjust")]
    [InlineData("adoption", "adopt")]
    [InlineData("effective", "effect")]
    [InlineData("probate", "probat")]
    [InlineData("rate", "rate")]
    [InlineData("controll", "control")]
    [InlineData("roll", "roll")]
    [InlineData("be", "be")]
    [InlineData("y11", "y11")]
    public void Endings_are_stripped_as_Porter_did(string word, string stem)
    {
        Assert.Equal(stem, PorterStemmer.Stem(word));
    }

    [Theory]
    [InlineData("screenshot", "screenshot")]
    [InlineData("screnshot", "screenshot")]
    [InlineData("screenhsot", "screenshot")]
    [InlineData("scrrenshto", "screenshot")]
    [InlineData("pots", "post")]
    [InlineData("policepost", "police post")]
    [InlineData("cat", null)]
    [InlineData("elephant", null)]
    [InlineData("p0lice", null)]
    public void A_slip_or_two_are_repaired_and_no_more(string typed, string? meant)
    {
        var spelling = new SpellingRepair();

        foreach (var word in new[] { "screenshot", "post", "police", "car" })
        {
            spelling.Learn(word);
        }

        Assert.Equal(meant, spelling.Repair(typed));
    }

    [Fact]
    public void The_commoner_word_is_the_one_that_was_meant()
    {
        var spelling = new SpellingRepair();

        foreach (var word in new[] { "pest", "post", "post", "post" })
        {
            spelling.Learn(word);
        }

        Assert.Equal("post", spelling.Repair("pist"));
    }

    [Fact]
    public void Words_are_cut_without_accents_apostrophes_and_slips()
    {
        var words = new QuestionWords(new Dictionary<string, string> { ["wud"] = "would", ["cant"] = "can not" });

        Assert.Equal(["would", "zoe", "can", "not", "post2", "it"], words.Cut("Wud Zoë… CAN’T post2/it?"));
    }

    [Fact]
    public void Phrases_of_the_thesaurus_are_found_in_any_ending()
    {
        var thesaurus = new Thesaurus(
            new Dictionary<string, IReadOnlyList<string>> { ["remove"] = ["take down", "delete"], ["photo"] = ["picture"] },
            new Dictionary<string, IReadOnlyList<string>> { ["image"] = ["photo"] },
            new Dictionary<string, string>(),
            ["the"],
            []);
        var lexicon = new Lexicon(thesaurus, ["taking the pictures down"]);

        Assert.Equal([new("remove", 0, 2), new("photo", 3, 1)], lexicon.Mentions(lexicon.Read("taking down the pictures")));
        Assert.Equal(["image"], lexicon.KindsOf("photo"));
        Assert.Empty(lexicon.KindsOf("remove"));
    }
}
