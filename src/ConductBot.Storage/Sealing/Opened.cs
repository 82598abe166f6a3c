using System.Text;

namespace ConductBot.Storage.Sealing;

/// <summary>What opening a sealed part came to.</summary>
public abstract record Opened
{
    private Opened()
    {
    }

    public sealed record Plain(byte[] Content) : Opened
    {
        public string Text => Encoding.UTF8.GetString(Content);
    }

    /// <summary>The key was destroyed on purpose; nobody can open this any more.</summary>
    public sealed record Forgotten : Opened;

    /// <summary>Not what was sealed, or not sealed for this place.</summary>
    public sealed record Damaged : Opened;
}
