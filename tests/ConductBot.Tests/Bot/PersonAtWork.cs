using System.Globalization;
using System.Text.Json.Nodes;
using ConductBot.Languages;
using ConductBot.Testing;

namespace ConductBot.Tests.Bot;

/// <summary>Somebody who uses the bot in Teams: types, presses what is on the cards they see, and nothing else.</summary>
internal sealed class PersonAtWork(BotHost bot, Person person)
{
    private int read;

    public Person Person => person;

    /// <summary>The answer to the last press.</summary>
    public Answer? Answered { get; private set; }

    /// <summary>The card the person looks at after a press; null before one, or when an answer brought none.</summary>
    public CardReader? OnScreen { get; private set; }

    public IReadOnlyList<PostedMessage> Messages => [.. bot.Connector.In(person.Chat)];

    /// <summary>What came into the personal chat since it was last looked at.</summary>
    public IReadOnlyList<PostedMessage> Unread => [.. Messages.Skip(read)];

    public PostedMessage? Next() => Messages.ElementAtOrDefault(read) is { } message && ++read > 0 ? message : null;

    public async Task<Answer> SaysAsync(string text, bool deliver = true)
    {
        bot.Connector.Add(person.Chat);
        return await PostAsync(bot.Inbound.Message(person, person.Chat, text), deliver);
    }

    public async Task<Answer> MentionsAsync(Place where, string text) => await PostAsync(bot.Inbound.Mention(person, where, text), deliver: true);

    /// <summary>Answers a question of the report dialog with what its card offers.</summary>
    /// <param name="go">back, cancel, skip, send, change; null for the answer itself.</param>
    /// <param name="stale">The card as it was before it was changed: a client that has not heard of the change.</param>
    /// <param name="oldClient">One without Universal Actions: a message with the button's data.</param>
    public async Task<Answer> AnswersAsync(
        string step, string? go, IReadOnlyDictionary<string, string> inputs, bool stale = false, bool oldClient = false, bool deliver = true)
    {
        var (message, card) = Messages.Reverse()
            .Select(message => (message, card: stale ? PostedMessage.CardOf(message.Versions[0]) : message.Card))
            .Where(found => found.card is not null)
            .Select(found => (found.message, new CardReader(found.card!)))
            .FirstOrDefault(found => go == "change" && step != "check"
                ? found.Item2.Buttons.Any(button => button["step"] == step && button["go"] == "change")
                : found.Item2.Step == step);
        if (message is null)
        {
            Assert.Fail($"{person.Key} sees no card that asks {step}. Latest: {Messages.LastOrDefault()?.Words}");
        }

        var buttons = card!.Buttons.Where(button => button["step"] == step && button["go"] == go).ToList();
        var button = buttons.FirstOrDefault(button => inputs.Count > 0 && inputs.All(input => button[input.Key] == input.Value))
            ?? buttons.FirstOrDefault(button => go is not null || button.SendsInputs || (inputs.Count == 0 && Is(button.Title, "Send")));
        if (button is null)
        {
            Assert.Fail($"The card that asks {step} has no button for {go ?? "an answer"}: {string.Join(", ", card.Buttons.Select(button => button.Title))}");
        }

        return await PressAsync(card, button!, inputs, person.Chat, message!.Id, oldClient, deliver);
    }

    /// <summary>Presses a button by its words on the latest card in the personal chat that has it.</summary>
    public async Task<Answer> PressesAsync(string title)
    {
        var found = Messages.Reverse().Where(message => message.Card is not null)
            .Select(message => (message, card: new CardReader(message.Card!)))
            .FirstOrDefault(found => found.card.Buttons.Any(button => Is(button.Title, title)));
        if (found.message is null)
        {
            Assert.Fail($"{person.Key} sees no button “{title}”. Latest: {Messages.LastOrDefault()?.Words}");
        }

        return await PressAsync(found.card, found.card.Buttons.First(button => Is(button.Title, title)), Nothing, person.Chat, found.message!.Id);
    }

    /// <summary>The words of a button, in whatever language it is drawn.</summary>
    private static bool Is(string title, string english) =>
        title == english || title == Language.Translated(english, Language.Welsh) || title == Language.Translated(english, Language.Pseudo);

    /// <summary>Looks at a case in the channel: the client fetches the person's own view by itself.</summary>
    public async Task<CardReader> LooksAtAsync(PostedMessage channelCard)
    {
        var card = new CardReader(channelCard.Card!);
        var answer = await bot.Client.PostAsync(bot.Inbound.Press(
            person, channelCard.Place, card.RefreshVerb!, card.RefreshData, channelCard.Id, automatic: true));
        Assert.True(answer is { Status: 200, Card: not null }, $"{person.Key} cannot look at the case: {answer.Status} {answer.Text}");
        Assert.Null(await bot.DeliverAsync());
        return OnScreen = new(answer.Card!);
    }

