using ConductBot.Teams;

namespace ConductBot.Host.Serving;

/// <summary>
/// Right after the start: fetches the keys, so that the first request does not wait for them, and asks for a token, so that
/// whoever set the bot up reads in plain words what is wrong before anybody's first report is lost. It stops nothing.
/// </summary>
public sealed class StartUpCheck(
    BotFrameworkOptions options, OpenIdKeys keys, CachedTokens tokens, ILogger<StartUpCheck> log) : BackgroundService
{
    /// <summary>Tokens are forgiven five minutes; a clock that drifts is soon beyond that.</summary>
    private static readonly TimeSpan TolerableLead = TimeSpan.FromMinutes(4);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            CheckHosts();
            var hears = await CheckKeysAsync(stoppingToken);
            var speaks = await CheckTokenAsync(stoppingToken);
            if (hears && speaks)
            {
                Log.CheckPassed(log, options.MicrosoftAppId, options.Cloud.Name);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // It was stopped before it was done.
        }
    }

    private void CheckHosts()
    {
        var known = TeamsCloud.All.SelectMany(cloud => cloud.ServiceHosts).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var host in options.ServiceHosts.Where(host => !known.Contains(host)))
        {
            Log.CheckDoubtful(log, $"Connector:ServiceHosts: '{host}' is no connector of Microsoft's that this bot knows, and it will be sent the bot's token.");
        }

        if (!options.ServiceHosts.Intersect(options.Cloud.ServiceHosts, StringComparer.OrdinalIgnoreCase).Any())
        {
            Log.CheckDoubtful(log, $"Connector:ServiceHosts: holds no connector of the cloud {options.Cloud.Name}, so nothing can be sent to Teams there.");
        }
    }

    private async Task<bool> CheckKeysAsync(CancellationToken cancellationToken)
    {
        if (!await keys.RefreshAsync(cancellationToken))
        {
            Log.CheckFailed(log, $"Connector:OpenIdMetadataUrl: the keys of Teams' requests cannot be had from {new Uri(options.OpenIdMetadataUrl).Host}, so every request is refused until they can. Does a firewall let this machine out?");
            return false;
        }

        if (keys.ClockLead is { } lead && lead.Duration() > TolerableLead)
        {
            Log.CheckFailed(log, $"The clock of this machine is {lead.Duration().TotalMinutes:F0} minutes {(lead > TimeSpan.Zero ? "fast" : "slow")}. Good requests are refused from five minutes on: set the clock by the network.");
            return false;
        }

        return true;
    }

    private async Task<bool> CheckTokenAsync(CancellationToken cancellationToken)
    {
        if (options.CredentialProblems().Count > 0)
        {
            // Said already, at the start itself.
            return false;
        }

        try
        {
            await tokens.GetAsync(options.Scope, cancellationToken);
            return true;
        }
        catch (TokenException problem)
        {
            Log.CheckFailed(log, $"{TokenAdvice.For(problem.Message, options)} Until that is mended the bot cannot answer.");
            return false;
        }
    }
}
