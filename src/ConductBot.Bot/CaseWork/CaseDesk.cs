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
using ConductBot.Teams;

namespace ConductBot.Bot.CaseWork;

/// <summary>A line of the list of cases: no name and no word of the post.</summary>
public sealed record CaseIndexEntry(string Reference, string Reporter, CaseStatus Status, bool Urgent, DateTimeOffset OpenedAt);

/// <summary>What became of a command, with the case as it stands now.</summary>
public sealed record DeskAnswer(CaseFile File, CaseOutcome Outcome);

/// <summary>Where commands on cases are carried out: read, decide, append, and tell everybody who sees the card.</summary>
public sealed class CaseDesk(CaseStore cases, IStore store, PolicyLibrary policies, CardLibrary cards, Schools schools)
{
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
        BotTurn turn, School school, Report report, IReadOnlyList<string> answered, bool complete, CancellationToken cancellationToken)
    {
        var policy = PolicyOf(school, turn.Now);
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
        ]);

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
                Activity = BotTurn.OnTheWire(await ChannelMessageAsync(turn, file, policy, school, reading, cancellationToken)),
                Slot = SlotOf(reference),
                Case = reference,
                What = "The case card to the safeguarding channel",
            });
        }

        // Without a channel the DSL is the only one to tell; with one, only what cannot wait is worth a message of its own.
        if (school.ChannelId is null || CaseCards.IsUrgent(reading))
        {
            TellDsl(turn, file, school, reading);
        }

        return file;
    }

    /// <summary>Decides a command on the case as it is now, and records what follows from it.</summary>
    public async Task<DeskAnswer> DoAsync(BotTurn turn, CaseFile file, CaseCommand command, CancellationToken cancellationToken)
    {
        var school = SchoolOf(file) ?? throw new InvalidDataException($"Case {file.Reference} belongs to {file.School}, which is not in the settings.");
        var policy = PolicyOf(file);
        var outcome = CaseDecider.Decide(file, policy, command);
        if (outcome is not CaseOutcome.Accepted accepted)
        {
            return new(file, outcome);
        }

        var wasUrgent = CaseCards.IsUrgent(CaseReading.Of(file, policy));
        var after = await cases.AppendAsync(turn.Commit, file, accepted.Events, cancellationToken);
        var reading = CaseReading.Of(after, policy);
        Index(turn, after, reading);
        if (school.ChannelId is not null)
        {
            turn.Send(new()
            {
                Kind = OutgoingKind.Update,
                ServiceUrl = turn.Activity.ServiceUrl!,
                TenantId = school.TenantId,
                ChannelId = school.ChannelId,
                TeamId = school.TeamId,
                Activity = BotTurn.OnTheWire(await ChannelMessageAsync(turn, after, policy, school, reading, cancellationToken)),
                Slot = SlotOf(file.Reference),
                Case = file.Reference,
                What = "The changed case card to the safeguarding channel",
            });
        }

        if (!wasUrgent && CaseCards.IsUrgent(reading) && !after.IsClosed)
        {
            TellDsl(turn, after, school, reading);
        }

        return new(after, outcome);
    }

    /// <summary>The case as one person may see it.</summary>
    public async Task<CaseCard> ViewAsync(
        BotTurn turn, CaseFile file, string? show, string? action, string? notice, CancellationToken cancellationToken)
    {
        var school = SchoolOf(file)!;
        var viewer = new Actor(turn.PersonId, school.RolesOf(turn.PersonId, turn.TenantId));
        return CaseCards.Of(
            file, PolicyOf(file), school, new(viewer, show, action, notice, turn.Now, await RefreshUsersAsync(school, cancellationToken)));
    }

    private async Task<Activity> ChannelMessageAsync(
        BotTurn turn, CaseFile file, Policy policy, School school, CaseReading reading, CancellationToken cancellationToken)
    {
        var view = new CaseView(Viewer: null, Show: null, Action: null, Notice: null, turn.Now, await RefreshUsersAsync(school, cancellationToken));
        var summary = CaseCards.IsUrgent(reading) ? $"Urgent: case {file.Reference}" : $"Case {file.Reference}";
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
            var row = await store.ReadStateAsync(DeliveryKeys.Person(school.TenantId, person), cancellationToken);
            if (row is not null && JsonSerializer.Deserialize(row.Value, DeliveryJson.Default.PersonAddress)?.Mri is { } mri)
            {
                users.Add(mri);
            }
        }

        return users;
    }

    private void TellDsl(BotTurn turn, CaseFile file, School school, CaseReading reading)
    {
        List<string> lines =
        [
            $"{school.Name}, case {file.Reference}, reported {file.OpenedAt.Short()}.",
            reading.Facts.ImmediateRisk
                ? "Somebody may be in danger right now. If anyone is in immediate danger, call 999: no approval is needed."
                : reading.Facts.IntimateImage
                    ? "It may involve an intimate image. Nobody looks at it again or copies it; the reporter was told to see you in person."
                    : "A report is waiting for you.",
            school.ChannelId is null ? "No safeguarding channel is set up, so this came to you alone." : "The case card is in the safeguarding channel.",
        ];

        var card = cards.Render(new NoticeCard(
            CaseCards.IsUrgent(reading) ? $"Urgent: case {file.Reference}" : $"Case {file.Reference}",
            CaseCards.IsUrgent(reading) ? "attention" : "emphasis",
            lines,
            [Buttons.Press("Open the case", "case/view", CardButton.WithoutInputs, ("case", file.Reference), ("version", file.Version))]));

        foreach (var person in school.Dsl)
        {
            var message = Activity.Card(card, CaseCards.IsUrgent(reading) ? $"Urgent: case {file.Reference}" : $"Case {file.Reference}");
            message.Importance = ActivityImportance.High;
            message.ChannelData = new() { Notification = new() { Alert = true } };
            turn.Send(new()
            {
                Kind = OutgoingKind.Person,
                ServiceUrl = turn.Activity.ServiceUrl!,
                TenantId = school.TenantId,
                PersonId = person,
                ChannelId = school.ChannelId,
                TeamId = school.TeamId,
                Activity = BotTurn.OnTheWire(message),
                Case = file.Reference,
                What = "The notice to the DSL",
            });
        }
    }

    private static void Index(BotTurn turn, CaseFile file, CaseReading reading)
    {
        var entry = new CaseIndexEntry(file.Reference, file.Reporter, file.Status, CaseCards.IsUrgent(reading), file.OpenedAt);
        turn.Commit.States.Add(new(
            IndexPrefix(file.School) + file.Reference,
            ExpectedVersion: null,
            JsonSerializer.SerializeToUtf8Bytes(entry, CaseIndexJson.Default.CaseIndexEntry)));
    }

    private static string IndexPrefix(string school) => $"index/{school}/";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CaseIndexEntry))]
internal sealed partial class CaseIndexJson : JsonSerializerContext;
