using ConductBot.Bot.Delivery;
using ConductBot.Storage;

namespace ConductBot.Bot.People;

/// <summary>What people are spoken to in, when it is the bot that speaks first.</summary>
public static class PeopleLanguages
{
    /// <summary>The language the person chose; else that of their Teams, as it was last seen; else the school's.</summary>
    public static async Task<string> OfAsync(IStore store, School school, string personId, CancellationToken cancellationToken) =>
        (await PersonAddress.FindAsync(store, school.TenantId, personId, cancellationToken))?.Language ?? school.Language;
}
