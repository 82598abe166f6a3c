using System.Text;
using ConductBot.Bot.Cards;
using ConductBot.Bot.Delivery;
using ConductBot.Bot.People;
using ConductBot.Bot.SetUp;
using ConductBot.Bot.Turns;
using ConductBot.Cards;
using ConductBot.Storage;
using ConductBot.Teams;
using Microsoft.Extensions.Logging;

namespace ConductBot.Bot.Reporting;

/// <summary>
/// Looks after what people leave half-way. A report holds words and pictures of people, who must not lie about because
/// somebody forgot to send it: its reporter is reminded once, then it is deleted and they are told so. Both in private, and
/// neither with a word of it. A case that was opened from it is not touched. Several nodes may look at once: one acts.
/// </summary>
public sealed class AbandonedDrafts(
    IStore store, DraftStore drafts, SetUpDraftStore setUps, Schools schools, TurnSeals seals, CardLibrary cards, OutboxSignal signal, TimeProvider time, ILogger<AbandonedDrafts> log)
{
    private const string MarkPrefix = "draft-reminder/";
    private const int RemindedAfterDays = 7;
    private const int DeletedAfterDays = 30;

    /// <summary>Whoever was reminded late, since the server was down for weeks, has this long to come back.</summary>
    private const int WarnedForDays = 14;

    /// <summary>What was sealed with another key nobody can read here. It waits this long for that key to come back.</summary>
    private const int UnreadableForDays = 90;

    /// <summary>Reminds of and deletes what it is time for.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var old = now.AddDays(-DeletedAfterDays);

        // First: where the question of a draft stands, which goes below, is needed until its end has been posted there.
        await SweepAsync(old, now, cancellationToken);
        var (reminded, deleted) = (0, 0);
        var warned = (await store.ListStatesWrittenBeforeAsync(MarkPrefix, now.AddDays(-WarnedForDays), cancellationToken))
            .Select(mark => mark.Key[MarkPrefix.Length..])
            .ToHashSet(StringComparer.Ordinal);
        foreach (var left in await drafts.UntouchedSinceAsync(now.AddDays(-RemindedAfterDays), cancellationToken))
        {
            if (left.Draft is not { } draft)
            {
                await RemoveUnreadableAsync(left, now, cancellationToken);
                continue;
            }

            using var speaking = Language.Use(PeopleLanguages.Of(await AddressOfAsync(left, cancellationToken), asked: null, schools.Find(draft.School)));
            var mark = await store.ReadStateAsync(MarkPrefix + left.Owner, cancellationToken);
            if (mark is null || Encoding.UTF8.GetString(mark.Value) != draft.Id)
            {
                reminded += await RemindAsync(left, draft, mark, now, cancellationToken) ? 1 : 0;
            }
            else if (left.At < old && warned.Contains(left.Owner))
            {
                deleted += await DeleteAsync(left, draft, now, cancellationToken) ? 1 : 0;
            }
        }

        await setUps.RemoveUntouchedSinceAsync(old, now, cancellationToken);
        if (reminded + deleted > 0)
        {
            Log.DraftsTidied(log, reminded, deleted);
            signal.Ring();
        }
    }

    /// <summary>Whoever cannot be reached is not, and the time runs all the same: what is said of people does not lie about for that.</summary>
    private async Task<bool> RemindAsync(UntouchedDraft left, Draft draft, StateRow? mark, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var commit = new Commit { At = now, States = { new(MarkPrefix + left.Owner, mark?.Version ?? 0, Encoding.UTF8.GetBytes(draft.Id)) } };
        var (planned, warned) = (left.At.AddDays(DeletedAfterDays), now.AddDays(WarnedForDays));
        var card = ReportCards.Reminder(draft, left.At.LondonDay(), (planned > warned ? planned : warned).LondonDay());
        var isSent = await WriteAsync(new(commit, seals.Outbox), left, card, "The reminder of a report", cancellationToken);
        return await store.CommitAsync(commit, cancellationToken) is CommitResult.Done && isSent;
    }

    private async Task<bool> DeleteAsync(UntouchedDraft left, Draft draft, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var commit = new Commit { At = now, States = { new(MarkPrefix + left.Owner, ExpectedVersion: null, Value: null) } };
        var outbox = new OutboxWriter(commit, seals.Outbox);
        await drafts.RemoveAsync(commit, left, cancellationToken);
        if (draft.Slot.Length > 0 && await AddressOfAsync(left, cancellationToken) is { } address)
        {
            // The question that waits loses its buttons, which would lead nowhere.
            outbox.Add(new()
            {
                Kind = OutgoingKind.Update,
                ServiceUrl = address.ServiceUrl,
                TenantId = left.Owner.Split('/')[0],
                Activity = BotTurn.OnTheWire(Activity.Card(cards.Render(Ended(draft)), Say("Deleted"))),
                Slot = draft.Slot,
                What = "A question of a deleted report",
            });
        }

        await WriteAsync(outbox, left, ReportCards.Deleted(draft, DeletedAfterDays), "The notice of a deleted report", cancellationToken);
        return await store.CommitAsync(commit, cancellationToken) is CommitResult.Done;
    }

    private async Task RemoveUnreadableAsync(UntouchedDraft left, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (left.At < now.AddDays(-UnreadableForDays))
        {
            var commit = new Commit { At = now };
            await drafts.RemoveAsync(commit, left, cancellationToken);
            await store.CommitAsync(commit, cancellationToken);
        }
    }

    private static AnsweredCard Ended(Draft draft) => ReportCards.Ended(
        Say("Report a post"),
        draft.Case is null ? Say("This report was not sent, and is deleted.") : Say("What was not sent of this report is deleted. The case itself stays with the safeguarding team."));

    /// <summary>Into the person's own chat.</summary>
    /// <returns>False where nobody knows how to reach them.</returns>
    private async Task<bool> WriteAsync(OutboxWriter outbox, UntouchedDraft left, NoticeCard card, string what, CancellationToken cancellationToken)
    {
        if (await AddressOfAsync(left, cancellationToken) is not { } address)
        {
            return false;
        }

        outbox.Add(new()
        {
            Kind = OutgoingKind.Person,
            ServiceUrl = address.ServiceUrl,
            TenantId = left.Owner.Split('/')[0],
            PersonId = left.Owner.Split('/')[1],
            Activity = BotTurn.OnTheWire(Activity.Card(cards.Render(card), card.Title)),
            What = what,
        });
        return true;
    }

    private Task<PersonAddress?> AddressOfAsync(UntouchedDraft left, CancellationToken cancellationToken)
    {
        var parts = left.Owner.Split('/');
        return PersonAddress.FindAsync(store, parts[0], parts[1], cancellationToken);
    }

    /// <summary>What drafts that are gone have left behind: marks, pictures, the places of questions.</summary>
    private async Task SweepAsync(DateTimeOffset old, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // First what lies there, then the drafts: one that begins in between is seen.
        var marks = await store.ListStatesAsync(MarkPrefix, cancellationToken);
        var pictures = await drafts.EvidenceFromBeforeAsync(old, cancellationToken);
        var slots = await store.ListStatesWrittenBeforeAsync(DeliveryKeys.Slot(ChatScreen.SlotPrefix), old, cancellationToken);
        var all = await drafts.AllAsync(cancellationToken);
        var waiting = all.Values.OfType<Draft>().Select(draft => DeliveryKeys.Slot(draft.Slot)).ToHashSet(StringComparer.Ordinal);
        IEnumerable<(string Key, long Version)> left =
        [
            .. marks.Where(mark => !all.ContainsKey(mark.Key[MarkPrefix.Length..])).Select(mark => (mark.Key, mark.Version)),
            .. pictures.Where(picture => !all.ContainsKey(picture.Owner)).Select(picture => (picture.Row.Key, picture.Row.Version)),
            .. slots.Where(slot => !waiting.Contains(slot.Key)).Select(slot => (slot.Key, slot.Version)),
        ];
        foreach (var (key, version) in left)
        {
            await store.CommitAsync(new() { At = now, States = { new(key, version, Value: null) } }, cancellationToken);
        }
    }
}
