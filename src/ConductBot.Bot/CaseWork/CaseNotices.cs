using ConductBot.Bot.Cards;
using ConductBot.Bot.Delivery;
using ConductBot.Bot.People;
using ConductBot.Bot.Turns;
using ConductBot.Cards;
using ConductBot.Cases;
using ConductBot.Storage;
using ConductBot.Teams;

namespace ConductBot.Bot.CaseWork;

/// <summary>
/// Writes to the people who decide, in person: about a case that cannot wait, one whose card reached no channel, one whose
/// removal is overdue. Whoever is away, or may not decide on this case, is passed over; nobody waits for one person.
/// </summary>
public sealed class CaseNotices(OnDuty onDuty, IStore store, CardLibrary cards)
{
    public const string AcknowledgeVerb = "case/acknowledge";

    /// <summary>The DSL, or whoever is next in line. Should all be away, those who are named are told all the same.</summary>
    public async Task TellAsync(
        Commit commit, OutboxWriter outbox, string serviceUrl, CaseFile file, School school, CaseReading reading, CancellationToken cancellationToken)
    {
        var (rung, people) = await FindAsync(school, file, Rung.Dsl, commit.At, cancellationToken) ?? (Rung.Leads, Anybody(school, file));
        await SendAsync(outbox, school, serviceUrl, people, () => Urgent(file, school, reading, isPassedOn: false), OutgoingWhat.Notice, file.Reference, cancellationToken);
        if (CaseCards.IsUrgent(reading))
        {
            CaseTimers.Schedule(commit, commit.At + school.AcknowledgeWithin, new(file.Reference, CaseTimerKind.Acknowledgement, rung, commit.At, serviceUrl));
        }
    }

    /// <summary>The next in line after a rung whose people have not acknowledged.</summary>
    /// <returns>Who was told; null when nobody is left.</returns>
    public async Task<Rung?> PassOnAsync(
        Commit commit, OutboxWriter outbox, string serviceUrl, CaseFile file, School school, CaseReading reading, Rung after, CancellationToken cancellationToken)
    {
        if (after == Rung.Leads || await FindAsync(school, file, after + 1, commit.At, cancellationToken) is not var (rung, people))
        {
            return null;
        }

        await SendAsync(outbox, school, serviceUrl, people, () => Urgent(file, school, reading, isPassedOn: true), OutgoingWhat.NoticePassedOn, file.Reference, cancellationToken);
        CaseTimers.Schedule(commit, commit.At + school.AcknowledgeWithin, new(file.Reference, CaseTimerKind.Acknowledgement, rung, commit.At, serviceUrl));
        return rung;
    }

    /// <summary>To those who decide, about a case, beside the case itself. The notice is drawn for each in their language.</summary>
    public async Task TellAsideAsync(
        Commit commit, OutboxWriter outbox, string serviceUrl, CaseFile file, School school, Func<NoticeCard> notice, string what, CancellationToken cancellationToken)
    {
        var people = await WhoAsync(file, school, commit.At, cancellationToken);
        await SendAsync(outbox, school, serviceUrl, people, Aside, what, reference: null, cancellationToken);

        Activity Aside()
        {
            var card = notice();
            return Activity.Card(cards.Render(card), card.Title);
        }
    }

    /// <summary>Entra object ids of those who are told of a case now: here, and able to decide on it.</summary>
    public async Task<IReadOnlyList<string>> WhoAsync(CaseFile file, School school, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await FindAsync(school, file, Rung.Dsl, now, cancellationToken))?.People ?? Anybody(school, file);

    /// <summary>Where nobody is here: everybody named who may decide on it, and where nobody may, the DSL all the same.</summary>
    private static IReadOnlyList<string> Anybody(School school, CaseFile file)
    {
        List<string> able =
        [
            .. school.Dsl.Concat(school.Deputies).Concat(school.Leads).Distinct(StringComparer.OrdinalIgnoreCase).Where(person => MayDecide(school, file, person)),
        ];
        return able.Count > 0 ? able : school.ToTell;
    }

    public static CardButton OpenButton(CaseFile file) =>
        Buttons.Press(Say("Open the case"), CaseVerbs.View, CardButton.WithoutInputs, ("case", file.Reference), ("version", file.Version));

    private Task<(Rung Rung, IReadOnlyList<string> People)?> FindAsync(
        School school, CaseFile file, Rung from, DateTimeOffset now, CancellationToken cancellationToken) =>
        onDuty.FindAsync(school, from, now, person => MayDecide(school, file, person), cancellationToken);

    private static bool MayDecide(School school, CaseFile file, string person) =>
        CaseDecider.BarredFromDeciding(file, new(person, school.RolesOf(person, school.TenantId))) is null;

    private Activity Urgent(CaseFile file, School school, CaseReading reading, bool isPassedOn)
    {
        var urgent = CaseCards.IsUrgent(reading);
        List<string> lines =
        [
            Say($"{school.Name}, case {file.Reference}, reported {file.OpenedAt.Short()}."),
            reading.Facts.ImmediateRisk
                ? Say("Somebody may be in danger right now. If anyone is in immediate danger, call 999: no approval is needed.")
                : reading.Facts.IntimateImage
                    ? Say("It may involve an intimate image. Nobody looks at it again or copies it; the reporter was told to see the DSL or a deputy in person.")
                    : Say("A report is waiting for you."),
            .. isPassedOn
                ? [Say($"Nobody has acknowledged it within {school.AcknowledgeWithin.TotalMinutes:0} minutes, so it comes to you. That is the school’s own rule.")]
                : (IEnumerable<string>)[],
            school.HomeChannelId is null ? Say("No safeguarding channel is set up, so this is sent to people in person.")
                : school.ChannelId is null ? Say("The safeguarding channel cannot be written to at present, so this is sent to people in person.")
                : Say("The case card is in the safeguarding channel."),
        ];
        List<CardButton> buttons =
        [
            .. urgent ? [Buttons.Press(Say("I have seen it"), AcknowledgeVerb, CardButton.WithoutInputs, ("case", file.Reference)) with { Style = CardButton.Positive }] : (IEnumerable<CardButton>)[],
            OpenButton(file),
        ];

        var title = urgent ? Say($"Urgent: case {file.Reference}") : Say($"Case {file.Reference}");
        return Activity.Card(cards.Render(new NoticeCard(title, urgent ? "attention" : "emphasis", lines, buttons)), title);
    }

    private async Task SendAsync(
        OutboxWriter outbox, School school, string serviceUrl, IReadOnlyList<string> people, Func<Activity> draw, string what, string? reference, CancellationToken cancellationToken)
    {
        foreach (var person in people)
        {
            using var speaking = Language.Use(await PeopleLanguages.OfAsync(store, school, person, cancellationToken));
            var message = draw();
            message.Importance = ActivityImportance.High;
            message.ChannelData = new() { Notification = new() { Alert = true } };
            outbox.Add(new()
            {
                Kind = OutgoingKind.Person,
                ServiceUrl = serviceUrl,
                TenantId = school.TenantId,
                PersonId = person,
                ChannelId = school.ChannelId,
                TeamId = school.TeamId,
                Activity = BotTurn.OnTheWire(message),
                School = school.Id,
                Case = reference,
                What = what,
            });
        }
    }
}
