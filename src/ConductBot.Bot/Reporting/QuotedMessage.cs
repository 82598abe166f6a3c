using System.Globalization;
using ConductBot.Bot.Cards;
using ConductBot.Cases;
using ConductBot.Teams;

namespace ConductBot.Bot.Reporting;

/// <summary>
/// What the message that a report was started on says already. It is quoted by the reporter's own client, so it is no more
/// than the reporter's word: shown to be checked, and theirs to change.
/// </summary>
public static class QuotedMessage
{
    private const string TeamsHost = "teams.microsoft.com";

    /// <summary>The report with its words, its link and how it was seen filled in, as far as the message has them.</summary>
    public static Report Fill(Report report, MessageActionsPayload message)
    {
        var read = Read(message);
        return report with
        {
            Text = Answers.Free(read.Text),
            Link = Answers.Free(LinkOf(read, message), Answers.MostOfAnAnswer),
            SeenHow = SeenHow(read, message),
        };
    }

    /// <summary>What the message shows; nothing of one that was deleted.</summary>
    public static MessageHtml Read(MessageActionsPayload message)
    {
        var body = message.Deleted == true ? null : message.Body?.Content;
        return body is null ? new("", [], [])
            : message.Body?.ContentType == "text" ? new MessageHtml(body, [], [])
            : MessageHtml.Read(body);
    }

    /// <summary>A link in the message most likely leads to the post; else the way back to the message itself.</summary>
    private static string? LinkOf(MessageHtml read, MessageActionsPayload message) =>
        read.Links.FirstOrDefault(link => !new Uri(link).Host.Equals(TeamsHost, StringComparison.OrdinalIgnoreCase))
        ?? (Uri.TryCreate(message.LinkToMessage, UriKind.Absolute, out var way) && way.Scheme == Uri.UriSchemeHttps ? way.AbsoluteUri : null);

    private static string SeenHow(MessageHtml read, MessageActionsPayload message)
    {
        var by = message.From?.User?.DisplayName ?? message.From?.Application?.DisplayName;
        var words = (string.IsNullOrWhiteSpace(by) ? null : by.Trim(), SentAt(message)?.Full()) switch
        {
            ({ } name, { } at) => Say($"In a Teams message by {name}, {at}."),
            ({ } name, null) => Say($"In a Teams message by {name}."),
            (null, { } at) => Say($"In a Teams message, {at}."),
            _ => Say("In a Teams message."),
        };

        // Only counted: whether there may be an intimate image among them has not been asked yet.
        var left = read.Pictures.Count + (message.Attachments?.Count ?? 0);
        List<string> sentences =
        [
            words,
            .. message.Deleted == true ? [Say("It has been deleted since.")] : (IEnumerable<string>)[],
            .. left switch { 0 => (IEnumerable<string>)[], 1 => [Say("It holds a picture or file.")], _ => [Say($"It holds {left} pictures or files.")] },
        ];
        return Answers.Free(string.Join(' ', sentences), Answers.MostOfAnAnswer)!;
    }

    private static DateTimeOffset? SentAt(MessageActionsPayload message) =>
        DateTimeOffset.TryParse(message.CreatedDateTime, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
