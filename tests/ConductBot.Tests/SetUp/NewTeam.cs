using System.Text.Json.Nodes;
using ConductBot.Bot.People;
using ConductBot.Bot.SetUp;
using ConductBot.Storage;
using ConductBot.Testing;
using ConductBot.Tests.Bot;
using Microsoft.Extensions.DependencyInjection;

namespace ConductBot.Tests.SetUp;

/// <summary>A team of a school that nobody has told the bot of, in the tenant of the others.</summary>
internal sealed class NewTeam
{
    public const string TeamId = "19:harbour0team@thread.tacv2";

    public static readonly Person Owner = new("harbour/owner", "Isadora Quillfeather");
    public static readonly Person OtherOwner = new("harbour/other-owner", "Peregrine Quillfeather");
    public static readonly Person Dsl = new("harbour/dsl", "Zoë Quillfeather");
    public static readonly Person Deputy = new("harbour/deputy", "Balthazar Quillfeather");
    public static readonly Person Lead = new("harbour/lead", "Philippa Quillfeather");
    public static readonly Person Teacher = new("harbour/teacher", "Cuthbert Quillfeather");

    public static readonly IReadOnlyList<Person> People = [Owner, OtherOwner, Dsl, Deputy, Lead, Teacher];

    public static readonly Place Private = new("19:harbour0safeguarding@thread.tacv2", "channel", TeamId, "private");
    public static readonly Place Standard = new("19:harbour0staffroom@thread.tacv2", "channel", TeamId, "standard");
    public static readonly Place Shared = new("19:harbour0shared@thread.tacv2", "channel", TeamId, "shared");
    public static readonly Place Untold = new("19:harbour0untold@thread.tacv2", "channel", TeamId);
    public static readonly Place General = new(TeamId, "channel", TeamId);

    /// <summary>The team is there, and its owners are known to its roster.</summary>
    public static void Introduce(BotHost bot, string ownerRole = "owner")
    {
        foreach (var place in new[] { Private, Standard, Shared, Untold, General })
        {
            bot.Connector.Add(place);
        }

        bot.Connector.Enrol(TeamId, Owner, ownerRole);
        bot.Connector.Enrol(TeamId, OtherOwner, ownerRole);
        foreach (var person in new[] { Dsl, Deputy, Lead, Teacher })
        {
            bot.Connector.Enrol(TeamId, person);
        }

        bot.World.Secrets.AddRange(["Quillfeather", "Isadora", "Peregrine", "Zoë", "Balthazar", "Philippa", "Cuthbert"]);
    }

    /// <summary>The bot is added to the team, with this channel selected: both events.</summary>
    public static async Task AddBotAsync(BotHost bot, Place channel)
    {
        Assert.Equal(200, (await bot.Client.PostAsync(bot.Inbound.Installation(Owner, channel, "add"))).Status);
        Assert.Equal(200, (await bot.Client.PostAsync(bot.Inbound.BotMember(Owner, channel, joined: true))).Status);
        await bot.DeliverAsync();
    }

    /// <summary>The bot is removed: both events, after which nothing can be posted.</summary>
    public static async Task RemoveBotAsync(BotHost bot, Place channel)
    {
        bot.Connector.Remove(TeamId);
        Assert.Equal(200, (await bot.Client.PostAsync(bot.Inbound.Installation(Owner, channel, "remove"))).Status);
        Assert.Equal(200, (await bot.Client.PostAsync(bot.Inbound.BotMember(Owner, channel, joined: false))).Status);
        await bot.DeliverEverythingAsync();
    }

    /// <summary>An owner sets the school up in this channel, from the first card to the last.</summary>
    public static async Task<Walk> SetUpAsync(BotHost bot, Place? channel = null, Person? by = null)
    {
        var walk = await Walk.BegunAsync(bot, by ?? Owner, channel ?? Private);
        await walk.AnswerToCheckAsync();
        await walk.PressAsync("Confirm");
        Assert.Contains("Harbour School is set up", walk.Words, StringComparison.Ordinal);
        return walk;
    }

    /// <summary>An owner moves the school that is set up to another channel of the team.</summary>
    public static async Task SetUpMovedAsync(BotHost bot, Place channel)
    {
        var walk = await Walk.BegunAsync(bot, Owner, channel);
        Assert.Equal("channel", walk.Step);
        await walk.PressAsync(walk.Card.Buttons[0].Title);
        await walk.PressAsync("Confirm");
        await bot.DeliverEverythingAsync();
    }

