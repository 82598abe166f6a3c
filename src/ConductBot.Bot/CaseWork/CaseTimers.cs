using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConductBot.Bot.Cards;
using ConductBot.Bot.Delivery;
using ConductBot.Bot.People;
using ConductBot.Bot.Turns;
using ConductBot.Cards;
using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Storage;
using Microsoft.Extensions.Logging;

namespace ConductBot.Bot.CaseWork;

public enum CaseTimerKind
{
    /// <summary>An urgent case that nobody may have seen.</summary>
    Acknowledgement,

    /// <summary>A poster who was asked to remove something, and of whom nobody has heard.</summary>
    FollowUp,
}

/// <summary>Something to look at again later. It only asks for a look: what is to be done then is decided on the case as it is.</summary>
/// <param name="Rung">Who was told last.</param>
/// <param name="Since">When it began: when the notice left, or the request was recorded.</param>
public sealed record CaseTimer(string Case, CaseTimerKind Kind, Rung Rung, DateTimeOffset Since, string ServiceUrl);

/// <summary>
/// Looks at cases again when the time has come. Timers are rows of the store, written with the turn that starts them, so
/// that no restart loses one, and taken away by compare and swap, so that of several nodes one acts.
/// </summary>
public sealed class CaseTimers(IStore store, CaseDesk desk, CaseNotices notices, FollowUps followUps, TurnSeals seals, OutboxSignal signal, TimeProvider time, ILogger<CaseTimers> log)
{
    private const string Prefix = "timer/";
    private const int MostAtOnce = 8;
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromMinutes(5);

    /// <summary>When a timer that another node is at is looked at again.</summary>
    private static readonly TimeSpan ASecond = TimeSpan.FromSeconds(1);

