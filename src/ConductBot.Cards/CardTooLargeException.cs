namespace ConductBot.Cards;

/// <summary>
/// A card that Teams would turn down with 413 <c>MessageSizeTooBig</c>. Whoever filled it must shorten what it shows.
/// </summary>
public sealed class CardTooLargeException : Exception
{
    internal CardTooLargeException(string template, int size, int limit)
        : base($"{template}: the card is {size} bytes long, {limit} at most")
    {
        Template = template;
        Size = size;
        Limit = limit;
    }

    /// <summary>The template's name, <c>subject/name</c>.</summary>
    public string Template { get; }

    /// <summary>The card's size in bytes, counted as Teams counts it (<see cref="CardLibrary.LargestCard"/>).</summary>
    public int Size { get; }

    /// <summary>The largest size that is sent.</summary>
    public int Limit { get; }
}
