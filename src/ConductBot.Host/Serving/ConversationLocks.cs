namespace ConductBot.Host.Serving;

/// <summary>
/// Lets the turns of one conversation come one after the other in this process. Only for speed: what keeps them right, here
/// and between nodes, is that every write is a compare and swap.
/// </summary>
public sealed class ConversationLocks
{
    private readonly SemaphoreSlim[] locks = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    public async Task<IDisposable> EnterAsync(string conversationId, CancellationToken cancellationToken)
    {
        var gate = locks[(uint)string.GetHashCode(conversationId, StringComparison.Ordinal) % locks.Length];
        await gate.WaitAsync(cancellationToken);
        return new Exit(gate);
    }

    private sealed class Exit(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
