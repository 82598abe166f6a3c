using System.Text.Json.Nodes;
using ConductBot.Bot.Cards;
using ConductBot.Bot.Delivery;
using ConductBot.Bot.Turns;
using ConductBot.Cards;
using ConductBot.Teams;

namespace ConductBot.Bot.Reporting;

/// <summary>Where one turn of the report dialog shows what it has to say: the personal chat, or a task module.</summary>
public abstract class ReportScreen(BotTurn turn)
{
    public BotTurn Turn { get; } = turn;

    /// <summary>Shows the question that waits now.</summary>
    /// <param name="words">The question itself, for a notification.</param>
    /// <returns>The slot its card is kept under, so that its answer can take its place; null where it is kept nowhere.</returns>
    public abstract string? Ask(JsonObject question, string words);

    /// <summary>The question that was answered still waits: it is on the screen already, unless the screen shows one thing only.</summary>
    public abstract void StillWaits(JsonObject question);

    public abstract void Tell(string words);

    public abstract void Notice(NoticeCard notice, string summary);

    /// <summary>The end of a report that was sent.</summary>
    public abstract void Receipt(NoticeCard receipt, string reference);

    /// <summary>Puts a card in the place of the question that waited, for good, wherever the chat is looked at.</summary>
    public void PutInPlace(Draft draft, JsonObject card)
    {
        if (draft.Slot.Length == 0)
        {
            return;
        }

        Turn.Send(new()
        {
            Kind = OutgoingKind.Update,
            ServiceUrl = Turn.Activity.ServiceUrl!,
            TenantId = Turn.TenantId,
            ConversationId = Turn.Activity.IsOwnChat ? Turn.Activity.Conversation!.Id : null,
            Activity = BotTurn.OnTheWire(Activity.Card(card.DeepClone(), Say("Answered"))),
            Slot = draft.Slot,
            What = "An answered question",
        });
    }
}

/// <summary>The personal chat: everything is a message of its own, in order.</summary>
public sealed class ChatScreen(BotTurn turn, CardLibrary cards) : ReportScreen(turn)
{
    /// <summary>Of the slots that waiting questions are kept under.</summary>
    public const string SlotPrefix = "dialog/";

    public override string? Ask(JsonObject question, string words)
    {
        var slot = $"{SlotPrefix}{Guid.CreateVersion7(Turn.Now):N}";
        Turn.Reply(Activity.Card(question, words), slot);
        return slot;
    }

    public override void StillWaits(JsonObject question)
    {
    }

    public override void Tell(string words) => Turn.Reply(Activity.Message(words));

    public override void Notice(NoticeCard notice, string summary) => Turn.Reply(Activity.Card(cards.Render(notice), summary));

    public override void Receipt(NoticeCard receipt, string reference) =>
        Turn.Reply(Activity.Card(cards.Render(receipt), Say($"Report {reference} was sent")), caseReference: reference);
}

/// <summary>
/// A task module: it shows one card at a time, so what there is to say stands above the question; when no question waits,
/// the words alone end it. Nothing of it stays, so the receipt goes to the personal chat as well.
/// </summary>
public sealed class ModuleScreen(BotTurn turn, CardLibrary cards) : ReportScreen(turn)
{
    private static string Title => Say("Report a post");

    private readonly List<string> said = [];
    private readonly List<NoticeCard> notices = [];
    private JsonObject? waiting;

    public override string? Ask(JsonObject question, string words)
    {
        waiting = question;
        return null;
    }

    public override void StillWaits(JsonObject question) => waiting = question;

    public override void Tell(string words) => said.Add(words);

    public override void Notice(NoticeCard notice, string summary) => notices.Add(notice);

    public override void Receipt(NoticeCard receipt, string reference)
    {
        said.Add($"{receipt.Title}. {string.Join(' ', receipt.Lines)}");
        Turn.ReplyPrivately(Activity.Card(cards.Render(receipt), Say($"Report {reference} was sent")), what: "The receipt");
    }

    /// <summary>What the module does next: the question that waits, or the last words.</summary>
    public TaskModuleTask Task()
    {
        if (waiting is not { } question)
        {
            return TaskModuleTask.Message(string.Join("\n\n", said.Concat(notices.Select(notice => $"{notice.Title}. {string.Join(' ', notice.Lines)}"))));
        }

        var above = notices.Select(notice => cards.Render(notice))
            .Concat(said.Select(words => cards.Render(new NoticeCard(Say("Before you go on"), "emphasis", [words], []))));
        return TaskModuleTask.Continue(TaskModuleTaskInfo.ForCard(Title, DialogCard.Of(above, question), "large"));
    }
}
