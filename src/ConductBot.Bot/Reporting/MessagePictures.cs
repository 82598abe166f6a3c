using System.Web;
using ConductBot.Bot.Cards;
using ConductBot.Cases;
using ConductBot.Teams;

namespace ConductBot.Bot.Reporting;

/// <summary>
/// Where a message stands that has pictures pasted into it. Teams itself says in which chat or channel somebody pressed; which
/// message there is the client's word, so no more can be had by it than another message of the same place.
/// </summary>
/// <param name="RootId">The message it replies to; null for a thread's first.</param>
/// <param name="ChatId">Null in a channel.</param>
/// <param name="TeamGroupId">The Microsoft 365 group of the channel's team; null where nobody says.</param>
/// <param name="ChannelId">Null in a chat.</param>
public sealed record PicturesAt(string MessageId, string? RootId, string? ChatId, string? TeamGroupId, string? ChannelId)
{
    // The personal chat with the bot has an id of the connector's own, which Graph does not know.
    private const string Thread = "19:";

    /// <summary>Null when there is no picture in the message.</summary>
    public static PicturesAt? Of(Activity activity, MessageActionsPayload message)
    {
        if (string.IsNullOrEmpty(message.Id) || QuotedMessage.Read(message).Pictures.Count == 0)
        {
            return null;
        }

        var place = activity.BaseChannelId?.StartsWith(Thread, StringComparison.Ordinal) == true ? activity.BaseChannelId : null;
        if (!activity.IsChannel)
        {
            return new(message.Id, null, place, null, null);
        }

        var way = Uri.TryCreate(message.LinkToMessage, UriKind.Absolute, out var link) ? HttpUtility.ParseQueryString(link.Query) : [];
        var root = message.ReplyToId ?? way["parentMessageId"] ?? ThreadId.RootOf(activity.Conversation?.Id);
        var group = activity.ChannelData?.Team?.AadGroupId ?? way["groupId"];
        return new(message.Id, root == message.Id ? null : root, null, Guid.TryParse(group, out var id) ? id.ToString() : null, place);
    }

    /// <summary>What Graph is asked for; null when too little is known.</summary>
    public GraphMessage? ToMessage() => this switch
    {
        { ChatId: { } chat } => new GraphMessage.InChat(chat, MessageId),
        { TeamGroupId: { } team, ChannelId: { } channel } => new GraphMessage.InChannel(team, channel, MessageId, RootId),
        _ => null,
    };
}

/// <summary>Fetches the pictures that were pasted into a message. Nothing is fetched before it is known that nobody is naked on them.</summary>
public sealed class MessagePictures(GraphClient graph, TimeProvider time)
{
    private const int AtATime = 4;

    // A task module is answered within five seconds, and there is a draft to write and a card to draw.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <param name="already">How many pictures and files the report has.</param>
    /// <returns>What is to be kept, and what to say.</returns>
    public async Task<(IReadOnlyList<EvidenceFile> Kept, string Words)> FetchAsync(
        string tenantId, PicturesAt at, int already, CancellationToken cancellationToken)
    {
        if (at.ToMessage() is not { } message)
        {
            return ([], NotFetched(Say("Teams does not say where that message stands")));
        }

        IReadOnlyList<string> ids = [];
        var found = new GraphResult<DownloadedFile>?[EvidenceTaking.Most];
        var listed = await GraphPatience.WithinAsync(Patience, time, async token =>
        {
            var answer = await graph.GetHostedContentIdsAsync(tenantId, message, token);
            ids = answer is GraphResult<IReadOnlyList<string>>.Ok ok ? ok.Value : [];
            await Parallel.ForAsync(
                0,
                Math.Clamp(EvidenceTaking.Most - already, 0, ids.Count),
                new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = token },
                async (i, stop) => found[i] = await graph.GetHostedContentAsync(tenantId, message, ids[i], stop));
            return answer;
        }, cancellationToken);

        var kept = found.OfType<GraphResult<DownloadedFile>.Ok>().Select(ok => EvidenceTaking.Of(ok.Value)).ToList();
        var wanted = Math.Clamp(EvidenceTaking.Most - already, 0, ids.Count);
        var why = listed.WhyNot() is { Length: > 0 } unlisted ? unlisted
            : ids.Count == 0 ? Say("Microsoft Graph knows of none in it")
            : found.Select(result => result?.WhyNot()).FirstOrDefault(words => words is { Length: > 0 });
        List<string> words =
        [
            .. kept.Count > 0 ? [EvidenceTaking.Kept(kept)] : (IEnumerable<string>)[],
            .. why is null ? (IEnumerable<string>)[]
                : kept.Count == 0 ? [NotFetched(why)]
                : [Say($"I could not fetch {wanted - kept.Count} more of the message ({why}): send them as pictures in our own chat, if they show what you report.")],
            .. ids.Count > wanted ? [EvidenceTaking.TooMany] : (IEnumerable<string>)[],
        ];
        return (kept, string.Join(' ', words));
    }

    private static string NotFetched(string why) =>
        Say($"I could not fetch the pictures of the message ({why}): send them as pictures in our own chat, if they show what you report.");
}
