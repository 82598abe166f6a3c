using ConductBot.Bot.Delivery;
using ConductBot.Storage;

namespace ConductBot.Bot.People;

/// <summary>What people are spoken to in.</summary>
public static class PeopleLanguages
{
    /// <summary>The language the person chose; else that which their Teams asks for; else the one it was last seen to ask for; else the school's.</summary>
    /// <param name="known">What is kept of the person; null when nothing is.</param>
    /// <param name="asked">The locale of their Teams; null where it was not said, since it is the bot that speaks first.</param>
    /// <param name="school">Null where the person belongs to none.</param>
    public static string Of(PersonAddress? known, string? asked, School? school) =>
        known?.Chosen ?? Language.Of(asked) ?? known?.Seen ?? school?.Language ?? Language.British;

    /// <inheritdoc cref="Of"/>
    public static async Task<string> OfAsync(
        IStore store, School? school, string tenantId, string personId, string? asked, CancellationToken cancellationToken) =>
        Of(await PersonAddress.FindAsync(store, tenantId, personId, cancellationToken), asked, school);

    /// <summary>When it is the bot that speaks first.</summary>
    public static Task<string> OfAsync(IStore store, School school, string personId, CancellationToken cancellationToken) =>
        OfAsync(store, school, school.TenantId, personId, asked: null, cancellationToken);
}
