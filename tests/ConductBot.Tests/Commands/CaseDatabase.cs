using ConductBot.Bot.CaseWork;
using ConductBot.Bot.Reporting;
using ConductBot.Bot.Turns;
using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Storage;
using ConductBot.Storage.Sealing;
using ConductBot.Teams;
using ConductBot.Teams.Dialogs;
using Microsoft.Data.Sqlite;

namespace ConductBot.Tests.Commands;

/// <summary>A database with cases in it, written as the bot writes them, and the settings that lead a command to it.</summary>
internal sealed class CaseDatabase : IAsyncDisposable
{
    public const string Teacher = "7e0a7c2e-0000-4000-8000-000000000001";
    public const string Colleague = "7e0a7c2e-0000-4000-8000-000000000002";
    public const string Dsl = "7e0a7c2e-0000-4000-8000-000000000003";
    public const string Lead = "7e0a7c2e-0000-4000-8000-000000000005";
    private const string Tenant = "5c4001d5-77aa-4b6e-9d4f-0a1b2c3d4e5f";
    private const string Key = "q83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJq80=";

    public static readonly PolicyLibrary Library = PolicyLibrary.Load(Host.Commands.Folders.Seeds);

    private static readonly Actor DslActor = new(Dsl, Roles.Dsl | Roles.Staff);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("conductbot-");
    private readonly MasterKey master = MasterKey.FromBase64(Key);
    private DateTimeOffset now = new(2026, 7, 3, 8, 5, 0, TimeSpan.Zero);

    public string File => Path.Combine(folder.FullName, "conductbot.db");

    public string Connection => $"--ConnectionStrings:ConductBot=Data Source={File}";

    /// <summary>What a command needs besides its words.</summary>
    public string[] Settings =>
    [
        Connection, $"--Security:MasterKey={Key}", "--environment=Production", "--Schools:0:Id=a-school", "--Schools:0:Name=A School", "--Schools:0:Policy=oak",
        $"--Schools:0:TenantId={Tenant}", $"--Schools:0:Dsl={Dsl}", $"--Schools:0:Leads={Lead}", $"--Schools:0:Staff={Teacher},{Colleague}",
    ];

    public string At(string name) => Path.Combine(folder.FullName, name);

    public Task<IStore> OpenAsync() => Stores.OpenAsync($"Data Source={File}", CancellationToken.None);

    /// <summary>A case and what was done to it, one command at a time.</summary>
    public Task<string> BeginAsync(string policy, Report report, params CaseCommand[] commands) => BeginAsync(policy, report, [], commands);

    /// <summary>The same, with the evidence that the report speaks of.</summary>
    public async Task<string> BeginAsync(string policy, Report report, IReadOnlyList<EvidenceFile> evidence, params CaseCommand[] commands)
    {
        var pack = Library.Newest(policy)!;
        var store = await OpenAsync();
        using var closing = (IDisposable)store;
        var cases = new CaseStore(store, new KeyRing(store, master));
        var (reference, taken) = await cases.NextReferenceAsync(2026, CancellationToken.None);
        var under = $"{pack.Id} {pack.Version}";

        var commit = new Commit { At = now, States = { taken } };
        var file = cases.Begin(commit, reference,
        [
            new CaseOpened { By = Teacher, Under = under, Reference = reference, School = "a-school", Policy = pack.Id, PolicyVersion = pack.Version, ReporterName = "Tara Quillfeather" },
            new AnswersGiven { By = Teacher, Under = under, Complete = true, Answered = ["danger"], Report = report },
        ], evidence);
        commit.States.Add(CaseDesk.IndexEntry(file, urgent: false));
        await CommitAsync(store, commit);

        foreach (var command in commands)
        {
            now += TimeSpan.FromMinutes(97);
            var accepted = Assert.IsType<CaseOutcome.Accepted>(CaseDecider.Decide(file, pack, command));
            commit = new() { At = now };
            file = await cases.AppendAsync(commit, file, accepted.Events, evidence: [], CancellationToken.None);
            await CommitAsync(store, commit);
        }

        return reference;
    }

    /// <summary>A case under oak in which everything happened that a bundle has to tell.</summary>
    public Task<string> BeginEventfulAsync() => BeginAsync(
        "oak",
        new()
        {
            ImmediateRisk = Report.No,
            IntimateImage = Report.No,
            Text = "Miss Zephyrine hits the children.\n```\n# Not a heading <b>\u202Eevil",
            Link = "https://social.example/posts/1",
            Platform = "facebook",
            SeenHow = "Mrs Wobbleton showed me",
            Author = Authors.Parent,
            Target = Targets.Colleague,
            Categories = ["defamation", "harassment", "abuse"],
            CategoriesAsked = true,
            Tests = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange<string, string>(
            [
                new("statedAsFact", "yes"), new("untrue", "yes"), new("identifiable", "yes"), new("seriousHarm", "yes"),
                new("aimedAtIndividual", "yes"), new("twoOccasions", "no"), new("pressing", "no"),
            ]),
            Reflections = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange<int, string>([new(1, "I slept over it")]),
            CrimeSuspected = Report.Unsure,
            ChildHarmDisclosed = Report.No,
        },
        new RecordAction(new(Colleague, Roles.Staff), "request-removal", Outcomes.Refused, "Mrs Wobbleton said no"),
        new Propose(new(Teacher, Roles.Staff), "written-warning", "Mrs Wobbleton goes on"),
        new Approve(DslActor, "written-warning", "Agreed with Ms Zephyrine"),
        new RecordAction(DslActor, "written-warning", Outcomes.Done, null),
        new Approve(DslActor, "take-legal-action", "The trust asked"),
        new Approve(new(Lead, Roles.Lead | Roles.Staff), "take-legal-action", "I agree"),
        new CorrectFact(DslActor, "abuse", "no", "It is not abuse"),
        new DeclareConflict(DslActor, Lead, "He knows Mrs Wobbleton"),
        new Depart(DslActor, "restrict-school-site-access", "Mrs Wobbleton posted on our forum too"),
        new AddNote(DslActor, "Rang Mrs Wobbleton"),
        new LinkCase(DslActor, "CB-2026-0099"),
        new CloseCase(DslActor, "Mrs Wobbleton moved away"));

    /// <summary>Leaves a draft that somebody has not finished.</summary>
    public async Task DraftAsync(string person, string? belongsTo)
    {
        var store = await OpenAsync();
        using var closing = (IDisposable)store;
        var activity = new Activity
        {
            From = new() { AadObjectId = person },
            Conversation = new() { Id = "a:1", ConversationType = "personal", TenantId = Tenant },
            ServiceUrl = "https://smba.example/",
        };
        var seals = TurnSeals.From(master);
        var turn = new BotTurn(activity, now, store, seals.Outbox);
        new DraftStore(store, seals.Drafts).Put(
            turn, new(Draft.NewId(), "a-school", "oak", "1.0", new WaterfallState("content", ["danger"]), new() { Text = "Mrs Wobbleton" }, belongsTo, "slot"), 0);
        await CommitAsync(store, turn.Commit);
    }

    /// <summary>What somebody does who goes past the store.</summary>
    public async Task TamperAsync(string sql)
    {
        ((IDisposable)await OpenAsync()).Dispose();
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "drop trigger if exists event_is_not_changed; drop trigger if exists event_is_not_removed; " + sql;
        await command.ExecuteNonQueryAsync();
    }

    public static async Task CommitAsync(IStore store, Commit commit) =>
        Assert.IsType<CommitResult.Done>(await store.CommitAsync(commit, CancellationToken.None));

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
