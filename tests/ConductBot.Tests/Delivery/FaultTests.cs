using ConductBot.Cases;
using ConductBot.Testing;
using ConductBot.Tests.Bot;

namespace ConductBot.Tests.Delivery;

/// <summary>
/// One story, a report and an approval, told through each fault that a connector has: whoever looks sees every message once and in
/// order, as if nothing had happened, or the case says what did not arrive.
/// </summary>
public sealed class FaultTests
{
    private static readonly SchoolCast Oak = SchoolCast.Of("oak");

    private static readonly Dictionary<string, Trouble> Refusals = new(StringComparer.Ordinal)
    {
        ["throttled for a while"] = new Trouble.Status(429, "Throttled", RetryAfter: 45),
        ["throttled without a word for how long"] = new Trouble.Status(429, "Throttled"),
        ["something else under way there"] = new Trouble.Status(412, "PreconditionFailed"),
        ["a bad gateway"] = new Trouble.Status(502, "BadGateway"),
        ["not available"] = new Trouble.Status(503, "ServiceUnavailable"),
        ["a gateway that waited too long"] = new Trouble.Status(504, "GatewayTimeout"),
        ["a connection that ends"] = new Trouble.Dropped(),
    };

    private static readonly Dictionary<string, Trouble> LostAnswers = new(StringComparer.Ordinal)
    {
        ["a bad gateway"] = new Trouble.Status(502, "BadGateway", AfterAccepting: true),
        ["a gateway that waited too long"] = new Trouble.Status(504, "GatewayTimeout", AfterAccepting: true),
        ["a connection that ends"] = new Trouble.Dropped(AfterAccepting: true),
    };

    public static TheoryData<string> Refused => [.. Refusals.Keys];

