using ConductBot.Policies;

namespace ConductBot.Host.Serving;

/// <summary>Learns how staff ask while nobody does yet: the first question after a start would wait some seconds for it.</summary>
public sealed class WarmUp(PolicyAnswers answers, PolicyLibrary policies) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(
        () =>
        {
            foreach (var policy in policies.All.TakeWhile(_ => !stoppingToken.IsCancellationRequested))
            {
                answers.For(policy);
            }
        },
        stoppingToken);
}
