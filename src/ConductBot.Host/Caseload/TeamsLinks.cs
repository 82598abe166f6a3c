using ConductBot.Bot.CaseWork;

namespace ConductBot.Host.Caseload;

/// <summary>Links into Teams, in the forms of its page on deep links.</summary>
/// <remarks>
/// A link to a channel's message may also name the team's group. The bot keeps the team by its thread, and Teams finds the message by
/// its channel, so the group is left out.
/// </remarks>
internal sealed class TeamsLinks(string teamsUrl, string appId)
{
    public string ToMessage(CardPlace card) =>
        $"{teamsUrl}/l/message/{Uri.EscapeDataString(card.ChannelId)}/{Uri.EscapeDataString(card.MessageId)}"
        + $"?tenantId={Uri.EscapeDataString(card.TenantId)}&parentMessageId={Uri.EscapeDataString(card.MessageId)}";

    /// <summary>Types the words and leaves the sending to the person.</summary>
    public string ToCase(string reference) =>
        $"{teamsUrl}/l/chat/0/0?users={Uri.EscapeDataString($"28:{appId}")}&message={Uri.EscapeDataString($"case {reference}")}";
}
