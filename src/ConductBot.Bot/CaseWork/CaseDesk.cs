using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ConductBot.Bot.Cards;
using ConductBot.Bot.Delivery;
using ConductBot.Bot.People;
using ConductBot.Bot.Turns;
using ConductBot.Cards;
using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Storage;
using ConductBot.Teams;

namespace ConductBot.Bot.CaseWork;

/// <summary>A line of the list of cases: no name and no word of the post.</summary>
public sealed record CaseIndexEntry(string Reference, string Reporter, CaseStatus Status, bool Urgent, DateTimeOffset OpenedAt);

/// <summary>What became of a command, with the case as it stands now.</summary>
public sealed record DeskAnswer(CaseFile File, CaseOutcome Outcome);

/// <summary>Where commands on cases are carried out: read, decide, append, and tell everybody who sees the card.</summary>
public sealed class CaseDesk(CaseStore cases, IStore store, PolicyLibrary policies, CardLibrary cards, Schools schools, CaseNotices notices)
{
    private static readonly int[] DetailLengths = [6_000, 1_500, 300, 60];

    public static string SlotOf(string reference) => $"case/{reference}";

    public School? SchoolOf(CaseFile file) => schools.Find(file.School);

    /// <summary>The pack a case is decided under: the version it was opened with, for good.</summary>
    /// <exception cref="InvalidDataException">That version is no longer among the packs.</exception>
    public Policy PolicyOf(CaseFile file) => policies.Find(file.PolicyId, file.PolicyVersion)
        ?? throw new InvalidDataException($"Case {file.Reference} is decided under {file.Under}, which is not among the policy packs.");

    /// <summary>The pack that a new case of this school is decided under.</summary>
    public Policy PolicyOf(School school, DateTimeOffset now) =>
        policies.Current(school.Policy, now.LondonDay()) ?? policies.Newest(school.Policy)
        ?? throw new InvalidDataException($"School {school.Id} works under '{school.Policy}', which is not among the policy packs.");

    public Task<CaseFile?> FindAsync(string reference, CancellationToken cancellationToken) =>
        cases.FindAsync(reference.Trim().ToUpperInvariant(), cancellationToken);

    /// <summary>The cases of a school, newest first.</summary>
    public async Task<IReadOnlyList<CaseIndexEntry>> ListAsync(School school, CancellationToken cancellationToken)
    {
        var rows = await store.ListStatesAsync(IndexPrefix(school.Id), cancellationToken);
        return
        [
            .. rows
                .Select(row => JsonSerializer.Deserialize(row.Value, CaseIndexJson.Default.CaseIndexEntry)!)
                .OrderByDescending(entry => entry.OpenedAt)
                .ThenByDescending(entry => entry.Reference, StringComparer.Ordinal),
        ];
    }

    /// <summary>Opens a case with what is known, posts its card and, where it cannot wait, writes to the DSL.</summary>
    public async Task<CaseFile> OpenAsync(
        BotTurn turn, School school, Policy policy, Report report, IReadOnlyList<string> answered, bool complete, IReadOnlyList<EvidenceFile> evidence, CancellationToken cancellationToken)
    {
        var (reference, taken) = await cases.NextReferenceAsync(turn.Now.LondonDay().Year, cancellationToken);
        turn.Commit.States.Add(taken);

        var under = $"{policy.Id} {policy.Version}";
        var file = cases.Begin(turn.Commit, reference,
        [
            new CaseOpened
            {
                By = turn.PersonId,
                Under = under,
                Reference = reference,
                School = school.Id,
                Policy = policy.Id,
                PolicyVersion = policy.Version,
                ReporterName = turn.Activity.From?.Name,
            },
            new AnswersGiven { By = turn.PersonId, Under = under, Complete = complete, Answered = answered, Report = report },
        ], evidence);

        var reading = CaseReading.Of(file, policy);
        Index(turn, file, reading);
        if (school.ChannelId is { } channel)
        {
            turn.Send(new()
            {
                Kind = OutgoingKind.Channel,
                ServiceUrl = turn.Activity.ServiceUrl!,
                TenantId = school.TenantId,
                ChannelId = channel,
                TeamId = school.TeamId,
                Activity = BotTurn.OnTheWire(await ChannelMessageAsync(turn.Now, file, policy, school, reading, cancellationToken)),
                Slot = SlotOf(reference),
                School = school.Id,
                Case = reference,
                What = OutgoingWhat.CaseCard,
            });
        }

        // Without a channel the DSL is the only one to tell; with one, only what cannot wait is worth a message of its own.
        if (school.ChannelId is null || CaseCards.IsUrgent(reading))
        {
            await notices.TellAsync(turn.Commit, turn.Outbox, turn.Activity.ServiceUrl!, file, school, reading, cancellationToken);
        }

        return file;
    }

    /// <summary>Decides a command on the case as it is now, and records what follows from it.</summary>
    public Task<DeskAnswer> DoAsync(BotTurn turn, CaseFile file, CaseCommand command, CancellationToken cancellationToken) =>
        DoAsync(turn, file, command, evidence: [], cancellationToken);

