using System.Globalization;
using System.Text.RegularExpressions;
using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Testing;
using ConductBot.Tests.Bot;
using Xunit.Sdk;

namespace ConductBot.Tests.Transcripts;

/// <summary>
/// Plays a conversation from a file. README.md beside it says how its lines are written.
/// </summary>
internal sealed partial class Transcript(BotHost bot, string file, IReadOnlyList<string> lines)
{
    private static readonly string[] CaseWords =
        ["propose", "approve", "decline", "record", "depart", "correct", "conflict", "note", "link", "close", "reopen", "why", "view"];

    private readonly Dictionary<string, PersonAtWork> people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> channelVersions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> recordedVersions = new(StringComparer.Ordinal);
    private SchoolCast school = SchoolCast.Of("ogat");
    private PersonAtWork? speaker;
    private PersonAtWork? presser;
    private CardReader? kept;
    private int groupRead;

    /// <summary>False where the conversation is only led, in another language perhaps: what is said is not held against the file.</summary>
    public bool Listens { get; init; } = true;

    private Policy Policy => bot.Policies.Newest(school.Policy)!;

    private PostedMessage? ChannelCard => bot.Connector.In(school.Channel).LastOrDefault(message => !message.IsDeleted && message.Card is not null);

    public async Task PlayAsync()
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            if (line.Length > 0 && line[0] != '#')
            {
                try
                {
                    await PlayAsync(line);
                }
                catch (Wrong wrong)
                {
                    throw new WrongLineException(file, i + 1, line, wrong.Message);
                }
                catch (XunitException wrong)
                {
                    throw new WrongLineException(file, i + 1, line, wrong.Message, wrong);
                }
            }
        }
    }

    private async Task PlayAsync(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var (who, what) = colon < 0 ? (line, "") : (line[..colon].Trim(), line[(colon + 1)..].Trim());
        switch (who)
        {
            case "school":
                school = SchoolCast.Of(what);
                return;
            case "secret":
                bot.World.Secrets.Add(what);
                return;
            case "restart":
                await bot.RestartAsync();
                return;
            case "later":
                bot.Time.Advance(TimeSpan.FromHours(double.Parse(what.Split(' ')[0], CultureInfo.InvariantCulture)));
                await bot.DeliverAsync();
                return;
            case "bot" or "group" or "channel" or "channel quiet" or "quiet" or "answer" or "recorded" when !Listens:
                return;
            case "bot":
                Expect(speaker?.Next(), what);
                return;
            case "...":
                while (speaker?.Next() is not null)
                {
                    // Read, and not looked at: the transcript is about something else.
                }

                return;
            case "quiet":
                Expect(speaker?.Unread is [var unread, ..] ? Shown(unread) : null);
                return;
            case "group":
                Expect(bot.Connector.In(school.Group).ElementAtOrDefault(groupRead++), what);
                return;
            case "channel":
                Channel(what);
                return;
            case "channel quiet":
                Expect(NextChange() is { } change ? Shown(change) : null);
                return;
            case "answer":
                Check(presser?.Answered?.Words ?? throw new Wrong("nobody has pressed anything"), what, presser.OnScreen);
                return;
            case "recorded":
                await RecordedAsync(what);
                return;
        }

        var words = who.Split(' ', 2);
        if (colon < 0 || school.Called(words[0]) is not { } person)
        {
            throw new Wrong("not a line of a transcript");
        }

        await ActAsync(Find(person), words.Length > 1 ? words[1] : "", what);
    }

    private PersonAtWork Find(Person person)
    {
        if (!people.TryGetValue(person.Key, out var found))
        {
            people[person.Key] = found = new(bot, person);
        }

        return found;
    }

    private async Task ActAsync(PersonAtWork person, string how, string what)
    {
        switch (how)
        {
            case "gets" when !Listens:
                return;
            case "gets":
                Expect(person.Next(), what);
                return;
            case "sees":
                var seen = await person.LooksAtAsync(ChannelCard ?? throw new Wrong("there is no card in the channel"));
                Check(seen.Text, Listens ? what : "", seen);
                return;
            case "keeps":
                kept = await person.LooksAtAsync(ChannelCard ?? throw new Wrong("there is no card in the channel"));
                return;
            case "in group":
                await person.MentionsAsync(school.Group, what);
                return;
            case "in channel":
                await person.MentionsAsync(school.Channel, what);
                return;
        }

        speaker = person;
        var verb = what.Split(' ', 2)[0];
        var rest = what[verb.Length..].Trim();
        switch (verb)
        {
            case "types":
                await person.SaysAsync(rest.Replace("\\n", "\n", StringComparison.Ordinal));
                break;
            case "press" or "submits" or "presses-late":
                presser = person;
                await PressAsync(person, verb, rest);
                break;
            case "forces":
                presser = person;
                await ForceAsync(person, rest);
                break;
            case "late":
                presser = person;
                await DoAsync(person, rest, kept ?? throw new Wrong("no card was kept"));
                break;
            case "old":
                presser = person;
                await DoAsync(person, rest, card: null, oldClient: true);
                break;
            default:
                if (CaseWords.Contains(verb))
                {
                    presser = person;
                    await DoAsync(person, what, card: null);
                }
                else
                {
                    await person.SaysAsync(what);
                }

                break;
        }
    }

    private static async Task PressAsync(PersonAtWork person, string how, string rest)
    {
        if (rest.StartsWith('"'))
        {
            await person.PressesAsync(rest.Trim('"'));
            return;
        }

        var (names, inputs) = Read(rest);
        await person.AnswersAsync(
            names[0], names.Count > 1 ? names[1] : null, inputs, stale: how == "presses-late", oldClient: how == "submits");
    }

    /// <summary>A press of case work as the cards offer it: <c>approve report-to-platform reason="…"</c>.</summary>
    private async Task DoAsync(PersonAtWork person, string rest, CardReader? card, bool oldClient = false)
    {
        var (names, inputs) = Read(rest);
        if (names.Count > 1)
        {
            inputs[names[0] == "correct" ? "fact" : names[0] == "link" ? "to" : "action"] = names[1];
        }

        await person.DoesAsync(ChannelCard ?? throw new Wrong("there is no card in the channel"), names[0], inputs, card, oldClient);
    }

    /// <summary>The same, past the card: sent with the case's present version, whether it is offered or not.</summary>
    private async Task ForceAsync(PersonAtWork person, string rest)
    {
        var (names, inputs) = Read(rest);
        var card = ChannelCard ?? throw new Wrong("there is no card in the channel");
        var data = new CardReader(card.Card!).RefreshData!.DeepClone().AsObject();
        data["verb"] = $"case/{names[0]}";
        if (names.Count > 1)
        {
            data["action"] = names[1];
        }

        foreach (var (name, value) in inputs)
        {
            data[name] = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && name == "version" ? number : value;
        }

        await person.ForgesAsync(card.Place, $"case/{names[0]}", data, card.Id);
    }

    private void Channel(string what) => Expect(NextChange(), what);

    /// <summary>The next state of the channel that was not looked at yet: a message that is new or was changed.</summary>
    private PostedMessage? NextChange()
    {
        foreach (var message in bot.Connector.In(school.Channel))
        {
            if (channelVersions.GetValueOrDefault(message.Id) != message.Versions.Count)
            {
                channelVersions[message.Id] = message.Versions.Count;
                return message;
            }
        }

        return null;
    }

    private async Task RecordedAsync(string what)
    {
        var happened = new List<string>();
        foreach (var reference in await bot.ReferencesAsync())
        {
            var from = recordedVersions.GetValueOrDefault(reference);
            var found = await bot.CaseAsync(reference);
            happened.AddRange(found.Timeline.Where(recorded => recorded.Version > from).Select(recorded => Name(recorded.Event)));
            recordedVersions[reference] = found.Version;
        }

        var came = happened.Count == 0 ? "nothing" : string.Join(", ", happened);
        if (came != what)
        {
            throw new Wrong($"came: {came}");
        }
    }

    private static string Name(CaseEvent happened) => happened.GetType().Name;

    private static void Expect(string? came)
    {
        if (came is not null)
        {
            throw new Wrong($"came: {came}");
        }
    }

    /// <summary>A message, with what it shows: <c>[danger] words | more words | !words that must not be there</c>.</summary>
    private void Expect(PostedMessage? message, string what)
    {
        if (message is null)
        {
            throw new Wrong("came: nothing");
        }

        var kind = Kind().Match(what);
        if (kind.Success && kind.Groups["kind"].Value != KindOf(message))
        {
            throw new Wrong($"came: {Shown(message)}");
        }

        Check(Shown(message), what[kind.Length..].Trim(), message.Card is { } card ? new CardReader(card) : null);
    }

    private void Check(string shown, string claims, CardReader? card)
    {
        foreach (var claim in claims.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var not = claim[0] == '!';
            var words = not ? claim[1..].Trim() : claim;
            var says = card?.Says(words, Policy) ?? shown.Contains(words, StringComparison.Ordinal);
            if (says == not)
            {
                throw new Wrong($"{(not ? "not to be there" : "missing")}: {words}\n  came: {shown}");
            }
        }
    }

    private static string Shown(PostedMessage message) => message.Card is null ? message.Words : $"[{KindOf(message)}] {message.Words}";

    /// <summary>What kind of card it is: the question's step, or what the card is for.</summary>
    private static string KindOf(PostedMessage message)
    {
        if (message.Card is null)
        {
            return "words";
        }

        var card = new CardReader(message.Card);
        return card.Step
            ?? (card.RefreshVerb == "case/view" ? "card"
                : card.Words.FirstOrDefault() is "The policy says" or "This policy does not say" or "I did not understand the question" ? "answer"
                : card.Words.FirstOrDefault() is "What each policy says" ? "compare"
                : card.Text.Contains("The document’s own words", StringComparison.Ordinal) ? "document"
                : "notice");
    }

    private static (IReadOnlyList<string> Names, Dictionary<string, string> Inputs) Read(string text)
    {
        var names = new List<string>();
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in Word().EnumerateMatches(text))
        {
            var word = text.AsSpan(part.Index, part.Length).ToString();
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                names.Add(word);
            }
            else
            {
                inputs[word[..equals]] = word[(equals + 1)..].Trim('"').Replace("\\n", "\n", StringComparison.Ordinal);
            }
        }

        return (names, inputs);
    }

    [GeneratedRegex(@"^\[(?<kind>[a-z-]+)\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Kind();

    [GeneratedRegex("[^\\s\"=]+(=(\"[^\"]*\"|[^\\s\"]*))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    /// <summary>A line does not hold; the player adds where it stands.</summary>
    private sealed class Wrong(string instead) : Exception(instead);
}
