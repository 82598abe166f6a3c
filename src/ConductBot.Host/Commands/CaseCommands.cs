using System.CommandLine;
using ConductBot.Bot.CaseWork;
using ConductBot.Bot.People;
using ConductBot.Bot.Reporting;
using ConductBot.Bot.SetUp;
using ConductBot.Bot.Turns;
using ConductBot.Cases;
using ConductBot.Host.Bundle;
using ConductBot.Host.Serving;
using ConductBot.Policies;
using ConductBot.Storage;
using ConductBot.Storage.Sealing;
using ConductBot.Teams;

namespace ConductBot.Host.Commands;

/// <summary>case export, forget. What a case holds of people goes into the bundle and never to the screen.</summary>
internal static class CaseCommands
{
    /// <summary>How often forgetting is begun anew when the bot writes to the case in the same instant.</summary>
    private const int MostAttempts = 12;

    public static Command Create(string[] settings) => new("case", "Works with one case.") { Export(settings), Forget(settings) };

    private static Command Export(string[] settings)
    {
        var reference = Reference();
        var output = new Argument<string>("OUT") { Description = "The zip to write, or the folder to put it in" };
        var command = new Command("export", "Writes a case's bundle: what happened, who did it, under which clauses, and the hashes that show it whole.") { reference, output };
        command.SetAction(async (parsed, token) =>
        {
            await using var session = await CommandSession.OpenAsync(CommandSettings.Read(settings), token);
            var cases = new CaseStore(session.Store, new KeyRing(session.Store, session.Settings.MasterKey()));
            var file = await FindAsync(cases, parsed.GetValue(reference)!, token);
            var stream = CaseStore.Stream(file.Reference);
            var broken = (await ChainVerifier.VerifyAsync(session.Store, token)).FirstOrDefault(found => found.Stream == stream);
            var library = PolicyLibrary.Load(Folders.Seeds);
            var bundle = new CaseBundle(
                file,
                [.. (await session.Store.ReadStreamAsync(stream, token)).Take((int)file.Version)],
                await cases.ReadEvidenceAsync(file, token),
                library.Find(file.PolicyId, file.PolicyVersion)
                    ?? throw new StartProblem($"Case {file.Reference} is decided under {file.Under}, which is not among the policy packs."),
                await SchoolOfAsync(file, session, library, token),
                broken is null ? null : $"breaks at version {broken.Version}: {AuditCommands.Words(broken.What)}");

            var path = parsed.GetValue(output)!;
            path = Directory.Exists(path) ? Path.Combine(path, $"{file.Reference}.zip") : path;
            await WriteAsync(path, bundle.Zip(), token);
            await Console.Out.WriteLineAsync($"{path}: case {file.Reference}, {file.Version} events.");
            if (broken is null)
            {
                return CommandLine.Ok;
            }

            await Console.Error.WriteLineAsync($"{file.Reference} {bundle.ChainBreak}. The bundle says so.");
            return CommandLine.Found;
        });
        return command;
    }

    private static Command Forget(string[] settings)
    {
        var reference = Reference();
        var why = new Option<string>("--why") { Description = "Why; it stays readable for good, so name nobody", Required = true };
        var command = new Command("forget", "Destroys a case's key: what it held of people can no longer be read by anybody. The chain stays whole.") { reference, why };
        command.SetAction(async (parsed, token) =>
        {
            var reason = parsed.GetValue(why)!.Trim();
            if (reason.Length == 0)
            {
                throw new StartProblem("--why: say why the case is forgotten.");
            }

            await using var session = await CommandSession.OpenAsync(CommandSettings.Read(settings), token);
            var done = await ForgetAsync(session.Store, session.Settings.MasterKey(), parsed.GetValue(reference)!, reason, token);
            await Console.Out.WriteLineAsync(done.AsMemory(), token);
            return CommandLine.Ok;
        });
        return command;
    }

    private static async Task<string> ForgetAsync(IStore store, MasterKey master, string reference, string why, CancellationToken cancellationToken)
    {
        var cases = new CaseStore(store, new KeyRing(store, master));
        var drafts = new DraftStore(store, TurnSeals.From(master).Drafts);
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var file = await FindAsync(cases, reference, cancellationToken);
            if (file.Status == CaseStatus.Forgotten)
            {
                return $"{file.Reference} was forgotten already.";
            }

            var commit = new Commit { At = TimeProvider.System.GetUtcNow() };
            var forgotten = await cases.ForgetAsync(commit, file, CaseEvent.TheOperator, why, cancellationToken);
            await drafts.RemoveOfCaseAsync(commit, file.Reference, cancellationToken);
            commit.States.Add(CaseDesk.IndexEntry(forgotten, urgent: false));
            if (await store.CommitAsync(commit, cancellationToken) is CommitResult.Done)
            {
                // Cards that were given as answers are kept for a while, in case Teams asks again, and the old key may
                // still be in the database's log: both go now. Who is asked again meanwhile shows the case as it is.
                await store.PruneAsync(commit.At, cancellationToken);
                return $"{file.Reference} is forgotten. Its {forgotten.Version} events and their chain are still there.";
            }
        }

        throw new StartProblem($"{reference} is being worked on. Nothing was forgotten; try again.");
    }

    private static Argument<string> Reference() => new("REF") { Description = "The case's reference, such as CB-2026-0042" };

    private static async Task<CaseFile> FindAsync(CaseStore cases, string reference, CancellationToken cancellationToken)
    {
        var name = reference.Trim().ToUpperInvariant();
        return await cases.FindAsync(name, cancellationToken) ?? throw new StartProblem($"There is no case {name}.");
    }

    /// <summary>Whose roles the bundle speaks of. A school that has left the settings is told by its id.</summary>
    private static async Task<School> SchoolOfAsync(CaseFile file, CommandSession session, PolicyLibrary library, CancellationToken cancellationToken)
    {
        var options = BotFrameworkOptions.From(session.Settings.Configuration);
        var demo = options.MicrosoftAppId is null && session.Settings.Environment.IsDevelopment();
        return ConductBotServer.SchoolsOf(session.Settings.Configuration, options, demo, library).FirstOrDefault(school => school.Id == file.School)
            ?? (await new SettingsStore(session.Store).ReadAsync(file.School, cancellationToken)).ToSchool()
            ?? new School { Id = file.School, Name = file.School, Policy = file.PolicyId, TenantId = "" };
    }

    /// <summary>Whole or not at all, and for its owner alone.</summary>
    private static async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            await using (var stream = new FileStream(draft, options))
            {
                await stream.WriteAsync(content, cancellationToken);
            }

            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