    /// <param name="evidence">What the command's report speaks of and the case does not hold yet.</param>
    public async Task<DeskAnswer> DoAsync(
        BotTurn turn, CaseFile file, CaseCommand command, IReadOnlyList<EvidenceFile> evidence, CancellationToken cancellationToken)
    {
        var school = SchoolOf(file) ?? throw new InvalidDataException($"Case {file.Reference} belongs to {file.School}, which is not in the settings.");
        var policy = PolicyOf(file);
        var outcome = CaseDecider.Decide(file, policy, command);
        if (outcome is not CaseOutcome.Accepted accepted)
        {
            return new(file, outcome);
        }

        var before = CaseReading.Of(file, policy);
        var after = await cases.AppendAsync(turn.Commit, file, accepted.Events, evidence, cancellationToken);
        var reading = CaseReading.Of(after, policy);
        Index(turn, after, reading);
        if (school.ChannelId is not null)
        {
            turn.Send(ChannelUpdate(
                school, turn.Activity.ServiceUrl!, after, await ChannelMessageAsync(turn.Now, after, policy, school, reading, cancellationToken)));
        }

        var moreUrgent = (CaseCards.IsUrgent(reading) && !CaseCards.IsUrgent(before)) || (reading.Facts.ImmediateRisk && !before.Facts.ImmediateRisk);
        if (moreUrgent && !after.IsClosed)
        {
            await notices.TellAsync(turn.Commit, turn.Outbox, turn.Activity.ServiceUrl!, after, school, reading, cancellationToken);
        }

        if (accepted.Events.Any(happened => happened is ActionRecorded { Action: Actions.RequestRemoval, Outcome: Outcomes.Done }))
        {
            CaseTimers.Schedule(
                turn.Commit,
                SchoolDays.After(turn.Now, school.FollowUpSchoolDays),
                new(after.Reference, CaseTimerKind.FollowUp, Rung.Dsl, turn.Now, turn.Activity.ServiceUrl!));
        }

        return new(after, outcome);
    }

    /// <summary>The case as one person may see it. What people wrote is cut shorter until Teams takes the card.</summary>
    public async Task<JsonObject> ViewAsync(
        BotTurn turn, CaseFile file, string? show, string? action, string? notice, CancellationToken cancellationToken)
    {
        var school = SchoolOf(file)!;
        var viewer = new Actor(turn.PersonId, school.RolesOf(turn.PersonId, turn.TenantId));
        var view = new CaseView(viewer, show, action, notice, turn.Now, await RefreshUsersAsync(school, cancellationToken));
        foreach (var characters in DetailLengths)
        {
            try
            {
                return cards.Render(CaseCards.Of(file, PolicyOf(file), school, view with { MostDetail = characters }));
            }
            catch (CardTooLargeException) when (characters != DetailLengths[^1])
            {
                // Shorter, then; the whole of it is in the case's export.
            }
        }

        throw new InvalidOperationException($"Case {file.Reference} cannot be drawn small enough.");
    }

    /// <summary>What the bot itself has to record, and the card that shows it.</summary>
    public async Task AppendAsync(
        Commit commit, OutboxWriter outbox, string serviceUrl, CaseFile file, CaseEvent happened, CancellationToken cancellationToken)
    {
        var school = SchoolOf(file)!;
        var policy = PolicyOf(file);
        var after = await cases.AppendAsync(commit, file, [happened], evidence: [], cancellationToken);
        if (school.ChannelId is not null)
        {
            outbox.Add(ChannelUpdate(
                school, serviceUrl, after, await ChannelMessageAsync(commit.At, after, policy, school, CaseReading.Of(after, policy), cancellationToken)));
        }
    }

    private async Task<Activity> ChannelMessageAsync(
        DateTimeOffset now, CaseFile file, Policy policy, School school, CaseReading reading, CancellationToken cancellationToken)
    {
        var view = new CaseView(Viewer: null, Show: null, Action: null, Notice: null, now, await RefreshUsersAsync(school, cancellationToken));
        using var speaking = Language.Use(school.Language);
        var summary = CaseCards.IsUrgent(reading) ? Say($"Urgent: case {file.Reference}") : Say($"Case {file.Reference}");
        var message = Activity.Card(cards.Render(CaseCards.Of(file, policy, school, view)), summary);
        message.ChannelData = new() { Notification = new() { Alert = true } };
        return message;
    }

    /// <summary>The people who may decide and whose channel ids are known; 60 is the most that Teams takes.</summary>
    private async Task<IReadOnlyList<string>> RefreshUsersAsync(School school, CancellationToken cancellationToken)
    {
        var users = new List<string>();
        foreach (var person in school.Dsl.Concat(school.Deputies).Concat(school.Leads).Distinct(StringComparer.OrdinalIgnoreCase).Take(60))
        {
            if ((await PersonAddress.FindAsync(store, school.TenantId, person, cancellationToken))?.Mri is { } mri)
            {
                users.Add(mri);
            }
        }

        return users;
    }