    public static TheoryData<string> Lost => [.. LostAnswers.Keys];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_was_refused_for_now_is_seen_as_if_it_had_not_been(string fault)
    {
        await using var undisturbed = await BotHost.StartAsync();
        await using var disturbed = await BotHost.StartAsync();
        await TellAsync(undisturbed, trouble: null);

        await TellAsync(disturbed, Refusals[fault]);

        Assert.Equal(Seen(undisturbed), Seen(disturbed));
        Assert.Equal(4, disturbed.Connector.Calls.Count - undisturbed.Connector.Calls.Count);
        Assert.DoesNotContain((await disturbed.OnlyCaseAsync()).Timeline, recorded => recorded.Event is MessageUndeliverable);
    }

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task What_arrived_without_an_answer_stands_there_once_when_it_has_been_looked_at(string fault)
    {
        await using var undisturbed = await BotHost.StartAsync();
        await using var disturbed = await BotHost.StartAsync();
        await TellAsync(undisturbed, trouble: null);

        await TellAsync(disturbed, LostAnswers[fault], inTheChatToo: false);
        foreach (var card in disturbed.Connector.In(Oak.Channel).Where(card => !card.IsDeleted))
        {
            await disturbed.At(Oak.Deputy).LooksAtAsync(card);
        }

        Assert.Equal(Seen(undisturbed), Seen(disturbed));
    }

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task A_question_whose_answer_was_lost_is_asked_once_more_and_answered_from_either_copy(string fault)
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Oak.Teacher);
        bot.Connector.Fail(call => call.IsSend, LostAnswers[fault]);
        await teacher.SaysAsync("report", deliver: false);
        await bot.DeliverEverythingAsync();
        Assert.Equal(["danger", "danger"], teacher.Messages.Select(StepOf));

        var copy = teacher.Messages[0];
        await teacher.PressAsync(
            new(copy.Card!), new CardReader(copy.Card!).Buttons.First(button => button["immediateRisk"] == "no"), new Dictionary<string, string>(), copy.Place, copy.Id);

        Assert.Equal(["danger", null, "intimate"], teacher.Messages.Select(StepOf));
    }

    [Fact]
    public async Task A_card_that_was_taken_slowly_stands_there_once_when_it_has_been_looked_at()
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Fail(call => call.IsCreateThread, new Trouble.Silence(AfterAccepting: true));
        var asked = bot.Connector.Saw(call => call.IsCreateThread);

        var reporting = ReportAsync(bot);
        await asked;
        bot.Time.Advance(TimeSpan.FromSeconds(16));
        await reporting;
        await bot.DeliverEverythingAsync();
        foreach (var card in bot.Connector.In(Oak.Channel).ToList())
        {
            await bot.At(Oak.Deputy).LooksAtAsync(card);
        }

        Assert.Equal([true, false], bot.Connector.In(Oak.Channel).Select(card => card.IsDeleted));
        Assert.StartsWith("Sent: CB-2026-0001", bot.At(Oak.Teacher).Messages[^1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_a_card_that_is_there_although_it_is_said_not_to_be_leaves_one_card()
    {
        await using var undisturbed = await BotHost.StartAsync();
        await using var disturbed = await BotHost.StartAsync();
        await TellAsync(undisturbed, trouble: null);

        await ReportAsync(disturbed);
        disturbed.Connector.Fail(call => call.IsUpdate && call.ConversationId != Oak.Teacher.Chat.Id, new Trouble.Status(404, "ActivityNotFoundInConversation"));
        await ApproveAsync(disturbed);

        Assert.Equal(Seen(undisturbed), Seen(disturbed));
        Assert.Contains(disturbed.Connector.In(Oak.Channel), card => card.IsDeleted);
    }

    [Theory]
    [InlineData(true, "The case card to the safeguarding channel could not be delivered (BotNotInConversationRoster)")]
    [InlineData(false, "an answer could not be delivered (BotNotInConversationRoster)")]
    public async Task What_the_bot_may_not_say_there_is_on_the_case_for_the_DSL(bool inTheChannel, string note)
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Fail(
            call => inTheChannel ? call.IsCreateThread : call.IsSend && call.Body!.ToJsonString().Contains("Sent: CB-2026-0001", StringComparison.Ordinal),
            new Trouble.Status(403, "BotNotInConversationRoster"));

        await ReportAsync(bot);

        var dsl = bot.At(Oak.Dsl);
        await dsl.SaysAsync("cases");
        await dsl.PressesAsync("CB-2026-0001");
        Assert.Contains(note, dsl.Answered!.Words, StringComparison.Ordinal);
    }

    /// <param name="trouble">Comes over a message in the chat, over the case's card, over a change in the chat and over one of the card.</param>
    private static async Task TellAsync(BotHost bot, Trouble? trouble, bool inTheChatToo = true)
    {
        if (trouble is not null)
        {
            if (inTheChatToo)
            {
                bot.Connector.Fail(call => call.IsSend, trouble);
            }

            bot.Connector.Fail(call => call.IsCreateThread, trouble);
            bot.Connector.Fail(call => call.IsUpdate && call.ConversationId == Oak.Teacher.Chat.Id, trouble);
            bot.Connector.Fail(call => call.IsUpdate && call.ConversationId != Oak.Teacher.Chat.Id, trouble);
        }

        await ReportAsync(bot);
        await ApproveAsync(bot);
    }

    private static async Task ReportAsync(BotHost bot)
    {
        foreach (var words in new[] { "report", "no", "no", "You will regret it", "facebook", "parent", "colleague", "skip", "threat", "yes, yes", "yes, no", "send" })
        {
            await bot.At(Oak.Teacher).SaysAsync(words);
        }

        await bot.DeliverEverythingAsync();
    }

    private static async Task ApproveAsync(BotHost bot)
    {
        var card = bot.Connector.In(Oak.Channel).Last();
        await bot.At(Oak.Colleague).DoesAsync(card, "propose", new Dictionary<string, string> { ["action"] = "refer-to-police", ["reason"] = "It frightens people" });
        await bot.DeliverEverythingAsync();
        await bot.At(Oak.Dsl).DoesAsync(
            bot.Connector.In(Oak.Channel).Last(), "approve", new Dictionary<string, string> { ["action"] = "refer-to-police", ["reason"] = "At once" });
        await bot.DeliverEverythingAsync();
    }

    /// <summary>What stands in each place, in its order: what a message begins with, and whether it tells of the approval.</summary>
    private static IEnumerable<string> Seen(BotHost bot) =>
        from message in bot.Connector.Messages
        where !message.IsDeleted
        group message by message.Place.BaseId into place
        orderby place.Key
        from message in place
        select $"{place.Key}: {message.Summary} {new CardReader(message.Card!).Words[0]} {message.Words.Contains("Approved by the DSL", StringComparison.Ordinal)}";

    private static string? StepOf(PostedMessage message) => new CardReader(message.Card!).Step;
}
