namespace ConductBot.Teams;

/// <summary>What came of asking Microsoft Graph for something. Every permission is optional, so a missing one is an answer like any other.</summary>
/// <typeparam name="T">What it gives when it does what it is asked.</typeparam>
public abstract record GraphResult<T>
{
    private GraphResult()
    {
    }

    /// <summary>Done.</summary>
    public sealed record Ok(T Value) : GraphResult<T>;

    /// <summary>The administrator has not granted this, or Graph is switched off. Go on without it.</summary>
    /// <param name="Status">401 or 403; 0 when nothing was asked because Graph is switched off.</param>
    /// <param name="Code">Graph's word for it, or <see cref="GraphErrorCodes.SwitchedOff"/>.</param>
    /// <param name="Permission">What would have to be granted: one of <see cref="GraphPermissions"/>.</param>
    public sealed record NotPermitted(int Status, string Code, string Permission) : GraphResult<T>;

    /// <summary>Not now.</summary>
    /// <param name="RetryAfter">How long Graph wants to be left alone; null when it did not say.</param>
    /// <param name="Code">Graph's word for it, or one of <see cref="GraphErrorCodes"/> or <see cref="ConnectorErrorCodes"/>.</param>
    /// <param name="MayHaveHappened">True when asking again may make a second task. Only ever true of <see cref="GraphClient.CreateTaskAsync"/>, and of what <see cref="GraphPatience"/> cut off.</param>
    public sealed record TryAgain(TimeSpan? RetryAfter, string Code, bool MayHaveHappened) : GraphResult<T>;

    /// <summary>Never, however often it is asked.</summary>
    /// <param name="Status">The HTTP status; 0 when the question itself is wrong.</param>
    /// <param name="Code">Graph's word for it, or one of <see cref="GraphErrorCodes"/>.</param>
    public sealed record Refused(int Status, string Code) : GraphResult<T>;

    /// <summary>Why there is nothing, in words for staff that go on a sentence and say nothing of whom or what was asked for; empty when there is.</summary>
    public string Why => this switch
    {
        Ok => "",
        NotPermitted { Code: GraphErrorCodes.SwitchedOff } => "Microsoft Graph is switched off in this server’s settings",
        NotPermitted no => $"the Microsoft Graph permission {no.Permission} has not been granted",
        TryAgain { Code: ConnectorErrorCodes.NoToken } => "this server cannot sign in to Microsoft Graph just now",
        TryAgain => "Microsoft Graph is busy, or does not answer just now",
        Refused { Code: GraphErrorCodes.TooLarge } => "it is larger than I take",
        Refused { Code: GraphErrorCodes.UnknownKind } => "it is no picture that I take",
        Refused { Status: 404 } => "Microsoft Graph does not find it",
        _ => "Microsoft Graph refuses it",
    };

    internal GraphResult<TOther> To<TOther>(Func<T, GraphResult<TOther>> change) => this switch
    {
        Ok ok => change(ok.Value),
        NotPermitted no => new GraphResult<TOther>.NotPermitted(no.Status, no.Code, no.Permission),
        TryAgain again => new GraphResult<TOther>.TryAgain(again.RetryAfter, again.Code, again.MayHaveHappened),
        Refused refused => new GraphResult<TOther>.Refused(refused.Status, refused.Code),
        _ => throw new InvalidOperationException("A result of no kind."),
    };
}

/// <summary>Codes of ours beside Graph's own; <see cref="ConnectorErrorCodes"/> has those that both clients share.</summary>
public static class GraphErrorCodes
{
    /// <summary>The settings name no Graph.</summary>
    public const string SwitchedOff = "SwitchedOff";

    /// <summary>Graph wants to be left alone, so it was not asked.</summary>
    public const string Throttled = "Throttled";

    /// <summary>More than this client takes in.</summary>
    public const string TooLarge = "TooLarge";

    /// <summary>A file that is none of <see cref="FileKind"/>.</summary>
    public const string UnknownKind = "UnknownKind";
}

/// <summary>The application permissions this client can use, each for one thing. docs/permissions.md says what each is good for.</summary>
public static class GraphPermissions
{
    public const string MembersOfGroups = "GroupMember.Read.All";

    /// <summary>Given by a team's owner for that team, through the app's manifest; for every team it is TeamMember.Read.All.</summary>
    public const string MembersOfTeam = "TeamMember.Read.Group";
    public const string ChannelMessages = "ChannelMessage.Read.All";
    public const string ChatMessages = "Chat.Read.All";
    public const string Calendars = "Calendars.ReadWrite";
    public const string Tasks = "Tasks.ReadWrite.All";
}