    /// <summary>
    /// What could not be delivered goes onto the case, and its people hear of it on the other way: the DSL in person when the
    /// card did not reach the channel, the channel when a person was not reached. Should that fail too, the log has it.
    /// </summary>
    public async Task NoteUndeliverableAsync(Commit commit, OutboxWriter outbox, Outgoing failed, string code, CancellationToken cancellationToken)
    {
        if (failed.Case is not { } reference
            || await cases.FindAsync(reference, cancellationToken) is not { Status: not CaseStatus.Forgotten } file
            || SchoolOf(file) is not { } school)
        {
            return;
        }

        var after = await cases.AppendAsync(
            commit, file, [new MessageUndeliverable { By = CaseEvent.TheBot, Under = file.Under, What = failed.What, Code = code }], evidence: [], cancellationToken);
        var policy = PolicyOf(after);
        if (failed.Kind is OutgoingKind.Channel or OutgoingKind.Update)
        {
            NoticeCard NotDelivered() => new(
                Say($"Not delivered: case {reference}"),
                "warning",
                [
                    Say($"{OutgoingWhat.Words(failed.What)} could not be delivered ({code}). The case itself is safe."),
                    Say("Ask whoever looks after Teams whether ConductBot is still in that channel."),
                ],
                [CaseNotices.OpenButton(after)]);
            await notices.TellAsideAsync(commit, outbox, failed.ServiceUrl, after, school, NotDelivered, "The notice of it", cancellationToken);
        }
        else if (school.ChannelId is not null)
        {
            var reading = CaseReading.Of(after, policy);
            outbox.Add(ChannelUpdate(school, failed.ServiceUrl, after, await ChannelMessageAsync(commit.At, after, policy, school, reading, cancellationToken)) with { Case = null });
        }
    }

    /// <summary>
    /// Takes away a second copy of a case's card when somebody looks at it or presses on it: its answer was lost when it was posted, so
    /// nobody else can say where it is, and no change would ever reach it. It is the older one, by the ids of Teams, which are times: a
    /// newer one may be that whose answer is just under way.
    /// </summary>
    public async Task RemoveDoubleAsync(BotTurn turn, CaseFile file, School school, CancellationToken cancellationToken)
    {
        var slot = SlotOf(file.Reference);
        if (turn.Activity is not { ReplyToId.Length: > 0, IsChannel: true } seen
            || seen.BaseChannelId != school.ChannelId
            || await store.ReadStateAsync(DeliveryKeys.Doubled(slot), cancellationToken) is null
            || await store.ReadStateAsync(DeliveryKeys.Slot(slot), cancellationToken) is not { } row
            || JsonSerializer.Deserialize(row.Value, DeliveryJson.Default.SentMessage) is not { ActivityId.Length: > 0 } known
            || !long.TryParse(seen.ReplyToId, NumberStyles.None, CultureInfo.InvariantCulture, out var there)
            || !long.TryParse(known.ActivityId, NumberStyles.None, CultureInfo.InvariantCulture, out var kept)
            || there >= kept)
        {
            return;
        }

        turn.Send(new()
        {
            Kind = OutgoingKind.Delete,
            ServiceUrl = seen.ServiceUrl!,
            TenantId = turn.TenantId,
            ConversationId = seen.Conversation!.Id,
            ActivityId = seen.ReplyToId,
            Activity = new JsonObject(),
            Slot = slot,
            What = "The removal of a second copy of the case card",
        });
        turn.Commit.States.Add(new(DeliveryKeys.Doubled(slot), ExpectedVersion: null, Value: null));
    }

    private static Outgoing ChannelUpdate(School school, string serviceUrl, CaseFile file, Activity message) => new()
    {
        Kind = OutgoingKind.Update,
        ServiceUrl = serviceUrl,
        TenantId = school.TenantId,
        ChannelId = school.ChannelId,
        TeamId = school.TeamId,
        Activity = BotTurn.OnTheWire(message),
        Slot = SlotOf(file.Reference),
        School = school.Id,
        Case = file.Reference,
        What = OutgoingWhat.ChangedCaseCard,
    };

    private static void Index(BotTurn turn, CaseFile file, CaseReading reading) =>
        turn.Commit.States.Add(IndexEntry(file, CaseCards.IsUrgent(reading)));

    /// <summary>The write that puts a case, as it stands now, into the lists.</summary>
    public static StateWrite IndexEntry(CaseFile file, bool urgent) => new(
        IndexPrefix(file.School) + file.Reference,
        ExpectedVersion: null,
        JsonSerializer.SerializeToUtf8Bytes(
            new CaseIndexEntry(file.Reference, file.Reporter, file.Status, urgent, file.OpenedAt), CaseIndexJson.Default.CaseIndexEntry));

    private static string IndexPrefix(string school) => $"index/{school}/";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CaseIndexEntry))]
internal sealed partial class CaseIndexJson : JsonSerializerContext;
