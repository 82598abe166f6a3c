using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConductBot.Cards.Templates;

namespace ConductBot.Cards;

/// <summary>
/// Every card of the bot, compiled when it starts: <c>cards/subject/name.template.json</c> with its sample data beside
/// it in <c>name.data.json</c>. A template that would not expand stops the start, not a teacher's report.
/// </summary>
public sealed partial class CardLibrary
{
    /// <summary>
    /// The largest card that is sent, in bytes of UTF-16, the way Teams counts. It turns messages down at about 100 KB;
    /// the rest is left for the activity around the card.
    /// </summary>
    public const int LargestCard = 80 * 1024;

    private const string TemplateEnding = ".template.json";
    private const string SampleEnding = ".data.json";

    private readonly FrozenDictionary<string, Entry> _cards;

    private CardLibrary(Dictionary<string, Entry> cards) => _cards = cards.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All cards' names, <c>subject/name</c>, in alphabetical order.</summary>
    public IReadOnlyList<string> Names => [.. _cards.Keys.Order(StringComparer.Ordinal)];

    /// <summary>
    /// Compiles every template under a folder, as it stands and in each of these languages, and expands each once with its sample.
    /// </summary>
    /// <param name="folder">The folder of the templates.</param>
    /// <param name="languages">Further languages. A card is drawn in that of the current UI culture; as it stands where that is none of these.</param>
    /// <exception cref="CardTemplateException">A template or sample is wrong, one lacks the other, or there are none.</exception>
    public static CardLibrary Load(string folder, params IReadOnlyList<CardLanguage> languages)
    {
        var root = Path.GetFullPath(folder);
        var files = Directory.Exists(root) ? Directory.GetFiles(root, "*.json", SearchOption.AllDirectories) : [];
        var names = files.Select(file => NameOf(root, file)).ToHashSet(StringComparer.Ordinal);
        return names.Count > 0
            ? new(names.ToDictionary(name => name, name => LoadCard(root, name, languages), StringComparer.Ordinal))
            : throw new CardTemplateException("cards", root, "no card template is there");
    }

    /// <summary>Draws a card.</summary>
    /// <exception cref="ArgumentException">There is no such card.</exception>
    /// <exception cref="CardTooLargeException">Teams would not take it.</exception>
    public JsonObject Render(string name, JsonNode data)
    {
        var entry = Find(name);
        var card = (entry.Translated.GetValueOrDefault(CultureInfo.CurrentUICulture.Name) ?? entry.Template).Expand(data);
        var size = Measure(card) * sizeof(char);
        return size <= LargestCard ? card : throw new CardTooLargeException(name, size, LargestCard);
    }

    /// <summary>Draws the card that this data belongs to.</summary>
    /// <exception cref="CardTooLargeException">Teams would not take it.</exception>
    public JsonObject Render<T>(T data)
        where T : ICardData<T> =>
        Render(T.Template, JsonSerializer.SerializeToNode(data, T.Json)!);

    /// <summary>The card's sample data, to look at the card without a case.</summary>
    public JsonNode Sample(string name) => Find(name).Sample.DeepClone();

    /// <summary>The words of all templates that <see cref="CardLanguage.Translate"/> is asked for, once each.</summary>
    public static IReadOnlyList<string> WordsOf(string folder) =>
    [
        .. Directory.GetFiles(folder, "*" + TemplateEnding, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .SelectMany(file => CardTranslation.Words(JsonNode.Parse(File.ReadAllBytes(file))))
            .Distinct(StringComparer.Ordinal),
    ];

    private static Entry LoadCard(string root, string name, IReadOnlyList<CardLanguage> languages)
    {
        var source = Read(root, name, TemplateEnding, "template");
        var template = CardTemplate.Parse(source, name);
        var sample = CardTemplate.ReadJson(Read(root, name, SampleEnding, "sample data"), name + SampleEnding);
        if (sample.ValueKind != JsonValueKind.Object)
        {
            throw new CardTemplateException(name, name + SampleEnding, "sample data is a JSON object");
        }

        _ = template.Expand(sample);
        var translated = languages.ToFrozenDictionary(language => language.Tag, language => Translate(source, name, language), StringComparer.OrdinalIgnoreCase);
        foreach (var other in translated.Values)
        {
            _ = other.Expand(sample);
        }

        return new(template, translated, JsonObject.Create(sample)!);
    }

    private static CardTemplate Translate(byte[] source, string name, CardLanguage language)
    {
        var json = JsonNode.Parse(source)!.AsObject();
        CardTranslation.Translate(json, language.Translate);
        if (json.ContainsKey("lang"))
        {
            json["lang"] = language.Tag;
        }

        return CardTemplate.Parse(json.ToJsonString(), $"{name} ({language.Tag})");
    }

    private static byte[] Read(string root, string name, string ending, string what)
    {
        var file = Path.Combine(root, name + ending);
        return File.Exists(file)
            ? File.ReadAllBytes(file)
            : throw new CardTemplateException(name, name + ending, $"the {what} is missing");
    }

    private static string NameOf(string root, string file)
    {
        var path = Path.GetRelativePath(root, file).Replace('\\', '/');
        return CardFile().Match(path) is { Success: true } match
            ? match.Groups["name"].Value
            : throw new CardTemplateException("cards", path, $"a card is subject/name{TemplateEnding} or subject/name{SampleEnding}, in lower case");
    }

    // Not the bytes that are sent: those depend on how £ and emoji are escaped, and Teams does not count the escapes.
    private static int Measure(JsonNode? node) => node switch
    {
        JsonObject card => 2 + card.Sum(property => property.Key.Length + 4 + Measure(property.Value)),
        JsonArray list => 2 + list.Sum(item => 1 + Measure(item)),
        JsonValue value when value.TryGetValue<string>(out var text) => 2 + text.Length + text.Count(c => c is '"' or '\\' or < ' '),
        _ => node?.ToJsonString().Length ?? 4,
    };

    [GeneratedRegex(@"^(?<name>[a-z0-9-]+/[a-z0-9-]+)\.(template|data)\.json$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CardFile();

    private Entry Find(string name) =>
        _cards.GetValueOrDefault(name) ?? throw new ArgumentException($"There is no card {name}.", nameof(name));

    private sealed record Entry(CardTemplate Template, FrozenDictionary<string, CardTemplate> Translated, JsonObject Sample);
}

/// <summary>A language that cards are drawn in besides the one they are written in.</summary>
/// <param name="Tag">BCP 47, as the name of a culture: <c>cy-GB</c>.</param>
/// <param name="Translate">A template's words in it, with the same bindings.</param>
public sealed record CardLanguage(string Tag, Func<string, string> Translate);
