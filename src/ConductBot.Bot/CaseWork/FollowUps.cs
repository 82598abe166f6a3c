using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConductBot.Bot.Cards;
using ConductBot.Bot.People;
using ConductBot.Storage;
using ConductBot.Teams;

namespace ConductBot.Bot.CaseWork;

/// <summary>What was begun for a reminder, so that it is not begun twice.</summary>
/// <param name="Came">What came of it, for the reminder; null while nobody knows.</param>
public sealed record FollowUpState(DateTimeOffset At, FollowUpOutcome? Came);

public enum FollowUpEnd
{
    /// <summary>The school wants none.</summary>
    NotWanted,
    InCalendars,
    NotInCalendars,

    /// <summary>Some have it, some do not.</summary>
    NotInAllCalendars,
    InPlan,
    NotInPlan,

    /// <summary>Graph may have made one: it did not say.</summary>
    NotAnswered,

    /// <summary>Whoever asked Graph was stopped before it said.</summary>
    StoppedHalfWay,
}

/// <summary>What came of a follow-up: kept without words, and told in each reader's language.</summary>
/// <param name="NotMade">What Graph answered, where it made none.</param>
public sealed record FollowUpOutcome(FollowUpEnd End, GraphAnswerKept? NotMade = null)
{
    /// <summary>What to say of it in the reminder; empty where the school wants none.</summary>
    [JsonIgnore]
    public string Words => End switch
    {
        FollowUpEnd.InCalendars => Say("A private appointment for it, with nothing but the reference, is in your calendar."),
        FollowUpEnd.NotInCalendars => Say($"I could not put an appointment for it into your calendar: {NotMade?.Again.WhyNot()}."),
        FollowUpEnd.NotInAllCalendars => Say($"I could not put an appointment for it into everybody’s calendar: {NotMade?.Again.WhyNot()}."),
        FollowUpEnd.InPlan => Say("A task for it, with nothing but the reference, is in the school’s Planner plan."),
        FollowUpEnd.NotInPlan => Say($"I could not make a Planner task for it: {NotMade?.Again.WhyNot()}."),
        FollowUpEnd.NotAnswered => Say("I cannot tell whether a Planner task for it was made (Microsoft Graph did not answer): look in the plan."),
        FollowUpEnd.StoppedHalfWay => Say("I cannot tell whether a Planner task for it was made (whoever made it was stopped half-way): look in the plan."),
        _ => "",
    };
}

/// <summary>An answer of Graph other than that it did what it was asked, in a shape that can be kept.</summary>
/// <param name="Permission">What would have to be granted; null where that is not the trouble.</param>
/// <param name="Later">It may do it another time.</param>
public sealed record GraphAnswerKept(int Status, string Code, string? Permission = null, bool Later = false)
{
    /// <summary>The answer as it was.</summary>
    [JsonIgnore]
    public GraphResult<GraphItem> Again => Permission is not null ? new GraphResult<GraphItem>.NotPermitted(Status, Code, Permission)
        : Later ? new GraphResult<GraphItem>.TryAgain(RetryAfter: null, Code, MayHaveHappened: false)
        : new GraphResult<GraphItem>.Refused(Status, Code);

    public static GraphAnswerKept Of(GraphResult<GraphItem> answer) => answer switch
    {
        GraphResult<GraphItem>.NotPermitted no => new(no.Status, no.Code, no.Permission),
        GraphResult<GraphItem>.TryAgain again => new(0, again.Code, Later: true),
        GraphResult<GraphItem>.Refused refused => new(refused.Status, refused.Code),
        _ => throw new InvalidOperationException("Graph did what it was asked."),
    };
}

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
    /// <returns>What came of it; null when another node is at it.</returns>
    public async Task<FollowUpOutcome?> MakeAsync(
        Commit commit, string reference, School school, DateTimeOffset due, IReadOnlyList<string> people, CancellationToken cancellationToken)
    {
        if (school.FollowUp == FollowUp.None)
        {
            return new(FollowUpEnd.NotWanted);
        }

        var key = string.Create(CultureInfo.InvariantCulture, $"follow-up/{due.UtcTicks:D19}/{reference}");
        var row = await store.ReadStateAsync(key, cancellationToken);
        var begun = row is null ? null : JsonSerializer.Deserialize(row.Value, FollowUpJson.Default.FollowUpState);
        if (begun is { Came: null } && commit.At - begun.At < AtIt)
        {
            return null;
        }

        if (begun?.Came is not { } came)
        {
            var claim = Write(key, row?.Version ?? 0, new(commit.At, Came: null));
            if (await store.CommitAsync(new() { At = commit.At, States = { claim } }, cancellationToken) is not CommitResult.Done)
            {
                return null;
            }

            came = school.FollowUp == FollowUp.Calendar ? await InCalendarsAsync(reference, school, due, people, cancellationToken)
                : begun is null ? await InPlanAsync(reference, school, cancellationToken)
                : new(FollowUpEnd.StoppedHalfWay);
            await store.CommitAsync(
                new() { At = commit.At, States = { Write(key, expectedVersion: null, new(commit.At, came)) } }, cancellationToken);
        }

        commit.States.Add(new(key, ExpectedVersion: null, Value: null));
        return came;
    }

    /// <summary>One in each calendar: Graph knows it again by its transaction, so a second try makes no second one.</summary>
    private async Task<FollowUpOutcome> InCalendarsAsync(
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
        return made.FirstOrDefault(result => result is not GraphResult<GraphItem>.Ok) is not { } failed ? new(FollowUpEnd.InCalendars)
            : made.Any(result => result is GraphResult<GraphItem>.Ok) ? new(FollowUpEnd.NotInAllCalendars, GraphAnswerKept.Of(failed))
            : new(FollowUpEnd.NotInCalendars, GraphAnswerKept.Of(failed));
    }

    /// <summary>Planner knows nothing again, so this is asked once and no more.</summary>
    private async Task<FollowUpOutcome> InPlanAsync(string reference, School school, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = now.LondonDay().InLondon(new TimeOnly(17, 0));
        var task = new GraphTask { PlanId = school.PlannerPlanId!, Title = reference, Due = today > now ? today : today.AddDays(1) };
        return await GraphPatience.WithinAsync(
            Patience, time, token => graph.CreateTaskAsync(school.TenantId, task, token), cancellationToken) switch
        {
            GraphResult<GraphItem>.Ok => new(FollowUpEnd.InPlan),
            GraphResult<GraphItem>.TryAgain { MayHaveHappened: true } => new(FollowUpEnd.NotAnswered),
            var failed => new(FollowUpEnd.NotInPlan, GraphAnswerKept.Of(failed)),
        };
    }

    private static StateWrite Write(string key, long? expectedVersion, FollowUpState state) =>
        new(key, expectedVersion, JsonSerializer.SerializeToUtf8Bytes(state, FollowUpJson.Default.FollowUpState));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(FollowUpState))]
internal sealed partial class FollowUpJson : JsonSerializerContext;
