using ConductBot.Teams;

namespace ConductBot.Bot.Turns;

internal static class OwnChat
{
    extension(Activity activity)
    {
        /// <summary>
        /// The person's own chat with the bot. A message extension may be used in a personal chat between two people: its
        /// conversation is only where it was used, and the bot is not there.
        /// </summary>
        public bool IsOwnChat =>
            activity.IsPersonal
            && !(activity.Type == ActivityTypes.Invoke && activity.Name?.StartsWith("composeExtension/", StringComparison.Ordinal) == true);
    }
}
