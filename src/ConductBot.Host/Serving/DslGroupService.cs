using ConductBot.Bot.People;

namespace ConductBot.Host.Serving;

/// <summary>Keeps the schools' DSL groups fresh, beside all turns: none waits for Graph.</summary>
public sealed class DslGroupService(DslGroupCheck check, TimeProvider time, ILogger<DslGroupService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (check.Next is { } next)
            {
                await Task.Delay(next, time, stoppingToken);
                try
                {
                    await check.ReadAsync(DslGroupCheck.PatienceLater, stoppingToken);
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    // The background loop's boundary: a database that is away for a while must not leave the groups as they are for good.
                    Log.GroupsNotKept(log, failure);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // It was stopped between two readings.
        }
    }
}

/// <summary>Reads the schools' DSL groups, and says in the log, once, what keeps it from doing so.</summary>
public sealed class DslGroupCheck(Schools schools, ILogger<DslGroupCheck> log)
{
    /// <summary>The start waits no longer; a group that was known before is known all the same.</summary>
    public static readonly TimeSpan PatienceAtStart = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan PatienceLater = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan WhenInTrouble = TimeSpan.FromMinutes(1);

    private IReadOnlyList<string> said = [];

    /// <summary>How long until the groups are to be read again; null when no school has one.</summary>
    public TimeSpan? Next => !schools.HaveGroups ? null : schools.GroupProblems.Count > 0 ? WhenInTrouble : Every;

    public async Task ReadAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        await schools.RefreshGroupsAsync(longest, cancellationToken);
        var problems = schools.GroupProblems;
        foreach (var problem in problems.Except(said, StringComparer.Ordinal))
        {
            Log.Setting(log, problem);
        }

        said = problems;
    }
}
