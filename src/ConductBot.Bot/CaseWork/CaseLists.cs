using ConductBot.Bot.Cards;
using ConductBot.Bot.People;
using ConductBot.Bot.Turns;
using ConductBot.Cards;
using ConductBot.Cases;
using ConductBot.Teams;

namespace ConductBot.Bot.CaseWork;

/// <summary>Lists of cases: one's own with status and no detail, and, for the DSL, all that are open.</summary>
public sealed class CaseLists(CaseDesk desk, CardLibrary cards)
{
    private const int Most = 20;
    private const int MostButtons = 5;

    public async Task MineAsync(BotTurn turn, School school, CancellationToken cancellationToken) =>
        turn.Reply(await MineCardAsync(turn, school, cancellationToken));

    public async Task AllAsync(BotTurn turn, School school, CancellationToken cancellationToken) =>
        turn.Reply(await AllCardAsync(turn, school, cancellationToken));

    /// <summary>The same lists, asked for where others read along.</summary>
    public async Task PrivatelyAsync(BotTurn turn, School school, string word, CancellationToken cancellationToken) =>
        turn.ReplyPrivately(word == "cases"
            ? await AllCardAsync(turn, school, cancellationToken)
            : await MineCardAsync(turn, school, cancellationToken));

    private async Task<Activity> MineCardAsync(BotTurn turn, School school, CancellationToken cancellationToken)
    {
        var mine = (await desk.ListAsync(school, cancellationToken))
            .Where(entry => entry.Reporter.Equals(turn.PersonId, StringComparison.OrdinalIgnoreCase))
            .ToList();
        var items = mine.Take(Most).Select(entry => new CardFact(entry.Reference, Line(entry) + Hint(entry))).ToList();
        var hint = items.Count == 0 ? Say("You have not reported anything yet. Type report to start.") : "";
        return Activity.Card(cards.Render(new ListCard(Say("My reports"), hint, items, [])), Say("My reports"));
    }

    private async Task<Activity> AllCardAsync(BotTurn turn, School school, CancellationToken cancellationToken)
    {
        if (!turn.Actor.MayDecide)
        {
            return Activity.Message(Say("The list of cases is for the DSL, deputies and leads. “my reports” lists your own."));
        }

        var open = (await desk.ListAsync(school, cancellationToken))
            .Where(entry => entry.Status is CaseStatus.Open or CaseStatus.AwaitingReflection)
            .OrderByDescending(entry => entry.Urgent)
            .ThenBy(entry => entry.OpenedAt)
            .ToList();
        var items = open.Take(Most).Select(entry => new CardFact(entry.Urgent ? Say($"URGENT · {entry.Reference}") : entry.Reference, Line(entry))).ToList();
        var buttons = open.Take(MostButtons)
            .Select(entry => Buttons.Press(entry.Reference, CaseVerbs.View, CardButton.WithoutInputs, ("case", entry.Reference)))
            .ToList();
        var title = open.Count > Most ? Say($"Open cases at {school.Name} (first {Most} of {open.Count})") : Say($"Open cases at {school.Name}");
        var hint = open.Count == 0 ? Say("No case is open.")
            : open.Count > MostButtons ? Say($"Press one to open it, or type case and its reference, such as “case {open[^1].Reference}”.")
            : "";
        return Activity.Card(cards.Render(new ListCard(title, hint, items, buttons)), Say("Open cases"));
    }

    private static string Line(CaseIndexEntry entry) =>
        Say($"{CaseCards.StatusPlain(entry.Status)} · reported {entry.OpenedAt.Full()}");

    private static string Hint(CaseIndexEntry entry) =>
        entry.Status == CaseStatus.AwaitingReflection ? $" · {Say($"type “finish {entry.Reference}” to answer the rest")}" : "";
}
