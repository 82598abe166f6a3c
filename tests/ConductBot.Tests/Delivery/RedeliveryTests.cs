using System.Text;
using System.Text.Json.Nodes;
using ConductBot.Cases;
using ConductBot.Host.Serving;
using ConductBot.Testing;
using ConductBot.Tests.Bot;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConductBot.Tests.Delivery;

/// <summary>Teams delivers twice, people press at the same instant: nothing is done twice, nothing is lost.</summary>
public sealed class RedeliveryTests
{
    private static readonly SchoolCast Ogat = SchoolCast.Of("ogat");

    [Fact]
    public async Task A_message_delivered_twice_is_answered_once()
    {
        await using var bot = await BotHost.StartAsync();
        var activity = bot.Inbound.Message(Ogat.Teacher, Ogat.Teacher.Chat, "report");
        bot.Connector.Add(Ogat.Teacher.Chat);

        var first = await bot.Client.PostAsync(activity);
        var second = await bot.Client.PostAsync(activity);
        await bot.DeliverAsync();

        Assert.Equal(first, second);
        Assert.Single(bot.Connector.In(Ogat.Teacher.Chat));
    }

    [Fact]
    public async Task A_message_is_answered_although_its_sender_hangs_up_as_soon_as_it_was_read()
    {
        await using var bot = await BotHost.StartAsync();
        bot.Connector.Add(Ogat.Teacher.Chat);
        var activity = bot.Inbound.Message(Ogat.Teacher, Ogat.Teacher.Chat, "report");
        using var hangUp = new CancellationTokenSource();
        var context = new DefaultHttpContext { RequestServices = bot.Services, RequestAborted = hangUp.Token };
        context.Request.Headers.Authorization = $"Bearer {SigningKey.Shared.Token(FakeWorld.AppId, bot.Inbound.Service.AbsoluteUri, bot.Time.GetUtcNow())}";
        context.Request.Body = new HangingUp(Encoding.UTF8.GetBytes(activity.ToJsonString()), hangUp);

        await bot.Services.GetRequiredService<MessagesEndpoint>().PostAsync(context);
        await bot.DeliverAsync();

        Assert.True(hangUp.IsCancellationRequested);
        Assert.Contains("Is anyone in danger right now?", Assert.Single(bot.Connector.In(Ogat.Teacher.Chat)).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_press_delivered_twice_gets_the_same_answer_also_after_a_restart()
    {
        await using var bot = await BotHost.StartAsync();
        var press = await ApprovalAsync(bot, Ogat.Dsl);

        var first = await bot.Client.PostAsync(press);
        var version = (await bot.OnlyCaseAsync()).Version;
        var second = await bot.Client.PostAsync(press);
        await bot.RestartAsync();
        var third = await bot.Client.PostAsync(press);
        await bot.DeliverAsync();

        Assert.Contains("approved by the DSL", first.Words, StringComparison.Ordinal);
        Assert.Equal(first, second);
        Assert.Equal(first, third);
        Assert.Equal(version, (await bot.OnlyCaseAsync()).Version);
    }

    [Fact]
    public async Task A_press_delivered_five_times_at_once_is_done_once()
    {
        await using var bot = await BotHost.StartAsync();
        var press = await ApprovalAsync(bot, Ogat.Dsl);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => bot.Client.PostAsync(press.DeepClone().AsObject()))));
        await bot.DeliverAsync();

