using System.Globalization;

namespace ConductBot.Storage.Sealing;

/// <summary>
/// Where a sealed part is kept. It is bound in, so that a part copied to another place does not open there.
/// The fixed word and the number come first: no two places read the same.
/// </summary>
public static class SealedPlace
{
    /// <param name="version">The version the event will have: the version it is decided on, and one.</param>
    public static string Event(string stream, long version) =>
        string.Create(CultureInfo.InvariantCulture, $"event/{version}/{stream}");

    public static string State(string key) => $"state/{key}";

    public static string Outbox(Guid id) => $"outbox/{id:D}";
}
