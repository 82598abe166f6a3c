namespace ConductBot.Teams;

/// <summary>Things kept for the length of one turn, each under a name or, when there is only one, under its type.</summary>
public sealed class TurnState
{
    private readonly Dictionary<string, object> items = [];

    /// <summary>The thing, or null when nobody put it there.</summary>
    public T? Get<T>(string? key = null)
        where T : class => items.GetValueOrDefault(key ?? KeyOf<T>()) as T;

    public void Set<T>(T value, string? key = null)
        where T : class => items[key ?? KeyOf<T>()] = value;

    private static string KeyOf<T>() => typeof(T).FullName ?? typeof(T).Name;
}
