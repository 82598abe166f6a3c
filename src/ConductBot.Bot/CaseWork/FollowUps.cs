using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConductBot.Bot.Cards;
using ConductBot.Bot.People;
using ConductBot.Storage;
using ConductBot.Teams;

namespace ConductBot.Bot.CaseWork;

/// <summary>What was begun for a reminder, so that it is not begun twice.</summary>
/// <param name="Words">What came of it, for the reminder; null while nobody knows.</param>
public sealed record FollowUpState(DateTimeOffset At, string? Words);

/// <summary>
/// Puts a follow-up where the school looks anyway: the DSLs' calendars, or a Planner plan. The case's reference is all it says.
/// Made when the reminder goes out, not when it is scheduled: only then is it known that nothing was heard, no press waits for
/// Graph, and nothing has to be taken out of a calendar again. What goes wrong is noted in the reminder and stops nothing.
/// </summary>
public sealed class FollowUps(GraphClient graph, IStore store, TimeProvider time)
{
    /// <summary>More calendars than these are not written to: a reminder goes to a few people, and Graph takes only so much at once.</summary>
    private const int MostCalendars = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Appointment = TimeSpan.FromMinutes(15);

    /// <summary>Whoever began it is at it until then, or gone.</summary>
    private static readonly TimeSpan AtIt = TimeSpan.FromMinutes(1);

    /// <param name="commit">Takes the reminder; what is kept here meanwhile goes with it.</param>
    /// <param name="due">When the reminder was due: with the reference, it tells this follow-up from others.</param>
    /// <param name="people">Whom the reminder goes to.</param>
    /// <returns>What to say of it in the reminder, empty where the school wants none; null when another node is at it.</returns>
    public async Task<string?> MakeAsync(
        Commit commit, string reference, School school, DateTimeOffset due, IReadOnlyList<string> people, CancellationToken cancellationToken)
    {
        if (school.FollowUp == FollowUp.None)
        {
            return "";
        }

        var key = string.Create(CultureInfo.InvariantCulture, $"follow-up/{due.UtcTicks:D19}/{reference}");
        var row = await store.ReadStateAsync(key, cancellationToken);
        var begun = row is null ? null : JsonSerializer.Deserialize(row.Value, FollowUpJson.Default.FollowUpState);
        if (begun is { Words: null } && commit.At - begun.At < AtIt)
        {
            return null;
        }

        if (begun?.Words is not { } words)
        {
            var claim = Write(key, row?.Version ?? 0, new(commit.At, Words: null));
            if (await store.CommitAsync(new() { At = commit.At, States = { claim } }, cancellationToken) is not CommitResult.Done)
            {
                return null;
            }

            words = school.FollowUp == FollowUp.Calendar ? await InCalendarsAsync(reference, school, due, people, cancellationToken)
                : begun is null ? await InPlanAsync(reference, school, cancellationToken)
                : NotKnown("whoever made it was stopped half-way");
            await store.CommitAsync(
                new() { At = commit.At, States = { Write(key, expectedVersion: null, new(commit.At, words)) } }, cancellationToken);
        }

        commit.States.Add(new(key, ExpectedVersion: null, Value: null));
        return words;
    }

    /// <summary>One in each calendar: Graph knows it again by its transaction, so a second try makes no second one.</summary>
    private async Task<string> InCalendarsAsync(
        string reference, School school, DateTimeOffset due, IReadOnlyList<string> people, CancellationToken cancellationToken)
    {
        var start = time.GetUtcNow().NextHalfHourInLondon();
        var meeting = new GraphEvent
        {
            Title = reference,
            TransactionId = string.Create(CultureInfo.InvariantCulture, $"conductbot-{reference}-{due.UtcDateTime:yyyyMMddHHmm}"),
            Start = start,
            End = start + Appointment,
        };
        var made = await Task.WhenAll(people.Take(MostCalendars).Select(person => GraphPatience.WithinAsync(
            Patience, time, token => graph.CreateEventAsync(school.TenantId, person, meeting, token), cancellationToken)));
        return made.FirstOrDefault(result => result.Why.Length > 0) is not { } failed
            ? "A private appointment for it, with nothing but the reference, is in your calendar."
            : $"I could not put an appointment for it into {(made.Any(result => result.Why.Length == 0) ? "everybody’s calendar" : "your calendar")}: {failed.Why}.";
    }

    /// <summary>Planner knows nothing again, so this is asked once and no more.</summary>
    private async Task<string> InPlanAsync(string reference, School school, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = now.LondonDay().InLondon(new TimeOnly(17, 0));
        var task = new GraphTask { PlanId = school.PlannerPlanId!, Title = reference, Due = today > now ? today : today.AddDays(1) };
        return await GraphPatience.WithinAsync(
            Patience, time, token => graph.CreateTaskAsync(school.TenantId, task, token), cancellationToken) switch
        {
            GraphResult<GraphItem>.Ok => "A task for it, with nothing but the reference, is in the school’s Planner plan.",
            GraphResult<GraphItem>.TryAgain { MayHaveHappened: true } => NotKnown("Microsoft Graph did not answer"),
            var failed => $"I could not make a Planner task for it: {failed.Why}.",
        };
    }

    private static string NotKnown(string why) => $"I cannot tell whether a Planner task for it was made ({why}): look in the plan.";

    private static StateWrite Write(string key, long? expectedVersion, FollowUpState state) =>
        new(key, expectedVersion, JsonSerializer.SerializeToUtf8Bytes(state, FollowUpJson.Default.FollowUpState));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FollowUpState))]
internal sealed partial class FollowUpJson : JsonSerializerContext;
