using System.Globalization;

namespace ConductBot.Teams;

/// <summary>Gives token-1, token-2 and so on, unless it is to fail.</summary>
internal sealed class NumberedTokens : ITokenSource
{
    private int asked;

    public int Asked => Volatile.Read(ref asked);

    /// <summary>What was asked for, with the tenant where one was named.</summary>
    public List<string> Scopes { get; } = [];

    public Exception? Failure { get; set; }

    public Task Gate { get; set; } = Task.CompletedTask;

    public Func<DateTimeOffset> Expires { get; set; } = () => DateTimeOffset.MaxValue;

    public Task<BearerToken> GetTokenAsync(string scope, string tenantId, CancellationToken cancellationToken) =>
        GetTokenAsync($"{scope} in {tenantId}", cancellationToken);

    public async Task<BearerToken> GetTokenAsync(string scope, CancellationToken cancellationToken)
    {
        lock (Scopes)
        {
            Scopes.Add(scope);
        }

        var number = Interlocked.Increment(ref asked);
        await Gate.WaitAsync(cancellationToken);
        return Failure is { } failure ? throw failure : new(string.Create(CultureInfo.InvariantCulture, $"token-{number}"), Expires());
    }
}
