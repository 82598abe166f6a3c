namespace ConductBot.Storage;

/// <summary>The store cannot be used; the message is one sentence for whoever runs the bot and holds no secret.</summary>
public class StoreException : Exception
{
    public StoreException(string message)
        : base(message)
    {
    }

    public StoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A stored event is no longer in the form it was written in, so it was changed behind the store's back.</summary>
public sealed class DamagedEventException(string stream, long version, Exception innerException)
    : StoreException($"Event {version} of stream {stream} cannot be read.", innerException)
{
    public string Stream { get; } = stream;

    public long Version { get; } = version;
}
