using System.Text.RegularExpressions;
using System.Xml.Linq;
using ConductBot.Languages;
using ConductBot.Testing.Cards;

namespace ConductBot.Tests.Words;

/// <summary>Both languages hold all that is said, and nothing that is not.</summary>
/// <remarks>
/// <c>CONDUCTBOT_WRITE_WORDS=1 dotnet test tests/ConductBot.Tests --filter WordsTests</c> writes what is said into the resources: new
/// sentences go in with an empty Welsh value, which fails the tests until somebody has translated it; what is not said any more goes out.
/// </remarks>
public sealed partial class WordsTests
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Path, "src", "ConductBot.Languages");

    static WordsTests()
    {
        if (Environment.GetEnvironmentVariable("CONDUCTBOT_WRITE_WORDS") == "1")
        {
            Write("Words.resx", english => english);
            var welsh = Read("Words.cy-GB.resx");
            Write("Words.cy-GB.resx", english => welsh.GetValueOrDefault(english, ""));
        }
    }

    [Fact]
    public void What_is_said_stands_where_it_is_said() =>
        Assert.Empty(Said.InSource().Where(said => said.Key is null).Select(said => $"{said.Where}: Say takes one literal, plain or interpolated").ToList());

    /// <summary>The names of resources are told apart whatever their case: of two such sentences one would have no translation.</summary>
    [Fact]
    public void No_two_sentences_differ_in_their_case_alone() =>
        Assert.Empty(Said.Everywhere.GroupBy(said => said, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key).ToList());

    [Fact]
    public void The_English_words_are_those_that_are_said()
    {
        var english = Read("Words.resx");

        Assert.Equal(Said.Everywhere, english.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, word => Assert.Equal(word.Key, word.Value));
    }

    [Fact]
    public void Everything_that_is_said_is_said_in_Welsh_too()
    {
        var welsh = Read("Words.cy-GB.resx");

        Assert.Empty(Said.Everywhere.Except(welsh.Keys, StringComparer.Ordinal).ToList());
        Assert.Empty(welsh.Keys.Except(Said.Everywhere, StringComparer.Ordinal).ToList());
        Assert.Empty(welsh.Where(word => string.IsNullOrWhiteSpace(word.Value)).Select(word => word.Key).ToList());
    }

    [Fact]
    public void A_translation_puts_in_all_that_the_English_puts_in() => Assert.Empty(Read("Words.cy-GB.resx")
        .Where(word => word.Value.Length > 0 && !Slots(word.Key).SequenceEqual(Slots(word.Value), StringComparer.Ordinal))
        .Select(word => $"{word.Key} → {word.Value}")
        .ToList());

    [Fact]
    public void A_sentence_is_found_by_its_English() =>
        Assert.All(Read("Words.cy-GB.resx"), word => Assert.Equal(word.Value, Language.Translated(word.Key, Language.Welsh)));

    private static SortedDictionary<string, string> Read(string file) => new(
        XDocument.Load(Path.Combine(Folder, file)).Root!.Elements("data").ToDictionary(
            data => (string)data.Attribute("name")!, data => (string)data.Element("value")!, StringComparer.Ordinal),
        StringComparer.Ordinal);

    private static void Write(string file, Func<string, string> value)
    {
        var path = Path.Combine(Folder, file);
        var document = XDocument.Load(path);
        document.Root!.Elements("data").Remove();
        document.Root.Add(Said.Everywhere.Select(english =>
            new XElement("data", new XAttribute("name", english), new XAttribute(XNamespace.Xml + "space", "preserve"), new XElement("value", value(english)))));
        document.Save(path);
    }

    /// <summary>The places of a sentence, numbered ones or a template's bindings. Their order may differ, so they are sorted.</summary>
    private static IEnumerable<string> Slots(string sentence) => Slot().Matches(sentence).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\$\{[^}]*\}|\{\d+(:[^}]*)?\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Slot();
}
