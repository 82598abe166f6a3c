namespace ConductBot.Teams;

/// <summary>Links into Teams, in the forms of its page on deep links.</summary>
/// <remarks>
/// A link to a channel's message may also name the team's group. The bot keeps the team by its thread, and Teams finds the message by
/// its channel, so the group is left out.
/// </remarks>
public static class TeamsLinks
{
    /// <param name="channelId">Without a <c>;messageid=</c>.</param>
    public static string ToMessage(this TeamsCloud cloud, string tenantId, string channelId, string messageId) =>
        $"{cloud.TeamsUrl}/l/message/{Uri.EscapeDataString(channelId)}/{Uri.EscapeDataString(messageId)}"
        + $"?tenantId={Uri.EscapeDataString(tenantId)}&parentMessageId={Uri.EscapeDataString(messageId)}";

    /// <summary>To the chat with a bot, with the words typed there; the sending is left to the person.</summary>
    public static string ToChat(this TeamsCloud cloud, string botAppId, string words) =>
        $"{cloud.TeamsUrl}/l/chat/0/0?users={Uri.EscapeDataString($"28:{botAppId}")}&message={Uri.EscapeDataString(words)}";
}
