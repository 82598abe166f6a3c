namespace ConductBot.Host.Commands;

/// <summary>Says on standard error what long work is at, once a while has gone by. Short work stays silent.</summary>
internal sealed class Progress : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    private readonly ITimer timer;
    private readonly long started;
    private volatile string words;

    private Progress(string words, TimeProvider time)
    {
        this.words = words;
        started = time.GetTimestamp();
        timer = time.CreateTimer(_ => Console.Error.WriteLine($"{this.words}… {time.GetElapsedTime(started).TotalSeconds:0} seconds"), state: null, Every, Every);
    }

    public static Progress Of(string words, TimeProvider time) => new(words, time);

    public void Now(string doing) => words = doing;

    public ValueTask DisposeAsync() => timer.DisposeAsync();
}