    /// <summary>Writes a timer into a commit.</summary>
    public static void Schedule(Commit commit, DateTimeOffset due, CaseTimer timer)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{due.UtcTicks:D19}/{timer.Case}/{timer.Kind}");
        commit.States.RemoveAll(write => write.Key == key);
        commit.States.Add(new(key, ExpectedVersion: null, JsonSerializer.SerializeToUtf8Bytes(timer, CaseTimerJson.Default.CaseTimer)));
    }

    /// <summary>Acts on all that is due: on what cannot wait first. Reminders may wait for Graph, so several of them do at once.</summary>
    /// <returns>When to look again; null when nothing waits.</returns>
    public async Task<DateTimeOffset?> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rows = await store.ListStatesAsync(Prefix, cancellationToken);
        var due = rows.TakeWhile(row => DueOf(row) <= now).Select(row => (Row: row, Timer: JsonSerializer.Deserialize(row.Value, CaseTimerJson.Default.CaseTimer)!)).ToList();
        var again = new List<DateTimeOffset?>(rows.Skip(due.Count).Take(1).Select(row => (DateTimeOffset?)DueOf(row)));
        foreach (var (row, timer) in due.Where(found => found.Timer.Kind != CaseTimerKind.FollowUp))
        {
            again.Add(await LookAtAsync(row, timer, now, cancellationToken));
        }

        foreach (var some in due.Where(found => found.Timer.Kind == CaseTimerKind.FollowUp).Chunk(MostAtOnce))
        {
            again.AddRange(await Task.WhenAll(some.Select(found => LookAtAsync(found.Row, found.Timer, now, cancellationToken))));
        }

        return again.Min();
    }

    private static DateTimeOffset DueOf(StateRow row) =>
        new(long.Parse(row.Key.AsSpan(Prefix.Length, 19), CultureInfo.InvariantCulture), TimeSpan.Zero);

    /// <returns>When to look at it again; null when it is done.</returns>
    private async Task<DateTimeOffset?> LookAtAsync(StateRow row, CaseTimer timer, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var commit = new Commit { At = now, States = { new(row.Key, row.Version, Value: null) } };
        DateTimeOffset? again = null;
        try
        {
            if (!await ActAsync(commit, DueOf(row), timer, cancellationToken))
            {
                return now + ASecond;
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or CardTooLargeException)
        {
            // A case that cannot be read or drawn holds up no other: it is looked at later again.
            Log.TimerBroken(log, failure, timer.Case, timer.Kind);
            commit = new Commit { At = now, States = { new(row.Key, row.Version, Value: null) } };
            again = now + AfterTrouble;
            Schedule(commit, now + AfterTrouble, timer);
        }

        // Overtaken: the case moved, or another node acts. The row is still there, or gone, and the next look sees which.
        if (await store.CommitAsync(commit, cancellationToken) is not CommitResult.Done)
        {
            return now;
        }

        if (commit.Outbox.Count > 0)
        {
            signal.Ring();
        }

        return again;
    }

    /// <returns>False when another node is at it, and this one leaves it alone.</returns>
    private async Task<bool> ActAsync(Commit commit, DateTimeOffset due, CaseTimer timer, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(timer.Case, cancellationToken) is not { IsClosed: false } file || desk.SchoolOf(file) is not { } school)
        {
            return true;
        }

        using var speaking = Language.Use(school.Language);
        var outbox = new OutboxWriter(commit, seals.Outbox);
        var reading = CaseReading.Of(file, desk.PolicyOf(file));
        switch (timer.Kind)
        {
            case CaseTimerKind.Acknowledgement when CaseCards.IsUrgent(reading) && !IsSeen(file, school, timer.Since):
                if (await notices.PassOnAsync(commit, outbox, timer.ServiceUrl, file, school, reading, timer.Rung, cancellationToken) is { } told)
                {
                    var passed = new NoticePassedOn { By = CaseEvent.TheBot, Under = file.Under, To = told == Rung.Leads ? NoticePassedOn.Leads : NoticePassedOn.Deputies };
                    await desk.AppendAsync(commit, outbox, timer.ServiceUrl, file, passed, cancellationToken);
                }

                break;

            case CaseTimerKind.FollowUp when file.History.LastOrDefault(taken => taken.Action == Actions.RequestRemoval) is { Outcome: Outcomes.Done } asked && asked.At <= timer.Since:
                var people = await notices.WhoAsync(file, school, commit.At, cancellationToken);
                if (await followUps.MakeAsync(commit, file.Reference, school, due, people, cancellationToken) is not { } followUp)
                {
                    return false;
                }

                var days = school.FollowUpSchoolDays;
                NoticeCard Reminder() => new(
                    Say($"Case {file.Reference}: is it still up?"),
                    "emphasis",
                    [
                        days == 1
                            ? Say("One school day has passed since the poster was asked to remove it, and no answer to that was recorded.")
                            : Say($"{days} school days have passed since the poster was asked to remove it, and no answer to that was recorded."),
                        Say("Record what came of it: the next allowed action depends on it."),
                        .. followUp.Words is { Length: > 0 } words ? [words] : (IEnumerable<string>)[],
                        Say("This reminder is a setting of the school’s own. The policy sets no such time."),
                    ],
                    [CaseNotices.OpenButton(file)]);
                await notices.TellAsideAsync(commit, outbox, timer.ServiceUrl, file, school, Reminder, "The reminder", cancellationToken);
                break;
        }

        return true;
    }

    /// <summary>Somebody who may decide on this case said so, or has done something to it, since the notice left.</summary>
    public static bool IsSeen(CaseFile file, School school, DateTimeOffset since) => file.Timeline.Any(recorded =>
        recorded.At >= since
        && recorded.Event is not (CaseOpened or AnswersGiven or ConflictDeclared)
        && new Actor(recorded.Event.By, school.RolesOf(recorded.Event.By, school.TenantId)) is { MayDecide: true } by
        && CaseDecider.BarredFromDeciding(file, by) is null);
}

/// <summary>School days without a calendar of holidays: Monday to Friday.</summary>
public static class SchoolDays
{
    /// <summary>Nine in the morning, in London, so many school days after the day of <paramref name="from"/>.</summary>
    public static DateTimeOffset After(DateTimeOffset from, int days)
    {
        var day = from.LondonDay();
        for (var left = Math.Max(days, 1); left > 0;)
        {
            day = day.AddDays(1);
            left -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }

        return day.InLondon(new TimeOnly(9, 0));
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CaseTimer))]
internal sealed partial class CaseTimerJson : JsonSerializerContext;