    /// <summary>
    /// Does something to a case with the buttons and forms of its card, as they are offered to this person; with
    /// <paramref name="card"/> on a card that was drawn earlier.
    /// </summary>
    public async Task<Answer> DoesAsync(
        PostedMessage channelCard, string what, IReadOnlyDictionary<string, string> inputs, CardReader? card = null, bool oldClient = false)
    {
        var verb = $"case/{what}";
        // A client without Universal Actions fetches no view of one's own: it shows the card that everybody sees.
        card ??= oldClient ? new CardReader(channelCard.Card!) : await LooksAtAsync(channelCard);
        if (Find(card) is null)
        {
            card = await OpenFormAsync(card, channelCard, what, inputs);
        }

        // A form of two steps asks first what it is about.
        if (Find(card) is null
            && card.Buttons.FirstOrDefault(button => button["choose"] is { } field && inputs.ContainsKey(field)) is { } next)
        {
            var chosen = inputs.Where(input => input.Key == next["choose"]).ToDictionary();
            card = await PressForCardAsync(card, next, channelCard, chosen);
        }

        if (Find(card) is not { } button)
        {
            Assert.Fail($"{person.Key} finds no way to {what}: {string.Join(", ", card.Buttons.Select(button => button.Title))}");
            throw new System.Diagnostics.UnreachableException();
        }

        var given = inputs.Where(input => button[input.Key] != input.Value).ToDictionary();
        return await PressAsync(card, button, given, channelCard.Place, channelCard.Id, oldClient);

        CardButton? Find(CardReader on) => on.Buttons.FirstOrDefault(button =>
            button.Verb == verb && (button["action"] is not { } action || !inputs.TryGetValue("action", out var wanted) || action == wanted));
    }

    /// <summary>Sends a press that no card offers, as a hostile client may.</summary>
    public async Task<Answer> ForgesAsync(Place where, string verb, JsonObject data, string? replyToId = null, bool deliver = true) =>
        await InvokeAsync(bot.Inbound.Press(person, where, verb, data, replyToId), deliver);

    public async Task<Answer> PressAsync(
        CardReader card, CardButton button, IReadOnlyDictionary<string, string> inputs, Place where, string replyToId, bool oldClient = false, bool deliver = true)
    {
        var data = button.Data.DeepClone().AsObject();
        if (inputs.Count > 0)
        {
            Assert.True(button.SendsInputs || inputs.All(input => button[input.Key] == input.Value), $"“{button.Title}” sends no inputs.");
        }

        foreach (var (name, value) in inputs.Where(input => button[input.Key] != input.Value))
        {
            var field = card.Fields.FirstOrDefault(field => field.Id == name);
            Assert.True(field is not null, $"The card has no field “{name}”: {string.Join(", ", card.Fields.Select(field => field.Id))}");
            var values = field!.Several ? value.Split(',') : [value];
            Assert.True(
                field.Type != "Input.ChoiceSet" || values.All(field.Choices.Contains),
                $"“{name}” has no choice “{value}”: {string.Join(", ", field.Choices)}");
            data[name] = value;
        }

        return oldClient
            ? await PostAsync(bot.Inbound.Message(person, where, text: null, data), deliver)
            : await InvokeAsync(bot.Inbound.Press(person, where, button.Verb, data, replyToId), deliver);
    }

    private static readonly Dictionary<string, string> Nothing = [];

    private async Task<CardReader> OpenFormAsync(
        CardReader card, PostedMessage channelCard, string what, IReadOnlyDictionary<string, string> inputs)
    {
        var show = what == "why" ? "why" : what;
        var wanted = inputs.GetValueOrDefault("action");
        var opener = card.Buttons.FirstOrDefault(button => button["show"] == show && (button["action"] is not { } action || action == wanted));
        if (opener is null && card.Buttons.FirstOrDefault(button => button["show"] == "tools") is { } tools)
        {
            card = await PressForCardAsync(card, tools, channelCard);
            opener = card.Buttons.FirstOrDefault(button => button["show"] == show);
        }

        return opener is null ? card : await PressForCardAsync(card, opener, channelCard);
    }

    private async Task<CardReader> PressForCardAsync(
        CardReader card, CardButton button, PostedMessage channelCard, IReadOnlyDictionary<string, string>? inputs = null)
    {
        var answer = await PressAsync(card, button, inputs ?? Nothing, channelCard.Place, channelCard.Id);
        Assert.True(answer.Card is not null, $"“{button.Title}” showed nothing: {answer.Text}");
        return new(answer.Card!);
    }

    private async Task<Answer> InvokeAsync(JsonObject activity, bool deliver)
    {
        var answer = await PostAsync(activity, deliver);
        Assert.True(answer.Status == 200, $"A card's action is always answered with 200, and this was {answer.Status} {answer.Text}");
        Assert.NotNull(answer.CardStatus);
        Answered = answer;
        OnScreen = answer.Card is { } card ? new(card) : null;
        return answer;
    }

    private async Task<Answer> PostAsync(JsonObject activity, bool deliver)
    {
        var answer = await bot.Client.PostAsync(activity);
        Assert.True(answer.Status < 500, string.Create(CultureInfo.InvariantCulture, $"{answer.Status} {answer.Text} {bot.Log.Errors.LastOrDefault()}"));
        if (deliver)
        {
            await bot.DeliverAsync();
        }

        return answer;
    }
}
