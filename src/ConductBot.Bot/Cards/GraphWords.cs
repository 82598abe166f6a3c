using ConductBot.Teams;

namespace ConductBot.Bot.Cards;

/// <summary>What Microsoft Graph did not give, in the language of the turn.</summary>
public static class GraphWords
{
    /// <summary>Why there is nothing, in words that go on a sentence and say nothing of whom or what was asked for; empty when there is.</summary>
    public static string WhyNot<T>(this GraphResult<T> result) => result switch
    {
        GraphResult<T>.Ok => "",
        GraphResult<T>.NotPermitted { Code: GraphErrorCodes.SwitchedOff } => Say("Microsoft Graph is switched off in this server’s settings"),
        GraphResult<T>.NotPermitted no => Say($"the Microsoft Graph permission {no.Permission} has not been granted"),
        GraphResult<T>.TryAgain { Code: ConnectorErrorCodes.NoToken } => Say("this server cannot sign in to Microsoft Graph just now"),
        GraphResult<T>.TryAgain => Say("Microsoft Graph is busy, or does not answer just now"),
        GraphResult<T>.Refused { Code: GraphErrorCodes.TooLarge } => Say("it is larger than I take"),
        GraphResult<T>.Refused { Code: GraphErrorCodes.UnknownKind } => Say("it is no picture that I take"),
        GraphResult<T>.Refused { Status: 404 } => Say("Microsoft Graph does not find it"),
        _ => Say("Microsoft Graph refuses it"),
    };
}
