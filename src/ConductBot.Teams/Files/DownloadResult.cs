namespace ConductBot.Teams;

/// <summary>What came of fetching an attachment.</summary>
public abstract record DownloadResult
{
    private DownloadResult()
    {
    }

    public sealed record Ok(DownloadedFile File) : DownloadResult;

    /// <summary>The attachment is not a file: a card, or the message's own text as HTML.</summary>
    public sealed record NotAFile : DownloadResult;

    /// <summary>Larger than <see cref="FileDownloader.MostBytes"/>.</summary>
    public sealed record TooLarge : DownloadResult;

    /// <summary>Empty, or of a kind that is not taken, whatever its name says.</summary>
    public sealed record UnknownKind : DownloadResult;

    /// <summary>Not there, or not to be had any more: links to files live for minutes. Ask for it to be sent again.</summary>
    public sealed record Gone(int Status) : DownloadResult;

    /// <summary>Not now.</summary>
    /// <param name="RetryAfter">How long to wait; null when nobody said.</param>
    /// <param name="Code">The status's name, or one of <see cref="ConnectorErrorCodes"/>.</param>
    public sealed record TryAgain(TimeSpan? RetryAfter, string Code) : DownloadResult;

    /// <summary>The address is one that this process does not go to; the log says which host.</summary>
    public sealed record Refused(string Code) : DownloadResult;
}

/// <summary>Why an address was refused.</summary>
public static class DownloadErrorCodes
{
    /// <summary>Not https, or no address at all.</summary>
    public const string BadAddress = "BadAddress";

    /// <summary>It needs our token, and is not on a host that gets it.</summary>
    public const string UnknownServiceHost = ConnectorErrorCodes.UnknownServiceHost;

    /// <summary>It leads into a private network.</summary>
    public const string PrivateAddress = "PrivateAddress";

    /// <summary>It was sent on to another host, or too often.</summary>
    public const string Redirected = "Redirected";
}