        Assert.Single(answers.Distinct());
        Assert.Single((await bot.OnlyCaseAsync()).Timeline, recorded => recorded.Event is EscalationApproved);
        Assert.Single(bot.Connector.In(Ogat.Channel));
    }

    [Fact]
    public async Task Two_people_who_press_at_the_same_instant_are_one_decision()
    {
        await using var bot = await BotHost.StartAsync();
        var dsl = await ApprovalAsync(bot, Ogat.Dsl);
        var deputy = bot.Inbound.Press(Ogat.Deputy, Ogat.Deputy.Chat, "case/approve", dsl["value"]!["action"]!["data"], "1795000000001");

        var answers = await Task.WhenAll(Task.Run(() => bot.Client.PostAsync(dsl)), Task.Run(() => bot.Client.PostAsync(deputy)));
        await bot.DeliverAsync();

        var approved = Assert.Single((await bot.OnlyCaseAsync()).Timeline, recorded => recorded.Event is EscalationApproved);
        var byDsl = approved.Event.By == Ogat.Dsl.ObjectId;
        var won = answers[byDsl ? 0 : 1];
        var lost = answers[byDsl ? 1 : 0];
        Assert.StartsWith("Recorded:", Notice(won), StringComparison.Ordinal);
        Assert.StartsWith("Somebody was first. Since this card was drawn:", Notice(lost), StringComparison.Ordinal);
        Assert.Contains(byDsl ? "approved by the DSL" : "approved by a deputy DSL", Notice(lost), StringComparison.Ordinal);
        Assert.Contains("Carry it out", lost.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_people_who_record_at_the_same_instant_lose_nothing_and_overwrite_nothing()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AReportAsync(Ogat);
        var version = (await bot.OnlyCaseAsync()).Version;
        var data = new JsonObject { ["case"] = "CB-2026-0001", ["version"] = version, ["action"] = "signpost-complaints", ["outcome"] = "done" };

        // Threads of one channel, so that no lock of the process lets them in one by one.
        var answers = await Task.WhenAll(Ogat.People.Select((person, i) => Task.Run(() => bot.Client.PostAsync(
            bot.Inbound.Press(person, Ogat.Channel with { Id = $"{Ogat.ChannelId};messageid={i + 1}" }, "case/record", data, card.Id)))));

        Assert.All(answers, answer => Assert.Equal(200, answer.CardStatus));
        Assert.Single(answers, answer => Notice(answer).StartsWith("Recorded:", StringComparison.Ordinal));
        Assert.Equal(4, answers.Count(answer => Notice(answer).StartsWith("Somebody was first.", StringComparison.Ordinal)));
        Assert.Equal(version + 1, (await bot.OnlyCaseAsync()).Version);
    }

    [Fact]
    public async Task Two_different_answers_at_once_in_one_chat_are_both_taken()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Ogat.Teacher);
        await teacher.SaysAsync("report");

        await Task.WhenAll(
            Task.Run(() => teacher.SaysAsync("no", deliver: false)),
            Task.Run(() => teacher.SaysAsync("no.", deliver: false)));
        await bot.DeliverAsync();

        Assert.Equal("content", new CardReader(teacher.Messages[^1].Card!).Step);
    }

    [Fact]
    public async Task The_same_button_twice_at_once_asks_the_next_question_once()
    {
        await using var bot = await BotHost.StartAsync();
        var teacher = bot.At(Ogat.Teacher);
        await teacher.SaysAsync("report");
        var no = new Dictionary<string, string> { ["immediateRisk"] = "no" };

        await Task.WhenAll(
            Task.Run(() => teacher.AnswersAsync("danger", go: null, no, deliver: false)),
            Task.Run(() => teacher.AnswersAsync("danger", go: null, no, deliver: false)));
        await bot.DeliverAsync();

        Assert.Equal(2, teacher.Messages.Count);
        Assert.Equal("intimate", new CardReader(teacher.Messages[^1].Card!).Step);
    }

    [Fact]
    public async Task Reports_of_a_whole_staff_room_at_once_get_a_number_each()
    {
        await using var bot = await BotHost.StartAsync();
        var people = SchoolCast.All.SelectMany(school => school.People).Select(person => bot.At(person)).ToList();

        await Task.WhenAll(people.Select(person => Task.Run(async () =>
        {
            foreach (var words in new[] { "report", "no", "no", "Awful people", "send" })
            {
                await person.SaysAsync(words, deliver: false);
            }
        })));
        await bot.DeliverEverythingAsync();

        Assert.Equal(Enumerable.Range(1, 15).Select(i => $"CB-2026-{i:0000}"), (await bot.ReferencesAsync()).Order(StringComparer.Ordinal));
        Assert.All(SchoolCast.All, school => Assert.Equal(5, bot.Connector.In(school.Channel).Count()));
    }

    [Fact]
    public async Task A_refresh_by_itself_changes_and_sends_nothing()
    {
        await using var bot = await BotHost.StartAsync();
        var card = await bot.AProposalAsync(Ogat);
        var calls = bot.Connector.Calls.Count;
        var reader = new CardReader(card.Card!);
        var approve = reader.Buttons.First(button => button.Verb == "case/approve").Data;

        foreach (var (verb, data) in new[] { (reader.RefreshVerb!, reader.RefreshData!), ("case/approve", approve), ("report/start", []), ("report/answer", []) })
        {
            await bot.Client.PostAsync(bot.Inbound.Press(Ogat.Dsl, card.Place, verb, data, card.Id, automatic: true));
        }

        Assert.Null(await bot.DeliverAsync());
        Assert.Equal(calls, bot.Connector.Calls.Count);
        Assert.DoesNotContain((await bot.OnlyCaseAsync()).Timeline, recorded => recorded.Event is EscalationApproved);
    }

    private static async Task<JsonObject> ApprovalAsync(BotHost bot, Person by)
    {
        var card = await bot.AProposalAsync(Ogat);
        var approve = new CardReader(card.Card!).Buttons.Single(button => button.Verb == "case/approve").Data.DeepClone().AsObject();
        approve["reason"] = "Agreed";
        return bot.Inbound.Press(by, card.Place, "case/approve", approve, card.Id);
    }

    private static string Notice(Answer answer) => (string?)answer.Card?["body"]?[1]?["items"]?[0]?["text"] ?? "";

    /// <summary>A body whose sender is gone when its end is reached.</summary>
    private sealed class HangingUp(byte[] body, CancellationTokenSource hangUp) : MemoryStream(body)
    {
        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            await base.CopyToAsync(destination, bufferSize, cancellationToken);
            await hangUp.CancelAsync();
        }
    }
}