    public static async Task<IReadOnlyList<SettingsEvent>> EventsAsync(BotHost bot)
    {
        var stream = (await bot.Store.ListStreamsAsync(CancellationToken.None)).Single(head => head.Stream.StartsWith("settings/team-", StringComparison.Ordinal)).Stream;
        return [.. (await bot.Store.ReadStreamAsync(stream, CancellationToken.None)).Select(row => SettingsEventCodec.Read(row.Type, row.Data))];
    }

    public static async Task<School> SchoolAsync(BotHost bot)
    {
        var schools = bot.Services.GetRequiredService<Schools>();
        await schools.RefreshAsync(atOnce: true, CancellationToken.None);
        return schools.All.Single(school => school.IsSetUpInTeams);
    }

    /// <summary>A report by the teacher, who belongs to several schools and says which.</summary>
    public static async Task<PersonAtWork> ReportAsync(BotHost bot, string danger = "no")
    {
        var teacher = bot.At(Teacher);
        foreach (var words in new[] { "report", "Harbour School", "report", danger, "no", "Awful people", "send" })
        {
            if (words != "Harbour School" || teacher.Messages[^1].Words.Contains("Which school", StringComparison.Ordinal))
            {
                await teacher.SaysAsync(words);
            }
        }

        return teacher;
    }
}

/// <summary>Somebody on their way through the set-up: presses what is on their own card, and nothing else.</summary>
internal sealed class Walk(BotHost bot, Person person, Place channel)
{
    private readonly PersonAtWork work = new(bot, person);
    private PostedMessage? card;

    public PersonAtWork Person => work;

    public CardReader Card => work.OnScreen ?? throw new InvalidOperationException($"No card: {work.Answered?.Text}");

    public string Words => work.Answered!.Words;

    public string? Step => Card.Buttons.Select(button => button["step"]).FirstOrDefault();

    /// <summary>A walk whose invitation was asked for by typing and pressed.</summary>
    public static async Task<Walk> BegunAsync(BotHost bot, Person person, Place channel)
    {
        var walk = new Walk(bot, person, channel);
        await walk.InvitedAsync();
        await walk.StartAsync();
        return walk;
    }

    /// <summary>The invitation is asked for by typing.</summary>
    public async Task InvitedAsync() => await work.MentionsAsync(channel, "set up");

    /// <summary>Presses the button of the latest invitation in the channel.</summary>
    public async Task StartAsync(bool deliver = true)
    {
        card = bot.Connector.In(channel).Last(message => message.Card is not null && Starts(message.Card) is not null);
        await work.PressAsync(new(card.Card!), Starts(card.Card!)!, Nothing, channel, card.Id, deliver: deliver);
    }

    public async Task PressAsync(string title, params (string Name, string Value)[] inputs) => await PressOnAsync(Card, title, inputs);

    /// <summary>Presses a button of a card seen earlier.</summary>
    public async Task PressOnAsync(CardReader shown, string title, params (string Name, string Value)[] inputs)
    {
        var button = shown.Buttons.FirstOrDefault(button => button.Title == title);
        Assert.True(button is not null, $"No button “{title}”: {string.Join(", ", shown.Buttons.Select(button => button.Title))}\n{shown.Text}");
        await work.PressAsync(shown, button!, inputs.ToDictionary(input => input.Name, input => input.Value), channel, card!.Id);
    }

    public async Task NameAsync(string name = "Harbour School") => await PressAsync(OnwardsTitle, ("name", name));

    public async Task PeopleAsync(params Person[] people) => await PressAsync(
        OnwardsTitle, people.Length == 0 ? [] : [("people", string.Join(',', people.Select(person => person.ObjectId)))]);

    /// <summary>Answers everything from the name on, and stops at the summary.</summary>
    public async Task AnswerToCheckAsync()
    {
        await AnswerToChannelAsync();
        await PressAsync(OnwardsTitle);
        Assert.Equal("check", Step);
    }

    /// <summary>Answers everything from the name on, and stops at the question about the channel.</summary>
    public async Task AnswerToChannelAsync()
    {
        Assert.Equal("name", Step);
        await NameAsync();
        await PressAsync(OnwardsTitle, ("policy", "oak"));
        await PeopleAsync(NewTeam.Dsl);
        await PeopleAsync(NewTeam.Deputy);
        await PeopleAsync(NewTeam.Lead);
        Assert.Equal("channel", Step);
    }

    /// <summary>The words of the button that sends the answer, in whatever language.</summary>
    private string OnwardsTitle => Card.Buttons[0].Title;

    private static CardButton? Starts(JsonObject card) => new CardReader(card).Buttons.FirstOrDefault(button => button.Verb == "set-up/start");

    private static readonly Dictionary<string, string> Nothing = [];
}
