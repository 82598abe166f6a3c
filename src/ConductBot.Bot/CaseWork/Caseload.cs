using System.Text.Json;
using ConductBot.Bot.Cards;
using ConductBot.Bot.Delivery;
using ConductBot.Bot.People;
using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Storage;
using ConductBot.Teams;

namespace ConductBot.Bot.CaseWork;

/// <summary>The cases of a school as somebody who may decide there sees them at a glance.</summary>
public sealed record CaseloadSchool(string Name, IReadOnlyList<CaseloadCase> Cases);

/// <summary>A line of it, in words and without anybody's: no name, nothing of the post, no note.</summary>
/// <param name="Status">With what it means, where the word alone does not say.</param>
/// <param name="Reported">When, in words.</param>
/// <param name="Age">How long ago that was.</param>
/// <param name="Next">The next allowed action; empty for a closed case.</param>
/// <param name="Clause">Where the policy says it; empty likewise.</param>
/// <param name="Waits">What waits, and for whom: a sentence each.</param>
/// <param name="CardLink">To its card in the channel; null where none was posted, or its place is not known.</param>
/// <param name="ChatLink">To the bot's chat, with the word typed that shows the case there.</param>
public sealed record CaseloadCase(
    string Reference,
    bool Urgent,
    bool Closed,
    string Status,
    string Reported,
    string Age,
    string Next,
    string Clause,
    IReadOnlyList<string> Waits,
    string? CardLink,
    string ChatLink);

/// <summary>
/// Reads all cases of somebody's schools at a glance: the list from the index, and only what is open from its events. A closed
/// case costs nothing of its own, however long its history.
/// </summary>
public sealed class Caseload(CaseDesk desk, PolicyLibrary policies, IStore store, Schools schools, BotFrameworkOptions options, TimeProvider time)
{
    /// <summary>The schools where this person may decide; none for everybody else.</summary>
    public async Task<IReadOnlyList<School>> SchoolsOfAsync(string tenantId, string personId, CancellationToken cancellationToken)
    {
        await schools.RefreshAsync(atOnce: false, cancellationToken);
        return [.. schools.InTenant(tenantId).Where(school => ViewerAt(school, personId).MayDecide)];
    }

    /// <summary>Urgent cases first, then the other open ones, then the closed; of each the newest first.</summary>
    /// <param name="withClosed">Also those that are closed or forgotten.</param>
    public async Task<IReadOnlyList<CaseloadSchool>> ReadAsync(IReadOnlyList<School> of, string personId, bool withClosed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(of);
        var now = time.GetUtcNow();
        var posted = await PostedAsync(cancellationToken);
        var read = new List<CaseloadSchool>();
        foreach (var school in of)
        {
            var lines = new List<CaseloadCase>();
            foreach (var entry in (await desk.ListAsync(school, cancellationToken)).OrderBy(IsClosed).ThenByDescending(entry => entry.Urgent && !IsClosed(entry)))
            {
                var cardLink = posted.GetValueOrDefault(entry.Reference) is { } sent ? LinkTo(school, sent) : null;
                if (!IsClosed(entry))
                {
                    lines.Add(await OpenAsync(entry, school, ViewerAt(school, personId), now, cardLink, cancellationToken));
                }
                else if (withClosed)
                {
                    lines.Add(Line(entry, now, cardLink));
                }
            }

            read.Add(new(school.Name, lines));
        }

        return read;
    }

    private static Actor ViewerAt(School school, string personId) => new(personId, school.RolesOf(personId, school.TenantId));

    private static bool IsClosed(CaseIndexEntry entry) => entry.Status is CaseStatus.Closed or CaseStatus.Forgotten;

    private CaseloadCase Line(CaseIndexEntry entry, DateTimeOffset now, string? cardLink) => new(
        entry.Reference, entry.Urgent, IsClosed(entry), CaseCards.StatusPlain(entry.Status), entry.OpenedAt.Full(), LondonDates.Age(entry.OpenedAt, now), "", "", [], cardLink,
        options.Cloud.ToChat(options.MicrosoftAppId!, $"case {entry.Reference}"));

    private async Task<CaseloadCase> OpenAsync(
        CaseIndexEntry entry, School school, Actor viewer, DateTimeOffset now, string? cardLink, CancellationToken cancellationToken)
    {
        var line = Line(entry, now, cardLink);
        if (await desk.FindAsync(entry.Reference, cancellationToken) is not { IsClosed: false } file)
        {
            // It was closed, or forgotten, between the two looks.
            return line;
        }

        if (policies.Find(file.PolicyId, file.PolicyVersion) is not { } policy)
        {
            return line with { Waits = [Say("The version of the policy that it was opened under is not on this server, so no next step can be shown.")] };
        }

        var reading = CaseReading.Of(file, policy);
        var next = reading.Decision.Next;
        return line with
        {
            Next = policy.ActionLabel(next.Action),
            Clause = CaseCards.Labels(policy, next.Clauses),
            Waits = [.. Waits(file, policy, school, reading, viewer)],
        };
    }

    private static IEnumerable<string> Waits(CaseFile file, Policy policy, School school, CaseReading reading, Actor viewer)
    {
        var barred = CaseDecider.BarredFromDeciding(file, viewer);
        if (CaseCards.IsUrgent(reading) && !CaseTimers.IsSeen(file, school, file.OpenedAt))
        {
            yield return barred is null
                ? Say("Urgent, and nobody has said that they have seen it: open it and say so.")
                : Say("Urgent, and nobody has said that they have seen it.");
        }

        if (CaseCards.ToConfirmFirst(file, policy, reading) is { Length: > 0 } first)
        {
            yield return first;
        }

        foreach (var sentence in CaseCards.PoliceFirst(policy, reading.Decision, reading.Decision.Next.Action))
        {
            yield return sentence;
        }

        foreach (var escalation in file.Escalations.Values)
        {
            yield return Waits(policy.ActionLabel(escalation.Action), escalation, mine: barred is null && IsTurnOf(viewer, escalation));
        }

        if (barred is not null)
        {
            yield return barred;
        }
    }

    private static string Waits(string action, Escalation escalation, bool mine) => escalation switch
    {
        { Final: true } => Say($"“{action}”: approved, to be carried out."),
        { AwaitsLead: true } when mine => Say($"“{action}”: approved once; waits for you, as the second person."),
        { AwaitsLead: true } => Say($"“{action}”: approved once; waits for a second person, a lead."),
        _ when mine => Say($"“{action}”: waits for you."),
        _ => Say($"“{action}”: waits for the DSL or a deputy."),
    };

    /// <summary>As the decider has it: the DSL or a deputy first, then a lead who is somebody else.</summary>
    private static bool IsTurnOf(Actor viewer, Escalation escalation) =>
        escalation.AwaitsDsl ? viewer.IsDsl : escalation.AwaitsLead && viewer.IsLead && !viewer.Id.Equals(escalation.ApprovedBy, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where every case's card was posted, in one look.</summary>
    private async Task<Dictionary<string, SentMessage>> PostedAsync(CancellationToken cancellationToken)
    {
        var prefix = DeliveryKeys.Slot(CaseDesk.SlotOf(""));
        var rows = await store.ListStatesAsync(prefix, cancellationToken);
        return rows.ToDictionary(
            row => row.Key[prefix.Length..], row => JsonSerializer.Deserialize(row.Value, DeliveryJson.Default.SentMessage)!, StringComparer.Ordinal);
    }

    private string? LinkTo(School school, SentMessage sent) =>
        sent.ActivityId is { } message ? options.Cloud.ToMessage(school.TenantId, sent.ConversationId.Split(';')[0], message) : null;
}
